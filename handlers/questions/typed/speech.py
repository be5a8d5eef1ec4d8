"""What kind of utterance something is: a question, a greeting, thanks, a yes to a notice, a statement."""

from __future__ import annotations

import re

from handlers.lexicon import HANZI
from handlers.questions.typed.spelling import clauses_of, normalise
from storage.patterns import Late

_TAIL = r"[啊呀哈哦呃嘛了的哎吧~.!。啦喽]*"

_ASKS = Late(
    rf"""
    \?
    | 什么(?!的?[,。;]|都|也)
    | 谁 | 哪(?!怕|吒|一年都|次都)
    | 几(?=[号点天时个张份条项样家种月日分遍次页兆届楼字本套块路级段步人部册栏室栋层座间零篇件幅封版组类批趟]
        |工作日|k?mb?|g)(?<![十百千好没]几)
    | (?:星期|礼拜|周)几(?![个家位次天场十]) | [有是要派来出]几位 | (?<![十好])几(?=[啊呀呢来着]*$)
    | 多[少大长久远] | 怎么(?!都) | 怎样 | 如何 | 为什么 | 为何
    | 听说 | 据说 | 是否 | 能否 | 可否 | 有无 | 要否 | 需否
    | ({HANZI})[不没]\1 | 可不可以 | 需不需要 | 有没有 | 来不来得及 | 应不应该
    | 有没收到
    | (?:就[行好]|[是要用发交报送给填写收])[^,;。]{{1,8}}还是(?!有|请)
    | ^[就只光][^,]{{2,10}}[呗吧] | (?:^|[,;])不是.{{1,14}}吗 | 还是(?!要|得|会|先|请|在|应|以) | 来得及吗
    """,
    re.VERBOSE,
)
_ASKS_AT_END = Late(
    rf"(?:吗|呢|没有?|不|不是|好使不|行不|对不|吧){_TAIL}(?:[,;:]|$)|(?:对|是|可以|行|好|没问题)[吧吗]|(?:对|行|可以|成)了?噻|(?:得了?|[行成够完好]了?|可以了?)呗",
    re.VERBOSE,
)
_BEGS = Late(
    r"请问|请教|咨询|问一?下|求问|求助|想问|想知道|弄不(?:清楚|懂|明白)|搞不(?:清楚?|懂|明白)|不(?:知道|清楚|明白|确定|会弄|会用)"
    r"|传不(?:上|了|出)|发不(?:出|了|上)|上传失败|说(?:全|清楚|明白|具体)|讲(?:清楚|明白)|列全|(?:告诉|告知|指点)一?下?我|说一?下|讲一?下|[列报发贴]一?下(?!午)|列出|确认一?下|[发转]我|[发转传拷拿]一?[份个张]我(?!们)|给我(?!们?写)|给一?[个下份张]|(?<!要)(?<!别)再发(?!提醒)"
    r"|[发传贴]一?[个份张]$|来一份|求(?:一份|个|发)|讲讲|说说|介绍|解释|麻烦(?:给|问|发|说|讲|告)|(?:查|看)(?:一下|下|询)"
    r"|(?:帮|替|给|代)(?:我|我们|忙)?(?:.{0,3})(?:写|拟|起草|润色|编|改)(?!了|好)|代写|代拟"
)
_NAMED_ONLY = Late(
    r"(?:截止(?:时间|日期|日)?|(?:报送|上报|提交|交|活动|起止|举办)?(?:时间|日期|期限|时限)|最迟|最晚|联系(?:人|方式|电话)?|对接(?:人|老师|部门)?"
    r"|电话号?码?|座机号?码?|手机号?码?|号码|邮箱|邮件|地址|主题|口号|文号|发文字号|(?:工作|活动)?要求|通知|原文|附件|渠道|路径"
    r"|模板|格式|材料清单|清单|流程|步骤|范文|活动(?:内容|安排|项目)?|(?:报送|上报)?(?:部门|处室|单位|内容|方式|对象|材料)"
    r"|表扬|表彰|奖励|平台|上传|系统|专题网页|人工|客服|帮助|菜单|功能|说明|用法|(?:联系|对接)老师)"
    r"(?:是|发|要|哈)?[啊呀哦呃的哎吧~.!]*$"
)
_DONE = Late(
    r"刚[发传交寄投甩塞]|打了个|[在见]附件|[^为]了[,.!]|了$|是\d|刚才|请大家|尽快|抓紧|务必|记得|已|附后|附上|附件是|查收|查阅|稍后|随后|马上|见附|见上|上一条|打包|替换|作废|更新版|补充材料|撤回|取消|退回|开始报送|完毕|发[了过]|交[了过]|传[了过]|寄[了过]|报[了过]"
)
_TOLD = Late(
    r"\d+(?:余|多)?(?:人次?|场|次|家|项|名|张|份|条|篇|位|件|册|万)|举行|举办|开展了|组织了|参加|参与|惠及|服务(?:企业|群众)|走进|邀请|召开|报道"
)
_PROPOSES = Late(rf"^(?:{HANZI}{{0,12}})?(?:意见建议|建议|意见)[:]|^提[^,]{{0,3}}(?:建议|意见)(?!.*[?吗])")
_WHOM = rf"(?:请问|(?:报送)?小?助手|机器人|各位|大家|领导|同志们?|{HANZI}{{0,3}}(?:老师|主任|[处科部局]长)们?)"
_HAIL = (
    rf"(?:(?:你们?|您|早上|上午|中午|下午|晚上|新年|过年|周末|节日|{_WHOM})(?:好|快乐)|早安|晚安|早"
    r"|打扰[了啦您下一]*|忙(?:吗|不忙|不|着呢?)|(?:有人)?在(?:吗|不在?|\\?)|哈喽|嗨|有人吗)"
)
_GREETS = Late(rf"(?:{_WHOM}?,?{_HAIL}{_TAIL},?{_WHOM}?{_TAIL},?)+")
_ACKNOWLEDGES = (
    r"(?:好[的嘞哒滴]?|得嘞|嗯+|哦+|噢|呃+|收到|知道了?|明白了?|了解了?|清楚了?|ok|okay|行|可以|没问题|中(?=[,.!~]|$)|妥了?|得(?=[,.!~]|$)|成(?=[,.!~]|$)|晓得了?|(?:已经?|都)(?:布置|安排|传达|转达|部署|通知)(?:下去|到位|到)*了?|(?:布置|安排|传达|转达|部署)(?:下去|到位|好)了|就这样|那|已?转(?:发|达)?了?(?=[,.!~]|$)|已传达|谢+|多谢|感谢|谢了|辛苦[了啦]?|麻烦[了啦]?|太?感谢了?|费心了?|已阅|已读|阅|已知悉|知悉|遵照执行|照办|马上办"
    r"|收悉|已收悉|懂了|是的?|对的?|(?:好|行|可以|明白|知道)[的了]?呢|赞|棒|厉害|真好|太好了|哈+|呵+|嘿+|嘻+|再见|拜拜|\+1|1|6+|老师|你们?|您|侬|大家|助手|小助手|机器人|各位|领导|啦|了|哈|啊|呀|的|哦|嗯|这就办|及时|回复|帮助|提醒|耐心|解答|答复|指导|支持|解惑|指点|指教|关照|告知|提示|配合|关照|这么|那么|给予|不好意思|抱歉|(?:呃|刚才|刚刚)*[搞弄看打问]错了?|不客气|客气了?|不谢|没关系|没事了?|不用了|算了|非常|十分|很"
    r"|哎[呀哟]?|帮了?(?:我们?|咱们?)?个?大忙了?|太?及时了?|老铁|巴适|要得|晒|得闲饮茶|(?:弄|做|讲|说|答|回)得(?:很|蛮|真|挺|太)?(?:清爽|好|清楚|细|明白|快|仔细)"
    r"|(?:已经?|都)?(?:存|记|写|抄|标)(?:在|到|进)?(?:手机|小?本子?|日历|备忘录?|台历)(?:里|上)?了|(?:我|俺)?(?:记下|记住|截图存?|保存|存)了|妥妥的?|中(?=[我俺谢])|心里有数了?|劳驾了?|受累了?|门儿清了?|[喇哉咯]|[贴记]在墙上了|先这样|回聊|感恩|嗯呐|咧|没(?:别的|其他)事?了|大热天的?|多(?=关照)"
    r"|[,。.!~;:、])+"
)
_PROMISES = (
    r"(?:我们?|本单位)?(?:会|将|去|先去|马上|立即|尽快|抓紧|这就|按时|按要求|按通知|认真)+[^?吗呢谁哪几什怎多]{0,6}?"
    r"(?:落实|报送|上报|办理|准备|组织|安排|布置|部署|收集|通知|转达|联系|完成|提交|传达|转发|去[办弄做写填报交]|[交报弄办写做整搞催填])[,。.!~了]*"
    r"|(?:我们?|本单位)?(?:抓紧|尽快|照办|照做)[,。.!~了啊哈]*"
)
_SETS_OUT = (
    r"(?:那?我?们?(?:先|就)?(?:去忙|忙去|下|撤)了?[,。.!~]*$)"
    r"|那?(?:我们?)?(?:先|就|这就|马上)(?:去)?(?:写|准备|弄|整理)[^,?吗呢谁哪几么什怎多不]{0,8}"
)
_COMES_BACK = (
    r"(?:那?我?们?(?:如果|要是)?(?:有(?:事|问题|需要|疑问)|不懂|不明白|不清楚|回头|下次|需要)(?:的话|了|的)?(?:再|会|就|来)+"
    r"(?:问|找|联系|请教|咨询)(?:你|您|老师)*们?[,。.!~]*)"
)
_AGREES = ("好吧", "行吧", "成吧")
_LONGEST_THANKS = 40
_THANKS = Late(rf"{_ACKNOWLEDGES}(?:{_PROMISES}|{_SETS_OUT}|{_COMES_BACK})?|{_COMES_BACK}")
_PRAISES = Late(
    r"(?:哈|哇|嗯|,)*(?:你|您|这|这个|那个)?(?:小?助手|机器人|东西|玩意儿?|系统)?(?:还|真|挺|蛮|很|好|太|也|确实|是)*"
    r"(?:好用|不错|方便|聪明|厉害|智能|管用|给力|靠谱|神了?|快)(?:的|了|啊|呀|呢|哈|嘛|哦|!|~|。)*"
)
_MARKS = Late(r"[,。.!~;]+")
_ACKNOWLEDGED = Late(
    rf"(?:{_ACKNOWLEDGES}|谢谢?|感谢|辛苦了?|麻烦了?|有劳){HANZI}{{1,3}}?(?:老师|主任|[处科部局]长|工|总|姐|哥|同志)[了啦]?|{_ACKNOWLEDGES}"
)
_LATER = (
    r"(?:回头|回去|回来|晚点|晚些|待会儿?|等会儿?|一会儿?|过会儿?|稍后|随后|马上|这就|现在就|立即|立刻|尽快|抓紧|接下来|后面|[今明后][天日儿]|[上下中]午|晚上|[今明]晚|早上|下班|开完会"
    r"|(?:这|下个?|本)?(?:周|星期|礼拜)[一二三四五六日天末]?(?:之?前)?|(?:[这本下]个?)?月[底初中末](?:之?前)?|[节假]前|争取|尽量|一定|过[两几]天|到时候?|先|会|去|来|再|就)"
)
_LEAVES = Late(
    r"(?:那|您|你|我们?)?(?:就|先|快)*(?:不(?:打扰|耽误|麻烦|叨扰)[^?]{0,4}|忙(?:您|你)?(?:们|的|去)*[吧啊哈]?"
    r"|早点?休息[吧啊哈]?|[回再]见|再会|这样[吧哈]?|(?:[记存抄写]|收藏)(?:在|到)?(?:小?(?:记事|笔记?|记)?本子?|日历|备忘录?|日程)?(?:里|上|下|住|好|里头)?了"
    r"|(?:那|行)?我?们?(?:再|先)?(?:等等看?|看看|想想|考虑考虑)(?:再说)?|(?:那|行)?我?们?(?:去|先)?问(?:问|一下|下)[^?]{0,6}?(?:再说|再定|再看)"
    r"|(?:提前)?祝(?:您|你|大家|老师|各位)*[^?]{0,8}(?:快乐|愉快|顺利|安康)"
    r"|(?:都|已经?)*(?:[加进]了?群里?了?|加(?:群|入|上)了?))"
)
"""How somebody takes leave: 您忙吧, 那就不打扰了."""

