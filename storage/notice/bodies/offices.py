"""The names of offices that something goes to: as long as they are one, and nobody in particular is none."""

from __future__ import annotations

import re

from storage.notice.text.ways import is_person
from storage.patterns import Late

_ENDS = (
    r"部(?![门分署件属])|(?<!负责人)(?<!老师)(?<!同志)处(?![理长罚于室])|科(?![技学研普室协目长创生联])|室(?![内外])"
    r"|办(?![公理事法学好方])|局(?![面部长])|(?:通讯|报|杂志|出版|合作)社|厅(?!长)|委(?![托员派书])"
    r"|(?<!社)会(?![议员计上务费籍])|中心(?![内组校])|科协|院(?![校长部系所级])|司(?!法)|站(?![点长])"
    r"|组(?![织委长成稿建队合装卷词])|办公室(?!主任)|秘书处|委员会|协会|学会|研究会|大学(?!生)"
    r"|学院(?!办)"
    r"|学校(?![办党])|公司(?!章)|单位(?!负)|部门(?!负)|集团|馆(?!长)|所(?![在属需有填得长])"
    r"|残联|[残老体美书作]协|政协(?!委)|妇联|文联|侨联|工商联|社科联|红十字会"
    r"|团委|股(?!东|长|份)|队(?!长|伍)|窗口|支部|党委(?!组)|总支|政府(?!办|建设|采购|网站|信息公开|投资|补贴|质量奖)|联盟"
    r"|基地|平台|院校|(?:少年|青年|文化)宫|总工会|园区|机构(?![改编代])|秘书(?![处长组])|护士长|组长|辅导员|班主任|团?支书|联络员(?!名)|(?:受理|收件|报名|接收)点|(?:中心|分|党|职|技|体|驾|干)校"
)
PLACES = (
    r"(?:(?<=[省市县区州镇乡村道街])\((?:新|合作|功能|开发|高新|经开|[省市县区州镇乡村居街道园、]){1,7}\)"
    r"|(?<=学)\([协研究会、]{1,6}\)(?=会)|(?<=[团党])\([工总]\)(?=委|支部)"
    r"|(?<=[\u4e00-\u9fff]{2})\([\u4e00-\u9fff]{2,6}\)(?=(?![或和及与])[\u4e00-\u9fff]{0,4}[处科股](?:[,。;:()、\dA-Za-z]|收|邮箱|$)))"
)
"""县(市、区), 社区(村), 学(协)会, 中小企业(民营经济)处."""

SHARED = (
    r"(?:(?<![局委部处科办会厅协])、(?=[\u4e00-\u9fff]{2,8}(?:主管)?部门)"
    r"|(?:(?<=街道)|(?<=[镇乡县市区]))、(?=[镇乡街村县区][\u4e00-\u9fff]{1,8}?(?:办|站|所|中心|局|委|科协|部门)(?:[,。;:()]|$)))"
)
"""Two bodies with one ending: 工信、财政部门, 街道、镇科普办."""

JOURNAL = (
    r"(?:《[^《》]{2,14}》(?=编辑部|编委会|杂志社|报社)"
    r"|\"[^\"]{2,14}\"(?=(?:(?![至到给表将的于])[\u4e00-\u9fff]){0,14}(?:组委会|委员会|办公室|领导小组|指挥部|秘书处)))"
)
"""The editors of what is printed, those who see to a campaign: 《甲刊》编辑部, 市“某日”活动组委会."""

FLOOR = r"\([A-Za-z\d]{1,3}[楼座室]\)"
"""A part of an address in brackets: 133号(B楼)."""

