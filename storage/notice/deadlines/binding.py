"""Whether a date is one by which something must be done."""

from __future__ import annotations

import re

from storage.notice.dates import Moment, Precision
from storage.notice.parts.sentences import Sentence
from storage.notice.parts.structure import Part
from storage.patterns import Late

_AFTER = Late(
    r"\s*(?:\([^()]*\)\s*)?日?(?:之?前(?!后|期|往|来|述|三|两|一(?!并|起|次性|式|律)|[二三四五六七八九十\d])"
    r"|以前|前后?(?=,?将|,?报)|(?:自动)?关闭|止(?!境)|截止|为止|之内|,?\s*(?:(?:系统|平台|通道|网站)[^,。;]{0,8}(?:关闭|停止)|[^,。;]{0,8}(?:接收|受理|提交|报送|申报|报名|投稿|征集)截[止至])|为[^,。;]{0,24}?(?:截[止至](?:时间|日期|日)|最后期限))"
)
PUT_OFF = r"(?:延长|延期|顺延|推迟|延迟|延后|延|调整|变更|提前)(?:到|至|为)"
_BEFORE = Late(
    rf"(?:截[止至稿]?(?:时间|日期|期限|日)?(?:均|都|一律|分别)?(?:为|是|到|至)?|{PUT_OFF}|截[止至](?:到|至)?|(?:最迟"
    r"|最晚)(?:不超过|[于在])?|不(?:得)?(?:晚|迟)于"
    r"|(?:报送|上报|提交|反馈|申报|报名|交稿|征稿|受理)(?:时间(?:节点)?|日期|期限)(?:分别|均)?(?:为"
    r"|是)?|务必?[于在]|(?:时间|日期|期限)(?:为|是|:))\s*:?\s*$"
)
_HELD_BEFORE = Late(r"[定拟将][于在]\s*\|\s*(?:之?前|以前)(?:举办|举行|召开|开展|开幕|启动)")
"""By which day the office means something to take place: 定于3月8日前举办书法比赛."""

_IS_PUT_OFF = Late(rf"{PUT_OFF}\s*$")
_PUT_OFF_EVENT = Late(rf"{PUT_OFF}\s*\|\s*(?:开展|举办|举行|召开|进行)")
"""When something takes place that was put off."""

_DESCRIBES = Late(
    r"(?:填报|填写|报送|上报|提交|统计|汇总)\s*\|\s*(?:之?前|以前)[^,。;于将把报送交]{1,16}的(?=[\u4e00-\u9fff])"
    r"|\|\s*(?:之?前|以前)[^,。;]{0,6}(?:完成|结题|结项|到期|竣工)的(?:各类|所有|全部)?(?:项目|课题|工程|任务)(?:[,。;、]|$)"
    r"|\|\s*(?:之?前|以前)[^,。;将]{2,12}的,(?:优先|免费?|享受)"
)
"""What papers or choices are of: 填报9月30日前开赛赛项的报名信息, 12月31日前完成的项目."""

_ONCE_SET = Late(r"原(?![件则创文因理料始作稿籍单])(?:定|计划|来|先|通知)?[^,。;:新现]{0,24}$")
"""What a later notice says of the date that it changes."""

_COUNTED = Late(
    r"(?:数据|统计|资料|人数|指标|经费|年限|年龄|工龄|党龄|资历|计算)[^,。;:]{0,6}截[止至][至到]?(?:(?:日期|时间|时点)(?:为|是|:))?\s*$"
)
"""Up to which day something is counted: 数据截至6月30日."""

_AND_ON = Late(r",\s*(?:并|且)?[于在]\s*$")
_RUNS = Late(
    r"(?:(?:执行|实施|建设|统计|报告|核算|考核|支持|服务)(?:期间|期限|周期|期)"
    r"|(?:统计|数据|报表|指标|核算|考核)[^,。;:]{0,6}(?:区间|时段|口径)|[日周旬]报时间"
    r"|(?:发表|出版|刊发|获奖|取得|立项|结题|颁发)(?:时间|时限|期限|日期))(?:为|是|:){0,2}\s*$"
)
"""What runs for a time and is not handed in by its end: 项目执行期间为……."""

_IS_SENT = Late(
    r"\s*(?:[上下]午)?,?(?:(?:[将把][^,。;]{2,40}?)?[报送交寄发]来|[将把][^,。;]{2,40}?(?:送交|报送|提交|交至|交到|报至|送至))"
)
_STEP = Late(
    r"(?:自查|[复抽]查|自评|[初终]评|评选|申报|报名|推荐|填报|审核|初审|复核|复审|评审|征集|受理|报送|提交|核查|整改|考核|测评)(?:工作)?(?:阶段)?[^,。;()]{0,2}\($"
)
"""A step with its days in brackets: 县级复核(1月17日至1月21日)."""