_PLANS = Late(
    r"(?:我们?)?(?:研究|学习|琢磨|看看?|消化|对照|仔细看)(?:一下|看看?|研究)?"
    r"|(?:我们?)?(?:按|照|依)[^?\d]{1,8}[办做报交填写来弄]"
    r"|(?:那|我们?|都|已经?|刚|就|先)*(?:转|转发|转达|传达|布置|安排|通知)(?:给|到|至)?[^?\d]{1,10}|(?:那|我们?|就|先)*等[^?\d]{0,8}"
    rf"|(?:我们?|咱们?){HANZI}{{0,4}}(?:商量|讨论|汇总|收集|统计|核对|开会)[好完过齐]?(?:再|后)[报交发办写][^?\d]{{0,4}}"
    rf"|{HANZI}{{0,4}}(?:{_LATER})+(?:[给发交送]|发给|交给)(?:您|你|老师)们?(?:哈|啊|的)?"
    rf"|(?:那|行|好)?(?:我们?|咱们?|本单位|这边)?(?:这边|单位)?(?:{_LATER}|把{HANZI}{{1,4}}?|(?:让|叫|请|派|安排|托){HANZI}{{1,5}}?)+(?:给|跟|和|向|把|让|叫|找|按)?[^?\d]{{0,8}}?"
    r"(?:[弄搞整办写做填报交发送寄传打催问看]|通知|准备|联系|整理|落实|安排|布置|传达|转达|转发|汇报|打印|收集|提交|请教|沟通"
    r"|商量|研究|组织|核对|确认|补齐|忙|推荐|申报|学习|宣传|开展)[^?了]{0,6}"
)
"""What somebody is going to do, said beside a thanks: 回头弄, 我去通知学校."""


