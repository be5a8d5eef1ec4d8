"""The end of a notice: who signed it when, who printed it when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from storage.notice.dates import Base, moments
from storage.notice.text import words
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import NUMBERED, flatten
from storage.patterns import Late

ATTACHMENT = Late(r"附\s*件\s*\d{0,2}\s*[:：]?$")
_SMALL = r"[\d一二三四五六七八九十廿卅\s]{1,4}"
FULL_DATE = rf"(?:\d{{4}}|[二〇○零0Oo一三四五六七八九]{{4}})\s*年\s*{_SMALL}[月日]\s*{_SMALL}日"
PLAIN_DATE = r"(?:20|19)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}"
_UNENDED = Late(rf"({FULL_DATE[:-1]})$")
"""A date at the end of a text whose last sign was cut off."""

_BARE_DATE = r"20[0-3]\d年?(?:1[0-2]|0?[1-9])(?:3[01]|[12]\d|0?[1-9])"
"""A date whose signs are lost: 2010326, 2014年57."""

DATE_LINE = Late(rf"\(?\s*({FULL_DATE}|{PLAIN_DATE}|{_BARE_DATE})\s*\)?(?:\s*\(此件[^()]{{2,12}}\))?$")
_DAY_LINE = Late(rf"\(?\s*({_SMALL}月{_SMALL}日)\s*\)?$")
_DUE = Late(r"(?:时间|日期|期限|截止日?):?$")
"""The head of a day that stands below it in a line of its own: (一)截止时间."""

_PRINTED = Late(rf"({FULL_DATE})\s*印发$")
_RUN_IN = Late(
    rf"(?:(?:(?<=[》。;)表函a-z\d])|(?<=通知))\s*(?![\u4e00-\u9fff]{{0,26}}[表函])"
    rf"(?P<who>{words.ORGANISATION.pattern}(?:\s+{words.ORGANISATION.pattern}){{0,2}})\s*|(?<=[。》])\s+|(?<=[a-z表])\s*)"
    rf"(?P<day>{FULL_DATE})(?=\s*(?:。?\s*$|\||联系|附件|主题词|抄送|责任编辑|编辑|\())"
)
"""A signature in the running text: ……的通知》甲市乙局2022年4月12日联系人, 附件:汇总表.doc甲市乙局2022年4月12日."""

_BELOW = Late(r"(?:委员会|学生会|团委|工会|总工会|研究会|联合会|办公室|秘书处)")
"""The second line of a body's name in a signature of two columns."""

_BARE_BODY = Late(r"(?:工会|团委|妇联|党委|党办|校办|院办)")
"""How a body of a school or firm signs."""

_OTHER_BODY = Late(
    r"[\u4e00-\u9fff()]{2,24}(?:合作(?:联合)?社|(?:出版|杂志|报|通讯|分|支)社|编辑部|(?:银|支|分)行|(?:领导|工作|筹备)小组|[党团](?:总支|支部)|指挥部|专班|厂|[小中]学|幼儿园|中心校)"
)
"""Bodies that sign and take nothing in."""

_NOBODY = Late(r"(?:有关|相关|各|本(?!溪)|我|该|上述|全体)")
"""How a line begins that names bodies, and none that signs."""

_SIGNED = Late(rf"([\u4e00-\u9fff()\s]{{4,40}}?)\s*({FULL_DATE})(?:\s*\(此件[^()]{{2,12}}\))?$")
_PRINTS = Late(r"(?:办公[室厅]|秘书处|综合[处科部])$")
_MONTH_LINE = Late(rf"(?:\d{{4}}|[二〇○零0Oo一三四五六七八九]{{4}})\s*年\s*{_SMALL}月$")
_CUT = Late(
    r"(?:(?:19|20)\d\d|[一二][〇○零0九][〇○零0一二三四五六七八九]{2})\s*"
    r"(?:年\s*(?:[\d一二三四五六七八九十]{1,2}\s*(?:月\s*[\d一二三四五六七八九十]{0,3})?)?)?"
)
"""The beginning of a date."""

_SEALED = Late(rf"\((?:[^()]{{2,24}}代章?|[^()]{{2,30}}(?:{words.OFFICE_ENDS}))\)")
"""Whose seal stands for the issuer's, or what else the issuer is called."""

_ENTITLED = Late(r"(?!关于|转发|印发)[\u4e00-\u9fff()、\s]{3,60}?(?=关于|转发|印发)")
_PLAN = Late(r"^[^,。;:]{4,40}(?:方案|办法|规定|细则|计划|预案|措施|要点|规程|章程|指南)(?:\([^()]*\))?\s*$")
"""The title of what is printed below a notice that issues it."""

