"""What a text says about handing in: it reports, it announces something, it begins or ends a collection."""

from __future__ import annotations

import re

from handlers.lexicon import lexicon
from handlers.questions.typed.speech import asks, is_chatter
from handlers.questions.typed.spelling import normalise
from storage.patterns import Late

_BEGINS = Late(
    r"(?:那|我们?|这边|现在)*(?:要|来|想|准备)?(?:现在|先)?"
    r"(?:开始(?:报送?|提交|上传|交|发|收集)(?:材料|资料|东西)?了?"
    r"|(?:报送?|提交|上交|上传|交)(?:一下)?(?:材料|资料|东西)|(?<=[要来想备])(?:报送|提交|上传|交|报))[吧啦]?"
)
_ENDS = Late(
    r"(?:报送|提交|上传|发送?|交|传|全部|都)?(?:已)?(?:完毕|结束|完了|完成|好了)|就这些(?:了|吧)?|没有?了|齐了|全部发完了?"
)
_ANNOUNCES = (
    r"<thing>.{0,6}?(?:放|在|见|甩|丢|扔)(?:了|在|到)?(?:附件|上面|群里|前面|群?相册|群文件|[网云]盘)|<thing>.{0,16}?(?:已?发|发了|附后|附上|见附|已按|打包|稍后|随后|马上|已?传|已?交|已?上传|如下|奉上)"
    r"|(?:已|刚)?(?:发|传|交|上传|打包|附上|附)(?:了|过来|给你们?)?.{0,8}?<thing>"
    r"|<thing>.{0,4}(?:来了|到了|好了|在此|终稿|定稿|最终版|修改版|v\d)|<thing>.{0,12}请(?:您|老师|领导)?(?:查收|审阅|查阅|审核|过目)|(?:请(?:您|老师|领导)?|^|[,;!])(?:查收|审阅|查阅|审核|过目)|<thing>.{0,12}(?:请|麻烦|辛苦|劳烦)(?:您|你|老师|领导)?(?:查收|签收|收一?下|接一?[下哈]|换一?下)|给你们?[发传送交](?:过来|过去|去)?了|[发传送]给?[你您]们?那?了|附件(?:里|中)?(?:是|为|请)|<thing>(?:都)?(?:在这|在此)"
    r"|^(?:上报|报送|呈报|递交):.{0,16}?<thing>|^现(?:将)?(?:报送|报上|上报|呈报|提交).{0,12}?<thing>"
    r"|^(?:这是|这个是|以下是|附|上传|提交|补充|补交|更新|更新版|最新版?|新版|修改版|重发).{0,10}?<thing>"
    r"|[上过][来去]了,?[^,。;?]{0,3}(?:收下|收一下|查收|接收)|[填写发传交]错了?(?![^。;?]{0,3}(?:想|要|能|可以|怎么|找))[^。;?]{0,6}(?:换|重发|重新发)|换[一两几][张份个段],?(?:等[会下]|晚点|稍后|回头|待会)"
    r"|先(?:别用|不算|不要)[^。;?]{0,3}(?:重新?发|晚点换|稍后换)|(?:材料|表|东西)(?:重新|稍后|晚点|回头)(?:再)?(?:发|[给交](?=你|过))"
    r"|(?:这|先发?|以下)个?是?(?:头|第[一二三四五六1-9])一?(?:批|趟|拨|波|部分)|分(?:成|开)?[两几三四五六多\d](?:趟|次|批|拨|回|波)[发传交]"
    r"|^补(?:上|发|交)?[一两几\d][张份个段]<thing>|<thing>第[一二三四五六1-9]版|以[这此][个版份次]?的?为准|<thing>.{0,6}(?:现在|这就|马上)?补(?:上|交|发|传)?来?了?[,。.!]*$|[漏落少](?:了|发|传|交).{0,6}<thing>.{0,8}补"
    r"|<thing>.{0,6}(?:共|一共|总共)?\d+[张份个段]|见(?:上一条|上面|附件|前面)|详见<thing>|<thing>(?:[(\[【][^)\]】]{1,8}[)\]】])?\.?(?:docx?|pdf|zip|rar)"
)
_LINK = Late(r"https?://|pan\.|网盘|提取码|百度云|云盘")
_FIGURES = Late(
    r"\d+(?:余|多|来)?号?(?:人次?|场次?|家|项|名|张|份|条|篇|位|件|册|万|个|次)"
    r"|(?:[一二两三四五六七八九几]?[十百千万])+[一二两三四五六七八九]?(?:余|多|来|把)?(?:号人?|人次?|位|名|家|户|个(?:学生|孩子|人|群众|居民))"
)
_EVENT = Late(
    r"\d{1,2}月\d{1,2}[日号]?|(?<!\d)\d{1,2}\.\d{1,2}(?![\d张份个兆mg])|[弄搞办做]了(?:一?[场次个期堂回]|[^,。;]{2,8}(?:活动|讲座|义诊|比赛|进(?:社区|校园|企业|乡村|学校)))|进(?:社区|校园|企业|乡村|学校|机关)|举行|举办|开展|组织|召开|走进|走访|慰问|参加|参与|服务|惠及|培训|讲座|座谈|宣讲|报道|邀请|解决"
)
_GATHERED = Late(
    r"(?!.*(?:截止|通知|报送|材料|总结|附件|邮箱))"
    r".*?(?:今[天早]|昨[天晚日]|前[天日]|刚|[上下]午|六一|\d{1,2}月\d{1,2}[日号]?|(?<!\d)\d{1,2}\.\d{1,2}(?!\d)"
    r"|(?:上个?)?(?:周|礼拜|星期)[一二三四五六日天末])[^?]{0,40}?"
    r"(?:[讲听教看学带摆整搞办跑走转比练来到做答开坐量放]了|搞完|参观|讲座|[坐义]诊|座谈|做实验|电影|开放|上场|下乡|带队"
    r"|请[^,。;]{1,8}[讲来做])[^?]*"
)
_GUESTS = Late(
    r"[\d十百千万两三四五六七八九](?:余|多|来|几|把)?(?:[号位名个车户班]|个班的?|[位名个][^,。;\d]{1,4}?)?(?:小?(?:学生|朋友)|人|老人|老先生|娃|孩子"
    r"|细路|[细小]伢|群众|乡亲|家属|青工|职工|工人|居民|教授|专家|劳模|村民|农户|果农|师[生傅]|观众|听众|家长|技术员|技师|员工|科技工作者)"
    r"|[\d十百千万](?:余|多|来|几|把)?(?:户|[号个](?=[,。;]|$))"
)
"""An event told in spoken words: a day, what was done, and how many came."""

