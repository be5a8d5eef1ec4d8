"""How much of a question stands in words that neither the notice nor the lexicon has: 充电桩, 复试线."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import seems_empty
from storage.patterns import Late

RUN = Late(rf"{HANZI}{{2,}}|[a-z]{{3,}}")
PLAIN = Late(
    r"(?:首|第.|最后一?|头一?)[批轮期次]|各[队组家]|老百姓|行不行|[上下中]午|晚上|[一二两三四五六七八九十百千]+[个家名项份张篇人次种]?|^[这那此它我你咱]|不?想|个|[能会好是该要可]不[能会好是该要可]|怎么样?|[一这那]样|谁|哪|几|找|问|行|现在|今[天年]|明[天年]|月[底初中]|(?:周|星期|礼拜)[一二三四五六日天]|[以之][前后]|当[天日]|没事|啥|咋"
    r"|国庆|中秋|端午|元旦|春节|清明|五一|十一|[寒暑]假|[节假年]后"
)
"""Words that are said of anything."""


_PERSON = Late(rf"(?:谁是({HANZI}{{2,4}})|({HANZI}{{2,4}}?)是谁)[啊呀呢?]*$")
_OFFICIAL = Late(r"[长任师员工管书记理]$|负责|联系|领导|评委|专家")
"""Who somebody is, and what makes somebody a person of the business."""


def strange_words(said: str, index: Index) -> tuple[int, int]:
    """How many characters of a question stand in words that neither notice nor lexicon has, and how many in others."""
    words = lexicon()
    content = PLAIN.sub(" ", words.faint.sub(" ", words.empty.sub(" ", said)))
    strange = known = 0
    for run in RUN.findall(content):
        if run.isascii():
            strange += len(run) * (run not in index.plain)
            continue
        told = {
            at for at in range(len(run) - 1) if run[at : at + 2] in index.vocabulary or run[at : at + 2] in words.spoken
        }
        asked = {at for found in words.campaign.finditer(run) for at in range(*found.span())}
        count = len(told | {at + 1 for at in told} | asked)
        known += count
        strange += len(run) - count
    known += 2 * sum(seems_empty(pair) and pair in index.vocabulary for pair in pairs(said))
    return strange, known


def names_stranger(said: str, index: Index) -> bool:
    """Who somebody is, is asked, and neither a name of the notice nor an office is said: 谁是李白."""
    found = _PERSON.match(said)
    name = (found[1] or found[2] or "") if found else ""
    return bool(name) and not (name in index.plain or _OFFICIAL.search(name) or strange_words(name, index)[1])
