"""What is said where nothing is settled: the nearest sentences and what is owed anyway, or that it is not ours."""

from __future__ import annotations

from handlers.lexicon import lexicon
from handlers.questions.asker import Answer
from handlers.questions.facts.absent import absent
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.conditions import conditions
from handlers.questions.lookup.fitting import fits_clearly, nearest, surest
from handlers.questions.lookup.passages import Passage
from handlers.questions.meant.foreign import asking, is_alien
from handlers.questions.typed.spelling import folded
from handlers.wording import questions as wording
from storage.chat import Reply, ReplyKind

_HANDING_IN = r"<thing>|<send>(?!现|生|电|给我|我)"
"""What has to do with handing in."""

_WHEN = r"<when>|几月"
"""A day is asked that the notice does not tell: it is another's than that by which something is owed."""


def unanswered(asked: Asked) -> Answer:
    """Of this campaign but not in the notice: passed on; anything else is not ours."""
    best = fits_clearly(asked.u.said, asking(asked.u.said), asked.index)
    ruled = tuple(asked.passages(conditions(asked)))
    if ruled and best and best[0].is_near:
        ruled = tuple(dict.fromkeys((*asked.passages((best[0].passage,)), *ruled)))
    if best and best[0].is_sure and not ruled and (told := tuple(asked.passages(surest(best)))):
        return Answer(Reply(ReplyKind.ANSWER, (*absent(asked, list(told)), *told)), memory=asked.u.memory)
    is_near = asked.u.found.is_near or (best and (best[0].is_near or best[0].is_linked))
    if not is_near and is_alien(asked.u.said, asked.index):
        return Answer(Reply(ReplyKind.DECLINE, (wording.OUT_OF_SCOPE,)))
    if ruled:
        decided = wording.decided_by(asked.office, asked.contact)
        return Answer(Reply(ReplyKind.ANSWER, (*ruled, decided)), memory=asked.u.memory, open_question=True)
    words = lexicon()
    is_of_day = bool(words.pattern(_WHEN).search(asked.u.said))
    likest = nearest(best) or (asked.u.found.passages[:1] if asked.u.found.is_near else ())
    found = [p for p in likest if not (is_of_day and _is_due(asked, p))]
    near = (wording.nearest(line) for line in asked.passages(found))
    owed = _owed(asked) if words.pattern(_HANDING_IN).search(asked.u.said) and not is_of_day else ()
    reply = Reply(ReplyKind.ANSWER, (wording.passed_on(asked.who_tells, asked.contact), *owed, *near))
    return Answer(reply, open_question=True)


def _is_due(asked: Asked, passage: Passage) -> bool:
    """Whether a sentence says by when something is owed."""
    return any(one.date and folded(one.text) in folded(passage.text) for one in asked.index.notice.deadlines)


def _owed(asked: Asked) -> tuple[str, ...]:
    """What the asker has to hand in and by when, beside what the notice leaves open; () where that is not one thing."""
    owed = {wording.owed(target) for target in asked.targets}
    return tuple(owed) if len(owed) == 1 else ()