_OFFICE = Late(
    rf"(?P<own>[我本贵])?(?P<name>(?:[\u4e00-\u9fffA-Za-z0-9·/-]|{PLACES}|{SHARED}|{JOURNAL}){{0,34}}(?:{_ENDS}))"
)
_PLACE = Late(r"[\u4e00-\u9fff]{1,16}(?:楼|座|大厦)[A-Za-z]?座?\d{0,2}(?:楼|层)?[A-Za-z]?-?\d{2,4}(?:室|房间?|办公室)?")
_ROOM = Late(r"[\u4e00-\u9fff]{0,12}?[A-Za-z]?\d{2,4}(?:室|房间?)")
_ADDRESS = Late(r"[^,。;:]{2,40}(?:\d+\s*(?:号楼|号|楼|层|室))(?P<chunk>[\u4e00-\u9fff]{2,20})(?=[,。;(]|$)")
_NO_OFFICE = Late(
    r"以来|——|--|相关|有关|以上|对应|相应|联系人|材料|信息(?![化与和]|[协学]会|中心|产业|技术|科|处|办|部|股|室|所|站|院|研究|工程|服务|管理|统计|资源|网络|组)|资料|总结|情况|名单(?!位)|报告(?!厅)|报表|表格|作品|文件|照片|意见|数据(?!局|中心|资源|管理|产业|应用|发展|组|科|处|股)"
    r"|建议|[请将在并把的为]|(?<!学)前|(?<!自)由|时间|方式|申请|[0-9]{5}|进行|通过|根据|\d{4}年|本(?:单位|部门)$|^(?:项目|课题)[和及]"
)
_GENERAL = Late(
    r"^(?:[\d一二两三四五六七八九十]+[个项名家篇件]|拟|获奖|指定|优秀|先进|典型|最美|入选|(?:设立|建立|成立|新建|开设)(?![\u4e00-\u9fff]?委)|中标|参赛|参展|所属|所在(?:单位|部门)$|上级(?:单位|部门|机关)?$|下级|(?:各级)?(?:党委)?政府(?:有关|相关)?部门|社会(?:各|公|上|大|力|人|[团组][体织]$|机构$|单位$|服务机构$)|全(?!国[\u4e00-\u9fff]{4})|各|相关|有关|对应|本单位|单位|部门|系统|平台|会务组|报到处|工作人员)|(?:系统|平台|网站|专栏)$"
)
_STREET = Late(
    rf"[\u4e00-\u9fff]{{2,20}}(?:路|街(?!道)|大道|巷)(?:[\u4e00-\u9fff]{{2,10}}?(?:楼|大厦|大院|中心|园区?))?\d+号(?:[A-Za-z]?\d*[号]?[楼座]|\d+[室层]|{FLOOR}|[\u4e00-\u9fff]{{2,8}}?(?:大院|大厦|大楼|办公楼|园区))*(?=[\u4e00-\u9fff]{{3}}|{JOURNAL})"
)
_NEAR = Late(
    r"(?:(?:各自|项目|企业|户籍|学校|本人|单位)?所(?:在|属)(?:地|辖区)?的?|属地|当地|各(?=辖区|[省市县区州旗乡镇]|街道|学院|院系|系部|二级|分会|支部)|辖区内?的?"
    r"|(?:注册|登记|户籍|户口|居住|经营|生产|项目|工程|建设|实施|事发|案发|发生|就读|就业|工作|纳税|税收|参保|开户|种植|养殖)(?:所在)?地的?)"
    r"(?=[省市县区镇街盟旗州乡社村校系院班派分]|学[院部校会]|学\(|协会|医院|病区|支部|单位|部门|组织|机构|二级|[\u4e00-\u9fff]{2}单位|工信|科[技协]|发改|教育|财政|[^,。;、]{2,6}、[^,。;、]{2,4}部门|[\u4e00-\u9fff]{2,12}(?:部门|局|委|所|站|处|科|中心|公司|集团|会|办|馆|院)|妇联|残联|团委|工商联|党委|党?总支|党支部)"
)
"""所在区工业和信息化局: a body of the sender's own place."""

_BODIES = Late(r"(?:二级|基层)?(?:单位|部门|组织|机构)|二级学院")
"""What the sender's own body is called in general: 所在单位."""

_RELATED = Late(
    r"(?:各自|其|项目)?(?:依托|推荐|提名|用人|归口管理|挂靠|任务下达|申报|(?:业务|行业|行政|有关|上级)?主管|归口|牵头|建设)(?:单位|部门)"
    r"|(?:项目|课题|作品|案例)[\u4e00-\u9fff]{2,4}(?:单位|部门)|主管[\u4e00-\u9fff]{2,6}部门|院系|班组|(?:上一?|本|同)级[\u4e00-\u9fff]{2,8}|学院|学校|系部"
)
"""A body that stands in some relation to the sender."""

_TWO = Late(
    rf"(?P<one>(?:[\u4e00-\u9fff]|{PLACES}){{2,20}}?(?:{_ENDS}))(?:以及|和|及|与|或者?)(?P<other>(?:[\u4e00-\u9fff]|{PLACES}){{3,20}})$"
)
_KEEPER = Late(rf"(?P<office>.+?(?:{_ENDS}))(?P<who>[\u4e00-\u9fff]{{2,4}}?)(?:[馆所社台站校园队]长|主席)?处")
"""An office and who there takes something, no department of it: 街道应急办刘某处."""

