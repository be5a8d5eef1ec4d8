"""Which topics a message asks about: by the cues of the table, and clause by clause by looser hints."""

from __future__ import annotations

from functools import lru_cache

from handlers.lexicon import HANZI, Alternatives, Lexicon, Topic, lexicon
from handlers.questions.typed.spelling import clauses_of
from storage.patterns import Late

_ALONE = (Topic.INJECTION, Topic.GHOST, Topic.SECRET, Topic.HUMAN, Topic.HELP)
"""Topics beside which nothing else is answered, the first that holds."""

_GIST = (Topic.DEADLINE, Topic.MATERIALS, Topic.SUBMIT_TO)
"""What is said to who wants to know what it is all about."""

_DAY = (
    r"(?:\d+月\d+|\d+月份|\d[日号]|\d\.\d|[今明后]天|(?:周|星期|礼拜)[一二三四五六日天末]|月[底初中末]|[节年]后|端午|中秋|国庆"
    r"|假期|下+个?[周月]|(?<!经|不|超)过[几两三一]?[天阵]|改天|[本这]个?[周月]|五一|六一|七一|十一|元旦|春节|[一两三四半几\d]个?(?:天|周|星期|礼拜|月)(?:之?[后内]|以内))"
)
_MAY = r"(?:行|可以|能|成|好|早|迟|晚|吗|吧|对|算|不$)"
_WHERE = r"(?:谁|哪(?!一?[天日]|些?$|几|些?材)|什么(?:地方|部门|单位|处室?|人))"

_HINTS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (
        Topic.DEADLINE,
        (
            r"<when>.{0,12}(?:<send>|<thing>)", r"^.{0,2}<when>要?[啊呀呢?]*$", r"(?:<send>|<thing>).{0,12}<when>",
            r"<send>.{0,3}(?:时间|日期)", r"^(?:报送)?时间", rf"{_DAY}(?:之?前|以前|为止)",
            rf"{_DAY}.{{0,8}}(?:<send>|收(?!到)).{{0,8}}{_MAY}", rf"{_MAY}.{{0,4}}{_DAY}.{{0,6}}<send>",
            rf"<send>.{{0,8}}{_DAY}.{{0,6}}{_MAY}",
            rf"{_DAY}[^,。;?]{{0,2}}(?:先|就|提前)(?:能|可以|要|得|给|把)*[^,。;?]{{0,2}}<send>",
        ),
    ),
    (Topic.EXTENSION, (rf"{_DAY}[^,。;?]{{0,3}}(?:再|才|补)[^,。;?]{{0,4}}(?:<send>|[给传])",)),
    (Topic.SUBMIT_TO, (rf"{_WHERE}.{{0,6}}<send>", rf"<send>.{{0,6}}{_WHERE}")),
    (
        Topic.MATERIALS,
        (
            r"(?:什么(?!时|地|部|单|人|样|企|学|项目|专业|职称|级别|年龄|资格|条件|身份|性质|领域)|哪些(?!人|单位|企业|学校|项目)|别的|其他|几样).{0,5}<send>",
            r"<send>.{0,4}(?:什么(?!时|地|部|单)|哪些|别的|其他)", r"(?:<send>|<thing>)的?(?:清单|明细)",
            r"准备[些点]?什么",
        ),
    ),
    (
        Topic.CONTACT,
        (
            r"(?:(?<![慰访顾提学])问|找|打听|请教|联络|沟通).{0,3}(?:谁|哪)",
            r"(?:谁|哪位).{0,4}(?:负责|管|清楚|知道|懂|解答|接待)",
        ),
    ),
    (
        Topic.PERIOD,
        (
            r"<when>.{0,6}(?:搞|办|开展|举[办行]|活动)",
            rf"\d{{1,2}}月份?(?!\d).{{0,4}}(?:搞|办|开展|举[办行]).{{0,6}}{_MAY}",
            rf"(?:搞|办|开展|举[办行]).{{0,8}}\d{{1,2}}月份?(?!\d).{{0,6}}{_MAY}",
        ),
    ),
    (Topic.REQUIREMENTS, (r"^(?:工作|活动|具体|有关)?要求",)),
)  # fmt: skip
"""What a clause without a cue is taken to ask, where the right words stand near each other."""

