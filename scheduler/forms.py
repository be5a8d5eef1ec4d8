"""The form by which something handed in is described: which material it is, which activity it shows, a caption."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.wording import receipts as wording
from storage.chat import FieldKind, Form, FormField, MediaKind
from storage.notice.model import Notice
from storage.standing import Standing
from storage.tables import Piece

_MOST_OPTIONS = 20


def describing(number: str, standing: Standing, notice: Notice, pieces: Sequence[Piece]) -> Form | None:
    """Return the form for what came: its material where that is unclear, activity and caption there and of pictures.

    None where nothing need be said of it. What it makes is what `handlers.submissions.describing` reads.
    """
    is_unclear = any(piece.kind == MediaKind.FILE and piece.material is None for piece in pieces)
    is_bare = any(piece.kind == MediaKind.IMAGE and not piece.caption for piece in pieces)
    if not (is_unclear or is_bare):
        return None
    fields, clauses = [], [wording.NUMBERED.format(number=number)]
    if is_unclear:
        owed = dict.fromkeys(one.name for one in (*standing.duty.owed, *standing.duty.content))
        fields.append(_choice("material", wording.MATERIAL, list(owed), required=True))
    if notice.activities:
        titles = dict.fromkeys(one.title for one in notice.activities)
        fields.append(_choice("activity", wording.ACTIVITY, list(titles), required=False))
    fields.append(FormField("caption", wording.CAPTION, placeholder=wording.CAPTION_LIKE))
    clauses += [f"{field.label}：{{{field.name}}}" for field in fields]
    return Form("；".join(clauses), tuple(fields), label=wording.DESCRIBE)


def _choice(name: str, label: str, options: Sequence[str], *, required: bool) -> FormField:
    return FormField(name, label, FieldKind.CHOICE, tuple(options[:_MOST_OPTIONS]), required=required)
