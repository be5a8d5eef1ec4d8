"""The words by which notices name organisations, audiences and materials: general office language, no one notice's."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_PLACE_END = Late(r"(?:市|县|区|省|州|自治区|直辖市|开发区|林区|镇|街道|镇街|乡|新区|板块)(?:\([^()]*\))?$")
_VILLAGE = Late(r"村(?:\([^()]*\))?$")
_BODY_END = Late(
    rf"(?:{OFFICE_ENDS}|企业|高校|人员|老师|会员|高企|基地|机构|机关|理事|分会|专委会"
    rf"|委员|领域|人|园区|医院|同志|协会|[作美书影剧音舞体残老退]协|总支|支部|党委|中学|小学|幼儿园|工会|代表|教师|[究科业届学]生|职工|专家|选手|家长|护士长?|[楼栋村班组]长|同学|院[系校]|系部|团?支书|组织委员|病区|党员|干部|秘书|居民|主体"
    rf"|项目组|课题组|载体|社团|社会组织|[党团]组织|集体|社区|校区|农户|合作社|孵化器|众创空间|队|者|(?:申报|参评)组织|[农林牧渔殖]场|[技业范意子学]园|团体|各班|班级|[厂店矿]|派出所|政府|[农市村牧渔]民|群众|[大商用]户|工作室|实验室|(?:少年|文化|青年|体育)宫|[支分]行|营业部|青年|学员|考生|[书画作专]?[画作]家|(?<![\u4e00-\u9fff])系|(?:中心|分|党|职|技|体|驾|干)校|成员|摄影师|[剧乐艺][术]?团|海关|景区|酒店|民宿|传承人)(?:\([^()]*\))?$"
)
_SIFTED = Late(
    r"^(?:通过|经|获|已|未|尚未|拟|有意向?|申报|申请|推荐|参加|参评|报名|参赛|符合|具备|具有|取得|入选|承担|从事|涉及)[^,;。]{0,24}?的(?=[^的]{2,8}$)"
)
"""What a body has gone through or is about to do: 通过初审的企业, 申报“示范点”的社区."""

_OF_OTHER_LEVEL = Late(r"各?(?:设区|地级|省辖)市、(?:县|区)")
"""Places of two levels, each of which has bodies of its own: 设区市、县(市)财政局."""

_SAID_OF = Late(r"(?:拟|有意|申请|申报|符合|具备|获得|取得)[^、]*(?:和|及|与)[^、]*的[\u4e00-\u9fff]{2,8}$")
"""Somebody of whom several things are said: 申请优秀单位和优秀活动的单位."""

_KINDS = Late(
    r"(?:各|有关)*(?:街道|乡镇|镇|社区|企业|园区|高校|学校|院校|医院|院所|机关|部门|单位|农村)(?P<own>科协|工会|团委|党委|党组织|团组织|妇联|支部)?"
)

RECOMMENDER = Late(r"(?:各|有关)*推荐(?:单位|渠道)")
"""Whoever recommends others, in a notice that calls those addressed so."""

_EACH = Late(r"各[校县区村镇乡市院系所站]")
_MODIFIER = Late(
    r"(?:临床|医技|医辅|行政|职能|党政|党群|教学|教辅|科研|直属|附属|生产|储存|经营|销售|运输|使用|加工|流通|勘察|施工|监理)$"
)
"""Half a name: 各临床、医技科室 are one."""

_LEVEL_ONLY = Late(r"(?:中央|中直|[部省市县区州](?:直|[属管]))$")
"""Of what level somebody is: 市直及中央、省驻玉单位, 中央、省属企业."""

_OF_LEVEL = Late(r"[属级]|直(?!管)")
"""What follows the level that somebody is of: 市直学校, 区属企业."""

_FIELD_TAIL = Late(r"[\u4e00-\u9fff]{2,8}(?:(?:主管|管理)?部门|局)")
"""What lends its ending to the field before it: 经信、发改部门."""

_OWN_PLACE = Late(r"各|有关|相关|[省市县区州](?:[属级]|直(?!管))|[省市县区州]有关|直属|驻")
"""How an addressee begins that shares no place with the one before: 各乡镇、县直各学校."""

_LEAD = Late(r"^(?:[①-⒛]|请|希?望|每[个家]?|由|并由|要求|其中|和|及(?!时)|以及|与)+")


def split_outside(text: str, signs: str) -> list[str]:
    """Split a flat text at signs that stand outside brackets and title marks."""
    parts, depth, piece, is_quoted = [], 0, "", False
    for character in text:
        depth += (character in "(（《“") - (character in ")）》”")
        is_quoted ^= character == '"'
        if character in signs and depth <= 0 and not is_quoted:
            parts.append(piece)
            piece = ""
        else:
            piece += character
    return [part.strip() for part in [*parts, piece] if part.strip()]


_UNPARTED = Late(r"(?<=[单部][位门])(?=各(?:有关|相关)?[\u4e00-\u9fff]{2})|(?<=各地)(?=各)|(?<=地区)(?=各)")
"""Between 各单位各部门 or 各地各部门 a sign is missing."""


_AS_ONE = Late(
    r"(?:学|协|研究|促进|联合)会(?:[、和及](?:学|协|研究|促进|联合)会(?!会?员))+(?=[\u4e00-\u9fff]{1,8}[部处办])"
    r"|第[一二三四五六七八九](?:[、和及]第?[二三四五六七八九十])+(?=[\u4e00-\u9fff]{2})"
)
"""An office of societies of whatever name, and houses that are numbered: 学会、协会秘书处; 第一、二医院."""

_ADDRESSED_ITSELF = Late(
    r"[\u4e00-\u9fff]{4,}(?:示范区|高新区|开发区|经开区|保税区|试验区|新区|园区)|各?(?:街道|乡镇|镇街|社区)"
)
"""A zone of its own name, a town or a quarter: addressed without a body."""

_JOINED = str.maketrans("、和及", "\ue000\ue001\ue002")
_PARTED_AGAIN = str.maketrans("\ue000\ue001\ue002", "、和及")
"""Signs between societies, while those between addressees are looked for."""


def audience(text: str) -> tuple[str, ...]:
    """Read the addressees of a flat text, one entry each, without a leading 各.

    各A科协、科技局 is A科协 and A科技局; 各市、区住建局 is one, since a bare place is no addressee;
    so are 各区经信、发改部门. 省级学会、协会 are 省级学会 and 省级协会.
    """
    named: list[str] = []
    text = _AS_ONE.sub(lambda match: match[0].translate(_JOINED), _UNPARTED.sub("、", text))
    for group in split_outside(text, ",，;；"):
        waiting = ""
        before = ""
        parts = _parts(group)
        for place, part in enumerate(parts):
            if waiting and _OWN_PLACE.match(part) and not _LEVEL_ONLY.search(waiting[:-1]):
                named.append(waiting.rstrip("、"))
                waiting = ""
            elif waiting and _OF_OTHER_LEVEL.match(item := waiting + part) and _BODY_END.search(part):
                named.append(waiting.rstrip("、") + part.removeprefix(stem(part)))
                waiting = ""
            item = waiting + part
            if not waiting and before and _is_tail(part, before):
                item = stem(before) + part
            if _is_half(part, parts[place + 1 :]):
                waiting = item + "、"
                continue
            waiting = ""
            before = item
            named.append(item)
        places = waiting.removesuffix("、").split("、") if waiting else []
        named += places if all(map(_ADDRESSED_ITSELF.fullmatch, places)) else ["、".join(places)]
    return tuple(dict.fromkeys(clean.translate(_PARTED_AGAIN) for item in named if (clean := bare(item))))


def _is_half(part: str, following: Sequence[str]) -> bool:
    """Whether an item is no body before the next is added to it: a place, a kind of body, a field of departments."""
    if _MODIFIER.search(part) or _LEVEL_ONLY.search(part) or len(part.removeprefix("各")) == 1:
        return True
    if _BODY_END.search(part):
        return False
    body = next((one for one in following if _BODY_END.search(one)), "")
    return bool(_PLACE_END.search(part) or _FIELD_TAIL.fullmatch(body))


def bare(item: str) -> str:
    """An addressee without 各, 请, 和 before it and 等 after it."""
    return (
        re.sub(
            r"^各(?:位(?=[\u4e00-\u9fff]{2}))?(?!地(?!级|市)|领域|级|[类种]|[校县区村镇乡市院系所站]$)",
            "",
            _LEAD.sub("", item.strip()),
        )
        .removesuffix("等单位")
        .removesuffix("等")
        .strip()
    )


def _whole(items: list[str]) -> list[str]:
    """The items of a group, as one where the last lends its ending to all kinds before it: 各街道、企业、学校科协."""
    owns = [kind["own"] for item in items if (kind := _KINDS.fullmatch(item))]
    is_one = len(owns) == len(items) > 1 and bool(owns[-1]) and not any(owns[:-1])
    return ["、".join(items)] if is_one else items


def _parts(group: str) -> list[str]:
    """The items of one group, split at 、 and at 和 or 及 between two bodies."""
    parts: list[str] = []
    for part in _whole(split_outside(group, "、")):
        if _SAID_OF.match(part):
            parts.append(part)
            continue
        pieces = re.split(
            r"(?<=[\u4e00-\u9fff)])(?:以及|和(?!个人$)|及|与|或者?(?=[\u4e00-\u9fff]{0,8}(?:单位|会|局|部门|学校|企业|机构)$))(?=[\u4e00-\u9fff])",
            part,
        )
        parts += pieces if all(_BODY_END.search(piece) for piece in pieces) else _levels(pieces, part)
    return parts


def _levels(pieces: list[str], part: str) -> list[str]:
    """Bodies of two levels that are named in one: 设区市及省直管县科协 are those of each of both.

    A body that bears no place, or is only said to be of a level, lends its ending to none: 各县区和市直学校.
    """
    place, body = pieces[0], pieces[-1]
    if len(pieces) != len(("place", "body")) or place.startswith("直辖市") or not _PLACE_END.search(place):
        return [part]
    kind = body.removeprefix(stem(body))
    if _OWN_PLACE.match(body) and (not kind or _OF_LEVEL.match(kind)) and _BODY_END.search(body):
        return pieces
    return [f"{place}{kind}", body] if 0 < len(kind) < len(body) and _BODY_END.search(body) else [part]


def _is_tail(part: str, before: str) -> bool:
    """Whether an item is only the last word of a body that shares its place with the one before."""
    core = re.sub(r"\([^()]*\)", "", part)
    if re.match("[省市县区州](?![级直属])", part) or part.startswith(
        ("各", "有关", "相关", "市级", "省级", "高校", "企业", "全市", "全省", "市直", "省直", "市属", "省属")
    ):
        return False
    return (
        len(core) <= 5
        and stem(core) == core
        and stem(before) != before
        and not _OF_LEVEL.match(before.removeprefix(stem(before)))
        and bool(re.search(r"(?:局|科协|厅|委|[学协]会|(?:研究|促进|联合)会|部门)$", core))
    )


def stem(body: str) -> str:
    """The place that a body bears: 各县级市(区)科协 → 各县级市(区), empty-handed it is the body itself."""
    found = re.match(
        r"(.*(?:市|县|区|省|州|地|[院校](?=级))(?:\([^()]*\))?[性级属]?)(?=[^市县区省州()]{2,}(?:\([^()]*\))?$)", body
    )
    return found[1] if found else body


def is_place(name: str) -> bool:
    """Whether only a kind of place is named, for whoever there is addressed: 各镇(街道)."""
    return bool(_PLACE_END.search(name) or _VILLAGE.search(name)) and is_plain(name)


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
    return bool(_BODY_END.search(core) or _EACH.fullmatch(core)) and is_plain(core) and not has_aside(name)


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
