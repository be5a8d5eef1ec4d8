"""What is no question of a campaign: another subject of the office day, another's date, words that no notice has."""

from __future__ import annotations

import re
from collections.abc import Collection

from handlers.lexicon import HANZI, Topic, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.strange import PLAIN, RUN, names_stranger, strange_words
from handlers.questions.meant.entered_elsewhere import is_entered_elsewhere
from handlers.questions.meant.entities import DAY_NAME, Entities, names_in
from handlers.questions.meant.owed_elsewhere import is_owed_elsewhere, is_paper_of_another
from handlers.questions.meant.procedures import OF_SPEAKER, is_procedure_of_another
from handlers.questions.typed.hearing import topics_of
from handlers.questions.typed.speech import asks
from storage.patterns import Late

_DATED = frozenset((Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT, Topic.EVENT_DATE, Topic.NOTICE))
_REACHED = frozenset(
    (Topic.SUBMIT_TO, Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.HOW, Topic.UPLOAD, Topic.ACTIVITIES)
)
_OWNED = (
    rf"^(?:请问|那)?({HANZI}{{2,6}}?)的?(<thing>)?(?:(?:是|要|在|到底)*(?:<when>|截止|<send>)"
    r"|(?:是|要|在|去|该|应该|到)*(?:哪|怎么|找谁|问谁|多少钱|几点))"
)
"""What something is asked of, at the beginning: 党费什么时候交, 体检报告几号截止, 车位怎么申请."""

_DONE = Late(
    rf"(?:请问|那|我们?的?|单位的?)*({HANZI}{{2,10}}?)的?(?:怎么|如何|[在去]哪里?)(?:申请|申领|办(?!公)|登记|变更|[交缴补]费|开通|转|领|续|注销|报销|收费?|参保)"
)
"""What is done about something of another office: 居住证怎么办, 学时怎么登记."""

_OF_NOTICE = frozenset((Topic.MATERIALS, Topic.UPLOAD, Topic.ACTIVITIES, Topic.THEME, Topic.NOTICE))
_ON_A_DAY = _DATED | {Topic.PERIOD, Topic.EXTENSION, Topic.LATE}
_DUE = frozenset((Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT))
_OWED_BY_ALL = frozenset(("summary", "photo", "video", "experience"))
_DATED_CLAUSE = r"[^,。;?]*?(?:<when>|几点|[还剩]有?几|截止|最[迟晚])[^,。;?]{0,3}"
"""What is named before a date is asked for, and a few words after."""

_HELD_ON = frozenset((Topic.PERIOD, Topic.LATE, Topic.EXTENSION))
_SUBJECT = (
    rf"(?:请问|那|今年|本次|这次|我们?的?)*({HANZI}{{2,10}}?)"
    r"(?:的|是|要|在|到底|还|就|都)*(?:<when>|几点|[还剩]有?几|还有|截止|截(?=没|了)|开始|最[迟晚]|期限|延期)"
)
_OF_DATES = Late(r"日期?$|落款$|时间|截|止|期|问$|[长导任]$")
_LEAST_SUBJECT = 4
_ASKING = Late(
    r"[几什哪谁啥多怎]|问题$|不[懂会清明]|截|日期|时间|时限|期限|最[迟晚]|[省市区县校院里]$|[省市区县][级厅局委]|各[省市区县]"
)
_HELD = Late(rf"{HANZI}{{1,2}}(?:会|赛|展|班|典礼|仪式|论坛|培训)")
"""Something that is held, with what stands before it."""

_ORDINARY = Late(
    r"^(?:[这那此它我你咱能可要想该会还都也就再先]|各[队组家]|老百姓|群众|居民|市民|大家|别人|家长|应该|什么|下班|通知|文件)|(?:首|第.|最后一?|头一?)[批轮期次]|[节假年]后|国庆|中秋|端午|元旦|春节|清明|五一|十一|[寒暑]假|周[一二三四五六日天末]|星期|礼拜|[年月][底初中末终]|季[度末]|半年|[上下中]午|晚上|现在|今[天年]|明[天年]|[以之][前后]|当[天日]|行不行"
)
"""What nobody asks a date of."""

_OF_ANY_CAMPAIGN = Late(r"[管包]?[吃饭食宿住]{1,2}[吗不么]|参加|参赛|获奖|得过|活动|通知|报送|上报|联络员")
"""Words beside which anything may be asked: 活动帐篷由谁准备."""

_IDLE = Late(r"你觉得|好玩|好吃|好看|推荐个|附近")
_SOUGHT = r"<when>|几点|在哪|哪[里儿]|[到去]哪|怎么(?!样|办|组织|安排|搞|弄|开展|写|报|交|做)|多少钱"
"""What is asked of things that an office or a shop has: 充电桩在哪."""

