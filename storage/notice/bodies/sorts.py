"""Papers and bodies that go their own way by what they are: 申报思政类项目的, 申报单位为企业的, 专业委员会推荐的."""

from __future__ import annotations

from storage.notice.text import addressees, words
from storage.patterns import Late

_SORTED = Late(
    r"(?:^|[,。;:])\s*(?:凡|如|若|对)?(?P<who>(?:申报|申请|推荐|参加|参评|报名|属于?)[^,。;:]{2,30}?"
    r"(?:项目|课题|奖项?|类|领域|专业|系列|作品|论文|称号|职称|成果|案例)"
    r"|(?:申报|推荐|参评)(?:先进|优秀|模范|示范|十佳|最美)(?:企业|单位|集体|个人|工作者|人物|团队|基地)(?=的))的?(?=,)"
)
"""Whose papers are told apart by what they are: 凡申报思政类项目的,申请人于…交至甲."""

_AWARD = r"(?:先进|优秀|模范|示范|十佳|最美)(?:集体|单位|个人|工作者|人物|团队|教师|干部|会员|组织)"
_AWARDED = Late(rf"(?P<who>[^,。;:、]*?)的?{_AWARD}")
_WHOSE = Late(rf"(?:^|[,。;:)、])\s*(?:各|有关|相关)*(?P<who>(?:[^,。;:()、]|\([^()]*\)){{2,16}}?)的?{_AWARD}")
"""Of whom some are put forward for an award, each kind of which goes its own way: 区科协先进集体报甲,先进个人报乙."""

_DONE = Late(r"[。;]|(?:[交报送]|提交)[^,。;]{2,24},[^,。;:]{2,20}?(?:初审|审[核查]|汇总|评审|复核)")
"""Where nothing is said of a sort of papers any more: in the next sentence, or where they are examined."""

_BEING = Late(
    r"(?:^|[,。;:])\s*(?:凡|如|若)?[^,。;:]{0,8}(?:单位|主体|机构|人|者)(?:为|是|属于?)(?P<who>[^,。;:]{2,24}?)的,(?!由[^,。;:]{2,20}?(?:审核|初审|汇总|推荐|收齐))(?:[^;。(]|\([^()]*\))*$"
)
"""What sort of body somebody is who hands in elsewhere: 申报单位为企业的,提交至甲."""

_OF_THEIRS = Late(
    r"(?:^|[,。;:])\s*(?:\(?[一二三四五六七八九十\d]{1,3}[、.)])*(?P<who>[^,。;:]{2,16}?)(?P<of>推荐|申报|承办|组织|申请|自荐|自愿申报)的,[^,。;]*$"
)
"""Whose papers go elsewhere: 专业委员会推荐的,材料报挂靠单位."""


def is_sorted(before: str) -> bool:
    """Whether a sentence tells sorts of papers or bodies apart before it comes to its verb."""
    return bool(_SORTED.search(before) or sorts(before))


def sorts(before: str) -> tuple[str, ...]:
    """The sorts of papers or bodies that a sentence sends elsewhere before it comes to its verb: 申报思政类项目."""
    if (being := _BEING.search(before)) and all(map(words.is_body, who := addressees.audience(being["who"]))):
        return who
    told = [one for one in _SORTED.finditer(before) if not _DONE.search(before, one.end())]
    found = next(reversed(told), None) or _OF_THEIRS.search(before)
    return (found["who"],) if found and ("of" not in found.groupdict() or words.is_body(found["who"])) else ()


def owners(who: tuple[str, ...], before: str) -> tuple[str, ...]:
    """Senders by their own names where they are put forward for something: 区科协先进集体, and 先进个人 after it."""
    awarded = [found for name in who if (found := _AWARDED.fullmatch(name))]
    if not awarded or len(awarded) < len(who):
        return who
    sentence = before[before.rfind("。") + 1 :]
    named = [found["who"] for found in awarded if found["who"]]
    named = named or [found["who"] for found in _WHOSE.finditer(sentence)][-1:]
    return tuple(dict.fromkeys(named)) if named and all(map(words.is_body, named)) else who
