"""What people enter for or book elsewhere: another contest by its name or initials, places on a tour or a course."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.strange import PLAIN
from handlers.questions.meant.entities import names_in
from storage.patterns import Late

_IS_LIKELY = Late(r"名额|位[子置]|[票学]|报名|选拔|参赛|入围|申报|评选|[a-z]{3}")
"""What no question of another thing's entries is without."""

_HELD = r"(?:[竞大比联初复奥挑]赛|杯|学奖|考试|考级|培训班?|研修班?|[夏冬]令营|研学|认证|计划|专家|学者|人才)"
_ENTERED = (
    rf"^(?:请问|那|今年|本次|这次|我们?的?)*({HANZI}{{2,10}}?{_HELD})(?:的|今年|要|是|在)*"
    r"(?:(?:报名|选拔|参赛|入围)(?!表)[^,。;?]{0,3}(?:<when>|截|开始|满|还|多少|费)"
    r"|(?:<when>|几月)[^,。;?]{0,3}(?:报名|选拔|参赛|入围|申报|评选))"
)
"""Something that is held or given, and when one enters for it: 围棋比赛报名几号截止, 花匠计划几月选拔."""

_LEFT = (
    rf"^(?:请问|那|今年|这次|我们?|单位)*({HANZI}{{2,10}}?)(?:的|报名|团购)*"
    r"(?:(?:还|还能|现在|都|已经)+(?:有|剩|空|余)[^,。;?]{0,3}(?:名额|位[子置]|票|床位|学位)"
    r"|(?:名额|位[子置]|票|床位|学位)(?:还|都|已经|是不是)*(?:有|剩|满|抢|空))"
)
"""Whether there are places left: 疗养还有名额没."""

_INITIALS = (
    r"(?<![a-z.@\d])((?!ppt|pdf|app|word|excel|logo|ddl|vip)[a-z]{3,8})(?:-?[a-z])?(?![a-z.@\d])[^,。;?]{0,3}"
    r"(?:报名(?!表)|[竞比初复决]赛|考试|认证|选拔|<when>[^,。;?]{0,2}(?:比|考|开赛))"
)
"""A contest or an examination by its initials."""

_OF_CAMPAIGN = Late(r"^[省市区县校国]赛|我们?[市省区县校院]|推荐|申报|报送|参赛|活动|填报|各|每|优秀|先进|最美")
_HAS_PLACES = Late(r"名额|限[报推]|推荐|选送")
"""A notice that gives places of its own: any of them may be asked for."""

_LEAST = 3
_KNOWN = 0.5
"""Pairs of characters that name a thing, and the part of them that a notice of it has."""


def is_entered_elsewhere(said: str, index: Index) -> bool:
    """Entering for something, or a place there, is asked about, and the notice does not speak of it."""
    if not _IS_LIKELY.search(said):
        return False
    words = lexicon()
    initials = words.pattern(_INITIALS).search(said)
    if initials and initials[1] not in index.plain:
        return True
    if found := words.pattern(_ENTERED).match(said):
        return not words.things.search(found[1].removesuffix("计划")) and _is_strange(found[1], index, _KNOWN)
    found = None if _HAS_PLACES.search(index.plain) else words.pattern(_LEFT).match(said)
    return found is not None and not _OF_CAMPAIGN.search(found[0]) and _is_strange(found[1], index, 0.0)


def _is_strange(thing: str, index: Index, most: float) -> bool:
    """Of a name no more than this part is in the notice, and it names no unit and nothing of the notice's field."""
    words = lexicon()
    if names_in(thing) or any(field.own.search(thing) for field in index.fields):
        return False
    named = pairs(PLAIN.sub(" ", words.faint.sub(" ", thing)))
    known = len(named & index.vocabulary)
    return bool(named) and (known < most * len(named) if most and len(named) >= _LEAST else not known)
