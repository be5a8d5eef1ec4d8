"""What else a notice says: its period, theme, activities, requirements, and whom it praises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from handlers.lexicon import HANZI, Topic, lexicon
from handlers.questions.facts import events
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.attachments import attachments
from handlers.questions.facts.dated import is_told_of_page
from handlers.questions.facts.paper import numbers, paper
from handlers.questions.facts.sending import how
from handlers.questions.lookup.cards import helps_with_pages
from handlers.questions.lookup.passages import URL, fills_in
from handlers.questions.lookup.search import terms_of
from handlers.wording import asking
from handlers.wording import questions as wording
from storage.notice.model import MaterialKind
from storage.patterns import Late

_NUMBERS = "一二三四五六七八九十"
_PLACE = rf"第(?:([{_NUMBERS}])|(\d{{1,2}}))[项个条点]?(?:重点|主要|工作|活动)?"
_ORDINAL = Late(rf"{_PLACE}(?!.{{0,2}}要求)(?:活动|任务|主线)?")
_ORDINAL_REQUIREMENT = Late(rf"{_PLACE}要求")
_WANTS = Late(r"请(?!示|假)|组织.{2,20}(?:申报|开展|参加)")
"""What a notice without activities wants of its units."""

_SITES = ("https?:", "www[.]", "平台", "网站", "专题网页", "系统", "上传", "客户端", "小程序", "公众号")
_URL_WEIGHT = 4.0
"""What an address weighs where it is asked on which page something is done."""

_ACCOUNT = Late(r"账号|帐号|密码|用户名")
_PAGED = Late(r"网[址站页]|平台|系统|客户端|小程序|链接")
"""An account is asked for, and the page itself."""

_IS_DOWN = Late(r"[打点]不开|[登进上]不[了上去]|刷不出|崩|瘫痪|报错|卡[死住]")
"""A page does not work."""

_COMMENDS = Late(
    rf"表扬|表彰先进|评优|评比推荐|汇总评比|(?:组织|优秀|优胜|[一二三特]等|单项|设立?.{{0,8}}){HANZI}{{0,4}}奖"
)
_DAY = Late(r"\d{1,2}\s*月")
_HONOURS = Late(r"表彰|荣誉称号")
_OF_RULES = Late(r"要求|注意|规定|讲究|限制|纪律|违|标准")
_GIFTS = (
    r"<gift>|踩[^,。;?]{0,2}线|红线|犯规"
    r"|[物礼]品?卡|[卡券]|现金|红包|礼[品金物]|[烟酒宴]|水果|慰问[品金]|福利|超标|铺张|晚会|联欢|聚餐|庆功|浪费|茶歇|鲜花|送花|[吃请管][顿个]?饭|请客|请[^,。;?]{1,6}吃|[发送买摆备](?:点|些|条|支|盒|箱|束|瓶)|聚餐|[摆办]几?桌"
)
_THRIFT = Late(r"八项规定|铺张浪费|廉洁|严禁[^,，。]{0,10}(?:发放|赠送)")
"""What is given to people, and what a notice says of it."""

_PAGE_ASKED = Late(r"网址|链接|域名")
_WHICH_PAGE = Late(r"哪[个里儿]|网址|链接|怎么|如何|地址|登不|打不开")
_IN_ONE = Late("合署|[两一]块牌子|一套(?:人马|班子)|既是|合并")
"""Two bodies in one."""

_THEMED = Late(r"主题(?:[为是:：]|[“\"])|为主题")
_FREE = Late(r"结合.{0,6}实际")
_ALL = Late(r"几项|多少项|几个|一共|列|(?:主要|重点)活动|有哪些活动|哪几[项个]|活动有哪些")


def freedom(asked: Asked) -> Iterator[str]:
    """How far the notice leaves a unit free."""
    free = [p for p in asked.index.here if _FREE.search(p.text)]
    yield from asked.passages(free[:1])


def _theme(asked: Asked) -> Iterator[str]:
    theme = asked.index.notice.theme
    said = None if theme else next((p for p in asked.index.passages if _THEMED.search(p.plain)), None)
    if said:
        yield from asked.passages([said], _THEMED)
    else:
        yield f"活动主题为“{theme}”。" if theme else wording.not_said("活动主题")


def _activities(asked: Asked) -> Iterator[str]:
    titles = [section.title for section in asked.index.notice.activities]
    ordinal = _ORDINAL.search(asked.u.said)
    if ordinal and titles:
        yield from _one_of(asked, titles, ordinal, "主要活动")
        return
    if asked.u.found.is_near and asked.u.found.passages[0].title in titles and not _ALL.search(asked.u.said):
        yield from asked.passages(asked.u.found.passages)
        return
    if titles:
        yield wording.listed("主要活动", titles)
    elif not asked.u.found.is_sure:
        wanted = [p for p in asked.index.searched if p.level == asked.index.binding and _WANTS.search(p.plain)]
        yield from asked.passages(wanted[:2], _WANTS)
    named = [name for name in _named_in(asked, titles) if name]
    yield from named


def _one_of(asked: Asked, titles: Sequence[str], ordinal: re.Match[str], what: str) -> Iterator[str]:
    """The activity or requirement of a number, or how many there are."""
    place = _NUMBERS.find(ordinal[1]) + 1 if ordinal[1] else int(ordinal[2])
    if not 1 <= place <= len(titles):
        yield wording.only_so_many(what, len(titles), ordinal[0])
        return
    meant = [p for p in asked.index.passages if p.title == titles[place - 1] and p.number]
    yield from asked.passages(meant[:3])


def _named_in(asked: Asked, titles: Sequence[str]) -> Iterator[str]:
    """Names in quotation marks inside the activities that their titles do not show."""
    for section in asked.index.notice.activities:
        for name in re.findall(r"“([^”]{3,16})”", section.body)[:1]:
            if not any(name in title for title in titles):
                yield f"其中“{section.title}”含“{name}”等。"


def _requirements(asked: Asked) -> Iterator[str]:
    titles = [section.title for section in asked.index.notice.requirements]
    ordinal = _ORDINAL_REQUIREMENT.search(asked.u.said)
    if ordinal and titles:
        yield from _one_of(asked, titles, ordinal, "工作要求")
        return
    if lexicon().pattern(_GIFTS).search(asked.u.said) and (told := list(asked.containing(_THRIFT))):
        yield from told[:2]
        return
    if asked.u.found.is_near and not re.search(r"(?:工作|活动)?要求(?:有|是)?(?:哪|什么|几)", asked.u.said):
        yield from asked.passages(asked.u.found.passages)
        return
    if titles and not _OF_RULES.search(asked.u.said):
        return  # 礼品, 吃饭: no sentence is near, and the list of requirements would tell nothing of it
    yield wording.listed("工作要求", titles) if titles else wording.not_said("工作要求")


def _commendation(asked: Asked) -> Iterator[str]:
    found = list(asked.containing(_COMMENDS)) or list(asked.containing(_HONOURS))
    if lexicon().pattern("<when>").search(asked.u.said) and not any(_DAY.search(line) for line in found):
        found.append(wording.not_said(wording.of("表扬", ["时间"])))
    if found or not (asked.u.details or asked.u.found.is_sure):
        yield from found or [wording.not_said("表扬或评选")]


def _upload(asked: Asked) -> Iterator[str]:
    uploads = [m for m in asked.index.notice.materials if m.kind is MaterialKind.UPLOAD]
    named = Late("|".join([*(re.escape(m.name[-6:-1]) for m in uploads if m.name[-6:-1]), *_SITES]))
    here = [p for p in asked.index.here if named.search(p.plain)]
    held = here or [p for p in asked.index.passages if named.search(p.plain)]
    is_of_account = _ACCOUNT.search(asked.u.said) and not _PAGED.search(asked.u.said)
    if is_of_account and any(_ACCOUNT.search(p.plain) for p in here):
        return  # the sentence that tells of accounts is said as that particular
    terms, weigh = terms_of(asked.u.said), asked.index.ranking.weight
    best = sorted(
        held, key=lambda p: -sum(weigh(pair) for pair in p.pairs if pair in terms) - _URL_WEIGHT * fills_in(p)
    )
    is_dated = asked.u.has(Topic.DEADLINE, Topic.HOUR) and is_told_of_page(asked)
    if (is_dated or asked.u.has(Topic.LATE)) and not _WHICH_PAGE.search(asked.u.said):
        return
    paged = [p for p in best if URL.search(p.plain)] if _PAGE_ASKED.search(asked.u.said) else []
    found = list(asked.passages(paged[:1] or best[:2], named))
    yield from found or ([] if asked.u.found.is_sure else [wording.not_said("上传平台")])
    if found and asked.u.has(Topic.DEADLINE, Topic.HOUR) and not is_dated and not is_filled_in(asked):
        yield wording.not_said(wording.of("上传", ["时限"]))
    if _IS_DOWN.search(asked.u.said):
        yield from _helped(asked)
    elif asked.own and asked.own.office:
        yield f"材料仍须{wording.submit_to(asked.own.office)}"


def _helped(asked: Asked) -> Iterator[str]:
    """Whom to ask where a page does not open: whoever helps with pages, else the office."""
    helpers = [card for card in asked.index.cards if helps_with_pages(card)]
    if not asked.u.has(Topic.CONTACT, Topic.PHONE):
        yield (
            asking.card(helpers[0].heading, helpers[0].text)
            if helpers
            else wording.ask_office(asked.office, asked.contact)
        )


def is_filled_in(asked: Asked) -> bool:
    """What the asker owes is filled in on a page: its time is the unit's own."""
    return any(map(fills_in, asked.index.here))