_DESK = Late(r"[\u4e00-\u9fff][教新财管工检果目村业规划术技理务育策调研监训贸资产事]")
"""What such a department deals with: 宣教处."""

_LEAST_OFFICE = 3
_SHORT = ("团委", "工会")
"""Offices with only two characters, of whatever body."""

OWN_NAMES = ("学会", "协会")
"""What a society calls itself."""

_SCHOOLS = ("学院", "学校", "系部")
"""What the sender's own school is called where no other is meant."""

_HIGHER = "省市县区州校院厅局委"
"""How the name of an office with only two characters begins: 省厅, 市局, 校办."""


def is_near(office: str) -> bool:
    """Whether an office is a body of the sender's own, another one for each: 所在区工业和信息化局, 依托单位."""
    return bool(_NEAR.match(office) or _RELATED.fullmatch(office))


def own_name(office: str) -> str:
    """What a body of the sender's own is called where it is itself the sender: 所在县科技局, 县科技局."""
    near = _NEAR.match(office)
    rest = office[near.end() :] if near else office
    return office if _BODIES.fullmatch(rest) else rest


def placed(flat: str) -> str | None:
    """The office at the end of an address: 解放路20号1楼行政服务中心窗口."""
    match = _ADDRESS.match(flat)
    return office(match["chunk"]) if match else None


def office(chunk: str) -> str | None:
    """The office that a text begins with, as long as it is one; None where it is a thing, or nobody in particular."""
    if re.match(r"[\u4e00-\u9fff]{2,12}?(?:对应|相应)(?:科室|处室|部门)|设立|成立|组建|新建|不(?!动产)", chunk):
        return None
    if (two := _TWO.match(chunk)) and office(two["other"]):
        return office(two["one"])
    if street := _STREET.match(chunk):
        return office(chunk[street.end() :])
    if near := _NEAR.match(chunk):
        rest = re.split(r"(?<=[)道镇乡村区县院局部门])(?:以及|及|和|与)", chunk[near.end() :])[0]
        one = rest.partition("、")[0]
        bare = _BODIES.fullmatch(rest)
        if rest.startswith("单位") and (inner := office(rest.removeprefix("单位"))):
            return f"{near[0]}单位{inner}"
        name = (
            (bare[0] if bare else None) or office(rest) or _place_of(rest) or (one if _OFFICE.fullmatch(one) else None)
        )
        return near[0] + name if name else None
    place = _PLACE.match(chunk) or _ROOM.fullmatch(chunk)
    match = _OFFICE.match(chunk)
    while match and _NO_OFFICE.search(re.sub('"[^"]*"', "", match["name"])):
        match = _OFFICE.fullmatch(match[0][:-1]) or _shorter(match[0])
    if (
        match
        and (
            match["own"]
            or len(match[0]) >= _LEAST_OFFICE
            or (match[0][0] in _HIGHER and len(match[0]) > 1)
            or match[0] in (*OWN_NAMES, *_SHORT)
            or chunk in _SCHOOLS
        )
        and not _GENERAL.search(match["name"])
    ):
        keeper = _KEEPER.fullmatch(match[0])
        if keeper and is_person(keeper["who"]) and not _DESK.fullmatch(keeper["who"]):
            return keeper["office"]
        room = _ROOM.fullmatch(chunk)
        return room[0] if room and room[0].startswith(match[0]) else match[0]
    return place[0] if place else None


def _place_of(chunk: str) -> str | None:
    """A place that stands for its own authority: 属地乡镇(街道), 所在社区, 所在学院."""
    match = re.match(
        rf"(?:社区|街道|乡镇|镇街|园区|镇|乡|村居|村|区县|县|区|学院|学校|学部|院系|系|医院|班级)(?:{PLACES}|\([街道乡镇、]{{1,6}}\))?(?=提|申|及|和|、|报|审|初|汇|$)",
        chunk,
    )
    return match[0] if match else None


def _shorter(name: str) -> re.Match[str] | None:
    """The next shorter office at the beginning of a name."""
    return _OFFICE.match(name[:-1]) if len(name) > _LEAST_OFFICE else None
