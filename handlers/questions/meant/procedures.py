"""A procedure, a programme or a grant that is asked about by its name, which is another one than the notice's."""

from __future__ import annotations

from handlers.lexicon import HANZI, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.strange import PLAIN, RUN
from storage.patterns import Late

OF_SPEAKER = Late(r"^(?:学校|学会|学院|单位|[省市县区校院]里|你们|咱们)")
"""Whose it is, before its name."""

_PLACE = Late(rf"^{HANZI}{{2,3}}?[省市](?={HANZI}{{3}})")
"""A place before the name of what is done there, which the notice has anyway."""

_DEEDS = (
    r"评[定审选价估聘]|[认鉴]定|遴选|申报|申请|报名|复[审评核查]|验收|结项|年检|招生|换届|选举|普查|竞聘|聘任|备案|选[拔派]|入库|创建|兑现|换证"
    r"|清缴|培训班?|竞赛|大赛|联赛|比赛|考试|巡[展讲]|问卷"
    r"|(?:办理?|补办|过户|注册|审[批核]|查询|提取|变更)(?:下来|[好完])?(?=(?:一共|大概|一般|到底)*(?:要|得|需要?|用)?(?:[几多]个?(?:少|工作日|天|久|长)))"
)
_GRANTS = r"补[贴助]|奖补|资助|启动费"
_HONOURS = r"(?<!行动)(?<!实施)计划|工程|基金|奖(?![励项状品金牌杯次])|学者|专家|英才|人才|冠军"
_NAMED = (
    rf"(?:请问|那|今年|本次|这次|我们?的?|[省市区县校][里级]的?)*({HANZI}{{2,12}}?)[a-z]*(?:({_DEEDS})|({_GRANTS})|({_HONOURS}))"
    r"(?P<after>[^,。;?]{0,12}?(?:<when>|截止|截了|期限|几|多少|怎么|如何|哪|谁|什么|有没有|有无|第[一二三]批|吗$|[要得]不[要得]|还[能可收报]))"
)
"""A procedure by its name, and what is asked of it: 星级评定什么时候, 产品认定怎么弄, 青苗学者还能报不."""

_DEED_LAST = rf"((?:今年|明年|本次|到底|大概)*(?:<when>)(?:截止)?)({_DEEDS})$"
"""The day is asked for before what is done: 工作站哪天截止申报."""

_MANNER = Late(
    r"[网线]上|在线|网络|系统|平台|账号|现场|集中|个人|自[主愿]|书面|正式|开始|直接|初次|重新|统一|专家|会议|形式|资格|材料|答辩|推荐|第.轮"
    r"|候选人|人选|选手|获奖者|推荐对象|交通|差旅|误餐|[用就]?餐|食宿|住宿|伙食|讲课|志愿者?|结果|成果|作品|方案|项目|工程|计划|人才|基金"
)
"""How or over what something is done, and what is granted anywhere: no name of a procedure."""

_HAS = Late(r"[获得有没是当拿评报和跟与同已正给让把去来]|入选|^[过在]")
"""Somebody has it or does it: what somebody is and what is asked for is something else (评过先进的能报吗)."""

_PUT_FORWARD = Late(r"报|推|评|选|截|名额|遴|征集|材料|表")
_BODY = Late(r"(?:站|基地|小院|示范.|孵化器)$")
"""How a body is called that is set up by a procedure of its own."""

_LEAST, _KNOWN = 2, 0.5
"""Pairs of characters that name a procedure, and the part of them that a notice of it has."""


def is_procedure_of_another(said: str, index: Index) -> bool:
    """A procedure is asked about of whose name less than half stands in the notice."""
    words = lexicon()
    found = words.pattern(_NAMED).match(words.pattern(_DEED_LAST).sub(r"\2\1", said))
    if found is None or _HAS.search(found[1]):
        return False
    if found[4] and not _PUT_FORWARD.search(said, found.start("after")):
        return False
    name = _PLACE.sub("", OF_SPEAKER.sub("", found[1]))
    if index.is_of_field(name) and not found[3]:
        return False
    bare = words.things.sub(" ", _MANNER.sub(" ", PLAIN.sub(" ", words.faint.sub(" ", name))))
    own = frozenset(pair for run in RUN.findall(bare) for pair in pairs(run))
    if not own or (len(own) < _LEAST and own & words.spoken and not _BODY.search(name)):
        return False
    whole = own | pairs(name[-1:] + found[0][found.end(1) : found.start("after")])
    return all(len(named & index.vocabulary) < _KNOWN * len(named) for named in (own, whole))