_EVENT_LABEL = Late(r"(?:[初复决预半]赛|总决赛|笔试|面试|机试|答辩|考试|开幕式|启动仪式|颁奖)[^,。;:]{0,4}:\s*$")
"""What takes place on days that are told behind a colon: 初赛:5月26日至28日,线上评审."""

_STEP_DAY = Late(
    r"(?:^|[。;])\s*(?:材料|作品|网上|学院|学校|单位|名单)?(?:报送|提交|申报|报名|推荐|上报|递交|投稿|填报)(?:工作)?(?:材料|阶段|环节)?\($"
)
"""A step at the head of its sentence with its day in brackets: 材料报送(10月10日)."""

_STEP_LABEL = Late(
    r"^\s*(?:\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,2}\))?\s*(?:网上|线上|作品|材料|项目|学校|单位|县级|市级)?"
    r"(?:(?:报名|投稿|申报|征集|征稿|提交|报送|推荐|自[评查]|[初复终]评|[初复]审|初选|复核|评审|评选|审核|遴选)[与和及、]?)+"
    r"(?:阶段|环节)?:\s*$"
)
"""A step with its days behind a colon: 报名与投稿:5月10日至9月10日."""

_IS_OPEN = Late(r"(?:系统|平台|通道|端口)[^,。;:]{0,4}(?:开放|开通|开启)(?:时间|期限)(?:为|是|:){0,2}\s*$")
"""How long a page takes in what is filled in there."""

_FROM_TO, _SENT_AT = Late(r"起止(?:日期|时间)(?:为|是|:)?\s*$"), Late(r"(?:报送|填报|上报)(?:时间|日期)")
"""For how long something is reported, before it is said on which days."""

_FREE = Late(r"放假|休假|调休|休市|休息")
"""Days on which nobody works are due to nobody."""

_PLANNED = Late(r"拟(?:定)?[于在]\s*$")
"""What the office means to do itself: 拟于11月4日至8日组织评审."""

_ANSWERED = Late(
    r"将[于在]\s*\|\s*(?:之?前|以前)?[^,。;]{0,4}?(?:反馈(?:意见|结果|情况)|答复|公布|公示|通报|下达|发布)"
)
"""What it will do with what it was sent: 市局会商后将于9月4日前反馈意见."""

_BARE_LABEL = Late(r"\s*(?:\d[.、])?\s*(?:时间|日期)\s*:\s*")
_LATER_ONES = Late(r"(?:第.{1,3}[批轮次期](?:次)?)\s*(?:为|是|:)?\s*$")
_DUE_EACH, _ONE_OF = Late(r"截止(?:日期|时间|日)(?:分别)?:"), Late(r"[:,](?:(?!时间|日期)[^,。;:]){2,24}为\s*$")
"""Which of several things is due on a day, behind one head: 截止日期:甲类为5月26日,乙类为5月12日."""

_ASKED = (
    r"登录|登陆|填报|申报|报名|提交|完成|注册|反馈|上传|报送|上报|登记|推荐|审核"
    r"|评审|初审|复审|复核|投稿|缴费|缴纳|自查|自评|受理|征集|递交|邮寄|寄送|送交|送达|领取"
    r"|(?<![年月季周日旬快简通预])报(?![名告表到刊社纸考销道酬价])|交(?![流通易接互叉换友谈警])"
)
_WINDOW = Late(
    rf"^\s*(?:期间|内|之间)?\s*,?(?!召开|举办|举行)(?:(?!\d月\d)[^。;]){{0,24}}?(?:[^。;]{{0,16}}(?:平台|系统|网站)(?:\([^()]*\))?"
    rf"(?:[或及和、][^,。;]{{2,16}}?)?)?(?:{_ASKED})"
)
_ASKING_HEAD = Late(
    r"(?:申报|报名|征集|征稿|收稿|投稿|受理|提交|报送|填报|推荐|登记|注册|缴费|审核"
    r"|初审|自查|年检|年审|提名|征文|报备|交稿|作品)[^ ]{0,6}?(?:时间|期限|日期|截止|阶段"
    r"|安排|期(?=为|是|:))|截止|现场(?:确认|审核|报名)"
)
_DUE_HEAD = Late(
    r"截(?:止|稿)(?:时间|日期)? $|(?:报送|提交|申报|报名|投稿|交稿|收稿|送稿)(?:截止)?(?:时间|日期|期限) $"
)
_ACTIVITY_HEAD = Late(
    r"(?:[初复决校省国预]赛|参[展会]|[布撤换]展|集合|出发|入场|开放|演出|开幕|活动|举办|开展|笔试|面试|考试|开班|报到|召开|举行|答辩|路演|领取|发布|公布|颁奖|竞赛|比赛|会议|培训|工作|考核|评估|验收|督导|走访|慰问|检查|巡查|考察|观摩|参观|体检|展览|展出|公示|评审|实施|调查|统计)(?:开展|起止)?(?:时间"
    r"|日期|周期|期间)|报告期"
)
_PLAIN_TIME = Late(r"(?:时间|日期):\s*$")
"""A head that does not say by itself what is done on its days."""

