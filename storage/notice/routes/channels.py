"""Ways that lead through another body: one that recommends, gathers, or has asked for something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.notice.bodies.audiences import receiving
from storage.notice.bodies.gathering import DEPARTMENT
from storage.notice.bodies.offices import is_near, office
from storage.notice.bodies.senders import sender
from storage.notice.model import Route
from storage.notice.parts.sentences import PARTED, Sentence
from storage.notice.parts.structure import Part
from storage.notice.text import addressees, words
from storage.notice.text.signs import flatten
from storage.notice.text.ways import EMAIL, first_phone
from storage.patterns import Late

_CHANNEL = Late(
    r"(?:^|[,。;:])\s*(?P<who>[^,。;:()由]{2,16}?)由(?P<office>(?:[^,。;:()]|\([^()]{1,8}\)){2,20}?)(?:负责|统一|归口|择优)*推荐(?=[,。;]|$)"
)
"""Through whom somebody applies: 市属单位由设区市科技局推荐."""

_GATHERED = Late(
    r"(?:^|[,。;:])\s*(?P<who>[^,。;:由]{2,24}?)的(?:材料|资料|[^,。;:由的]{2,8})由(?P<office>(?:[^,。;:()]|\([^()]{1,8}\)){2,20}?)"
    r"(?:负责|统一)*(?:收集|汇总|收齐)(?:审核)?(?:后|,)?(?:统一|一并)?(?:上报|报送|提交|不单独|(?=[,。;]|$))"
)
"""Who gathers what is of others: 二级企业的材料由集团公司汇总,不单独报送."""

_TAKEN = Late(
    r"(?:^|[,。;:])\s*(?P<who>[^,。;:由]{2,60}?)(?:[,:]\s*)?(?:(?<!申)请|统一|均)?由(?P<office>(?:[^,。;:()由]|\([^()]{1,8}\)){2,20}?)"
    r"(?:负责|统一|集中|具体)*(?:受理|接收|收件|收取)(?:审核)?(?=[,。;:(]|$)"
)
"""Who takes the papers of whom, or of which field: 专题一由林学分会受理, 区属学校的项目由区科协受理."""

_TAKES = Late(
    r"(?:^|[,。;:])\s*(?P<office>[^,。;:由的]{3,24}?)(?:负责|统一|集中)+(?:受理|接收|收件|收取|收集)"
    r"(?P<who>[^,。;:的]{2,24}的(?:[申填]报|推荐|立项|报名|参[赛评])?(?:材料|资料|项目|作品|论文|稿件|申请|建议|报名|意见))(?=[,。;]|$)"
)
"""The same told of the office: 所在地县市场监管局负责受理企业的立项建议."""

_ALL_PAPERS = Late(r"(?:所有|全部|上述|以上)?(?:申报|申请|推荐|参评|参赛|报名|纸质|书面)?(?:材料|资料|作品|稿件)")
"""Papers of whoever hands in: 申报材料由甲受理."""

_ITEM = Late(
    r"\s*(?P<who>[^,。;:报送交由请]{2,24})[,:]?\s*(?:请|统一)?(?:报送?|送|交|寄|提交)[至到给]?(?P<office>[^,。;:()]{3,24})"
)
"""One item of what is parted by what it is of: (二)市政工程,报城市建设科."""

_LINE = Late(
    r"(?:^|[:;]\s)\s*(?P<who>[^,。;:]{2,24}):\s*(?P<office>[\u4e00-\u9fff]{3,20})"
    r"(?=[,( ])[^。;]{0,40}(?:联系人|电话)"
)
"""A field with its office and whom to ask: (1)医学类项目:医学部科研办,联系人:……."""

_PAPERS = Late(
    r"的(?:[申填]报|推荐|立项|参[赛评]|报名|[\u4e00-\u9fff]{2}(?=申请))?"
    r"(?:材料|资料|项目|作品|论文|稿件|申请|建议|意见|报名|课题)$"
)
_NUMBER = Late(r"^\s*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])+\s*")
_FIELD = Late(
    r"(?:领域|[专议主]题|方向|类别?|[组奖]别?|赛道|系列|专业|学科|项目|课题|作品|论文|稿件|案例|学段|板块|人才)(?:[一二三四五六七八九十\dA-Z]{0,2})$"
)
"""A field that papers are divided by."""

_OURS = Late(
    r"(?:邮箱|信箱|[A-Za-z0-9]@)[^。;]{0,60}?[,;](?:再|并)?由[我本](?:[局厅委会办部校院]|单位|中心)[^,。;:]{0,6}?"
    r"(?:汇总|收齐|审核|初审|评审|评选|遴选|推荐|上报|报送)"
)
"""Something sent to a mailbox that the issuer gathers or judges: 发至邮箱…,由我局统一推荐."""

_MAILED = Late(
    r"发送?(?:[至到给往]|[至到]往)?(?:指定|下列|以下|如下|专用|工作|报送|统一|的|电子|联系)*"
    rf"(?:邮箱|信箱|邮件|{EMAIL.pattern})"
)
"""Something sent to a mailbox of which nobody says whose it is: a department's that issues, where it has no phone."""

_COME = Late(r"(?:报|送|寄|交|发)来(?![源自访回往])")
_CALLED = Late(r"(?:告知|告诉|联系|报告|通知)(?P<office>[\u4e00-\u9fff]{3,16})")
"""Something that is to come, to whoever is to be told of it: 请电话告知校工会,并于6月9日送来."""

