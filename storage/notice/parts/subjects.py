"""Whom a sentence makes its subject, and which of those addressed that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.parts.structure import Part
from storage.notice.text import addressees, words
from storage.notice.text.nobody import NO_NAME, NOT_SUBJECT, THROUGH
from storage.notice.text.signs import flatten
from storage.patterns import Late

_MARKS = (
    r"应|须|需|请|要(?!求)|务必|务|将|必须|可|根据|按照?|结合|依照|[于在]|认真"
    r"|如(?!下)|配齐|配备|建立|落实|汇总|对照|形成|收集|收齐|审核|初审|复核|择优|自愿|确定|召开|制定|撰写|按时|及时|统筹|参照|比照|直接|均|已"
    r"|(?:20\d\d年)?\d{1,2}月\d|向(?!阳|东|西|南|北)|初评|至少|入户|实地|另[附行]|审阅|民主(?!党派)|摸[清排底]|遴选(?=[^委办组])|评[议审](?!专|组|委|小)|审[查核](?!专|组|委|小|单位|部门|人)|联系(?!人|方式|电话)|出具|办理|签署|加盖|立即|马上|迅速|抓紧|尽快|全面|逐[级项一]|深入|普遍|切实|主动|提前|自[主行]|独立|[持凭携填签盖]|选(?=[择派送拔定出取报])|推选|安排|指导|督促|牵头|利用|围绕|立足|紧扣|聚焦"
    r"|开展|举办|进[行入]|通知(?=并|辖区|所属|各|有关|相关|企业)|参加|整理|编写|编制|打印|扫描|更新|维护|核[对实]|核查(?![组表])|确认|反映|收到|接[到此]|指派|动员|发动|引导|鼓励|学习|贯彻"
    r"|完善|提出|提供|梳理|总结|强化|进一步|充分|同时(?!期)|首先|先行|提名(?!单位|人|者|机构|表|书)|举荐|(?:推荐|申报|申请)(?!单位|人|者|机构|部门|表|材料|名[额单]|对象|渠道|主体|企业)"
    r"|[提递]交|不(?![同少断等限仅])|无[需须]|积极|做好|负责|(?<!社会)(?<![党团])组织(?!部|处|科(?!普)|委员|人事)|统筹|填写|填报|准备|通过|登[录陆]|同步|完成|转发|转送|实名|在线|网上|系统填|对|拟|自|每|报(?!名"
    r"|告)|高度|从(?!事)|先(?!进)|下载|前往|凭|统一|指定|加强|分别|严格|集中|以"
)
_ENDS = (
    "单位|部门|局|科协|企业|学会|协会|研究会|学校|人|者|高企|委|院|系|林区|会员"
    "|中学|小学|幼儿园|老师|机构|地市|各地|市州|直管市|中心|处室|科室|处|室|科(?![技学研普协目])|办|镇|乡|街道|分会"
    "|支部|总支|团体|[作美书影剧音舞体残老退]协"
    "|组织|小组|项目组|课题组|载体|集团|公司|医院|卫生院|站|所|馆|队|盟市|市|县|区|州|省|园区|板块|校|部|团委"
    "|党委|基地|平台|主体|代表|残联|妇联|文联|侨联|工商联|股|队|学生|教师|护士长?|组长|组织委员|病区|职工|社区|村|高校|(?<!社)会|选手|作者|专家|负责人|部委|厅"
)
_SUBJECT = Late(
    rf"(?:^|[,。;:|])\s*(?:\d+[.、]|\(\d{{1,2}}\)|[①-⒛]|[一二三四五六七八九十]是)?(?:\d[\d.年月日-]*\s+)?(?:现|烦|敬|并|同时|特)?(?:请|希?望|其中|要求|由)?(?:通知(?:辖区内?|所属)?)?(?P<who>"
    rf"(?:各|有关|相关|全体|所有)(?:[^,。;:()]|\([^()]*\)){{0,60}}?(?:{_ENDS})(?:\([^()]*\))?"
    r"|(?:申报|推荐|参赛|获|企业|全[省市县区]|营业|我[省区市县校]|本[省区市县校]"
    r"|区|市|省|县|学校|符合|20\d\d年|[\u4e00-\u9fff])?(?:[^,。;:()]|\([^()]{1,40}\)){0,36}?"
    r"(?:单位|部门|(?<![全干内外局])部(?![门分署件属])|厅(?!长)|局|科协|企业|学会|学校|人|者|教师|[究科业届学]生|作者|选手|(?<![网车])站|同学|院系|系部|团?支书|职工|护士长?|组长|组织委员|病区|家长|居民|村民|高企|委|院|林区|候选人|会员|专家|学员|老师"
    r"|机构|中学|小学|幼儿园|板块|处室|(?<![此各首出何])处|地市|各地|市州|直管市|办|园区|开发区|高校|院校|社区|街道|乡镇|镇街|县区|区县|残联|妇联|主体|代表|秘书(?!处|长)|社会组织|(?<=[党团])组织|(?<=申报)组织|(?<=参评)组织|[厂店矿馆]|[农林牧渔殖]场|派出所|(?:少年|文化|青年)宫|研究所|院所|事务所|管理所|中心(?!城)|(?:中心|分|党|职|技|体|驾|干)校|成员(?!单位)|公司|集团(?!军)|政府(?!采)|[支大总团赛]队|群众|市民|[村牧渔农]民|各班|[作美书影剧音舞体残老退]协|总支|支部|工会|集体|社团|团体|小组|农户|委会|(?<!评定)(?<!评审)(?<!评选)(?<!分)委员会|协会|研究会|联合会|商会|基金会)(?:\([^()]*\))?)"
    rf"(?=(?:{_MARKS}|{THROUGH})(?!了)|$)"
)
_DESCRIBED = Late(r"^(?:凡|有|设有?|符合|具备)[^,。;]*、[^,。;]*的(?=[^的、]{2,14}$)")
"""What a body is like, in so many words that they would be taken for bodies: 设有畜牧、渔业等局的部门."""

_YOU = Late(r"(?:请)?(?:你们|你单位|贵单位)")
"""Those addressed."""

_ASIDE = Late(r"\([^()]*[,;][^()]*\)")
"""Brackets in which something more is said: (一式两份,武装部盖章)."""

OWN = Late(
    r"^(?:我|本)(?:(?:[局厅委会办部校院所中心处站社]|科(?!生))|学会|协会|学校|公司|院校)(?!申报|参赛|报名|教师|师生|学生)|^我单位|^(?:学校|研究所|研究院|医院|秘书处|组委会)$"
)
"""The issuer speaking of itself; 我市 and 我校各学院 are those it speaks to."""


_TITLED = Late(r"(?:先进|优秀|最美|模范|十佳|杰出)[^、]{0,6}(?:工作者|个人|集体|单位|人物|教师|学生)$")
_BESIDE = Late(r"会同|联合(?![会体国党总])|配合")
"""Behind which those stand who only help."""

_ASKS = Late(
    r"^(?:[①-⒛]|[一二三四五六七八九十]是)?(?:[^,。;:各]{2,8}(?:期间|结束后)(?=各|有关|相关|全体))?(?:请|由|[^,。;:各]{2,10}(?:要求|希望|号召|提醒|恳请)(?=各|全体|广大|所有))?"
)
"""What comes before those who are asked: 请, 校工会要求, 活动期间."""

_CLAUSES = Late(r"[,。;:|]")
_LIST_BACK = 120
"""So far before somebody others may be named together with him."""

_SHARED = Late(r"每|限|不(?:超过|多于)|各")
"""A title of which so many may be named by each: 先进工作者每个单位限报1名."""

_STAFF = Late(r"(?<=.)(?:科研|教学|行政|党务|人事|外事|信息|统计)?(?:秘书|联络员|联系人|专员|干事|(?<=组)组长)$")
"""Who acts for a body: 各学院教学秘书."""


_SOCIETY = Late(r"(?:[学协]会|(?:研究|促进|联合)会)$")
_BARE = Late(r"[市州县区盟旗]{1,3}[局委]")


def subject(flat: str) -> tuple[str, ...]:
    """The last body that a text makes its subject, one entry each, without 各; () where there is none."""
    flat = _ASIDE.sub("", flat)
    found = [match for match in _SUBJECT.finditer(flat) if len(match["who"]) >= 2]
    found = [match for match in found if not (_TITLED.search(match["who"]) and _SHARED.match(flat, match.end()))]
    if not found:
        return ()
    if _YOU.match(found[-1]["who"]):
        return ("各单位",)
    said, *others = _BESIDE.split(_ASKS.sub("", found[-1]["who"]))
    if others and not any(map(words.is_body, addressees.audience(said)[-1:])):
        return ()
    who = tuple(name for name in addressees.audience(_DESCRIBED.sub("", said)) if name != "本人")
    is_said = all(len(w) >= 2 and not NOT_SUBJECT.search(w) for w in who)
    return (*listed(flat[: found[-1].start() + 1]), *who) if is_said else ()


def listed(before: str) -> tuple[str, ...]:
    """Those who are named with commas between them before whoever comes next: 各区科协,市级学会,各单位于……."""
    named: list[str] = []
    clauses = _CLAUSES.split(f",{before[-_LIST_BACK:]}")[1:-1] if before.endswith(",") else []
    for clause in reversed(clauses):
        one = addressees.audience(_ASKS.sub("", clause.strip()))
        if not one or not all(words.is_body(name) and not NO_NAME.search(name) for name in one):
            break
        named[:0] = one
    return tuple(named)


def known(part: Part, who: tuple[str, ...]) -> tuple[str, ...]:
    """The level's own words for bodies that it addresses; everybody where only 各单位 or the like is said."""
    if words.is_anybody(tuple(name for name in who if not words.is_place(flatten(name))) or who):
        return who if is_called_otherwise(part, who) else part.audience
    named = tuple(dict.fromkeys(one for name in who for one in _addressed(part, name)))
    return named if all(_addressed(part, name) for name in who) else who


