"""Whom of those addressed the sender of a sentence means: 各单位, 推荐单位, 申报单位, a body of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.notice.bodies.offices import is_near
from storage.notice.bodies.receivers import is_authority, is_below
from storage.notice.parts.structure import Part
from storage.notice.parts.subjects import OWN, is_called_otherwise, known
from storage.notice.text import words
from storage.notice.text.signs import flatten
from storage.patterns import Late

_EXPLAINED = Late(r"[(（][^()（）]*(?:下同|以下|含)[^()（）]*[)）]")
_PERSONS = Late(r"(?:教师|老师|员工|职工|师生|人员|同志)$")
_OF_LEVEL = Late(r"(?:[省市县区州局厅](?:直(?!管)|属)|直属)")
"""Those of the issuer's own level, who have no other body above them: 市直各学校."""

_LOCAL = Late(r"(?:局|委|部门|[股科])$")
"""How the authority of a place is called."""

_PLACES = Late(r"(?:各|有关|相关)*(?:地|地区|市县|县区|区县|市州)")
_OF_A_PLACE = Late(
    r"(?:(?![省市县区州](?:[直属级]|委各|有关|相关))[^,。;]){0,14}?(?:[省市县区州盟旗镇乡](?![直属级有相])|街道|地市|开发区|兵团)"
)
"""Those who are of one place among others: 县(市、区)教育局, and not 市直各学校."""

_IS_SCHOOL = Late(r"(?:学校|中学|小学|幼儿园|高校|院校)(?:[(（][^()（）]*[)）])?$")
_PARTICIPANT = Late(
    r"^(?:各|有关|相关|所有|全体|新|拟|本次|首次|初次|再次)*(?:项目(?=完成))?(?:(?:申报|申请|推荐|参评)(?:(?!的)[\u4e00-\u9fff]){0,10}?|参赛|参展|参与|参加|参会|与会|完成|举办|承办|协办|责任|承担|依托|项目|作品|候选|填报|获[奖推]|投稿|报名|牵头|初审|审核|受理)?"
    r"(?:的)?(?:单位|个?人员?|者|方|负责人|选手|作者|候选人|机构|渠道|主体|对象|组织|代表|项目组)$"
)
"""Whoever takes part: nobody in particular among those addressed."""

_APPLYING = Late(
    r"(?:各|有关|相关|[我本][校院所市县区]|校内)*(?:(?:项目|课题)?(?:申报|申请|报名|报奖|投稿)(?:人|者)|(?:项目|课题)?(?:负责人|主持人)|(?:项目|课题|申报|参赛)(?:组|团队))"
)
"""A person or a team that applies, where bodies are addressed."""

_EXAMINER = Late(r"(?:(?:业务|行业)主管|挂靠)(?:单位|部门)$")
_EXAMINED = "(?:初审|审[核查]|报送|提交|申报)"
_HANDS_IN = "(?:[应须需要请于将]|汇总)[^,。;]{0,20}?(?:报送|上报|报[省市县区我])"
"""What a body that others report to does itself: 初审, or hand in in its turn."""

_WISH = Late(r"^(?:有意(?:愿|向)?|愿意|拟|计划|准备|需要?|符合)[^,。;]{0,20}的")
_WILLING = Late(rf"{_WISH.pattern}(?=各|有关|相关|单位)")
"""What makes some of those addressed hand in: 有意申报的单位."""

_OF_SCHOOL = Late(r"(?:学院|院系|系部?|班级)(?:教学|科研)?(?:秘书|办公室|团委|团总支|辅导员)")
"""Somebody at the sender's own school."""

_ORGANISER = Late(r"(?:各|有关|相关)*(?:承办|协办|主办|举办|参赛|参展)单位")
_APPLICANT = Late(r"(?:各|有关|相关|拟)*申报(?:单位|企业|机构)")
_FOR_A_TITLE = Late(r"(?:申报|推荐|参评)(?:先进|优秀|模范|示范|十佳|最美)")
"""For what somebody is put forward, by which papers are told apart: 申报先进个人的."""

