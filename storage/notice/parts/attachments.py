"""What a notice attaches, by number: the names that its list of attachments gives."""

from __future__ import annotations

import re
from collections.abc import Mapping

from storage.notice.parts.structure import Part
from storage.patterns import Late

_FIRST = Late(r"附\s*件\s*(?P<number>\d{1,2})?\s*[:、.]?\s*(?:(?P<item>\d{1,2})[.、\s]\s*)?(?P<name>\S.{2,60})?$")
_ITEM = Late(r"\s*(?:附\s*件\s*)?(?P<item>\d{1,2})\s*[.、:]\s*(?P<name>\S.{2,60})$")
_TITLED = Late(r"《(?P<name>[^《》]{2,60})》\s*\((?:详?见)?附件\s*(?P<number>\d{1,2})\)")
"""A form with its number behind it: 《申请书》(附件2)."""

_FILE = Late(r"\s*(?:\.(?:docx?|xlsx?|pdf|wps|zip|rar))?[;。]?$", re.IGNORECASE)
_NUMBERED = Late(r"附\s*件\s*(\d{1,2})\s*(.*)$")
_FORM = Late(r"(?:表|书|函|名单|清单|报告|回执|总结|目录|台账|模板|样式|格式|说明)(?:\([^()]*\))?$")
_BY_KIND = Late(r"(?:电子|纸质)版?的?(?P<kind>[\u4e00-\u9fff]{2}表)")
"""A form that is called by its format: 电子版统计表."""


def attachments(part: Part) -> Mapping[int, str]:
    """The names of a level's attachments by their numbers, as they are printed."""
    found: dict[int, str] = {}
    is_list = False
    for paragraph in part.paragraphs:
        match = _FIRST.match(paragraph.flat)
        if match is None and is_list:
            match = _ITEM.match(paragraph.flat)
        is_list = match is not None
        if match and match["name"]:
            number = match.groupdict().get("number") or match["item"] or "1"
            name = paragraph.text[match.start("name") : match.end("name")]
            found.setdefault(int(number), _FILE.sub("", name).strip("《》 "))
    for paragraph in part.body:
        for match in _TITLED.finditer(paragraph.flat):
            found.setdefault(int(match["number"]), paragraph.text[slice(*match.span("name"))])
    return found


def resolved(name: str, attached: Mapping[int, str]) -> str:
    """A paper's name for one that is only called by its number or format: 附件2 is what the list says."""
    match = _NUMBERED.match(name)
    if match is None:
        form = _BY_KIND.fullmatch(name)
        titles = [title for title in attached.values() if form and title.endswith(form["kind"])]
        return titles[0] if len(titles) == 1 else name
    title = attached.get(int(match[1]), "")
    return title if _FORM.search(title) else match[2] or name