_HELD_AT = Late(rf"(?:{_ACTIVITY_HEAD.pattern})(?:初步|暂)?定[于在为]\s*$")
"""When something takes place: 参观时间定于……."""

_TO_SEND = Late(
    r"报(?=[省市县区我本])|报送|上报|提交|递交|送交|交送|寄|送至|送到|交至|交到|反馈|发送|发至|填报|返回|上交|完成"
)
_MUST = Late(r"(?:(?<!申)请|须|应|需|务)[^,。;]{0,24}?[于在]\s*$")
_ELIGIBLE = Late(
    r"^\s*(?:\([^()]*\)\s*)?(?:(?:之?前|以前|以后|后)\s*(?:正式|经[^,。;]{2,20}?)?(?:出生|登记|批准|取得|获得|注册(?!缴费|并|报名)"
    r"|成立|竣工|投产|毕业|参加工作|入职|立项|结题|发表|授权|具有|满|的|已|还未|尚未|仍未|未完成|建成"
    r"|设立|认定|备案|签订|在(?=[册岗职校读编建省市我本])(?![^,。;]{0,20}(?:系统|平台|网)))"
    r"|(?:之?前|以前)(?:\([^()]*\))?\s*(?:收到|受到)[^,。;]*的[,;]|,?\s*(?:已|未满|年满|仍|尚|累计|连续|从事|共有?|达到|全[国省市])|出生|以?后)"
)
ABOUT = Late(r"范围|对象|条件|资格|标准")
_AS_OF = Late(r"截[止至]到?至?\s*$")
_SEND = (
    r"(?:上报|报送|提交|递交|送交|交[至到]|报[至到]|送[至到]|发送?[至到]|寄[至到]"
    r"|[交报送](?=[\u4e00-\u9fff]{2,12}(?:[处科室办部局委会院校股]|中心)(?:[,。;(]|$)))(?!了|过)"
)
_SENT_ON = Late(rf"\s*(?:\([^()]{{1,6}}\))?(?:[上下]午)?(?:集中|统一|分别)?(?:[将把][^,。;]{{2,40}}?)?{_SEND}")
"""What is done on a day, said directly behind it: 集中于8月12日报送科研处, 于4月30日将申报表上报校团委."""

_DELIVERED_ON = Late(
    r"\s*(?:\([^()]{1,6}\))?(?:[上下]午)?(?:统一|集中)?(?:交|报|送|寄|发|报送|提交|交送|递交|上交)[至到](?!了|过)"
)
"""To whom something goes on a day that is only named: 签字后下周一交至工会办公室."""

_SHOWN_ON = Late(r"\s*(?:发布|公布|刊登|上传|刊发)[到至在]")
"""What is done with something on a day on a page of others: 把排查情况于9月20日发布在网站."""

_STRIVES = Late(r"(?:填报|报送|上报|申报|登记|录入|自查|整改)(?:工作)?(?:力争|务必|确保|须|应)?[于在]\s*$")
"""By when work is meant to be done: 填报工作力争于5月底完成."""

_APPLIED_ON = Late(r"[于在]\|\s*(?:进行|统一|集中)?(?:申报|报名|提交|报送|上报)[^,。;]{0,12},?(?:逾期|过期)")
"""What is done on a day after which it is too late: 于3月21日进行申报,逾期不补."""

_SOON = Late(r"[^,。;]{0,6}?(?:完成|提交|报送|上报|填报)")
_ENDS = Late(r"\s*(?:前|止|[,。;)]|$)")
_LABEL, _TAIL = 24, 64
"""How much before a date names what it is of, and how much the longest words reach that end at it."""