_YES = Late(rf"{_ACKNOWLEDGES}(?:(?<=[,。!~])| |(?=\d))")
_OBJECTS = Late(r"但|不过|可是|只是|就是[^,。;?]{0,6}[没不]|太|来不及|[没不]了?[^,。;?]{0,2}[好完成上能够会]")
"""What stands in the way of what somebody is going to do."""


def is_question(text: str) -> bool:
    """Whether something is asked of the bot, or asked for; a report, a hand-in or a yes is not."""
    said = clauses_of(text)
    return bool(said) and not is_chatter(text) and asks(said)


def asks(said: str) -> bool:
    """The same of what `normalise` gave, chatter not looked for."""
    if _PROPOSES.match(said):
        return False
    if "?" in said or (_ASKS_AT_END.search(said[-40:]) and _ends_asking(said)):
        return True
    told = len(_TOLD.findall(said))
    if _ASKS.search(said):
        return told < 3
    if told >= 2:
        return False
    return bool(_BEGS.search(said)) or (len(said) <= 24 and not _DONE.search(said) and bool(_NAMED_ONLY.search(said)))


def _ends_asking(said: str) -> bool:
    """The asking particle ends the whole, or a clause of something that reports no figures."""
    return bool(_ASKS_AT_END.search(said.rpartition(",")[2])) or len(_TOLD.findall(said)) < 2


