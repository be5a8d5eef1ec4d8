"""What is remembered of an answer, so that a short question after it is understood."""

from __future__ import annotations

from dataclasses import replace

from handlers.questions.asker import Answer, Asker, Memory
from handlers.questions.lookup.index import index_of
from storage.notice.model import Notice

_BRIEF = 6
"""Characters of a question that may go on with a thing it does not name: 申报书交哪, 几份, 几号."""


def remembering(said: Answer, text: str, notice: Notice, asker: Asker) -> Answer:
    """Return an answer with what it leaves in mind: the office told of, the thing and the type named before."""
    if said.memory is None:
        return said
    kept, before, known = said.memory, asker.previous, asker.as_named_last()
    if office := _told_of(said, kept, notice, known):
        kept = replace(kept, offices=(office,))
    if before and before.thing and not kept.thing and len(text) <= _BRIEF:
        kept = replace(kept, thing=before.thing)
    if before and not kept.unit_types and known is not asker:
        kept = replace(kept, unit_types=before.unit_types)
    return replace(said, memory=kept)


def _told_of(said: Answer, kept: Memory, notice: Notice, asker: Asker) -> str:
    """The one office beside the asker's own that was told of and not asked for by name: 出错找谁, 那电话呢."""
    if said.reply is None or kept.offices or kept.is_upper:
        return ""
    index = index_of(notice)
    own, told = index.duty(asker.unit_type), "".join(said.reply.lines)
    others = [o.name for o in index.offices if o.contact and o.name in told and not (own and o.name == own.office)]
    return others[0] if len(others) == 1 else ""