_ENCLOSED = Late(rf"{_PLAN.pattern}|^\s*附\s*件\s*\d{{0,2}}\s*:")
"""What stands below the date of a notice: the title of what it issues, or the list of what it attaches."""

_ASKED_LAST = Late(r"\s*\((?:联系人|联系电话|联系方式)")
"""Whom to ask, in brackets below the signature."""

_FOOT_LINES = 14
_MOST_FORMS = 3
_LONGEST_PRINTED = 120
"""A longer line that ends with who printed a notice is the notice itself, run together."""
_LAST_LINES = 3


def issuers(paragraph: Paragraph) -> list[str]:
    """The organisations of a line that names nothing else."""
    flat = re.sub(r"文\s*件$|\((?:代|代?章|[公盖]章)\)$", "", paragraph.flat.strip())
    pieces = [piece for piece in re.split(r"[\s、]+", flat) if piece]
    if any(map(_NOBODY.match, pieces)):
        return []
    if pieces and all(_is_body(piece.replace('"', "")) and "通知" not in piece for piece in pieces):
        return [paragraph.original(name) for piece in pieces for name in _apart(piece)]
    whole = "".join(pieces)
    is_one = pieces and _is_body(whole) and len(whole) <= 30 and "通知" not in whole
    return ["".join(paragraph.original(piece) for piece in pieces)] if is_one else []


def _is_body(name: str) -> bool:
    """Whether a name is an organisation's."""
    is_body = words.ORGANISATION.fullmatch(name) or _OTHER_BODY.fullmatch(name)
    return bool(is_body) and not name.endswith(("主办", "承办", "协办", "网站"))


def entitled(title: str | None) -> tuple[str, ...]:
    """The organisations that a title begins with, for a notice that nobody signs: 甲市科协关于……的通知."""
    said = _ENTITLED.match(flatten(title)) if title else None
    names = re.split(r"[\s、]+", title[: said.end()].strip()) if title and said else []
    return tuple(names) if all(words.ORGANISATION.fullmatch(flatten(name)) for name in names) else ()


def foot_of(rest: Sequence[Paragraph]) -> Foot:
    """The end of a level; above the first forms that it attaches where the text goes on with them."""
    forms = [index for index, paragraph in enumerate(rest) if ATTACHMENT.match(paragraph.flat)][:_MOST_FORMS]
    found = [Foot(rest), *(Foot(rest[:index]) for index in [*forms, *_signed_within(rest)])]
    foot = next((foot for foot in found if foot.issued_on), None) or next((f for f in found if f.day), found[0])
    for paragraph in [] if foot.issued_on else rest[: -_LAST_LINES - 1 : -1]:
        foot.sign_within(paragraph)
    rest = rest[:-1] if rest and _ASKED_LAST.match(rest[-1].flat) else rest
    if not foot.signed and len(rest) > 1 and not NUMBERED.match(rest[-1].flat):
        foot.sign_alone(rest[-1])
        foot.sign_cut(rest)
    return foot


def _signed_within(rest: Sequence[Paragraph]) -> list[int]:
    """Where a level ends that is signed above what it issues: behind a date under an organisation or over a title."""
    dated = [at for at in range(1, len(rest)) if DATE_LINE.fullmatch(rest[at].flat.strip())]
    ends = (at for at in dated if issuers(rest[at - 1]) or any(_ENCLOSED.search(p.flat) for p in rest[at + 1 : at + 2]))
    return [at + 1 for at in ends][:1]


