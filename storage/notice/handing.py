"""How notices say that something is handed in: the verbs, the office it goes to, and the things that go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storage.notice.ways import is_person

_BARE = (
    r"(?:(?<=情)报(?=[省市县区我])"
    r"|(?<![申填预简汇通登海公年快电情周月推呈旬日季举播警])报(?![名告表到送考批刊社纸销道酬价备业警废复]))"
)
SEND = (
    r"(?:报送|上报|报备|提交|递交|送交|交送|上交|呈报|呈送|寄送|邮寄|快递|分送|发送|反馈|返回|投递|投送|投寄|寄"
    rf"|(?<![报呈寄递上分发抄])送(?![审检货医达])|{_BARE}|(?<![提递上呈送])交(?![流通易办付接互叉换友谈费由]|会[处点])"
    rf"|(?<![开研启激引颁印签转下派批核原先并])发(?![展布现生改明动挥函放文掘起言表出行票证热达电育])|汇总(?=[至到])|传真(?=[至到给]))"
)
"""To hand something to somebody."""

WRITE = r"(?:填报|填写|填好|打印|提供|准备|补足|补交|出具|上传|附(?![件表录]))"
"""To make what is handed in."""

_ENDS = (
    r"部(?![门分署件属])|处(?![理长罚于室])|科(?![技学研普室协目长创])|室(?![内外])"
    r"|办(?![公理事法学好])|局(?![面部长])|厅(?!长)|委(?![托员派书])"
    r"|会(?![议员计上务])|中心(?![内组])|科协|院(?![校长部系所级])|司(?!法)|站(?![点长])"
    r"|组(?![织委长成])|办公室(?!主任)|秘书处|委员会|协会|学会|研究会|大学(?!生)"
    r"|学院(?!办)"
    r"|学校(?![办党])|公司(?!章)|单位(?!负)|部门(?!负)|集团|馆(?!长)|所(?![在属需有填得长])"
    r"|残联|[残老体美书作]协|妇联|文联|侨联|工商联|社科联|红十字会"
    r"|团委|股(?!东|长|份)|队(?!长|伍)|窗口|支部|党委(?!组)|总支|政府(?!办)|联盟"
    r"|基地|平台|院校|总工会|园区|机构(?![改编代])|秘书(?![处长组])|辅导员|班主任|联络员(?!名)"
)
_PLACES = r"(?<=[省市县区州镇乡村道])\([省市县区州镇乡村街道、]{1,7}\)"
"""县(市、区), 社区(村)."""

_SHARED = r"(?<![局委部处科办会厅])、(?=[\u4e00-\u9fff]{2,4}(?:主管)?部门)"
"""Two bodies with one ending: 工信、财政部门."""

_OFFICE = re.compile(
    rf"(?P<own>[我本贵])?(?P<name>(?:[\u4e00-\u9fffA-Za-z0-9·/-]|{_PLACES}|{_SHARED}){{0,34}}(?:{_ENDS}))"
)
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,16}(?:楼|座|大厦)[A-Za-z]?座?\d{0,2}(?:楼|层)?[A-Za-z]?-?\d{2,4}(?:室|房间?|办公室)?"
)
_ROOM = re.compile(r"[\u4e00-\u9fff]{0,12}?[A-Za-z]?\d{2,4}(?:室|房间?)")
_BRACKET = re.compile(r"\((?![^()]*(?:电话|微信))[^()]*(?:室|楼|号|处|科|办|部|厅|窗口)\)")
_TO = re.compile(
    rf"{SEND}(?:\([送寄交]\):?)?(?:(?:[^,。;:至到给()\"]|\([^()]*\)){{0,60}}?(?:至|到|给))?(?:至|到"
    rf"|给|往|于|相关)?(?:(?<=[至到]):)?\s*(?P<chunk>(?:[^,。;:、()\s“”\"《]|{_PLACES}|{_SHARED}){{2,40}})"
)
_TOWARDS = re.compile(
    rf"[向到](?P<chunk>(?:[^,。;:()\s“”\"《将请的]|(?<=地)的|\([^()]*\)){{2,40}}?)"
    rf"(?:{SEND}|申报|推荐|提出[^,。;]{{0,8}}?(?:申请|申报|报名)|报名(?!表|费)|登记|备案|填报)(?!的)"
)
_PLACED = re.compile(
    r"(?:报送|申报|受理|提交|收件|寄送|邮寄|投稿|交稿|接收)(?:材料)?(?:地点|(?<=报送)地址|单位"
    r"|部门|科室|处室)\s*(?:为|:)\s*(?P<chunk>[^,。;:()\s“”\"《]{2,40})"
)
_ADDRESS = re.compile(r"[^,。;:]{2,40}(?:\d+\s*(?:号楼|号|楼|层|室))(?P<chunk>[\u4e00-\u9fff]{2,20})(?=[,。;(]|$)")
_MORE = re.compile(r"\s*(?:、|和|及|与|以及)\s*(?P<chunk>[^,。;:、()\s“”\"《]{2,30})(?=[,。;:(]|$)")
_NO_OFFICE = re.compile(
    r"相关|有关|对应|相应|材料|信息(?!化|中心|产业|技术|科|处|办|部|股|室|所|站|院)|资料|总结|情况|名单(?!位)|报告(?!厅)|报表|表格|作品|文件|照片|意见|数据(?!局|中心|资源|管理)"
    r"|建议|[请将在前并把的为]|时间|方式|申请|[0-9]{5}|进行|通过|根据"
)
_NOT_YET = re.compile(
    r"\s*(?:(?:相关|有关|各)?(?:科室|处室|部门)|之前|前|后|以外|提供的|下发的|规定|审定|审批|批准|审议|核准|研究|处理|查处|评审|参评)"
)
_GENERAL = re.compile(
    r"^(?:获奖|入选|中标|参赛|参展|所属|所在(?:单位|部门)|上级|下级|(?:各级)?(?:党委)?政府(?:有关|相关)?部门|社会(?![发事保组工科治])|全|各|相关|有关|对应|本单位|单位|部门|系统|平台|会务组|报到处|工作人员)|(?:系统|平台|网站|专栏)$"
)
_STREET = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:路|街|大道|巷)\d+号(?:[A-Za-z]?\d*[号]?[楼座]|\d+[室层])*(?=[\u4e00-\u9fff]{3})"
)
_NEAR = re.compile(
    r"(?:(?:各自|项目|企业|户籍|学校|本人|单位)?所(?:在|属)地?的?|属地|当地)"
    r"(?=[省市县区镇街盟旗州乡社村校系院班]|学[院部校]|医院|工信|科[技协]|发改|教育|财政|[^,。;、]{2,6}、[^,。;、]{2,4}部门)"
)
"""所在区工业和信息化局: a body of the sender's own place."""

