"""What an office does itself with what it receives: gathers, judges, sends on; that is nobody's route."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.bodies.offices import is_near
from storage.notice.bodies.senders import LOOK_BACK
from storage.notice.parts.structure import Part
from storage.notice.parts.subjects import OWN
from storage.notice.text import words
from storage.notice.text.signs import flatten
from storage.patterns import Late

_OWN_ACT = Late(
    r"(?:^|[,。;:])\s*(?P<who>[省市县区州]里|我[省市县区州]|学校|学会|协会|秘书处|组委会|我[局校厅会委办院处]|本[局校会]"
    r"|(?:自治区|街道|(?:(?![请各由])[\u4e00-\u9fff]){0,3}[省市县区州校镇乡])[\u4e00-\u9fff]{0,8}?(?:局|厅|委|办|科协|处)"
    r"(?:、[\u4e00-\u9fff]{2,8}(?:局|厅|委|办|科协|处)){0,3})(?:将|拟)(?![^请]*请)"
)
_AFTER_STEP = Late(r"(?:公示|评审|评选|审定|审议|答辩|表决)[^,。;]{0,10}后,?$")
_KIND = Late(r"(?:单位|部门|组织|机构|学院|学校|公司|企业|医院|街道|社区|[村居]民?委(?:员)?会)$")
"""An office that is named by what it is to the sender: 项目保护单位, 县级主管部门."""

_FUTURE = Late(
    r"(?<![\d前后])将(?:统一|择优|适时|逐级|一并|及时|同时|分别|按(?:程序|规定|要求)|按程序|审核后|汇总后)*$"
)
"""What is going to be done with what was handed in, directly before the verb: 获奖名单将报送……."""

_RANKS = {"省": 4, "市": 3, "州": 3, "盟": 3, "县": 2, "区": 2, "旗": 2, "镇": 1, "乡": 1, "村": 0}
"""How high an office of each kind of place stands."""

_OF_ONE = Late(
    r"(?P<level>[市州盟县区旗镇乡])(?:级|\([^()]{1,8}\)|、[县区市])*"
    r"(?=(?:[\u4e00-\u9fff]{2,14}(?:局|委|办|部门|政府|科协|站|中心|会)|妇联|残联|团委|工会|工商联)$)"
    r"|(?P<village>村)民?委(?:员)?会$"
)
_LEVELS = Late(r"省|(?<!城)市(?![场政容])|[州盟县旗乡镇]|(?<![社小校园治地])区(?![域块])")
"""The kinds of places that a body bears in its name; its own is the lowest of them."""

_LEVEL_STEP = Late(
    r"(?:^|[,。;:])\s*(?P<level>自治区|省|市|县|区)级(?:全面|统一|组织)?(?:初审|审核|审定|汇总|评审|复核|评选|遴选)(?:后,?|,(?:再|并|后)?(?:择优|统一)?)$"
)
"""What is done at a level: 省级审核后报……."""

_RESULT = Late(r"(?:^|[,。;:])\s*(?:抽查|评审|评选|考核|验收|复审|审定|认定)(?:结果|名单|意见)[^,。;:请将把]{0,10}$")
"""What only whoever has judged can hand on: 抽查结果报省水利厅备案."""

_CHOSEN = Late(r"后,?(?:将|拟)?择优$")
_NOT_ASKED = Late(
    r"(?:以便|便于)[^,。;]{0,12}$|(?:不接受|不受理|不得(?![晚迟])|请勿|谢绝|不允许|不再)[^,。;]{0,16}$|(?:无需|不需|无须)(?:再|另行)?$|(?:已经?|曾)$"
    r"|(?:^|[,。;:]|由于|因)\s*(?:省|市|国家|上级|中国|全国)[^,。;各请]{0,14}?(?:规定|要求)[^,。;各请]{0,30}$"
)
"""What is done with a paper afterwards (以便报省科协), is not allowed, or is asked of the office by one above it."""

_HOUSE = Late(r"^[院校局厅委部省市县区](?=[\u4e00-\u9fff]{2,6}[办科处室部]$)")
"""The body before its own department: 院科研办."""

_HOUSES = Late(r"学院|学校|公司|集团|中心|医院")
_LEAST = 3
"""学院 alone is no beginning of 学院教学秘书."""

_URGED = Late(r"请|须|应(?!用|急)|需|务必|[于在]?\d+[日号]前|各")
"""What the office does with a paper in the end, unless somebody is told to."""

_AGENT = Late(
    r"(?:(?:^|[,。;:])\s*(?:以便|由|经)?|以便|由|经)(?P<who>[^,。;:()]{2,20}?)(?:进行|再?(?:根据|按照|结合|择优)|(?<![关由对])于|在|将|拟|经|对|会同|联合|负责|组织|汇总|审核|审定|初审|复审|复核|遴选|评审|研究|推荐|统一|集中|收齐)(?!:)"
)
"""Who gathers or judges what is then sent on."""

_AUTHORITY = Late(
    r"(?:工业和信息化|工信|教育|财政|民政|水利|农业农村|生态环境|交通运输|应急管理|住房和?城乡建设|人力资源和?社会保障)部$"
    r"|(?:省|市|自治区|全国|中国|国家|中央|学会|协会|大会|评审)(?![级直属辖有各内(]).*(?:局|厅|委|部|科协|办|会|处|中心)$"
)

_IN_HOUSE = Late(r"[我本]校|校内|[我本][院所](?!所)")
_ABOVE = Late(
    r"(?:[\u4e00-\u9fff]{0,3}(?:省|市|自治区)|国家|中国|全国|教育部|科技部)(?![属直级]).*(?:局|厅|委|部|科协|协会|办|处|中心|会)$"
)


def is_sent_on(part: Part, before: str, offices: Sequence[str], *, is_named: bool = False) -> bool:
    """Whether the office itself, or one that gathers for it, sends something on; `is_named` tells of another sender."""
    before = before[-LOOK_BACK:]
    if _NOT_ASKED.search(before):
        return True
    if _OWN_ACT.search(before) or _CHOSEN.search(before) or _FUTURE.search(before):
        return True
    if (_AFTER_STEP.search(before) or _RESULT.search(before)) and not is_named and not _URGED.search(before):
        return True
    step = _LEVEL_STEP.search(before)
    if step and any(step["level"] in issuer for issuer in part.record.issuers):
        return True
    agents = [who for match in _AGENT.finditer(before) if words.is_body(who := match["who"]) or OWN.search(who)]
    return any(is_own(part, who, () if is_asked(who, before) else offices) for who in agents[-1:])


def acting(before: str) -> str:
    """The office of which a text says what it is going to do, "" where it says so of none: 市里将于……."""
    found = _OWN_ACT.search(before)
    return found["who"] if found and not re.search("[,。;:]", before[found.end() :]) else ""


def is_own(part: Part, who: str, offices: Sequence[str] = ()) -> bool:
    """Whether a name is that of the issuer or of an office that receives, and of nobody addressed."""
    bare = _HOUSE.sub("", who)
    is_name = (
        OWN.search(who)
        or _is_house(part, who)
        or (not is_near(who) and any(_is_named(one, office) for one in {who, bare} for office in offices))
    )
    return bool(is_name) and not any(words.is_same(who, one) or who.startswith(flatten(one)) for one in part.audience)


def _is_house(part: Part, who: str) -> bool:
    """Whether a name is that of the school or firm whose department issues the notice: 学院 of 医学院科研办."""
    is_kind = _HOUSES.fullmatch(who)
    return bool(is_kind) and any(
        re.search(f"{who}.{{2,6}}[办处科室部]$", flatten(name)) for name in part.record.issuers
    )


def _is_named(who: str, office: str) -> bool:
    """Whether a name is an office's, or one for it in short; 学生 is none for 学生处."""
    if len(who) < _LEAST:
        is_body = office.startswith(who) and re.fullmatch("[省市县区][厅局委]", who)
        return bool(is_body) or (words.is_short_for(who, office) and who[-1] == re.sub(r"\([^()]*\)$", "", office)[-1:])
    is_within = len(office) > _LEAST and who.startswith(office)
    return words.is_short_for(who, office) or office.startswith(who) or is_within