_BELONGING = Late(r"其(?:所属|下属|直属|属下)(?=[\u4e00-\u9fff]{2})")
_OF_ALL = Late(r"\s*(?:以上|上述)(?:所有)?(?:材料|资料)")
"""What all who were named before hand in."""

_TO_ALL = Late(r"\s*请(?:务必?|均|统一)?[于在]?\d")
"""What follows sentences to several of those addressed is said to all of them."""

_REST = Late(r"其他|其它|其余")
"""Who else there is beside those of whom something was said, so that what follows is said to everybody."""

_ASKS = Late(r"\s*(?:\(?[一二三四五六七八九十\d]{1,2}[)、.])?\s*(?:现|敬|特)?请")
"""How a sentence begins that asks those addressed."""

_APPLIES = Late(r"^会员|(?:企业|公司|高企|院所|高校|医院)$")
"""Whoever applies himself, where others are told to call on him; those addressed who may be meant by it."""


def asked(part: Part) -> Part:
    """A level addressed to those alone who hand something in: without a body that only examines what others do."""

    def examines(name: str) -> bool:
        found = _EXAMINER.search(flatten(name))
        if not found or any(re.search(rf"{found[0]}{_HANDS_IN}", paragraph.flat) for paragraph in part.body):
            return False
        return any(re.search(rf"(?:经|报|向){found[0]}{_EXAMINED}", paragraph.flat) for paragraph in part.body)

    doing = tuple(name for name in part.audience if not examines(name))
    return replace(part, audience=doing) if doing and doing != part.audience else part


def _is_one_of_many(part: Part, office: str) -> bool:
    """Whether a level speaks of an office as one of several: 各省级科协."""
    return any(f"各{office}" in paragraph.flat for paragraph in part.body)


def _is_everybody(part: Part, who: tuple[str, ...]) -> bool:
    """Whether a sender names all those addressed but for whoever else there is: 各学院及相关单位."""
    told, addressed = ({name for name in names if not words.is_anybody((name,))} for names in (who, part.audience))
    return len(told) < len(who) and bool(addressed) and addressed <= set(known(part, tuple(told)))


def _called(part: Part, name: str) -> str:
    """Somebody who is willing, as he is addressed: 拟申报的社区 where 各社区 are."""
    bare = _WISH.sub("", flatten(name))
    return next((one for one in part.audience if bare != name and flatten(one) == bare), name)


def _is_of_level(found: tuple[str, ...], who: tuple[str, ...], office: str) -> bool:
    """Whether those addressed have no such authority of their place above them: 市直各学校, 所在县教育局."""
    return bool(_LOCAL.search(office)) and any(_OF_LEVEL.match(name) for name in found if name not in who)


def _is_named_once(part: Part, name: str) -> bool:
    """Whether a level speaks of somebody in one paragraph only, so that he is not what it calls those addressed."""
    return sum(flatten(name) in paragraph.flat for paragraph in part.body) == 1


def _of_places(part: Part, who: tuple[str, ...]) -> tuple[str, ...]:
    """Everybody addressed; where only 各地 are told, those of places, and whoever is not called by any kind."""
    is_placed = bool(who) and all(map(_PLACES.fullmatch, who))
    found = tuple(name for name in part.audience if _OF_A_PLACE.match(name)) if is_placed else ()
    others = tuple(name for name in part.audience if name in found or words.is_anybody((name,)))
    return others if found else part.audience


def _but_receivers(office: str, part: Part, who: tuple[str, ...]) -> tuple[str, ...]:
    """Of those addressed who is not the place whose own body the office is: 各市, where 市水利局 takes it in."""
    is_of_place = bool(office) and is_below(part, office)
    return tuple(n for n in who if not (is_of_place and words.is_place(n) and flatten(n)[-1] == office[0])) or who