_ELSEWHERE = r"<when>|几点|[到去]哪|哪里|你|您|谁是|是谁"
"""How things are done is asked, as anybody asks who has to do them; and what is asked of other things."""

ELIGIBLE = Late(
    r"(?:能|可以?|可否|能否|符合|够格|算|要不要|用不用).{0,4}(?:[申填上]?报(?!销)|参[加评赛与]|评|推荐|申请|选|当|投稿|登记|纳入)"
    r"|(?:我们|本单位|单位).{0,10}(?:要|用|需要|得)(?!交流)[^,。;?几什哪谁多怎]{1,4}(?:吗|不$|么)|算(?!数|了).{1,6}(?:吗|不|么)|(?:要|用|需要?|必须|得)(?:填|报|参加|考|查|推荐|评)(?:吗|不|么)|(填|报|考|评|查|算|推)不\1"
    r"|(?:[申填上]报|报(?:名|上去)?|参[加评赛与]|推荐|申请|投稿)(?:可以|行)?(?:吗|不$|么|行不行|可以)"
)
"""Whether somebody or something may be put forward."""

_WHOSE = Late(
    r"(?:退休|离职|辞职|生育|户口|居住证|毕业|入职|外卖|快递|产假|低保|驾[校照驶]|军训)(?!手续|金|证明|年龄|工资)"
    r"(?=[^,。;?什么几哪怎多]{0,7}?(?:返聘|人员|职工|教师|老师|员工|小哥|骑手|家庭|户|能|可以|算|要|还|(?:不|没)?在|[没未]))"
)
"""What somebody is, and nothing that is asked about: 退休的能报吗, 户口不在本市."""

_COUNTED_IN = Late(
    r"(?:[并写放纳加]|计)(?:进|入|到总结|在内)|算(?:不算|在内|进)"
    r"|志愿[^。;?]{0,10}(?:学[时分]|工时|时长)|(?:学[时分]|工时|时长)[^,。;?]{0,8}志愿|附(?:上|进|在|着)|一[起并][交报发传附]|(?:当|作为?)(?:材料|佐证|附件)"
    r"|算(?!数|法|了)[^,。;?什几哪怎多]{1,8}(?:吗|不|么)[?]*$|没(?:空|时间|人手)|忙不过来|来不及|冲突|停工"
)
"""Whether something of one's own counts, or stands in the way: 校庆活动并进来行不行, 考试周没空搞怎么办."""

_STEP_OF = Late(
    rf"(?:请问|那)*((?:(?![我你他要有是不的]){HANZI}){{2,6}}?)(?:的时候|时)?(?:是不是|要不要|有没有|用不用|是|还要|要|有|用)"
    r"[^,。;?什哪几谁怎]{2,6}(?:吗|么|不)?[啊呀呢?]*$"
)
_SO_MANY = r"^(?:一共|都|要|该|得|需要?)*<send>(?:上来?|过来)?几[篇份张本件项套幅](?:<thing>)?[啊呀呢?]*$"
"""How many of something are handed in."""

_LICENCE = Late(
    rf"({HANZI}{{1,4}}证)(?!明|书|件)[^,。;?]{{0,3}}(?:丢|怎么|如何|什么时候|几号|哪里?)[^,。;?]{{0,3}}(?:考|补|办|复审|年审|换|变更|注册|领|认定|续)"
)
"""A licence of persons, and what an office does about it: 导游证什么时候考."""

_WHEN_OFF = Late(
    r"(?:国庆|中秋|端午|元旦|春节|清明|五一|十一|劳动|重阳|元宵|双|小?长|[寒暑秋春年]?假|放|过年|开学|期[中末]|毕业|高考|中考|周末)"
    r"[节假期考试]*(?:放假|期间)*(?:之?前|以前|之?后|以后|里|回来|回去|完|过[了后]?|的?时候|那几?天|这几天|上班)+"
)
"""When something is done, by what the days are called: 端午放假前, 开学后."""

_CONDITION = Late(
    r"(?:没有?|未|无|不|刚|已经?|有|入选|[获评拿当得][得上过]{1,2})[^,。;?能可算]{1,8}(?=(?:的|了|过)?[^,。;?]{0,2}(?:能|可以|可否|能否).{0,3}(?:[申填上]?报(?!考|销)|参[加评赛]|评))"
)
"""What somebody has or has not, beside whether they may be put forward: 没装电梯能报二级吗."""