_PROPOSES = Late(
    r"^(?:[\u4e00-\u9fff]{0,16}[:,])?(?:(?:关于|对于?|就)[^,:?]{1,12}?的)?(?:提(?:一?个|点|条)?|我们?|我会|我校|本单位)?(?:的)?(?:(?:意见)?(?:和)?建议|意见(?=[:,]))(?:是|如下)?[:,]?.{4,}",
    re.DOTALL,
)
_TELLS = Late(
    r"^(?:[\u4e00-\u9fff]{0,12}[:,])?(?:(?:典型|先进|特色)(?:经验|做法|案例|事迹)|经验做法|做法|亮点|案例|工作动态|活动(?:信息|简报)|信息|简报)"
    r"(?:[一二两三四五\d][则条个篇]|如下|分享|[一二两三四五\d])?[:,](?=.{12,})"
    r"|^[^:?]{0,10}报(?:送|一下|的)?[^:?]{0,6}(?:联系人|联络员|经办人|负责人)(?:名单|信息|如下)*[:,是为](?=.*\d{7})"
)
"""A word for what is handed in, and then the thing itself: 典型经验一则：…"""

_COLON = Late(r"(?:建议|意见)(?:是|如下)?[:,]")
_LOOK_AT = Late(
    r",?(?:你|您|老师)?(?:帮我?|麻烦|请)?(?:看|瞧|审)(?:(?:一?[下看])?[^,;?]{0,4}(?:对不对|行不行|可不可以|合不合格|可以吗|行吗|对吗)|一?[下看])[?了吧哈]*$"
)
"""The office is asked to look at what was sent: 看格式对不对."""