def receiving(part: Part, who: tuple[str, ...], office: str = "", *, is_carried: bool = False) -> tuple[str, ...]:
    """Whom of those addressed a sender means, one that an earlier sentence carried along or one of its own sentence.

    As printed where it is a body or a field of its own; everybody addressed where it is 各单位, 推荐单位 or the like,
    unless nobody in particular is addressed, or the office is itself one of those addressed. 申报单位 is another than
    an authority that is addressed, where its own sentence tells it to send.
    """
    who = _belonging(who)
    is_kept = _PERSONS.search if is_near(office) else _FOR_A_TITLE.match
    said = tuple(map(flatten, who))
    if who and all(map(is_kept, said)):
        return who
    if not who or words.is_anybody(who):
        return who if who and is_called_otherwise(part, who) else _but_receivers(office, part, _of_places(part, who))
    who = tuple(_called(part, _EXPLAINED.sub("", name)) for name in who)
    if words.is_anybody(tuple(_WILLING.sub("", re.sub(r"[(（][^()（）]*[)）]$", "", name)) for name in who)):
        return who if words.is_anybody(part.audience) else part.audience
    schools = [_IS_SCHOOL.search(name) or words.is_anybody((name,)) for name in part.audience]
    if who == ("各校",) and all(schools):
        return part.audience
    if not is_carried and any(all(map(kind.fullmatch, said)) for kind in (words.RECOMMENDER, _APPLYING)):
        return who
    found = known(part, who)
    if _is_everybody(part, who):
        return part.audience
    if words.is_anybody(part.audience):
        return found
    if any(name.startswith(("级", "各级")) for name in who) and not is_near(office):
        return part.audience
    if is_near(office) or _OF_SCHOOL.match(office) or (office and _is_one_of_many(part, office)):
        return who if _is_of_level(found, who, office) else found
    return found if _is_apart(part, who, office, is_carried=is_carried) else part.audience


def _belonging(who: tuple[str, ...]) -> tuple[str, ...]:
    """Senders, with whose they are where one belongs to the one before it: 主管部门及其所属单位."""
    pairs = zip(("", *who), who, strict=False)
    return tuple(one + name[1:] if one and _BELONGING.match(flatten(name)) else name for one, name in pairs)


def _apply(audience: Sequence[str]) -> bool:
    """Whether those addressed apply themselves: members among them, or firms, schools and units and nobody else."""
    named = tuple(map(flatten, audience))
    are_all = all(_APPLIES.search(name) or words.is_anybody((name,)) for name in named)
    return bool(named) and (are_all or any(name.startswith("会员") for name in named))


def _is_apart(part: Part, who: tuple[str, ...], office: str, *, is_carried: bool) -> bool:
    """Whether those who take part are others than those addressed, or somebody else is told of."""
    said = tuple(map(flatten, who))
    if not is_carried and all(_ORGANISER.fullmatch(name) and _is_named_once(part, name) for name in said):
        return True
    is_applicant = all(map(_APPLICANT.fullmatch, said))
    if is_applicant and not is_carried and not _apply(part.audience):
        return True
    is_to_addressee = bool(office) and any(words.is_related(office, one) for one in part.audience)
    is_taking_part = all(_PARTICIPANT.match(name) or words.is_anybody((name,)) for name in said)
    return is_to_addressee or is_below(part, office) or not is_taking_part


def carried(
    part: Part, flat: str, who: tuple[str, ...], everybody: Sequence[str], *, is_filled: bool
) -> tuple[str, ...]:
    """Whom a sentence without a subject is said to: the last whom its paragraph named, or all of them.

    Where each of them had a form to fill in, it is said to those, else to everybody whom the level addresses. What
    was told of an authority above is said to it no more where somebody is asked (请).
    """
    if _OF_ALL.match(flat):
        return tuple(dict.fromkeys(everybody))
    is_to_all = _TO_ALL.match(flat) and not set(everybody) <= set(who)
    if is_to_all:
        return tuple(dict.fromkeys(everybody)) if is_filled else ()
    is_told = _ASKS.match(flat) and all(is_authority(part, name, flat) for name in who)
    is_rest = any(_REST.match(name) for name in who)
    return () if is_told or is_rest or all(map(OWN.search, who)) else who