_NAMES = r"<when>|几点|多少家|[到去]哪|几号"
_NO_NOUN = Late(
    r"[不没未我你您他她它咱呢吧啊问说催]|下$|[前后内]$|^(?:去|来|想|让|找|按|被|把|和|跟|如果|万一|要是|个人)|[去来走到的完]$"
)
"""What is no name of a thing, though something is asked of it: 去不了怎么请假, 没有电梯怎么办."""

_BUSINESS = Late(
    r"(?:[费金证会赛奖课卡车票款税险贴助班号牌照房网药货餐桶]|建议|报告|名单|手续|报名|申[报请领]|考试|典礼|仪式|评[审选]|认定|检查|培训|复审|年审"
    r"|缴纳|结果|成绩|合同|协议|计划|项目|课题|档案|职称|活动|论坛|材料|方案)$"
)
"""How a thing is called that an office deals with: 化肥补贴, 校运会; all else named before a question is no subject."""

_JOINT = 2
"""Characters on either side of where a name and what is done about it meet."""

_ALIEN = 3
"""Characters in words that neither notice nor lexicon has: a question that has no others is of something else."""


def is_foreign(said: str, index: Index, topics: Collection[Topic], found: Entities) -> bool:
    """A subject of the office day, or a memorial day, that is not the notice's."""
    if _COUNTED_IN.search(said) or _is_put_beside(said):
        return False
    said = _WHEN_OFF.sub(" ", said)
    bare = _CONDITION.sub(" ", _WHOSE.sub(" ", asking(said))) if lexicon().foreign.likely_in(said) else ""
    if any(not _is_its_own(bare, span, index) for span in lexicon().foreign.search(bare).values()):
        return Topic.THEME not in topics and not _is_step_of(bare, index)
    if (licence := _LICENCE.search(said)) and not _has_licence(licence[1], index):
        return True
    is_bare = not (found.types or found.offices or found.above >= 0)
    if is_bare and (is_paper_of_another(said, index) or is_entered_elsewhere(said, index)):
        return True
    asked = set(topics)
    is_dated = asked or lexicon().rules_out(Topic.DEADLINE, said)
    if is_bare and is_dated and asked <= _DATED | _REACHED and _names_alien(said, index, asked):
        return True
    if asked & _DUE and not asked & _HELD_ON and (_has_its_own_date(said, index) or is_owed_elsewhere(said, index)):
        return True
    if is_bare and is_dated and asked <= _ON_A_DAY and _dates_alien(said, index):
        return True
    if not (found.offices or found.above >= 0) and is_procedure_of_another(said, index):
        return True
    done = _DONE.match(said)
    if (
        done
        and not _NO_NOUN.search(done[1])
        and not asked & _OF_NOTICE
        and not _OF_ANY_CAMPAIGN.search(said)
        and _is_strange(done[1].rpartition("的")[2], index)  # 注销的企业 is an 企业
    ):
        return True
    held = _HELD.findall(said) if asked == {Topic.EVENT_DATE} else []
    if held and not any(_is_half_spoken_of(one, index) for one in held) and not index.is_of_field(said):
        return True
    days = DAY_NAME.findall(said) if asked == {Topic.EVENT_DATE} else []
    return any(not _is_half_spoken_of(one, index) for one in days)


def _is_step_of(said: str, index: Index) -> bool:
    """Whether what the notice speaks of is asked to be, or to have, what others have as well: 遴选是答辩吗."""
    found = _STEP_OF.match(said)
    return found is not None and pairs(found[1]) <= index.vocabulary and not lexicon().faint.search(found[1])


def _is_put_beside(said: str) -> bool:
    """Whether a paper of the office day has to be handed in with the rest: 发票要不要一起附上, 交几篇论文."""
    if "几" in said and lexicon().pattern(_SO_MANY).search(said):
        return True
    groups = lexicon().groups
    is_paper = any(groups[found] == "proof" for found in lexicon().things.findall(said))
    return is_paper and lexicon().pattern("<owed>").search(said) is not None


def _has_licence(name: str, index: Index) -> bool:
    """The notice has a licence by its end (健康证), or what it is of: 绿色食品."""
    of = pairs(name[:-1])
    return name[-2:] in index.plain or (len(of) > 1 and of <= index.vocabulary)


def _is_its_own(said: str, span: tuple[int, int], index: Index) -> bool:
    """The notice has a word of another subject, a name that ends as it begins (托举工程申报), or is of its field."""
    first, last = span
    named = pairs(said[first - _JOINT : first + _JOINT]) if first >= _JOINT else None
    is_named = named is not None and named <= index.vocabulary
    return is_named or pairs(said[first:last]) <= index.vocabulary or index.is_of_field(said[first:last])