class Foot:
    """The end of a level: who signed it when, who printed it when; `day` is a date that names no year."""

    def __init__(self, rest: Sequence[Paragraph]) -> None:
        self.signed: tuple[str, ...] = ()
        self.issued_on: date | None = None
        self.day: str | None = None
        self.printed_on: date | None = None
        self.printed_by: str | None = None
        self.source: set[int] = set()
        self.used: list[Paragraph] = []
        for index in range(len(rest) - 1, max(-1, len(rest) - 1 - _FOOT_LINES), -1):
            self._look(rest, index)

    @property
    def printer(self) -> tuple[str, ...]:
        """Who printed it, where that is no office that prints for others."""
        return (self.printed_by,) if self.printed_by and not _PRINTS.search(self.printed_by) else ()

    def sign_alone(self, last: Paragraph) -> None:
        """Take an organisation in the last line, below which no date stands."""
        self.signed = tuple(issuers(last))
        if self.signed:
            self._use(last)

    def sign_cut(self, rest: Sequence[Paragraph]) -> None:
        """Take the organisations above a date that is cut off at the end of the text."""
        if _CUT.fullmatch(rest[-1].flat.strip()):
            self._sign(rest, len(rest) - 1)

    def sign_within(self, paragraph: Paragraph) -> None:
        """Take a signature that stands in the running text of one of the last lines."""
        found = _RUN_IN.search(paragraph.flat)
        if found and not self.signed and not self.issued_on and not _NOBODY.match(found["who"] or ""):
            self.signed = tuple(paragraph.original(name) for name in _apart(found["who"] or ""))
            self.issued_on = day_of(found["day"])
            self.source |= set(paragraph.lines(*found.span()))

    def _use(self, *paragraphs: Paragraph) -> None:
        """Take paragraphs out of the body."""
        self.used += paragraphs
        self.source |= {number for paragraph in paragraphs for number in paragraph.lines()}

    def _look(self, rest: Sequence[Paragraph], index: int) -> None:
        """Take one line of the foot, from below."""
        flat = re.sub(r"\s{2,}", " ", rest[index].flat.strip())
        printed = _PRINTED.search(flat) if len(flat) <= _LONGEST_PRINTED else None
        if printed and self.printed_on is None:
            self.printed_on = day_of(printed[1])
            before = flat[: printed.start()].strip() or (rest[index - 1].flat.strip() if index else "")
            self.printed_by = before if words.ORGANISATION.fullmatch(before) else None
            self._use(rest[index], *([rest[index - 1]] if self.printed_by and index else []))
            return
        dated = DATE_LINE.fullmatch(flat) or _SIGNED.fullmatch(flat)
        dated = dated or (_UNENDED.fullmatch(flat) if 0 < index == len(rest) - 1 else None)
        if dated and index and _DUE.search(rest[index - 1].flat.strip()):
            return
        if dated and self.issued_on is None and len(flat) <= 60:
            self.issued_on = day_of(dated[dated.lastindex or 1])
            self._use(rest[index])
            if (dated.lastindex or 1) > 1:
                self.signed = tuple(
                    rest[index].original(piece) for piece in re.split(r"\s+", dated[1].strip()) if piece
                )
            else:
                self._sign(rest, index)
        elif (
            index
            and not (self.issued_on or self.signed)
            and ((day := _DAY_LINE.fullmatch(flat)) or _MONTH_LINE.fullmatch(flat))
        ):
            self._sign(rest, index)
            self.day = day[1] if self.signed and day else None
            self._use(*([rest[index]] if self.signed else []))

    def _sign(self, rest: Sequence[Paragraph], index: int) -> None:
        """Take the organisations that stand directly above the date."""
        names: list[str] = []
        for above in range(index - 1, -1, -1):
            if _SEALED.fullmatch(rest[above].flat.strip()):
                self._use(rest[above])
                continue
            if DATE_LINE.fullmatch(rest[above].flat.strip()) and not names:
                self._use(rest[above])
                continue
            found = [] if NUMBERED.match(rest[above].flat) else issuers(rest[above])
            found = found or ([] if names else _bare_body(rest[above]))
            if not found:
                break
            names = found + names
            self._use(rest[above])
        self.signed = tuple(dict.fromkeys(_in_columns(names)))


def _apart(names: str) -> list[str]:
    """Names parted by blanks, or run together with the same place before each: 甲市乙局甲市丙局."""
    parted = re.split(rf"(?<=.)(?={re.escape(names[:2])})", names)
    return parted if len(parted) > 1 and all(map(_is_body, parted)) else names.split()


def _bare_body(paragraph: Paragraph) -> list[str]:
    """A body of a school or firm that signs without its name: 工 会."""
    return ["".join(paragraph.text.split())] if _BARE_BODY.fullmatch("".join(paragraph.flat.split())) else []


def _in_columns(names: list[str]) -> list[str]:
    """Names of which each is broken into two lines, side by side: 甲学院 乙学院 over 委员会 学生会."""
    half = len(names) // 2
    first, second = names[:half], names[half:]
    is_broken = half > 1 and half * 2 == len(names) and all(_BELOW.fullmatch(flatten(name)) for name in second)
    return [one + rest for one, rest in zip(first, second, strict=True)] if is_broken else names


def day_of(text: str, year: int | None = None) -> date | None:
    """The day that a line of a date names, in a year where it names none."""
    flat = re.sub(r"\s+", "", flatten(text)).replace("廿", "二十").replace("卅", "三十")
    flat = f"{flat.replace('年', '')}日" if re.fullmatch(_BARE_DATE, flat) else flat
    flat = flat if flat.endswith("日") or "月" not in flat else f"{flat}日"
    found = next(iter(moments(flat, Base(None, year))), None)
    return found.start if found else None
