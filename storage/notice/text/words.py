"""The words by which notices name organisations, audiences and materials: general office language, no one notice's."""

from __future__ import annotations

import re
from functools import lru_cache

from storage.notice.text.nobody import has_aside, says_more
from storage.notice.text.signs import flatten
from storage.patterns import Late

OFFICE_ENDS = (
    "部|处|科|室|办|局|厅|委|会|中心|科协|院|司|站|组|办公室|秘书处|委员会|协会|学会|研究会"
    "|大学|学院|学校|公司|单位|部门|集团|馆|所|团委|股(?![份东])|大队|支队|总队|残联|妇联|文联|侨联|工商联|社科联"
)
"""How the name of an office or an organisation ends."""

ORGANISATION = Late(
    rf"(?:(?:中国|中共)?[\u4e00-\u9fff()]{{2,28}}(?:{OFFICE_ENDS}|宫|政府|党组|总工会|联合会|实验室|开发区管委会)"
    r"(?:\((?:处|办|室|中心)\))?|[省市县区州校](?:科协|团委))"
)
ADDRESSED = Late(
    r"各|有关|相关|单位|科协|局|部门|学会|协会|企业|高校|学校|会员|老师|同志|同仁"
    r"|高企|委员|机构|师生|教职员?工|同学|(?:[小中]学|幼儿园|医院|院校|乡镇|街道)(?:\([^()]*\))?(?=[、,:]|$)"
)
"""What a line that names addressees speaks of."""

_ANYBODY = Late(
    r"(?:(?:各位?|每个?|上述|以上|有关|相关|全体|所有|广大|你|贵)*(?:单位|部门|地|地区|方|人员|级"
    r"|同志|同仁|老师|教师|师生|员工|职工))+"
)
_PLACES = ("镇", "乡", "村", "县", "市", "区", "州", "盟", "旗")
_LEAST_NAME, _SAME_BEGINNING = 2, 4
PLACE_END = Late(r"(?:市|县|区|省|州|自治区|直辖市|开发区|林区|镇|街道|镇街|乡|新区|板块)(?:\([^()]*\))?$")
_VILLAGE = Late(r"村(?:\([^()]*\))?$")
BODY_END = Late(
    rf"(?:{OFFICE_ENDS}|企业|高校|人员|老师|会员|高企|基地|机构|机关|理事|分会|专委会"
    rf"|委员|领域|人|园区|医院|同志|协会|[作美书影剧音舞体残老退]协|总支|支部|党委|中学|小学|幼儿园|工会|代表|教师|[究科业届学]生|职工|专家|选手|家长|护士长?|[楼栋村班组]长|同学|院[系校]|系部|团?支书|组织委员|病区|党员|干部|秘书|居民|主体"
    rf"|项目组|课题组|载体|社团|社会组织|[党团]组织|集体|社区|校区|农户|合作社|孵化器|众创空间|队|者|(?:申报|参评)组织|(?:[省市县区州](?:直属|直|属)|基层|下属|地方)组织|[农林牧渔殖]场|[技业范意子学]园|团体|各班|班级|[厂店矿]|派出所|政府|[农市村牧渔]民|群众|[大商用]户|工作室|实验室|(?:少年|文化|青年|体育)宫|[支分]行|营业部|青年|学员|考生|[书画作专]?[画作]家|(?<![\u4e00-\u9fff])系|(?:中心|分|党|职|技|体|驾|干)校|成员|摄影师|[剧乐艺][术]?团|海关|景区|酒店|民宿|传承人)(?:\([^()]*\))?$"
)
_SIFTED = Late(
    r"^(?:通过|经|获|已|未|尚未|拟|有意向?|申报|申请|推荐|参加|参评|报名|参赛|符合|具备|具有|取得|入选|承担|从事|涉及)[^,;。]{0,24}?的(?=[^的]{2,8}$)"
)
"""What a body has gone through or is about to do: 通过初审的企业, 申报“示范点”的社区."""

RECOMMENDER = Late(r"(?:各|有关)*推荐(?:单位|渠道)")
"""Whoever recommends others, in a notice that calls those addressed so."""

_EACH = Late(r"各[校县区村镇乡市院系所站]")


def stem(body: str) -> str:
    """The place that a body bears: 各县级市(区)科协 → 各县级市(区), empty-handed it is the body itself."""
    found = re.match(
        r"(.*(?:市|县|区|省|州|地|[院校](?=级))(?:\([^()]*\))?[性级属]?)(?=[^市县区省州()]{2,}(?:\([^()]*\))?$)", body
    )
    return found[1] if found else body


def is_place(name: str) -> bool:
    """Whether only a kind of place is named, for whoever there is addressed: 各镇(街道)."""
    return bool(PLACE_END.search(name) or _VILLAGE.search(name)) and is_plain(name)


@lru_cache(maxsize=4096)
def is_short_for(short: str, long: str) -> bool:
    """Whether a name is a shorter one of the same body: 市科协 for 东湖市科学技术协会."""
    short, long = (re.sub(r"\W", "", flatten(name)) for name in (short, long))
    if len(short) < _LEAST_NAME or len(short) > len(long):
        return False
    begins = [at for at, character in enumerate(long) if character == short[0]]
    return short[-1] in long[-3:] and any(_runs_through(short, long[at:]) for at in begins)


def _runs_through(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def is_plain(name: str) -> bool:
    """Whether a name holds no verb that a sentence would have."""
    return not says_more(name)


def is_body(name: str) -> bool:
    """Whether a name is one body or kind of body and says nothing else."""
    core = _SIFTED.sub("", _without_brackets(name))
    return bool(BODY_END.search(core) or _EACH.fullmatch(core)) and is_plain(core) and not has_aside(name)


def is_anybody(who: tuple[str, ...]) -> bool:
    """Whether only 各单位 or the like is said."""
    return all(_ANYBODY.fullmatch(flatten(name)) for name in who)


def _without_brackets(name: str) -> str:
    return re.sub(r"\([^()]*\)", "", name)


@lru_cache(maxsize=4096)
def is_same(one: str, other: str) -> bool:
    """The same body, with or without its place."""
    one, other = (re.sub(r"^(?:各|有关|相关)+", "", flatten(name)) for name in (one, other))
    if one == other or min(len(one), len(other)) < _LEAST_NAME:
        return one == other
    if _without_brackets(one) == _without_brackets(other):
        return True
    one, other = (re.sub(r"\W", "", name) for name in (one, other))
    return not is_anybody((one, other)[len(other) < len(one) :][:1]) and (one.endswith(other) or other.endswith(one))


@lru_cache(maxsize=4096)
def is_related(one: str, other: str) -> bool:
    """The same body, shortened (各市安委办) or with another word for its kind (各区工信主管部门)."""
    if is_same(one, other):
        return True
    one, other = (re.sub(r"^(?:各|有关|相关)+|\([^()]*\)|\W", "", flatten(name)) for name in (one, other))
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST_NAME:
        return short in _PLACES and long.startswith(short)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    is_short = short[0] == long[0] and short[-1] in long[-3:] and _runs_through(short, long)
    return same >= min(len(short), _SAME_BEGINNING) or is_short