def _has_its_own_date(said: str, index: Index) -> bool:
    """Something that has a date of its own is asked for, and the notice does not speak of it: 创新大赛什么时候报名."""
    words = lexicon()
    asked = words.pattern(_DATED_CLAUSE).search(said)
    if asked is None:
        return False
    owned = {words.groups[found] for found in words.things.findall(asked[0])} & _OWED_BY_ALL
    return not owned and any(
        found[0] not in index.plain and not _is_spoken_of(found[0], index) and not _is_called_otherwise(found[0], index)
        for found in words.elsewhere.finditer(asked[0])
    )


def _is_half_spoken_of(word: str, index: Index) -> bool:
    """Half of a name stands in the notice: 闭幕会 where 闭幕大会 is said."""
    return _is_spoken_of(word, index) or 2 * len(pairs(word) & index.vocabulary) >= len(pairs(word))


def _is_spoken_of(word: str, index: Index) -> bool:
    """The notice has a word; of a contest, whether it speaks of any: 挑战赛 where 比赛 is said."""
    return pairs(word) <= index.vocabulary or (word.endswith("赛") and "赛" in index.plain)


def _dates_alien(said: str, index: Index) -> bool:
    """A date is asked of what is named first, and no word of it stands in the notice: 专利资助申报还有几天."""
    words = lexicon()
    found = words.pattern(_SUBJECT).match(said)
    subject = OF_SPEAKER.sub("", found[1]) if found else ""
    if found is None or words.pattern("<send>|收").search(said[found.end() :]) or _OF_DATES.search(subject):
        return False
    if len(subject) < _LEAST_SUBJECT or words.things.search(subject) or names_in(subject) or _ORDINARY.search(subject):
        return False
    if not _BUSINESS.search(subject) or index.is_of_field(subject):
        return False
    runs = RUN.findall(PLAIN.sub(" ", words.faint.sub(" ", subject)))
    return bool(runs) and not any(pairs(run) & index.vocabulary for run in runs)


def _is_strange(thing: str, index: Index) -> bool:
    """Half of a thing's name or more is in no word of the notice or the lexicon."""
    strange, known = strange_words(thing, index)
    return (
        strange > 1
        and strange >= known
        and thing[-1] not in "了不没"
        and not (lexicon().things.search(thing) or names_in(thing))
    )


def asking(said: str) -> str:
    """The clauses that ask; of one that only tells why (最近在筹备年会) nothing is taken, unless none asks."""
    clauses = [clause for clause in re.split(r"[,。;!]", said) if clause]
    those = [clause for clause in clauses if asks(clause) or topics_of(clause)] if len(clauses) > 1 else []
    return ",".join(those) or said


def is_alien(said: str, index: Index) -> bool:
    """Nothing was found for it, and its words are of another subject; what merely says little is the notice's."""
    if _IDLE.search(said) or names_stranger(said, index):
        return True
    if (
        lexicon().things.search(said)
        or _OF_ANY_CAMPAIGN.search(said)
        or ELIGIBLE.search(said)
        or index.is_of_field(said)
    ):
        return False
    strange, known = strange_words(asking(said), index)
    return not known and strange >= (_ALIEN if lexicon().pattern(_SOUGHT).search(said) else 2 * _ALIEN)


def _is_called_otherwise(thing: str, index: Index) -> bool:
    """The notice has another word for a part of it: 普查 where 统计调查 is said."""
    alike = lexicon().alike
    parts = {thing[at : at + 2] for at in range(len(thing) - 1)} & alike.keys()
    return any(len(other) > 1 and other in index.plain for part in parts for other in alike[part])


def _names_alien(said: str, index: Index, asked: Collection[Topic]) -> bool:
    """A date is asked of something that neither the notice nor the lexicon has a word for, and that is no unit."""
    words = lexicon()
    found = words.pattern(_OWNED).match(said)
    thing = (found[1].rpartition("的")[2] or found[1]) if found else ""  # 打算搞的活动 is an 活动
    is_named = found is not None and (found[2] or _BUSINESS.search(thing))
    if not is_named or any(words.search(thing) for words in (_ASKING, _ORDINARY, _NO_NOUN)):
        return False
    strange, known = strange_words(thing, index)
    if thing.endswith("了") or index.is_of_field(thing):
        return False
    most = known if set(asked) <= _DATED | {Topic.HOW} else 0
    if strange > 1 and known <= min(most, strange) and not (words.things.search(thing) or names_in(thing)):
        return True
    own = pairs(thing)
    is_spoken_of = (
        own & index.vocabulary or own & words.spoken or words.empty.search(thing) or words.faint.search(thing)
    )
    return not (is_spoken_of or words.things.search(thing) or words.campaign.search(thing) or names_in(thing))