_TOLD = Late(
    r"(?P<by>根据|按照?)(?P<office>(?:所在|所属|属地)[^,。;]{2,24}?)(?:发布|下发|印发|制定)[^,。;]{0,16}要求,[^。;]{0,12}?(?:报送|提交|申报|上报)"
)


def channels(part: Part, sentence: Sentence) -> Iterator[Route]:
    """The routes of a sentence that go through another body than the office of the notice."""
    yield from _as_told(part, sentence)
    yield from _through(part, sentence)
    yield from _taken(part, sentence)
    yield from _parted(part, sentence)
    yield from _beside(part, sentence)


def to_issuer(part: Part) -> Iterator[Route]:
    """The one route of a level that names no office: to the issuer, who says what it does with what is sent."""
    issuer = next(iter(part.record.issuers), None)
    is_desk = issuer is not None and DEPARTMENT.search(flatten(issuer))
    is_mailed_only = is_desk and not any(first_phone(paragraph.flat) is not None for paragraph in part.body)
    for sentence in part.sentences:
        found = _OURS.search(sentence.flat) or _COME.search(sentence.flat)
        found = found or (_MAILED.search(sentence.flat) if is_mailed_only else None)
        if found is None:
            continue
        called = _CALLED.search(sentence.flat, 0, found.start())
        told = office(called["office"]) if called else None
        name = sentence.paragraph.original(told) if told else issuer
        if name:
            who = tuple(sentence.paragraph.original(one) for one in sender(sentence.flat, found.start(), ()))
            lines = sentence.paragraph.lines(sentence.start, sentence.end)
            yield Route(part.audience or who, name, part.level, lines)
            return


def _taken(part: Part, sentence: Sentence) -> Iterator[Route]:
    """The bodies that take what is of others, or of one field each."""
    for one in (*_TAKEN.finditer(sentence.flat), *_TAKES.finditer(sentence.flat)):
        said = _PAPERS.sub("", _NUMBER.sub("", one["who"]))
        named = addressees.split_outside(said, "、")
        is_all = bool(_ALL_PAPERS.fullmatch(said))
        is_told = all(words.is_body(name) for name in named) or _FIELD.search(named[-1])
        is_plain = is_near(one["office"]) or words.is_plain(one["office"])
        if not (is_all or is_told) or not is_plain or words.is_anybody((one["office"],)):
            continue
        each = all(words.is_body(name) or _FIELD.search(name) for name in named)
        who = tuple(sentence.paragraph.original(name) for name in (named if each else [said]) if not is_all)
        lines = sentence.paragraph.lines(sentence.start, sentence.end)
        yield Route(receiving(part, who, one["office"]), sentence.paragraph.original(one["office"]), part.level, lines)


def _parted(part: Part, sentence: Sentence) -> Iterator[Route]:
    """The items below 按领域分别报送 that name a field each and the office that it goes to."""
    item = _ITEM.match(sentence.flat) if PARTED in sentence.heading else None
    if item and words.is_plain(item["who"]) and (name := office(item["office"])):
        yield _to(part, sentence, item["who"], name)


def _beside(part: Part, sentence: Sentence) -> Iterator[Route]:
    """The lines that name a field each, its office behind a colon, and whom to ask there."""
    line = _LINE.search(sentence.flat)
    if line and office(line["office"]) == line["office"] and _FIELD.search(line["who"]):
        yield _to(part, sentence, line["who"], line["office"])


def _to(part: Part, sentence: Sentence, who: str, name: str) -> Route:
    """The route of what a sentence names, as it is printed."""
    paragraph = sentence.paragraph
    lines = paragraph.lines(sentence.start, sentence.end)
    return Route((paragraph.original(who),), paragraph.original(name), part.level, lines)


def _as_told(part: Part, sentence: Sentence) -> Iterator[Route]:
    """A body that hands in as the office of its own place has asked: 根据所在区主管部门发布的要求,报送材料."""
    told = _TOLD.search(sentence.flat)
    name = office(told["office"]) if told else None
    who = sender(sentence.flat, told.start("by"), ()) if told else ()
    if name and who:
        lines = sentence.paragraph.lines(sentence.start, sentence.end)
        audience = receiving(part, tuple(sentence.paragraph.original(one) for one in who), name)
        yield Route(audience, sentence.paragraph.original(name), part.level, lines)


def _through(part: Part, sentence: Sentence) -> Iterator[Route]:
    """The bodies that recommend those of their own, where a sentence tells several apart."""
    told = list(_CHANNEL.finditer(sentence.flat))
    told = told if told and len(_CHANNEL.findall(sentence.paragraph.flat)) > 1 else []
    told += [one for one in _GATHERED.finditer(sentence.flat) if not re.match("各|所[在属]", one["office"])]
    lines = sentence.paragraph.lines(sentence.start, sentence.end)
    for one in told:
        name = sentence.paragraph.original(one["office"])
        audience = tuple(
            sentence.paragraph.original(who) for who in addressees.audience(one["who"]) if words.is_body(who)
        )
        if audience and words.is_plain(one["office"]) and not one["office"].startswith("本"):
            yield Route(audience, name, part.level, lines)
