"""How notices say that something is handed in: the verbs, and the office that it goes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from storage.notice.bodies.offices import FLOOR, JOURNAL, OWN_NAMES, PLACES, SHARED, office
from storage.notice.text.ways import is_person
from storage.patterns import Late

BARE = (
    r"(?:(?:(?<=情)报(?=[省市县区我])|(?<=\d日)报(?![名告表到送考批刊社纸销道酬价备业警废复]))"
    r"|(?<![小墙抄申填预简汇通登海公年快电情周月推呈旬日季举播警兼网未漏瞒谎虚误错])(?<!手抄)(?<!黑板)(?<!直(?=报(?:项目|单位|企业|系统|平台|数据|名单|工作|人员)))报(?:(?=社[会区科保]|业务|考核|考试院|道路|价格|表彰办|警务)|(?![名告表到送考批刊社纸销道酬价备业警废复]))"
    r"|(?:(?<=[料版件表书稿份前面)》\"])|(?<![^,])|(?<=统一)|(?<=集中)|(?<=汇总))报(?=到(?![时处后前当地日会现])[\u4e00-\u9fff]{3}))"
)
BEGINS = "函报上提递送寄交呈邮快专特分发汇反告返推选投传OEe"
"""The first characters of every way to hand something in: most places of a text are passed over by them."""

SEND = (
    rf"(?=[{BEGINS}])"
    r"(?:函[告复](?=[省市县区我])|报送(?![员人])(?:达(?=[至我本省市县区校]))?|(?<!以)上报(?![刊纸])|报备|提交|递交|送交|寄交|(?<!抄)送达(?!州)(?=至?(?:[\u4e00-\u9fff]{0,10}[省市县区厅局校处科办]|我|本))|交送|(?<!会)上交(?!流)|呈报|呈送|寄送|邮寄|快递|(?:(?:邮政)?特快)?专递|报告(?=[至到](?![时处会达位场]))|分送|发送|汇报(?=我[局厅委办院校])|反馈(?![表单函意])|告知(?=[省市县区我校]|[\u4e00-\u9fff]{4,16}(?:秘书处|办公室|[处科部](?=[,。;(]|$)))|返回|(?:推荐|推送|选送)(?=[至到])|投递|投送|投寄|寄(?!出)"
    rf"|(?<![报呈寄递上分发抄])送(?![审检货医达])|{BARE}|(?<![提递上呈送])交(?![流通易办付接互叉换友谈费由警]|会(?![务议计员]))"
    rf"|(?<![编刊事案多突开研启激引颁印签转下派批核原先并经分制联])发(?![展布现生改明动挥函放文掘起言表出行票证热达电育])|发(?:电子邮件|电邮)(?=[至到给往])|汇总(?=[至到])|(?:传真|OA|[Ee]-?mail|邮件)(?=[至到给]))"
)
"""To hand something to somebody."""

WRITE = r"(?:制作(?=纸质)|填报|填写|自带|填好|打印|提供|准备|[带备]齐|补足|补交|出具|上传|附上?(?![件表录上]))"
"""To make what is handed in."""

WRITE_BEGINS = "制填自打提准带备补出上附"
"""The first characters of every way to make it."""

_BRACKET = Late(
    r"\((?![^()]*(?:电话|微信|地址|邮编|交(?![流通易])|[报送寄发][至到给]|报[省市县区校我]|[报寄][送备]|[请将须;。]))[^()]{0,40}(?:室|楼|号|处|科|办|部|厅|局|窗口)\)"
)
_PLACE = "(?:镇|乡|街道|社区)"
_TO = Late(
    rf"{SEND}(?:\([送寄交]\):?)?(?:(?:[^,。;:至到给()\"]|\([^()]*\)|\"[^\"]{{1,20}}\"){{0,60}}?(?:至|到|给))?(?:至|到"
    rf"|给|往|于|相关)?(?:(?<=[至到寄]):)?(?:(?:[Ee]-?mail|邮件)[与和]|(?<=报)经(?![营济开贸信管]))?\s*(?P<chunk>(?:[^,。;:、()\s“”\"《]|{PLACES}|{SHARED}|{JOURNAL}|{FLOOR}){{2,40}})"
)
_TOWARDS = Late(
    rf"[向到](?P<chunk>(?:[^,。;:()\s“”\"《将请的]|(?<=地)的|\([^()]*\)){{2,40}}?)(?:正式|统一|书面|集中|及时)?"
    rf"(?:{SEND}|申报|推荐|投稿|报告(?![厅单])|举荐|自荐|提出[^,。;]{{0,14}}?(?:申请|申报|报名|需求)|报名(?!表|费)|登记|备案|填报|申请(?=[,。;]|$))(?!的|系统|平台|网)"
)
_VIA = Late(r"(?:通过|经由)(?P<chunk>所[在属][^,。;:将]{2,24}?)(?:申报|报送|推荐|提交|上报|报名)")
"""Through whom somebody applies: 通过所在省协会申报."""

_PLACED = Late(
    r"(?:报送|申报|报名|受理|提交|送达|收件|收稿|寄送|邮寄|投稿|交稿|接收)(?:材料)?(?:地点|点|(?<=报送)地址|(?<=收稿)地址|单位"
    r"|部门|科室|处室)\s*(?:为|:|设在)\s*(?P<chunk>[^,。;:()\s“”\"《]{2,40})"
)
_TO_PERSON = Late(
    rf"(?:{SEND}[至到给]|汇总[至到给]|发给|交由|(?<![提递上呈送])交(?=[\u4e00-\u9fff]{{2,5}}处))\s*"
    r"(?:[A-Za-z\d#-]{2,12})?(?P<who>[\u4e00-\u9fff]{2,5}?)(?<![人书表稿函])(?=处?(?:[:(,。;、\d]|$)|处|邮箱|微信|收)"
)
"""Somebody who is named: 本科生交至姚某, 发给章老师."""

_MORE = Late(
    r"\s*(?:\([^()]{2,10}\))?\s*(?:、|和|及|与|以及|或者?)\s*"
    rf"(?P<chunk>(?:[^,。;:、()\s“”\"《]|{PLACES}){{2,30}})(?=[,。;:(、]|$)"
)
_BARE_BUREAU = Late(r"(?![省市县区州])[\u4e00-\u9fff]{2,4}[局委厅]")
_WHOSE = Late(
    r"[^,。;:()]{2,10}\([^()]{2,16}\)(?P<at>所[在属][省市县区街镇乡]+)(?:\([^()]{2,12}\))?(?P<body>[^,。;:()]{2,16})"
)
"""Of whose place an office is, with more said of both in brackets: 申报场馆(场所)所在区(新区)科协."""

_NOT_YET = Late(
    r"\s*(?:(?:的|相关|有关)?(?:统计)?数据|近?[\d一二三两几]+年来?|(?:相关|有关|各)?(?:科室|处室|部门)|之前|前|后|以外|以来|作品|论文|稿件|征文|案例|通知|(?:工作|基本)?(?:现状|情况|总结|名单)|分析报告|的(?!邮箱|信箱|[\u4e00-\u9fff]{1,6}[处科室部])|下发的|规定|(?<![股科处室])(?:、[\u4e00-\u9fff]{2,4})?(?:审定|审批|批准)|审议|核准|研究|处理|查处|评审|参评|(?:理事|秘书)?长?(?:签批|批示|签发))"
)
_UPWARDS = Late(r"报|交|提交|递交|上报|上交|向")
"""What is done with a paper where several offices are named at once, each for its own: 报各县科技局."""

_TOLD_BELOW = Late(r"(?:下列|以下|下述|[下附后]表|如下|对应|相应|对口|后(?![勤方备]))")
"""An office that another place names: 下列受理单位."""

_OWN = Late(r"[我本](?:[局厅委会办部处校院所站社司]|学会|协会|中心|学校|公司|单位)")


_TO_PLACES = Late(
    rf"(?:{SEND}[至到给]|报(?=乡镇|镇街|街道|镇|乡))(?P<chunk>各?[\u4e00-\u9fff]{{0,3}}{_PLACE}(?:\([街道镇乡]{{1,4}}\))?(?:、各?[\u4e00-\u9fff]{{0,3}}{_PLACE})*)(?=[,。;]|审|初|汇|统|进行|$)"
)
"""Places whose own offices take something: 交至银江镇、各街道."""

_REGISTERED = Late(r"(?:^|[^存现正])在(?P<chunk>[^,。;:()\s在]{3,20})(?:现场|统一|集中)?报名(?![表费时参])")
"""Where somebody puts down his name: 在县体育局报名."""

_SIGNED_UP = Late(r"报名(?:者)?(?:请|可)?(?:直接)?(?:到|前往)(?P<chunk>[^,。;:()\s]{3,20})(?=[,。;(]|$)")
"""Where he is told to go who puts down his name: 报名请到县体育局."""


@dataclass(frozen=True, slots=True)
class Target:
    """An office that something goes to: where its sentence turns to it, and its name in flat text."""

    first: int
    last: int
    office: str
    is_own: bool = False


@lru_cache(maxsize=1024)  # deadlines, routes and materials each look through the sentences of a notice
def targets(flat: str) -> tuple[Target, ...]:
    """Find the offices that something in a sentence goes to."""
    return tuple(_targets(flat))


def _targets(flat: str) -> Iterator[Target]:
    """What follows each way of saying that something goes somewhere."""
    for pattern in (_TO, _TOWARDS, _PLACED, _VIA):
        at = 0
        while match := pattern.search(flat, at):
            found = _target(flat, match)
            at = max(match.end("chunk") if found else match.start() + 1, at + 1)
            if found is None:
                continue
            yield found
            ends = found.last
            while (more := _MORE.match(flat, ends)) and (other := office(more["chunk"])):
                ends = more.start("chunk") + len(other) if more["chunk"].startswith(other) else more.end()
                yield Target(match.start(), ends, _placed_as(found.office, other))
    for match in _TO_PLACES.finditer(flat):
        if office(match["chunk"]) is None:
            yield Target(match.start(), match.end(), match["chunk"])
    for match in (*_REGISTERED.finditer(flat), *_SIGNED_UP.finditer(flat)):
        if office(match["chunk"]) == match["chunk"]:
            yield Target(match.start("chunk") - 1, match.end("chunk"), match["chunk"])
    yield from _persons(flat)


def _placed_as(first: str, other: str) -> str:
    """The name of an office beside another, with the place that both share: 市工信局和财政局."""
    is_bare = _BARE_BUREAU.fullmatch(other) and re.match("[省市县区]", first)
    return first[0] + other if is_bare else other


def _persons(flat: str) -> Iterator[Target]:
    """Find those who are named as whom something goes to."""
    for match in _TO_PERSON.finditer(flat):
        if is_person(match["who"]):
            yield Target(match.start(), match.end(), match["who"])


def _target(flat: str, match: re.Match[str]) -> Target | None:
    """The office behind a verb, with the room in brackets behind it."""
    begins = match.start("chunk")
    if whose := _WHOSE.match(flat, begins):
        near = office(whose["at"] + whose["body"])
        return Target(match.start(), whose.end(), near) if near else None
    name = office(match["chunk"])
    if name is None or (name.startswith("各") and not _UPWARDS.match(match[0])):
        return None
    last = begins + max(0, match["chunk"].find(name)) + len(name)
    if _NOT_YET.match(flat, last) or _TOLD_BELOW.match(name):
        return None
    bracket = _BRACKET.match(flat, last)
    if bracket:
        last, name = bracket.end(), name + bracket[0]
    return Target(match.start(), last, name, is_own=bool(_OWN.fullmatch(name)) or name in OWN_NAMES)
