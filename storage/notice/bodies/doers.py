"""Who does something by a clause: whoever takes part, applies of his own accord, need not go the long way."""

from __future__ import annotations

from storage.notice.text import addressees, words
from storage.notice.text.nobody import NO_AGENT
from storage.patterns import Late

_DIRECT = Late(
    r"^(?!也|亦|还|又|或)(?P<who>[^,。;:()将把由经请向]{2,24}?)(?<!后)(?:可以?|须|请|应)?直接(?:向|[报送交寄发]|提交|上报|推荐|$)"
)
"""Who need not go the long way: 门急诊、手术室直接交护理部."""

_THEIR_PAPERS = Late(r"(?<=[\u4e00-\u9fff]{2})的?(?:申报|推荐|参评|参赛)?(?:材料|作品|论文|稿件)$")

_PART = r"(?:项目|课题|作品|申报|申请|推荐|参赛|参评|用人|依托|牵头|承担|承办)"
_TAKES_PART = Late(
    rf"^(?:各|有关|相关)*(?P<who>{_PART}?(?:负责人|主持人|申请人|申报人|申请者|申报者)|{_PART}(?:单位|对象|主体)|(?:课题|项目)组)(?=[\u4e00-\u9fff]|$)(?![的和及与、或等为是])"
)
"""Whoever takes part, before whatever verb: 项目负责人注册登录……."""

_THOSE = Late(r"(?:^|[、,])(?P<who>[^,。;:、()]{2,16}(?<![作记学读编笔使或再])者)(?=$|需|须|应|请|于|将|填)")
"""Some who are only described: 2025年继续举办者."""

_VOLUNTEERS = Late(
    r"^(?:各|有关|相关|凡|由)*(?P<who>[\u4e00-\u9fff]{2,14}?)(?:自愿|自主|自行|主动)(?:提出)?(?:申报|申请|报名|参加|参评)$"
)
"""Whoever applies of his own accord, before it is said where: 合作社自愿申报,向……."""

_WHO_DO = Late(
    r"^(?:凡|有)?(?P<who>(?:开展|举办|组织|参加|参与|承办)[^,。;:的]{2,12}的"
    r"(?:(?:单位|学校|团队|家庭|个人|集体|社区|企业|机构|班级|团体)(?:[、和及与]|$)){2,})$"
)
"""All sorts who do something, as one: 开展活动的单位、学校和个人."""

_AGENT_NOUN = Late(
    r"(?P<who>(?:(?!直接|统一|分别|自行|同时|可|应|须|需|要|均|(?<!申)请|就|也|能|便)[\u4e00-\u9fff\"]|\([^()]{1,8}\)){2,18}?)"
    r"(?:直接|统一|分别|自行|同时|另|还|再|也|可以?|应当?|须|需|要|均|或|就)*(?:[于在](?:20)?\d[^,。;:将向]{1,20}?前,?)?(?:向|将(?!于|在|对|由|按|根据|组织|统一|择优)|把)[^,。;:]"
)
"""Whoever does something to something: what stands before 向 or 将 where a clause begins."""

_APPROVED = Late(
    r"^(?P<who>[\u4e00-\u9fff]{2,14}?)(?:推荐|推选|提名|申报)的?(?:对象|人选|项目|集体|个人|候选人)(?:(?:经|在|须经|应经)[^,。;:]{2,20}后)?$"
)
"""Who names somebody, to whom others may have to agree, before it is said where: 基层组织推荐对象经党委同意后,报……."""

_EXAMINES = Late(
    r"^(?P<who>(?!经|由|待|并|应|须|需|请|先|再|一并|统一)[\u4e00-\u9fff]{1,10}?(?:点|站|秘书|支部|总支|委员会|委会|小组))"
    r"(?:初审|审[核查]|汇总|收齐|研究|评议|复核|核实)[^,。;:]{0,8}?后"
)
"""Who sends on what he has examined, though only the name of his desk is told: 登记点审核后报……."""

_BY_ITS_DAY = Late(r"(?:^|、)(?:请)?(?P<who>[^,。;:、()]{2,16}(?:\([^()]{1,10}\))?)[于在](?:20)?\d[^,。;:、]{1,20}?前")
_SEEN_TO = Late(
    r"督促(?:所属的?|所?主管的?|辖区内?的?|本[\u4e00-\u9fff]{1,3}的?)?(?P<who>[\u4e00-\u9fff]{2,12}?)(?:及时|按时|尽快|认真|[向于将])"
)


def organising(said: str) -> tuple[str, ...]:
    """All sorts who do something, as one."""
    found = _WHO_DO.match(said)
    return (found["who"],) if found else ()


def taking_part(said: str) -> tuple[str, ...]:
    """Whoever takes part, is only described or applies of his own accord."""
    those = _TAKES_PART.match(said) or _THOSE.search(said)
    willing = _VOLUNTEERS.match(said)
    those = those or (willing if willing and words.is_plain(willing["who"]) else None) or _APPROVED.match(said)
    return (those["who"],) if those else ()


def examining(said: str) -> tuple[str, ...]:
    """Whoever sends on what he has examined."""
    found = _EXAMINES.match(said)
    return (found["who"],) if found and words.is_plain(found["who"]) else ()


def doing(said: str) -> tuple[str, ...]:
    """Whoever a clause says does something, though he is called by no word that is known for a body: 甲某某厂向……."""
    found = _AGENT_NOUN.match(said)
    who = addressees.audience(found["who"]) if found else ()
    return who if who and all(words.is_plain(name) and not NO_AGENT.search(name) for name in who) else ()


def each_by_its_day(said: str) -> tuple[str, ...]:
    """Those of whom each has a day of its own: 市级部门于5月23日前、各区科委于5月30日前完成填报."""
    told = [addressees.audience(one["who"]) for one in _BY_ITS_DAY.finditer(said)]
    is_all = len(told) > 1 and all(words.is_body(name) for who in told for name in who)
    return tuple(name for who in told for name in who) if is_all else ()


def urged(said: str) -> tuple[str, ...]:
    """Those whom somebody is to see to it that they hand in: 督促所属协会及时向……."""
    found = _SEEN_TO.search(said)
    return (found["who"],) if found and words.is_body(found["who"]) else ()


def direct(said: str) -> tuple[str, ...]:
    """Those of whom a clause says that they send without any other in between."""
    found = _DIRECT.match(said)
    who = addressees.audience(_THEIR_PAPERS.sub("", found["who"])) if found else ()
    return who if all(words.is_plain(name) for name in who) else ()