_ABOUT_ALL = Late(
    r"报送(?:要求|事项|要点)|要点|(?:[说讲]|介绍)[一下说]{0,2}.{0,3}[要该得](?:干|做|弄|报|交)[些点]?什么|从头[说讲]|(?:简单|简要|大概|概括)[地]?(?:说|讲|介绍)|(?:^|[,;。是里次底下上级们]|通知里?|文件里?|领导)(?:是|到底)?[要让叫]我们?(?:干|做|弄)|我们?(?:都|应该?|需要|要|得|该)+(?:做|干|弄|办)(?:些|点)?什么"
    r"|从哪[里儿]?(?:开始|下手|做起|弄起|着手)|什么都不(?:知道|懂|会|清楚|了解)|(?:^|[,;。])(?:那|请问|老师|麻烦|[说讲]一?下)*(?:我们?|单位)?(?:都|具体|到底|需要|要|得|该)+(?:做|干|弄|办|搞)(?:些|点)?什么(?:$|[,;?])"
    r"|(?:^|[这件知些么])跟我们.{0,4}(?:关系|相关)|(?:有|没)什么要[交报]|通知(?!.{0,3}第).{0,6}[说讲](?:了|的)?什么|什么任务"
)
_THEN = (
    rf"(?:^|[,;。])有(?:没有)?({HANZI}{{2,6}}?)(?:吗|么|没有|不|没)?[,?]+"
    r"(?:都|是|在|到底)*((?:<when>|几点|[在去]?哪[里儿]?(?:办|搞|开)?)[啊呀呢?]*)$"
)
_ISSUED = Late(r"(?:是|又是)?(?:谁|哪[个家里]?(?:单位|部门)?)[发印下出]的")
"""Who issued the notice, said in a clause of its own."""

_TROUBLE = Late(
    r"(?:登[录陆]?|注册|上传|提交|填报|保存|[进打]|收)不(?:了|上|进去?|开|到(?:验证码|短信))[^。;?]{0,6}(?:怎么|找谁|咋|如何|$)"
)
_BRIEF = 7
"""Characters of a clause that asks by itself: 交哪、几号、电话."""

_MARKS = Late(r"[,。;?!、~]|(?<=\D)(?:\.(?![a-z\d])|:(?!/))|然后(?=[^,。;]{2})|还有就是|再就是|顺便(?=[问再])")

_DENIED = Late(
    r"^我(?:是|的?意思是)[说问讲](?=[^,;。?]{3})|(?:^|(?<=[,;。]))我?(?:不是|没有?)(?:要|在)?[问说讲][^,;。?]{1,10}[,;。]"
    r"|(?<=[^,;。?]{4})[,;。]不是(?:要|在)?[问说讲交报要][^,;。?吗吧么]{1,8}$"
    r"|(?:(?<=[问说指讲]的是)|(?<=^那))(?P<meant>[^,;。?\d]{2,12}?),?不是[^,;。?\d吗吧么]{2,10}$"
)
"""What is said not to be asked: 不是问电话,; ,不是交东西; of 问的是活动时间不是报送时间 what is meant stays."""


def without_denied(said: str) -> str:
    """A message without what it says that it does not ask."""
    return _DENIED.sub(lambda found: found["meant"] or "", said) if "是" in said or "没问" in said else said


def in_one(said: str) -> str:
    """A message in which it is asked whether there is something, and then only when or where: 有培训吗,什么时候."""
    found = lexicon().pattern(_THEN).search(said) if "有" in said else None
    return f"{said[: found.start()]},{found[1]}{found[2]}".strip(",") if found else said


def is_in_trouble(said: str) -> bool:
    """Somebody cannot get on with a page, and asks what to do: 注册不了怎么办."""
    return _TROUBLE.search(said) is not None


def understands(text: str) -> bool:
    """Whether a message asks something by itself."""
    said = clauses_of(text)
    return bool(topics_of(said) or lexicon().asked.found_in(said))


def topics_of(said: str) -> tuple[Topic, ...]:
    """Return what is asked, in the order of the table; `said` is what `normalise` gave."""
    words = lexicon()
    held = words.topics_in(said)
    alone = next((topic for topic in _ALONE if topic in held), None)
    if alone and not (alone is Topic.HUMAN and len(held) > 2):
        return (alone,)
    if _ABOUT_ALL.search(said):
        return tuple(dict.fromkeys((*_GIST, *held)))
    clauses = [clause for clause in _MARKS.split(said) if len(clause) > 1]
    if len(clauses) > 1:
        brief = [topic for clause in clauses if len(clause) <= _BRIEF for topic in words.topics_in(clause)]
        goes_on = not {Topic.NOTICE, Topic.EVENT_DATE}.isdisjoint(held)  # 哪个单位印发的,哪天
        held += [topic for topic in brief if not (goes_on and topic is Topic.DEADLINE)]
    for clause in clauses if len(clauses) > 1 or not held else ():
        if Topic.NOTICE in held and _ISSUED.fullmatch(clause):
            continue
        if not words.topics_in(clause) and not words.asked.found_in(clause):
            hinted = _hints(words).found_in(clause)
            held += [topic for topic, _ in _HINTS if topic in hinted and not words.rules_out(topic, clause)]
    return tuple(dict.fromkeys(held))


@lru_cache(maxsize=1)  # of the lexicon in use
def _hints(words: Lexicon) -> Alternatives[Topic]:
    return Alternatives(_HINTS, words.words)