def _joint(asked: Asked) -> Iterator[str]:
    both = [t.unit_type for t in asked.u.entities.types] if _IN_ONE.search(asked.u.said) else ()
    named = dict.fromkeys((*asked.u.scope.partners, *both))
    partners = [d for t in named if (d := asked.index.duty(t)) and d != asked.own]
    for one in [*([asked.own] if asked.own else []), *partners]:
        yield wording.submit_to(one.office, one.unit_type)


def _branch(asked: Asked) -> Iterator[str]:
    if asked.own:
        yield wording.submit_to(asked.own.office, asked.own.unit_type)


BUILDERS: tuple[tuple[Topic, Callable[[Asked], Iterator[str]]], ...] = (
    (Topic.PERIOD, events.period),
    (Topic.EVENT_DATE, events.event),
    (Topic.DOC_NUMBER, numbers),
    (Topic.NOTICE, paper),
    (Topic.ATTACHMENT, attachments),
    (Topic.THEME, _theme),
    (Topic.ACTIVITIES, _activities),
    (Topic.FREEDOM, freedom),
    (Topic.REQUIREMENTS, _requirements),
    (Topic.COMMENDATION, _commendation),
    (Topic.UPLOAD, _upload),
    (Topic.JOINT, _joint),
    (Topic.BRANCH, _branch),
    (Topic.HOW, how),
)
