"""Which pieces of a hand-in words mean: 第2张, 照片2, the last one, all pictures, the summary, a file by its name.

Pictures are counted in the order in which they came, whatever became of them, so that a number means the same later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from handlers.dates import number
from handlers.submissions import kinds
from storage.chat import MediaKind
from storage.notice.model import MaterialKind
from storage.notice.routing import Duty
from storage.patterns import Late
from storage.tables import Piece

MEDIA = (MediaKind.IMAGE.value, MediaKind.VIDEO.value, MediaKind.AUDIO.value)

_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PICTURE = r"(?:照片|图片|相片|影像|图)"
NTH = (
    rf"(?:第{_COUNT}(?:[、和,，]第?{_COUNT})*[张幅个段]{_PICTURE}?|最后(?:一|那|的那)?[张幅]{_PICTURE}?"
    rf"|{_PICTURE}(?:第?{_COUNT}(?!\d|[张幅份月日号点场]))(?:[、和,，]第?{_COUNT}(?![张幅份]))*)"
)
"""Pictures by their place: 第2张, 第一、三张, 照片2, 最后一张."""

_NTH, _LAST = Late(NTH), Late(r"最后")
_NUMBER = Late(_COUNT)
_PICTURES = Late("|".join(kinds.PICTURE_WORDS))
_FILMS = Late("|".join(kinds.FILM_WORDS))
_PAPERS = Late(r"总结|小结|文档|文件|word", re.IGNORECASE)


def numbered(words: str, pieces: Sequence[Piece]) -> tuple[list[Piece], list[int]] | None:
    """Return the pictures that words number, and the numbers that none has; None where they number none."""
    pictures = [one for one in pieces if one.kind in MEDIA]
    told = [found[0] for found in _NTH.finditer(words)]
    if not told:
        return None
    named = [one for one in pieces if one.name and any(PurePath(one.name).stem == part for part in told)]
    if named:
        return named, []
    places = [len(pictures) if _LAST.search(part) else number(one) for part in told for one in _numbers(part)]
    there = [pictures[place - 1] for place in dict.fromkeys(places) if 0 < place <= len(pictures)]
    return there, [place for place in places if not 0 < place <= len(pictures)]


def _numbers(part: str) -> list[str]:
    """The numbers in 第一、三张; of the last picture any one, for it is counted from the end."""
    return ["1"] if _LAST.search(part) else _NUMBER.findall(part)


def meant(words: str, pieces: Sequence[Piece], owed: Duty) -> list[Piece]:
    """Return the pieces that words name by file, kind or material; none where they name none, or all there is."""
    by_name = [one for one in pieces if one.name and len(stem := PurePath(one.name).stem) > 1 and stem in words]
    by_kind = [one for one in pieces if _is_of_kind(words, one, owed)]
    found = by_name or by_kind
    return found if len(found) < len(pieces) else []


def _is_of_kind(words: str, piece: Piece, owed: Duty) -> bool:
    """Whether words name what a piece is."""
    if piece.kind in MEDIA:
        pattern = _PICTURES if piece.kind == MediaKind.IMAGE.value else _FILMS
        return bool(pattern.search(words))
    named = kinds.named_in(owed, words)
    documents = {one.name for one in owed.owed if one.kind is MaterialKind.DOCUMENT}
    return piece.material == named if named else bool(_PAPERS.search(words)) and piece.material in documents


def names_any(words: str, pieces: Sequence[Piece]) -> bool:
    """Whether words name, by number, file or kind, something that a hand-in holds."""
    found = numbered(words, pieces)
    here = [one for one in pieces if one.withdrawn_at is None]
    if found:
        return any(one.withdrawn_at is None for one in found[0])
    by_name = any(len(stem := PurePath(one.name).stem) > 1 and stem in words for one in here if one.name)
    kinds_here = {one.kind for one in here}
    by_kind = (_PICTURES, MediaKind.IMAGE), (_FILMS, MediaKind.VIDEO), (_PAPERS, MediaKind.FILE)
    return by_name or any(pattern.search(words) and kind.value in kinds_here for pattern, kind in by_kind)