_RELATED = re.compile(r"(?:依托|推荐|提名|用人|归口管理|挂靠|任务下达)(?:单位|部门)|学院|学校|系部")
"""A body that stands in some relation to the sender."""

_TWO = re.compile(rf"(?P<one>[\u4e00-\u9fff]{{2,20}}?(?:{_ENDS}))(?:以及|和|及|与)(?P<other>[\u4e00-\u9fff]{{3,20}})$")
_KEEPER = re.compile(rf"(?P<office>.+?(?:{_ENDS}))(?P<who>[\u4e00-\u9fff]{{2,4}})处")
"""An office and who there takes something: 街道应急办刘某处."""

_LEAST_OFFICE = 3
_OWN_NAMES = ("学会", "协会")
"""What a society calls itself."""

_SCHOOLS = ("学院", "学校", "系部")
"""What the sender's own school is called where no other is meant."""

_HIGHER = "省市县区州校院厅局委"
"""How the name of an office with only two characters begins: 省厅, 市局, 校办."""

_THING = r"(?:[^。;,:()\"《》将把]|\([^()]*\)|\"[^\"]{1,40}\"|《[^《》]*》)"
_MANNER = (
    r"(?:先|会前|在线|统一|一并|分别|同时|按要求|汇总后?|压缩后?|(?:经)?(?:签字|签章)?(?:加盖.{0,4}章"
    r"|盖章)后?|打包|及时|书面|按时|直接|再|另|集中|逐级|以[^,。;]{2,14}?(?:方式"
    r"|形式|为单位)|通过[^,。;]{2,16}?|[于在][^,。;]{2,20}?前)"
)
_TAKEN = re.compile(
    rf"[将把](?![^。;]{{0,80}}?(?:转发|印发|下发)(?:给|，|,))(?!在|会(?!议)|对|由|以|继续|适时|通过|组织|开展|于)(?P<what>(?:[^。;将()]"
    rf"|\([^()]*\)){{2,160}}?),?\s*{_MANNER}{{0,3}}\s*(?:{SEND}(?![和及、]|给予)|填[报写])"
)
_OBJECT = re.compile(
    rf"(?<!不再)(?<!无需)(?<!不需)(?<!无须)(?<!不得)(?<!重复)(?<!拟)(?:{SEND}|{WRITE})(?:并{SEND})?(?!时间"
    rf"|日期|方式|单位|渠道|要求|内容|地点|至|到|给|我|单|稿人)\s*(?:以下|下列)?"
    rf"(?P<what>{_THING}{{2,120}}?)(?=$|[。;,:]|报(?=[^,。;:]{{1,16}}(?:部|处|科|室|办|局|股))|\s*截[止至]|,?(?:一式|各)|(?:报送"
    rf"|上报|提交|发送|寄|交)?(?:至|到|给)(?!少|多))"
)
_LEADING = re.compile(
    rf"(?:^|[。;,])\s*(?:各?单位|上述|以上)?(?![将把])(?P<what>{_THING}{{2,60}}?)(?:,"
    rf"|\s)*(?:一式.{{1,3}}份(?:\([^()]*\))?,?)?(?:由[^。;,]{{2,20}}(?:后,?|(?=[于在]\d)))?(?:请|须|应|需|务必|均)?(?:[于在][^。;,]{{2,20}}前,?)?\s*{_MANNER}{{0,2}}\s*(?:报送"
    rf"|寄送?|邮寄|送|交|发送|发|提交|{_BARE})(?:至|到|给|相关|有关|[我省市县区校]|[\u4e00-\u9fff]{{1,8}}(?:办|处|科|部|室|组|中心|局|会|院)(?=[,。;(:邮]|$))"
)
_LISTED = re.compile(
    rf"(?:(?:材料|资料|文件)[^。;,:]{{0,6}}?|信息[^。;:]{{0,6}}?)(?:包括|包含|如下|清单|目录|(?=:))(?!纸质版和)\s*:?\s*(?P<what>(?:{_THING}"
    rf"|,){{2,240}}?)(?=[。;]|$)"
)
_DUE = re.compile(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,24}}?)(?:的)?(?:(?:提交|报送|上报|递交|接收|寄送)(?:的)?(?:截止|最晚|最后)"
    r"|受理(?:的)?(?:截止|时间|期限))"
)
_FORMS = re.compile(
    r"(?:填写|填报|填好|提交|报送|上报|签订|打印|附|报)[^。;《]{0,16}(?P<what>《[^《》]{2,60}》(?:\([^()]*\))?(?:\s*(?:、"
    r"|和|及|与|或)?\s*《[^《》]{2,60}》(?:\([^()]*\))?){0,6})"
)
_MORE_ASKED = re.compile(rf"材料[^,。;:]{{0,14}}?(?:增加|补充|另附|还需|需附)(?P<what>{_THING}{{2,80}}?)(?=[。;,]|$)")
"""What is asked for beside what was asked before."""