def is_chatter(text: str) -> bool:
    """A greeting, thanks or a yes: nothing is asked, nothing is handed in. What is empty is none."""
    said = normalise(text)
    return greets(said) or thanks(said)


def greets(said: str) -> bool:
    """Nothing but a greeting; `said` is what `normalise` gave."""
    return len(said) <= 14 and bool(_GREETS.fullmatch(said))


def thanks(said: str) -> bool:
    """Nothing but thanks, or a sign of having read; `said` is what `normalise` gave."""
    if _PRAISES.fullmatch(said):
        return True
    if not said or len(said) > _LONGEST_THANKS or said.endswith("帮助"):
        return False
    return bool(_THANKS.fullmatch(said)) or _takes_leave(said)


def promises(said: str) -> bool:
    """A yes, and in other clauses nothing that asks: 收到,月底前组织, 好的,8号前报."""
    yes = _YES.match(said, 0, _LONGEST_THANKS)
    return yes is not None and yes.end() < len(said) and not (_OBJECTS.search(said, yes.end()) or asks(said))


def _takes_leave(said: str) -> bool:
    """Thanks or a yes in one clause, and in another what is going to be done: 明白了,辛苦,回头弄."""
    clauses = [clause for clause in _MARKS.split(said) if clause]
    if len(clauses) > 1 and clauses[0] in _AGREES:
        clauses[0] = clauses[0][:-1]  # 行吧, at the beginning
    told = [clause for clause in clauses if not _ACKNOWLEDGED.fullmatch(clause)]
    plans = [clause for clause in told if not _LEAVES.fullmatch(clause)]
    if not plans:
        return True
    is_asked = any(_ASKS.search(plan) or _ASKS_AT_END.search(plan) for plan in plans)
    return len(told) < len(clauses) and not is_asked and all(map(_PLANS.fullmatch, plans))