_PLANS = Late(
    r"\d[日号][^,。;?]{0,8}就(?:发|交|报|传)|不少于|至少|打算|计划|预计|争取|准备(?:在|于|\d)|将于|等.{0,8}(?:以后|之后|结束后?)再"
)
_ENCLOSES = r"附件|<thing>?附(?:上|后)<thing>?|随附|另附|见附|<thing>\d+[张份个段]|<thing>(?:已|另)(?:行)?(?:发|传|附)"
_NEWER = Late(
    r"改(?:了|过|好|后|版)|修改|修订|更新|新版|最新|最终|定稿|重发|重新发|替换|第[二三四五六]版|v[2-9]", re.IGNORECASE
)
_LABEL = Late(
    r"(?:[这那](?:个|份|些|几[个份张])?(?:都)?是|以上(?:都)?是|上面(?:的?是|的)|刚(?:才)?发的(?:都)?是|是)?"
    r"(?:我们?|我会|我校|本单位)?的?(?P<name>[^发传交寄附]{2,10}?)[吧了.!]?"
)
_SUBMITS = (
    r"(?:请|麻烦|帮我?|帮忙|我们?|我要|现在?)*(?:把|将)?(?:这|那|以上|上面|刚才|刚发|它)?.{0,2}?<thing>?"
    r"(?:提交|上报|报送|上传|递交|收下|收一下|登记|交|报|收)(?:一下|上去|上)?(?:这|那)?[个份张条些]?<thing>?(?:[吧了哈]|谢谢|,)*"
)
_LONG = 120


def begins(text: str) -> bool:
    """开始报送: what follows is one hand-in until 完毕."""
    return bool(_BEGINS.fullmatch(normalise(text)))


def ends(text: str) -> bool:
    """完毕."""
    return bool(_ENDS.fullmatch(normalise(text).strip(",.!~ ")))


def is_report(text: str) -> bool:
    """The text itself hands something in: it tells of an event with figures, proposes something, or is long."""
    said = normalise(text)
    if _PROPOSES.match(said) and not (asks(said) and not _COLON.search(said)):
        return True
    if asks(said) or is_chatter(text):
        return False
    if _TELLS.match(said):
        return True
    figures, events = len(_FIGURES.findall(said)), len(set(_EVENT.findall(said)))
    if figures + events >= 3 and events >= 1 and len(said) >= 14:
        return True
    if len(said) >= 14 and _GATHERED.match(said) and _GUESTS.search(said):
        return True
    return len(said) >= _LONG and events >= 1


def announced(text: str) -> tuple[str, ...]:
    """What a text says is there, or will be: the things it names, in its words; () where it announces nothing.

    A report that names things in passing announces only what it says is enclosed.
    """
    said = _LOOK_AT.sub("", normalise(text))
    if asks(said) or is_chatter(text):
        return ()
    if is_report(text):
        return tuple(
            dict.fromkeys(thing for found in lexicon().pattern(_ENCLOSES).finditer(said) for thing in _things(found[0]))
        )
    if _LINK.search(said):
        return _things(said) or ("网盘中的材料",)
    if not lexicon().pattern(_ANNOUNCES).search(said) or (_PLANS.search(said) and "已" not in said):
        return ()
    return _things(said) or ("附件",)


def submits(text: str) -> bool:
    """A few words that hand in what they point at: 提交, 请收下这张照片; or none at all."""
    said = normalise(text).strip(",.!~ ")
    return not said or (len(said) <= 16 and bool(lexicon().pattern(_SUBMITS).fullmatch(said)))


def label(text: str) -> str | None:
    """The name that a few words give to what came before them: 总结, 这是我们的总结; None where they do not."""
    found = _LABEL.fullmatch(normalise(text))
    return found["name"] if found else None


def is_newer_version(words: str) -> bool:
    """What words beside a file, or its name, call a newer version of one that came before."""
    return bool(_NEWER.search(words))


def _things(said: str) -> tuple[str, ...]:
    """What words name that can be sent."""
    return tuple(dict.fromkeys(lexicon().things.findall(said)))
