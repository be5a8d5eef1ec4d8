"""Which of the notice's materials a piece is: by what it is, by its name, by what was said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from handlers.questions.typed.spelling import normalise
from storage.notice.model import Material, MaterialKind
from storage.notice.routing import Duty
from storage.patterns import Late

_DOCUMENTS = {".docx", ".doc", ".pdf", ".wps", ".txt", ".rtf", ".odt"}
_ARCHIVES = {".zip", ".rar", ".7z"}
_SYNONYMS = (
    (Late(r"总结|小结|综述|(?:开展|活动|工作)情况(?!说明)"), Late(r"总结|报告|汇报|文字")),
    (Late(r"经验|案例|做法"), Late(r"经验|案例|做法")),
    (Late(r"建议|意见"), Late(r"建议|意见")),
    (Late(r"信息|简报|新闻|报道"), Late(r"信息|报道|新闻")),
    (Late(r"名单|汇总表|统计表|登记表|表格"), Late(r"表|名单|汇总")),
)
_REPORT = (Late(r"汇报|报告"), Late(r"总结|报告|汇报|文字"))
"""A report is the summary where it is a paper; slides called so are made for a room."""

PICTURE_WORDS = ("照片", "图片", "相片", "影像", "图像")
FILM_WORDS = ("视频", "录像", "短片")
"""What people call pictures and films."""

MATERIAL_WORDS = (*PICTURE_WORDS, *FILM_WORDS, "总结")
"""Words for materials beside the notice's own."""

_SUMMARY = Late(r"总结|小结|汇报")
_MEDIA = Late("|".join((*PICTURE_WORDS, *FILM_WORDS, "录音")))
LONG_TEXT = 300
"""From this length on a text that calls itself a summary is one."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells of which kind a file is: its name, its type by its bytes, what was said beside it, its first line."""

    name: str
    media_type: str
    said: str = ""
    title: str = ""


def of_file(duty: Duty, clues: Clues) -> str | None:
    """The material of a file; None where that must be asked.

    What was said beside it goes before its name, which people forget to change, and that before its own first line.
    """
    if clues.media_type.split("/", maxsplit=1)[0] in ("image", "video", "audio"):
        return _only(duty, MaterialKind.MEDIA)
    path = PurePath(clues.name)
    ending = path.suffix.lower()
    words = [_together(text) for text in (clues.said, path.stem, clues.title)]
    if ending in _ARCHIVES and not any(_SUMMARY.search(text) for text in words):
        return next((found for text in words if (found := medium_in(duty, text))), None)
    for text in words:
        found = _named(duty, text, is_paper=ending in _DOCUMENTS) or medium_in(duty, text)
        if found:
            return found
    return None


def _together(text: str) -> str:
    """Words without the blanks that people set between signs, in today's signs."""
    return normalise("".join(text.split()))


def of_text(duty: Duty, text: str) -> str | None:
    """The material of a text: a long one that calls itself a summary is the paper, a proposal is content."""
    if len(text) >= LONG_TEXT and _SUMMARY.search(text[:80]):
        return _only(duty, MaterialKind.DOCUMENT)
    contents = [material for material in duty.content if fits(text[:40], material)]
    return contents[0].name if contents else None


def named_in(duty: Duty, said: str) -> str | None:
    """The material that a label names: 「这是总结」."""
    return _named(duty, said, is_paper=True)


def medium_in(duty: Duty, said: str) -> str | None:
    """The material to which pictures and films belong, where words speak of these."""
    return _only(duty, MaterialKind.MEDIA) if _MEDIA.search(said) else None


def _named(duty: Duty, words: str, *, is_paper: bool) -> str | None:
    """The material that words name, papers that are owed before what is worked out inside them."""
    owed = [material for material in duty.owed if material.kind is MaterialKind.DOCUMENT]
    for material in (*owed, *duty.content):
        if material.name and material.name in words:
            return material.name
    found = next((material.name for material in (*owed, *duty.content) if fits(words, material)), None)
    if found is None and is_paper and _REPORT[0].search(words):
        return next((material.name for material in owed if _REPORT[1].search(material.name)), None)
    return found


def fits(words: str, material: Material) -> bool:
    """Whether words name a material by another word for the same: 工作总结 where the notice says 活动总结."""
    return any(said.search(words) and meant.search(material.name) for said, meant in _SYNONYMS)


def _only(duty: Duty, kind: MaterialKind) -> str | None:
    """The only owed material of a kind; of several media the first, since a photo is a photo."""
    found = [material.name for material in duty.owed if material.kind is kind]
    return found[0] if len(found) == 1 or (found and kind is MaterialKind.MEDIA) else None
