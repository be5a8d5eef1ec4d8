"""What people enter for or book elsewhere: another contest by its initials, places on a tour or in a course."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.strange import PLAIN
from handlers.questions.meant.entities import names_in
from storage.patterns import Late

_IS_LIKELY = Late(r"名额|位[子置]|票|[床学]位|[a-z]{3}")
"""What no question of another thing's entries is without."""

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


def is_entered_elsewhere(said: str, index: Index) -> bool:
    """Entering for something, or a place there, is asked about, and the notice does not speak of it."""
    if not _IS_LIKELY.search(said):
        return False
    words = lexicon()
    initials = words.pattern(_INITIALS).search(said)
    if initials and initials[1] not in index.plain:
        return True
    found = None if _HAS_PLACES.search(index.plain) else words.pattern(_LEFT).match(said)
    return found is not None and not _OF_CAMPAIGN.search(found[0]) and _is_strange(found[1], index)


def _is_strange(thing: str, index: Index) -> bool:
    """Nothing of a name is in the notice, and it names no unit and nothing of the notice's field."""
    words = lexicon()
    if names_in(thing) or index.is_of_field(thing):
        return False
    named = pairs(PLAIN.sub(" ", words.faint.sub(" ", thing)))
    return bool(named) and named.isdisjoint(index.vocabulary)
