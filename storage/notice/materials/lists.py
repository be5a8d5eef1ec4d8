"""Lists of papers below or behind a head, such as 申报材料, and what an item of them names."""

from __future__ import annotations

from collections.abc import Iterator

from storage.notice.bodies.handing import SEND, WRITE
from storage.notice.materials.naming import ITEM, LONGEST, bare, is_refused, names, pieces
from storage.notice.materials.repeats import is_general
from storage.notice.parts.sentences import ASPECTS, Sentence
from storage.notice.text import words
from storage.notice.text.signs import NUMBERED
from storage.patterns import Late

LIST_HEAD = Late(
    r"(?:报送|上报|提交|填报)(?:的?(?:具体|主要)?内容|报表)(?:\([^()]*\))? $|(?:材料|资料)如下 $"
    r"|(?:^| )(?:材料|资料)(?:报送|提交|申报)?(?:清单|目录|要求|内容) $"
    r"|[\u4e00-\u9fff]{2,6}(?<!参考)(?<![及和与、])(?:材料|资料)(?:报送|提交|申报)?(?:清单|目录|要求|内容)?"
    r"(?:及(?:要求|份数))? $"
)
"""申报材料, 结题材料, 报送资料清单."""

LISTS = Late(
    r"(?:报送|提交|上报|提供):"
    r"|(?:材料|资料|(?:以下|下列)附件)(?:(?:[^。;,:]{0,6}?|[^。;:]{0,20}?(?:包括|包含|如下)):|包[括含])"
)
_CONTAINS = Late(r"(?:包[括含]|如下|有[^,。;:]{0,2}[项种类]):")
_CLAUSE = Late(r"(?:[^,。;:(]|\([^()]*\))+")
_BRACKETS = Late(r"\([^()]*\)")
PAPER = Late(r"(?:总结|报告|[^代]表|[^秘图]书|名单|清单|台账|简报|[周月季年]报|方案|函|作品|论文|视频|照片|证明)$")
"""What a head names if it names what is handed in."""

_SAYS_MORE = Late(
    r"请|(?<![重主摘概纪需])要(?![求点素闻案])|均[需须应]|见附|[报送交][省市县区州我](?![级直属])|应当|必须|须|受理|不得|注意|如有|详见|另行|[一二三四]是|审核|审批|[初复终]审|完成|择优|(?<!意)向(?!日)|经(?![济营验费典])|整理|注明|[后前]$|^(?:各项|所有|全部|相关|有关)"
)
"""What a name of a material does not hold."""

_NEVER = Late(
    r"^(?:其中|未尽|逾期|.*(?:的通知|如下)$|根据|按照|附\s*件$|联\s*系\s*(?:人|方式|电话)|电\s*话|留言|地\s*址|时间|地点|遴选)|务必|不正确"
)
_ASKS_FOR = Late(rf"(?<=..)(?:{SEND}|{WRITE})《")
"""An item that is a sentence of its own and says what is sent: 申报市级课题上报《申请书》."""

_ASKS_OF = Late(r"要求 $")
_OF_SEVERAL = Late(r"^[^,;]*[、和及与][^,;]*(?:情况|状况|问题|建议)$")
"""A report on several things is one: 生产经营、用工情况."""

_SHORT = 12


def listed_in(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """An item of a list below or behind a head such as 申报材料: its first clause names what is handed in."""
    item = ITEM.match(sentence.flat)
    before = sentence.paragraph.flat[: sentence.start].rpartition("。")[2]
    number = NUMBERED.match(sentence.paragraph.flat)
    is_first = sentence.start == (number.end() if number else 0)
    heads = sentence.heading.split() if item or number else [sentence.heading.rstrip()]
    is_headed = (is_first or bool(item)) and any(LIST_HEAD.search(f"{head} ") for head in heads)
    is_inline = bool(LISTS.search(before) and (item or (before.endswith(";") and _CONTAINS.search(before))))
    begins = item.end() if item and (is_headed or is_inline) else 0
    if (is_headed or is_inline) and not sentence.heading.endswith(ASPECTS):
        clause = _CLAUSE.match(sentence.flat, begins)
        is_named = not _ASKS_OF.search(sentence.heading) or (clause and list(names(clause[0])))
        if (
            clause
            and is_named
            and not _ASKS_FOR.search(clause[0])
            and max(map(len, _BRACKETS.sub("", clause[0]).split("、"))) <= LONGEST
        ):
            yield begins, clause.end()


def lists(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list and names a paper that does not stand for all of them."""
    spans = list(listed_in(sentence))
    return any(not is_general(name) for span in spans for name in named(sentence.flat, span, is_listed=True))


def named(flat: str, span: tuple[int, int], *, is_listed: bool) -> list[str]:
    """The materials that a span names; an item of a list is one whatever it is called, if it is only named."""
    said = flat[slice(*span)]
    found = list(names(said))
    if is_listed and found:
        if _OF_SEVERAL.search(whole := _BRACKETS.sub("", bare(said))) and not any(map(PAPER.search, found)):
            return [whole if len(whole) <= LONGEST else found[-1]]
        every = [bare(piece) for piece in pieces(said)]
        return [piece for piece in every if piece in found or _is_name(piece)]
    is_taken = flat[span[0] - 1 : span[0]] in ("将", "把")
    if is_taken and found:
        every = [bare(piece) for piece in pieces(said)]
        behind = every[every.index(found[0]) :] if found[0] in every else []
        return found + [name for name in behind if name not in found and _is_name(name) and _is_short(name)]
    whole = bare(said)
    return found or ([whole] if is_listed or (is_taken and _is_short(whole)) else [])[: _is_name(whole)]


def _is_short(name: str) -> bool:
    """Whether a name is that of one thing and tells nothing of it: 申报意向, 重点活动项目."""
    return len(name) <= _SHORT and "的" not in name


def _is_name(whole: str) -> bool:
    """Whether a piece only names something."""
    if "," in whole or words.is_body(whole) or not 2 <= len(whole) <= LONGEST or whole in ("材料", "资料"):
        return False
    return not _NEVER.search(whole) and not is_refused(whole) and not _SAYS_MORE.search(whole)