_TOGETHER = re.compile(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,24}}?)(?:刻录光盘|扫描)?(?:一并|同时|一起)(?:报送|上报|提交|上传|寄送)(?=[,。;]|$)"
)
_BY_WHOM = re.compile(
    r"(?P<what>《[^》]{2,40}》(?:[、和及]《[^》]{2,40}》)*(?:\([^()]*\))?)由[^,。;]{2,30}?(?:填报|填写|报送|上报)"
)
"""Forms and by whom they are filled in: 《甲表》、《乙表》由各县负责填报."""

_FORMED = re.compile(rf"(?:形成|撰写)(?P<what>{_THING}{{2,30}}?)(?=[,。;]|$)")
_BROUGHT = re.compile(rf"(?:将|准备|打印|携带)(?P<what>{_THING}{{2,30}}?)(?:打印)?(?:\d+份)?带[至到]会场")
_BY_DAY = re.compile(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,20}}?)(?:须|应|请|务必)[于在]\d[^,。;]{{2,14}}前(?:提交|报送|上报|返回|交回)(?=[,。;]|$)"
)
_INCLUDED = re.compile(rf"(?:包括|包含)[:](?P<what>{_THING}{{2,80}}?)(?=等?(?:发送|报送|提交|寄)|。|;)")
_WITH = re.compile(rf"连同(?P<what>{_THING}{{2,80}}?)(?:等[^,。;、]{{0,4}}材料)?(?=装订|胶装|一并|一起|报|,|。|;)")
_UP = re.compile(rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,40}}?)(?:扫描)?后?上传(?:至|到)?(?:申报|填报)?(?:系统|平台)")
_CARRIED = re.compile(
    rf"(?<![支保坚])(?:持|携带?)(?P<what>{_THING}{{2,40}}?)(?:到|至|前往|向)[^,。;]{{2,24}}?(?:提出|申请|申报|办理|登记|备案)"
)
"""What somebody takes along to apply with."""

_OWN = re.compile(r"[我本](?:[局厅委会办部校院所站社]|学会|协会|中心|学校|公司|单位)")
_OWN_PLAN = re.compile(r"拟[于在定]")
"""What the office itself intends to send is asked of nobody."""


