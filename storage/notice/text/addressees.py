"""Several bodies that are named side by side: each is told in full, with the place or the house that they share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.text import words
from storage.patterns import Late

_OF_OTHER_LEVEL = Late(r"各?(?:设区|地级|省辖)市、(?:县|区|省?直管|[\u4e00-\u9fff]{2,6}(?:示范|试验|港)区)")
"""Places of two levels, each of which has bodies of its own: 设区市、县(市)财政局."""

_SAID_OF = Late(r"(?:拟|有意|申请|申报|符合|具备|获得|取得)[^、]*(?:和|及|与)[^、]*的[\u4e00-\u9fff]{2,8}$")
"""Somebody of whom several things are said: 申请优秀单位和优秀活动的单位."""

_KINDS = Late(
    r"(?:各|有关)*(?:街道|乡镇|镇|社区|企业|园区|高校|学校|院校|医院|院所|机关|部门|单位|农村)(?P<own>科协|工会|团委|党委|党组织|团组织|妇联|支部)?"
)

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
    r"|(?<=[各关属直区县市镇])(?:[大初高]、)*中、[大小](?=学)"
)
"""What is one: offices of societies, numbered houses, schools of two kinds: 学会、协会秘书处; 第一、二医院; 中小学."""

_ADDRESSED_ITSELF = Late(
    r"[\u4e00-\u9fff]{4,}(?:示范区|高新区|开发区|经开区|保税区|试验区|新区|园区)|各?(?:街道|乡镇|镇街|社区)"
)
"""A zone of its own name, a town or a quarter: addressed without a body."""

_OF_A_HOUSE = Late(r"(?P<house>[\u4e00-\u9fff]{2,8})(?:团工?委|(?<!总)工会|妇联|科协|党委)")
_WHOLE_HOUSE = Late(r"各?系")
_BESIDE_HOUSE = Late(r"(?![院系部处科所室校馆])[\u4e00-\u9fff]{2,}(?:中心|部门|处室|科室|教研室|办公室)")
"""A faculty, and what is no part of its own name beside it: 各系、实验中心."""

_IN_A_HOUSE = Late(r"(?:团工?委|工会|[青妇]联|科协)")
"""The bodies of a house, of which the second goes without its name."""

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
            elif waiting and _OF_OTHER_LEVEL.match(item := waiting + part) and words.BODY_END.search(part):
                named.append(waiting.rstrip("、") + part.removeprefix(words.stem(part)))
                waiting = ""
            item = waiting + part
            if not waiting and before:
                item = _in_full(part, before)
            if _is_half(part, parts[place + 1 :]) and not _stands_alone(part, parts[place + 1 :]):
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
    if words.BODY_END.search(part):
        return False
    body = next((one for one in following if words.BODY_END.search(one)), "")
    return bool(words.PLACE_END.search(part) or _FIELD_TAIL.fullmatch(body))


def _stands_alone(part: str, following: Sequence[str]) -> bool:
    """Whether a short item is a house, beside which another of its own name stands."""
    return bool(_WHOLE_HOUSE.fullmatch(part) and following and _BESIDE_HOUSE.fullmatch(following[0]))


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
        parts += pieces if all(words.BODY_END.search(piece) for piece in pieces) else _levels(pieces, part)
    return parts


def _levels(pieces: list[str], part: str) -> list[str]:
    """Bodies of two levels that are named in one: 设区市及省直管县科协 are those of each of both.

    A body that bears no place, or is only said to be of a level, lends its ending to none: 各县区和市直学校.
    """
    place, body = pieces[0], pieces[-1]
    if len(pieces) != len(("place", "body")) or place.startswith("直辖市") or not words.PLACE_END.search(place):
        return [part]
    kind = body.removeprefix(words.stem(body))
    if _OWN_PLACE.match(body) and (not kind or _OF_LEVEL.match(kind)) and words.BODY_END.search(body):
        return pieces
    return [f"{place}{kind}", body] if 0 < len(kind) < len(body) and words.BODY_END.search(body) else [part]


def _in_full(part: str, before: str) -> str:
    """An item with the place or the house that it shares with the one before: 某市科协、科技局, 民航团委、青联."""
    if _is_tail(part, before):
        return words.stem(before) + part
    house = _OF_A_HOUSE.fullmatch(before) if _IN_A_HOUSE.fullmatch(part) else None
    return house["house"] + part if house else part


def _is_tail(part: str, before: str) -> bool:
    """Whether an item is only the last word of a body that shares its place with the one before."""
    core = re.sub(r"\([^()]*\)", "", part)
    if re.match("[省市县区州](?![级直属])", part) or part.startswith(
        ("各", "有关", "相关", "市级", "省级", "高校", "企业", "全市", "全省", "市直", "省直", "市属", "省属")
    ):
        return False
    return (
        len(core) <= 5
        and words.stem(core) == core
        and words.stem(before) != before
        and not _OF_LEVEL.match(before.removeprefix(words.stem(before)))
        and bool(re.search(r"(?:局|科协|厅|委|[学协]会|(?:研究|促进|联合)会|部门|[青妇残侨文]联)$", core))
    )