def is_called_otherwise(part: Part, who: tuple[str, ...]) -> bool:
    """Whether nobody in particular is addressed and a sentence says it in its own words: 各地、各有关部门."""
    return not part.audience or (len(who) > 1 and words.is_anybody(part.audience))


def _addressed(part: Part, name: str) -> tuple[str, ...]:
    """Those addressed whom a name means: the same body in the longer of both names, those of a kind of place."""
    name = _STAFF.sub("", name) or name
    same = tuple(one for one in part.audience if words.is_same(one, name) or _core(one) == _core(name))
    same = tuple(one for one in same if _core(one) == _core(name)) or same
    if same and all(len(_core(one)) < len(_core(name)) or _is_without_bracket(name, one) for one in same):
        return (name,)
    if same:
        return (*same, *_societies_beside(same[0], part.audience)) if len(same) == 1 else same
    if short := tuple(one for one in part.audience if _is_short_for(name, one)):
        return short if len(short) == 1 else ()
    if not words.is_place(flatten(name)):
        return ()
    return tuple(one for one in part.audience if _core(one).startswith(_core(name)))


def _societies_beside(name: str, named: Sequence[str]) -> tuple[str, ...]:
    """The societies of other sorts that are addressed with one: 市级协会 and 市级研究会 with 市级学会."""
    if not _SOCIETY.search(name):
        return ()
    place = words.stem(name)
    return tuple(one for one in named if one != name and _SOCIETY.search(one) and words.stem(one) == place)


def _is_short_for(name: str, one: str) -> bool:
    """Whether a name is one addressed without what it deals with: 市州局 for 市州农业农村局."""
    return bool(_BARE.fullmatch(name)) and _core(one).startswith(name[:-1]) and _core(one).endswith(name[-1])


def _is_without_bracket(name: str, one: str) -> bool:
    """Whether a name is one addressed without what stands in brackets behind it: 学院 where 学院(研究院) are."""
    return flatten(one).startswith(f"{flatten(name)}(") and name != one


def _core(name: str) -> str:
    return re.sub(r"^各|有关|相关|\W", "", flatten(name))