@dataclass(frozen=True, slots=True)
class Target:
    """An office that something goes to: where its sentence turns to it, and its name in flat text."""

    first: int
    last: int
    office: str
    is_own: bool = False


def is_near(office: str) -> bool:
    """Whether an office is a body of the sender's own, another one for each: 所在区工业和信息化局, 依托单位."""
    return bool(_NEAR.match(office) or _RELATED.fullmatch(office))


def targets(flat: str) -> Iterator[Target]:
    """Find the offices that something in a sentence goes to."""
    for pattern in (_TO, _TOWARDS, _PLACED):
        at = 0
        while match := pattern.search(flat, at):
            found = _target(flat, match)
            at = max(match.end("chunk") if found else match.start() + 1, at + 1)
            if found is None:
                continue
            yield found
            more = _MORE.match(flat, found.last)
            if more and (other := office(more["chunk"])):
                yield Target(match.start(), more.end(), other)


def placed(flat: str) -> str | None:
    """The office at the end of an address: 解放路20号1楼行政服务中心窗口."""
    match = _ADDRESS.match(flat)
    return office(match["chunk"]) if match else None


def _target(flat: str, match: re.Match[str]) -> Target | None:
    """The office behind a verb, with the room in brackets behind it."""
    begins = match.start("chunk")
    name = office(match["chunk"])
    if name is None:
        return None
    last = begins + len(name)
    if _NOT_YET.match(flat, last):
        return None
    bracket = _BRACKET.match(flat, last)
    if bracket:
        last, name = bracket.end(), name + bracket[0]
    return Target(match.start(), last, name, is_own=bool(_OWN.fullmatch(name)) or name in _OWN_NAMES)


def office(chunk: str) -> str | None:
    """The office that a text begins with, as long as it is one; None where it is a thing, or nobody in particular."""
    if re.match(r"[\u4e00-\u9fff]{2,12}?(?:对应|相应)(?:科室|处室|部门)", chunk):
        return None
    if (two := _TWO.match(chunk)) and office(two["other"]):
        return office(two["one"])
    if street := _STREET.match(chunk):
        return office(chunk[street.end() :])
    if near := _NEAR.match(chunk):
        rest = re.split(r"(?<=[)道镇乡村区县院局部门])(?:以及|及|和|与)", chunk[near.end() :])[0]
        one = rest.partition("、")[0]
        name = office(rest) or _place_of(rest) or (one if _OFFICE.fullmatch(one) else None)
        return near[0] + name if name else None
    place = _PLACE.match(chunk) or _ROOM.fullmatch(chunk)
    match = _OFFICE.match(chunk)
    while match and _NO_OFFICE.search(match["name"]):
        match = _OFFICE.fullmatch(match[0][:-1]) or _shorter(match[0])
    if (
        match
        and (
            match["own"]
            or len(match[0]) >= _LEAST_OFFICE
            or match[0][0] in _HIGHER
            or match[0] in _OWN_NAMES
            or chunk in _SCHOOLS
        )
        and not _GENERAL.search(match["name"])
    ):
        keeper = _KEEPER.fullmatch(match[0])
        if keeper and is_person(keeper["who"]):
            return keeper["office"]
        room = _ROOM.fullmatch(chunk)
        return room[0] if room and room[0].startswith(match[0]) else match[0]
    return place[0] if place else None


def _place_of(chunk: str) -> str | None:
    """A place that stands for its own authority: 属地乡镇(街道), 所在社区, 所在学院."""
    match = re.match(
        rf"(?:社区|街道|乡镇|镇|乡|村居|村|区县|县|区|学院|学校|学部|院系|系|医院|班级)(?:{_PLACES}|\([街道乡镇、]{{1,6}}\))?(?=提|申|及|和|、|报|审|初|汇|$)",
        chunk,
    )
    return match[0] if match else None


def _shorter(name: str) -> re.Match[str] | None:
    """The next shorter office at the beginning of a name."""
    return _OFFICE.match(name[:-1]) if len(name) > _LEAST_OFFICE else None


def things(flat: str) -> Iterator[tuple[int, int]]:
    """Find the spans that name what is handed in."""
    for pattern in (
        _TAKEN,
        _OBJECT,
        _LEADING,
        _FORMS,
        _LISTED,
        _DUE,
        _CARRIED,
        _INCLUDED,
        _BY_DAY,
        _BROUGHT,
        _FORMED,
        _WITH,
        _UP,
        _MORE_ASKED,
        _TOGETHER,
        _BY_WHOM,
    ):
        for match in pattern.finditer(flat):
            if not _OWN_PLAN.search(flat[: match.start("what")]):
                yield match.span("what")
