"""The title of a notice in its head, without what stands around it: its number, a day, what a page says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.parts.foot import PLAIN_DATE, issuers
from storage.notice.parts.years import DOC_NUMBER
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import flatten
from storage.patterns import Late

_KINDS = r"(?:通知|通报|通告|公告|函|意见|方案|启事|决定|办法|请示|倡议书?|指南|简章|章程|规程|细则)"
TITLE_END = Late(rf"{_KINDS}[》\"]?\s*(?:\([^()]*\))?$")
_LOOSE_END = Late(r"^(?:〔[^〔〕]{2,4}〕)?(?:关于|转发)[^,。;:]{4,}(?:安排|事项|事宜|说明|要求|提示|活动)$")
"""A line that begins as a title does and ends in what the notice tells: 关于安全检查工作安排."""

_TITLED = Late(
    r"关于|转发|通知(?:\s*\([^()]*\))?$|[^,:]{8}(?:公告|通告|启事|邀请函|方案|办法|指南|简章|章程|规程|细则|倡议书)(?:\s*\([^()]*\))?$"
)
_PUBLISHED = Late(r"^(?!.*\([^()]*$)(?:(?!\().)*?(?:来源|作者|日期|时间|浏览|点击|位置|概述|摘要)[^:(]{0,4}:")
"""What a web page says of a text: 来源: 日期:2024-04-22 属于:通知公告."""

_SAID_OF_PAGE = Late(
    r"(?<=通知|通告|公告)\s?(?:-{1,2}|_|\|)\s?[^,。;:《》]{2,30}$|\s+(?:来源|作者|发布(?:时间|日期|人)?|发文时间|日期|时间|浏览[^:\s]{0,4})\s*:.*$"
    rf"|(?<=通知|通告|公告)\s+{PLAIN_DATE}(?:\s+\d{{1,2}}:[\d:]+)?$|(?<=通知|通告|公告)\s*{DOC_NUMBER.pattern}$"
)
"""What a page says of a text in the line of its title."""

_LINK = Late(r"\((?:点击|点此|请)?(?:下载|查看|阅读)[^()]*\)$|^[^<>]*>|^(?:文件|公示|最新|校内|院内|信息)通知$")
"""A line that leads somewhere: 甲通知(点击下载), 首页>通知公告, 文件通知."""

_CUT = Late(r"(?:转发|印发|关于(?!我们|本|网站))[^:。]{1,30}$")
"""A title that goes on in the next line."""

_DEPARTMENT = Late(r"[科股室处部办]$")
"""A part of a body: its page bears its name."""

_BEFORE = Late(
    rf"[-•·*\s]*(?:[〔\[](?:重要|活动|会议)?(?:通知|公告|通知公告|公示公告)[〕\]]\s*|[〔\[](?:[\u4e00-\u9fff]{{2,12}}(?:信息|动态|专栏)|[\u4e00-\u9fff]{{2,4}})[〕\]]\s*(?=关于|转发)|(?:信息)?(?:标\s*题|名\s*称)\s*[:|]\s*|〔?{DOC_NUMBER.pattern}〕?\s*(?=[:《]|关于):?\s*)"
)
_BEHIND = Late(rf"\s*\((?:[^()]*号|(?:截止|报名)[^()]*|\s*{PLAIN_DATE}\s*)\)$")
_QUOTED = Late(r"《(?P<title>[^《》]+)》(?P<again>.*)")

Title = tuple[str | None, tuple[int, ...], set[int]]
"""A title, the lines that it stands on, and which paragraphs of the head those are."""


def title_of(head: Sequence[Paragraph]) -> Title:
    """The last title of the head: from a line with 关于 to one that ends as a notice does, else as one may."""
    found = _title_of(head, TITLE_END)
    return found if found[0] else _title_of(head, _LOOSE_END)


def _title_of(head: Sequence[Paragraph], ends: Late) -> Title:
    """The last title of the head that ends in one of some words."""
    for index in range(len(head) - 1, -1, -1):
        flat = _SAID_OF_PAGE.sub("", head[index].flat).strip()
        if not ends.search(flat) or _PUBLISHED.search(flat) or _LINK.search(flat):
            continue
        start = _start(head, index)
        if not _TITLED.search(_joined(head[start : index + 1])):
            continue
        lines = (p.text[: len(_SAID_OF_PAGE.sub("", p.flat))].strip() for p in head[start : index + 1])
        used = head[start : index + 1]
        return bare("".join(lines)), tuple(n for p in used for n in p.lines()), set(range(start, index + 1))
    return None, (), set()


def _start(head: Sequence[Paragraph], index: int) -> int:
    """Where the title begins that ends at a paragraph."""
    start = index
    while start > max(0, index - 3) and not re.search(r"关于|转发", _joined(head[start : index + 1])):
        start -= 1
    if "关于" not in _joined(head[start : index + 1]) and start != index:
        start = index
    is_led = start > 0 and _joined(head[start : index + 1]).startswith("关于") and _leads(head, start - 1)
    return start - 1 if is_led or (start > 0 and _is_cut(head, start)) else start


def _is_cut(head: Sequence[Paragraph], start: int) -> bool:
    """Whether the line above another is the beginning of its title."""
    above, below = head[start - 1].flat.strip(), head[start].flat.strip()
    is_other = any(pattern.search(above) for pattern in (TITLE_END, _PUBLISHED, _LINK))
    return bool(_CUT.search(above)) and not is_other and not below.startswith(("关于", "转发", "印发"))


def bare(printed: str) -> str:
    """A title without the number before it, the brackets around it and a day behind it."""
    text = flatten(printed)
    begins = led.end() if (led := _BEFORE.match(text)) else 0
    ends = behind.start() if (behind := _BEHIND.search(text)) else len(text)
    quoted = _QUOTED.fullmatch(text, begins, ends)
    if quoted and quoted["again"].strip() in ("", quoted["title"]):
        begins, ends = quoted.span("title")
    return printed[begins:ends].strip()


def _joined(some: Sequence[Paragraph]) -> str:
    return "".join(_SAID_OF_PAGE.sub("", p.flat).strip() for p in some)


def _leads(head: Sequence[Paragraph], index: int) -> bool:
    """Whether a line of issuers belongs to the title: it is the first, stands below the number, or names several."""
    flat = head[index].flat.strip()
    if not issuers(head[index]) or flat.endswith("文件"):
        return False
    is_one_line = len(issuers(head[index])) > 1 and bool(re.search(r"\s", flat))
    is_letterhead = index == 0 and not _DEPARTMENT.search(flat)
    return is_letterhead or is_one_line or any(DOC_NUMBER.fullmatch(p.flat.strip()) for p in head[:index])
