"""Particulars of a hand-in that people ask after: how each is asked, what it is called, how a notice would say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.questions.topics import BRANCH, JOINT


@dataclass(frozen=True, slots=True)
class Detail:
    """`asked` is how people ask, in the spelling of `normalise`; `said` how a notice would settle it.

    `label` is the word in 「通知未写明…」. `is_of_thing`: the thing spoken of (总结, 照片) is named before it.
    """

    key: str
    label: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    is_of_thing: bool = True


@dataclass(frozen=True, slots=True)
class Particular:
    """A detail that is asked for, and the thing of which it is asked, as people name it; "" where it is of none."""

    detail: Detail
    thing: str = ""


def _detail(key: str, label: str, asked: str, said: str, *, thing: bool = True) -> Detail:
    return Detail(key, label, re.compile(asked), re.compile(said), thing)


DETAILS: tuple[Detail, ...] = (
    _detail(
        "length",
        "字数",
        r"字数|(?:多少|几|几[百千]|多少个)字(?!母)|篇幅|几页|多少页|写多长|长短|多长.{0,3}(?:合适|好)|(?:\d{3,5}|千|百)字",
        r"\d+\s*字|字数|页以内",
    ),
    _detail(
        "count",
        "数量",
        r"(?:照片|图片|影像|视频|相片|图).{0,8}(?:几张|多少|数量|几个|几段|上限|最多|最少|限)|几张|多少张|张数",
        r"\d+\s*[-—~至]?\s*\d*\s*[张幅段]|[张幅]以[上内]",
    ),
    _detail("copies", "份数", r"几份(?!材料)|一式|多少份|份数", r"一式|\d+\s*份|份数"),
    _detail(
        "format",
        "格式",
        r"格式|什么形式|(?:word|pdf|wps|ppt|jpe?g|png|mp4|docx?|excel).{0,8}(?:行|吗|可以|还是|不)|排版|字体|(?<!发文)字号|版式|横[版屏]|竖[版屏]",
        r"格式|(?:word|pdf|jpe?g|png|mp4|WORD|PDF|Word)|字体|字号|版式",
    ),
    _detail(
        "size",
        "大小",
        r"多大|大小|像素|分辨率|清晰|几兆|多少兆|\d+m|时长|几分钟|多少分钟|原图|压缩图|原片",
        r"\d+\s*(?:M|MB|兆|KB|像素|dpi|P\b|分钟)|大小|分辨率|原图|时长",
    ),
    _detail(
        "template",
        "模板",
        r"模板|(?:总结|材料|报告|经验|建议).{0,4}(?:怎么写|写[些点]?什么|写哪些)|(?:有没有|有无|要不要|需要|填).{0,3}表格?|范文|样本|样式|范本|样表|提纲|框架|统一(?:格式|表格)|表格.{0,4}(?:有|发|给|填)|参考.{0,3}(?:格式|材料|样)",
        r"模板|样表|提纲|附件\s*\d*\s*[:：]?.{0,20}表|填写.{0,10}表",
    ),
    _detail("stamp", "盖章", r"盖章|公章|红头|盖红章|落款|盖戳|敲章", r"盖章|公章|加盖|签章"),
    _detail("signature", "签字", r"签字|签名|签发|审签|领导签", r"签字|签名|签发|签章"),
    _detail("naming", "文件命名", r"文件名|命名|怎么取名|名称怎么写|包名", r"命名|文件名|名称格式"),
    _detail(
        "subject",
        "邮件主题",
        r"邮件.{0,2}(?:主题|标题|名)",
        r"邮件(?:主题|标题|名)|主题注明|标题注明",
        thing=False,
    ),
    _detail(
        "paper",
        "纸质件或电子版",
        r"纸质|电子[版档稿]|扫描件|原件|打印|纸版|光盘|u盘",
        r"纸质|电子版|电子稿|电子文档|扫描件|光盘|打印",
    ),
    _detail(
        "caption",
        "文字说明",
        r"文字说明|图说|配文|说明文字|写说明|配字|图注|照片.{0,4}说明|标注.{0,4}(?:时间|地点)",
        r"文字说明|图片说明|图说|照片说明|注明(?:时间|地点|拍摄)",
    ),
    _detail(
        "copy_to",
        "抄送",
        r"抄送|抄报|同时[报发抄]|两边都[报发]|另外?.{0,4}[报发]一份给",
        r"抄送|抄报|同时报",
        thing=False,
    ),
    _detail("area_code", "区号", r"区号|加0\d{2,3}|0\d{2,3}(?:要|吗|用)", r"区号|0\d{2,3}-\d{6,}", thing=False),
    _detail(
        "mobile",
        "手机号",
        r"(?<![用拿在])手机|移动电话|个人电话|私人电话",
        r"手机|(?<![\d@])1[3-9]\d{9}(?![\d@])",
        thing=False,
    ),
    _detail("wechat", "微信或QQ", r"微信|qq(?=号|群)", r"微信|QQ", thing=False),
    _detail("fax", "传真", r"传真", r"传真", thing=False),
    _detail(
        "other_mail",
        "其他邮箱",
        r"(?:别的|其他|另一个|另外的|备用|第二个|换个?)(?:的)?(?:邮箱|收件|邮件)|换(?:一)?个(?:邮箱|收件)",
        r"备用邮箱",
        thing=False,
    ),
    _detail(
        "quota",
        "名额",
        r"名额|指标|推荐几[个名人]|几个名额|限额",
        r"名额|限额|指标|推荐.{0,6}\d+\s*[名个人]",
        thing=False,
    ),
    _detail(
        "criteria",
        "评选条件和办法",
        r"(?:评|表扬|优秀|表彰|先进|获奖).{0,10}(?:条件|标准|办法|怎么[评报选]|流程|要求|申报|如何|依据)|怎么(?:评|才能|算)|条件",
        r"评选(?:条件|标准|办法)|评审(?:标准|办法)|申报条件|评比办法",
        thing=False,
    ),
    _detail(
        "prize",
        "奖金等物质奖励",
        r"奖金|奖品|发钱|多少钱|奖状|证书|奖牌|加分",
        r"奖金|奖品|奖状|证书|奖牌|加分",
        thing=False,
    ),
    _detail(
        "penalty",
        "对未报单位的通报或处理",
        r"通报.{0,6}(?:没|未|不)|(?:没|未|不)[交报].{0,10}(?:通报|批评|处理|后果|影响|扣|怎样|怎么样)|批评|扣分|问责|影响考核|后果",
        r"通报批评|问责|扣分|不予|追究",
        thing=False,
    ),
    _detail(
        "money",
        "经费",
        r"经费|补贴|资金|拨款|补助|费用谁|报销|掏钱|出钱|钱谁",
        r"经费|补贴|资金支持|拨款|补助|费用",
        thing=False,
    ),
    _detail(
        "account",
        "账号和密码",
        r"账号|帐号|密码|登录|登不上|登陆|注册|权限|用户名",
        r"账号|帐号|密码|登录名|注册|用户名",
        thing=False,
    ),
    _detail(
        "approval",
        "上传前的审批手续",
        r"审批|保密审查|备案|谁审|审核(?:流程|手续|后)",
        r"审批|保密审查|备案|审核后",
        thing=False,
    ),
    _detail(
        "who_uploads",
        "由谁上传",
        r"谁(?:来)?(?:传|上传|录|填|负责上传|负责录)|(?:自己|我们|各单位).{0,4}(?:录|上传|传|填)(?:吗|不|还是|$)|统一(?:传|上传|录)|要我们.{0,3}[录传填]",
        r"由.{2,12}(?:统一)?(?:上传|录入|填报)",
        thing=False,
    ),
    _detail(
        "scale",
        "场次和人数",
        r"几场|多少场|场次|规模|多少人(?!交|报)|参加人数|人数(?:要求|有|多少|下限)|至少.{0,3}人",
        r"不少于.{0,6}[场人次]|至少.{0,6}[场人次]|\d+\s*场以上",
        thing=False,
    ),
    _detail("holiday", "放假安排", r"放假|调休|休息|放半天|补假", r"放假|调休", thing=False),
    _detail(
        "branch",
        "分支或下属单位单独报送的办法",
        BRANCH,
        r"分支机构.{0,12}报|二级.{0,8}报|下属.{0,10}报送",
        thing=False,
    ),
    _detail(
        "joint",
        "联合开展的活动是否合并报送",
        JOINT,
        r"合并报送|联合报送|联合(?:开展|举办)的",
        thing=False,
    ),
    _detail(
        "exempt",
        "免报的情形",
        r"(?:可以|能)不[交报]|没(?:怎么)?(?:有)?(?:搞|办|做|开展).{0,12}[报交]|零报告|免报|不[交报](?:行|可以)",
        r"零报告|免报|无.{0,4}(?:情况|活动).{0,6}报|未开展.{0,10}报",
        thing=False,
    ),
    _detail(
        "staged",
        "是否可以分次报送",
        r"先[交发报]|补充(?:材料|照片|总结)|分(?:几|两|多|开)?[次批](?:交|报|送)|后补",
        r"分批|分次|补充报送",
        thing=False,
    ),
)
"""In the order in which they are named in an answer."""

_BY_KEY = {detail.key: detail for detail in DETAILS}
_THINGS = re.compile(r"工作总结|总结|照片|图片|影像资料|影像|视频|录像|报告|材料|信息|案例|表格")


def particulars_of(said: str, thing: str = "") -> tuple[Particular, ...]:
    """Return what is asked for in detail, each with the thing named last before it, else `thing`."""
    things = list(_THINGS.finditer(said))
    first = things[0][0] if things else thing or "材料"
    out = []
    for detail in DETAILS:
        asked = detail.asked.search(said)
        if asked:
            named = [first, *(found[0] for found in things if found.start() <= asked.end())]
            out.append(Particular(detail, named[-1] if detail.is_of_thing else ""))
    return tuple(out)


def thing_of(said: str) -> str:
    """The first thing that is named, as people name it; "" where none is."""
    found = _THINGS.search(said)
    return found[0] if found else ""


def again_of(said: str, keys: Iterable[str]) -> tuple[Particular, ...]:
    """Return the details asked before, now of another thing: 「那视频呢」; () where no thing is named."""
    thing = thing_of(said)
    known = (_BY_KEY[key] for key in keys if key in _BY_KEY)
    return tuple(Particular(detail, thing) for detail in known if detail.is_of_thing) if thing else ()