def is_quota(part: Part, before: str, rest: str, audience: Sequence[str]) -> bool:
    """Whether a text only says how many the issuer may name to one above it: 我会可向中国科协推荐3名."""
    is_other = not set(audience) & set(part.audience) or audience == part.audience
    return (
        bool(re.search(r"可(?:以)?$", before) and re.match(r"向(?!所[在属]|属地|当地)[^,。;]{2,20}推荐", rest))
        and is_other
    )


def is_in_house(part: Part) -> bool:
    """Whether a school or institute speaks to its own."""
    return any(_IN_HOUSE.search(paragraph.flat) for paragraph in part.body)


def is_above(part: Part, office: str) -> bool:
    """Whether an office is one above the school or institute that speaks: what goes there goes through the issuer."""
    return bool(_ABOVE.match(office)) and not is_own(part, office, part.record.issuers)


def is_authority(part: Part, name: str, flat: str) -> bool:
    """Whether a name is that of one body of the city or above that nobody addresses: what it sends is its affair."""
    if not _AUTHORITY.match(name) or f"各{name}" in flat or is_below(part, name):
        return False
    return not any(words.is_related(name, one) for one in part.audience)


def is_asked(name: str, flat: str) -> bool:
    """Whether a body that receives hands in in its turn: 请县区主管部门于…报送; one of those of a level: 省级科协."""
    if re.match(r"各|[省市县区州]级", name):
        return True
    return bool(re.search(rf"(?:请|要求|各)[各有关]*{re.escape(name)}|{re.escape(name)}(?:应|须|需|务必)", flat))


def is_between(part: Part, who: Sequence[str], office: str) -> bool:
    """Whether an office stands between those who apply and those addressed, and hands in in its turn: 项目单位.

    So does one of a lower level than the issuer's: 县民政局 where the office of a city or province asks.
    """
    is_addressed = any(words.is_related(name, one) for name in who for one in part.audience)
    return bool(who and not is_addressed) and bool(_KIND.search(office) or is_below(part, office))


def is_below(part: Part, office: str) -> bool:
    """Whether an office is called by a lower level than any that the issuers bear in their names."""
    named = _OF_ONE.match(office)
    own = [_RANKS[one[-1]] for issuer in part.record.issuers for one in _LEVELS.findall(flatten(issuer))]
    return named is not None and bool(own) and _RANKS[named["level"] or named["village"]] < min(own)
