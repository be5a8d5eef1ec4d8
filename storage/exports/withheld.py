"""What of a piece stays in the house when it is handed over: names in psychological support, homes of those visited."""

from __future__ import annotations

from pathlib import PurePath

from storage.errors import Refused
from storage.papers.persons import WITHHELD, is_support, leaving
from storage.tables import Paper, Piece

TEXT_INSTEAD = "含不宜外传的个人信息，已隐去，以文字代替原件"
"""What the index says of a paper of which only its text leaves, with names and homes left out."""

_HIDDEN_NAME = f"（心理支持材料，{WITHHELD}）"


def words_of(words: str) -> str:
    """Return words as they may leave: a text that was sent, a caption, a remark."""
    lines = words.split("\n")
    return "\n".join(leaving(lines))


def name_of(piece: Piece) -> str:
    """Return the name under which a piece came, unless it names somebody who was supported."""
    stem = PurePath(piece.name).stem
    return piece.name if leaving([stem]) == (stem,) else f"{_HIDDEN_NAME}{PurePath(piece.name).suffix}"


def stays(piece: Piece) -> bool:
    """Whether a picture, film or recording shows support that was given, by its name or what was said of it."""
    is_seen = piece.media_type.startswith(("image/", "video/", "audio/"))
    return is_seen and is_support(f"{PurePath(piece.name).stem} {piece.caption}")


def text_instead(piece: Piece, paper: Paper | None) -> str | None:
    """Return the text that leaves in place of a file; None where the file may leave as it is.

    Raises Refused: support (`stays`; or a paper that could not be read, and whose name names whom it supported).
    """
    if stays(piece):
        raise Refused("support")
    about = " ".join((PurePath(piece.name).stem, piece.caption, paper.title if paper else ""))
    if paper is None:
        if is_support(about) and leaving([about]) != (about,):
            raise Refused("support")
        return None
    lines = tuple(paper.lines)
    left = leaving(lines, about)
    return None if left == lines else "\n".join(left)