def binds(part: Part, sentence: Sentence, moment: Moment) -> bool:
    """Whether a date is one by which something must be done."""
    flat = sentence.flat
    after, before = flat[moment.last :], flat[: moment.first]
    tail = before[-_TAIL:]
    if moment.precision is Precision.MONTH or re.match(r"\s*前后", after) or _ELIGIBLE.match(after):
        return False
    if moment.is_span and (re.match(r"\s*的|[^,。;]*的同时", after) or _HELD_AT.search(tail)):
        return False
    if moment.is_span and _is_span_of_else(sentence.heading, before, after):
        return False
    is_put_off = _IS_PUT_OFF.search(tail)
    is_past = part.base.is_over(moment.end) if moment.end else False
    if is_past and not is_put_off and not _TO_SEND.search(flat.replace("完成", "")):
        return False
    if ABOUT.search(sentence.heading) and not _TO_SEND.search(flat):
        return False
    if _AS_OF.search(tail) and not _ENDS.match(after) and not _SOON.match(after):
        return False
    around = f"{before[-_LABEL:]}|{after[:_LABEL]}"
    is_of_else = any(one.search(around) for one in (_ANSWERED, _HELD_BEFORE, _PUT_OFF_EVENT, _DESCRIBES))
    if is_of_else or _COUNTED.search(tail):
        return False
    if not is_put_off and (_ONCE_SET.search(tail) or (_PLANNED.search(tail) and not _TO_SEND.search(after))):
        return False
    is_bare = bool(sentence.heading) and bool(_BARE_LABEL.fullmatch(before))
    near = re.sub(r"\([^()]*\)", "", before[-_LABEL:])
    is_held = _ACTIVITY_HEAD.search(near) or (is_bare and not _ASKING_HEAD.search(sentence.heading))
    is_plain = moment.is_span and _PLAIN_TIME.search(tail) and not _ASKING_HEAD.search(sentence.heading + near)
    if _AFTER.match(after) or (_BEFORE.search(tail) and not (is_held or is_plain)):
        return True
    if "截止" in before and (_LATER_ONES.search(tail) or (_DUE_EACH.search(before) and _ONE_OF.search(tail))):
        return True
    label = f"{sentence.heading}{before[-12:]}"
    if moment.since_issue:
        return not _ACTIVITY_HEAD.search(label)
    if moment.is_span and not moment.approximate:
        return _is_span_to_send(label, before, after)
    return _is_day_to_send(sentence.heading, flat, moment)


def _is_span_to_send(label: str, before: str, after: str) -> bool:
    """A span of days in which something is filled in or sent, by what stands around it; `label` has its head."""
    is_step = any(one.search(before) for one in (_STEP_LABEL, _STEP, _IS_OPEN)) or bool(_WINDOW.match(after))
    return is_step or (bool(_ASKING_HEAD.search(label)) and not _ACTIVITY_HEAD.search(label))


def _is_span_of_else(heading: str, before: str, after: str) -> bool:
    """Whether a span of days is that of no duty: a holiday, what runs, a bare 时间: under another head."""
    tail = before[-_TAIL:]
    if (_FROM_TO.search(tail) and _SENT_AT.search(after)) or _EVENT_LABEL.search(tail):
        return True
    is_bare = bool(heading) and _BARE_LABEL.fullmatch(before) and not _ASKING_HEAD.search(heading)
    return bool(is_bare or _FREE.search(before[-_LABEL:]) or _FREE.match(after) or _RUNS.search(tail))


def _is_day_to_send(heading: str, flat: str, moment: Moment) -> bool:
    """A single day without 前: 请于2月22日将申请书报送科研处, or a line of a timetable that says what is sent."""
    after, before = flat[moment.last :], flat[: moment.first]
    tail = before[-_TAIL:]
    if moment.is_span:
        return False
    if _STEP_DAY.search(before) and after.startswith(")"):
        return True
    if moment.approximate:
        is_meant = bool(_STRIVES.search(tail)) and after.startswith("完成")
        return is_meant or (moment.precision is Precision.EDGE and _leads(before, after))
    if re.match(r"\s*(?:全部|全面)?完成", after) and (re.search(r"截止|前", before) or _STRIVES.search(tail)):
        return True
    if re.search(r"(?<!定)(?<!拟)[于在]\s*$", before[-_LABEL:]) and _SENT_ON.match(after):
        return True
    if _DELIVERED_ON.match(after) and not re.search(r"[自从定拟由]\s*$", before):
        return True
    if re.search(r"[将把][^,。;]{2,40}[于在]\s*$", tail) and _SHOWN_ON.match(after):
        return True
    if _APPLIED_ON.match(f"{before[-1:].strip()}|{after}"):
        return True
    if _MUST.search(tail):
        return bool(_TO_SEND.search(after))
    if _AND_ON.search(tail) and re.search(r"请|须|应|务必", before):
        return bool(_IS_SENT.match(after))
    if not before.strip() and re.match(r"\s*[。;,(]|\s*$", after) and _DUE_HEAD.search(heading):
        return True
    return _leads(before, after)


def _leads(before: str, after: str) -> bool:
    """Whether a date begins its sentence, which says what is sent: 12月底,各单位将总结报送至…."""
    return not before.strip(" \t0123456789、.()") and bool(
        re.match(
            r"[^,。;]{0,50}?(?:提交|报送|上报|递交|交[至到]|送至|交送|送交|上交|寄|送(?![达审检医])|交(?=[\u4e00-\u9fff]{2,8}[处科室部院](?:[,。;]|$)))",
            after.lstrip(" ,:|"),
        )
    )
