"""How people type: width, traditional characters, dialect, homophones, names called; brought to one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from handlers.questions.characters import SIMPLIFIED

LONGEST = 600
"""Characters of a message that are read for a question: more is a paper, not a question."""

_CALLED = re.compile(
    r"(?<![A-Za-z0-9._-])@(?!我)(?:所有人|全体成员|all\b|(?:报送)?小?(?:助手|机器人)|[^\s@,，。:：?？!！]{1,20}(?=\s|$|[,，。:：?？!！]))",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060\ufe0e\ufe0f\ufeff]"
)
_PICTURED = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|\\[[\u4e00-\u9fff]{1,3}\\]")

_SLIPS = {
    "截止": "截只 截址 截指 截旨 截纸 截至 节止 结止 接止 捷止 截住 截之",
    "什么": "什麽 甚么 什莫 神马 什嘛 什末 森么",
    "什么时候": "什么时后 什么时侯 什么是候 什么事候 什么时間 什么时间 什么时辰",
    "联系": "联糸 联戏 连系 联细 联糸 联希 聊系",
    "邮箱": "邮相 邮厢 油箱 由箱 邮香 邮想 邮像 游箱 邮乡 信箱",
    "邮件": "油件 邮建 邮健",
    "电话": "电华 点话 电画 店话 典话 垫话 电活",
    "总结": "总节 总接 宗结 总杰 总洁 综结 总姐 总街 总截 总劫",
    "材料": "才料 材枓 财料 裁料 菜料 材了",
    "照片": "照骗 照偏 赵片 照篇 找片 照遍",
    "报送": "抱送 报宋 暴送 报颂 报松 保送",
    "地址": "地只 地止 地纸 低址 地趾 地指",
    "主题": "主提 住题 注题 主替",
    "日期": "日其 曰期 日欺 日棋",
    "期限": "期线 其限 期现 欺限 起限",
    "最迟": "最池 最尺 最吃 最持",
    "要求": "要球 药求 要秋",
    "通知": "同知 通只 通之 通织 统知 通智",
    "文号": "文好 闻号 文浩",
    "附件": "副件 付件 负件 复件",
    "影像": "影象 映像 影相 影向",
    "资料": "姿料 咨料 资枓 自料",
    "模板": "模版 摸板 魔板 模扳",
    "格式": "格试 革式 格是",
    "盖章": "盖张 该章 改章 盖障",
    "延期": "沿期 严期 延其 言期",
    "上传": "上船 上穿 上转",
    "对接": "队接 对街 堆接",
    "座机": "坐机 做机 作机",
    "提交": "提叫 题交 替交",
    "表扬": "表杨 表阳 表洋",
    "志愿": "志原 志员 致愿",
    "活动": "活东 活洞 火动 货动",
    "手机": "手几 手鸡 收机",
    "发哪": "法哪",
    "交哪": "教哪 叫哪",
    "报哪": "抱哪 爆哪",
}
_SLIP = {wrong: right for right, wrongs in _SLIPS.items() for wrong in wrongs.split()}
_SLIPPED = re.compile("|".join(sorted(_SLIP, key=len, reverse=True)))

_WORDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        # Latin words and pinyin, never inside a mailbox or an address
        (
            r"(?<![a-z0-9@._-])(?:dead ?line|ddl|due ?date|jie ?zhi(?: ?ri ?qi)?)(?![a-z0-9@._-])",
            "截止时间",
        ),
        (r"(?<![a-z0-9@._-])(?:e-?mail|you ?xiang)(?![a-z0-9@._-])", "邮箱"),
        (r"(?<![a-z0-9@._-])(?:tel|phone|dian ?hua)(?![a-z0-9@._-])", "电话"),
        (r"(?<![a-z0-9@._-])lian ?xi ?ren(?![a-z0-9@._-])", "联系人"),
        (r"(?<![a-z0-9@._-])ji ?hao(?![a-z0-9@._-])", "几号"),
        (r"(?<![a-z0-9@._-])(?:hello|hi|hey|nihao)(?![a-z0-9@._-])", "你好"),
        (r"(?<![a-z0-9@._-])(?:thanks?|thx|thank you|3q|xiexie)(?![a-z0-9@._-])", "谢谢"),
        (r"(?<![a-z0-9@._-])help(?![a-z0-9@._-])", "帮助"),
        # dialects
        (r"[啥甚什]么?辰光|(?:啥|什么|嘛)(?:个)?时[候间]|多咱|多会儿|啥时|几时|何时|哪阵|几辰光", "什么时候"),
        (r"啥人|边个|哪个人|何人", "谁"),
        (r"啥地方|啥场化|阿里搭|哪搭|边度|哪旮旯|啥地|何处", "哪里"),
        (r"啥子|啥个|啥", "什么"),
        (r"咋整|哪能办|咋弄", "怎么办"),
        (r"哪能(?=[弄交报])|咋个?|肿么|啷个|点样", "怎么"),
        (r"阿是|系咪|是不系", "是不是"),
        (r"阿要", "要不要"),
        (r"阿有|有冇", "有没有"),
        (r"阿(?:能|可以|好)(?=[\u4e00-\u9fff])", "能不能"),
        (r"[交报送发]拨", "交给"),
        (r"阿拉|吾伲|我伲|伲|俺们|咱们|咱", "我们"),
        (r"木有", "没有"),
        (r"怎样(?!了)|(?<!无论)如何|咋样(?=才)", "怎么"),
        (r"[勿唔](?=晓得|清爽|懂|会|要|是|知)", "不"),
        (r"晓得", "知道"),
        (r"清爽", "清楚"),
        (r"今朝", "今天"),
        (r"(?<![步砍讨])伐(?=[啦啊呀]?(?:[,。?!;]|$))", "吗"),
        (r"(?<![什怎那这多要])么(?=[?。!,;]|$)|嘛(?=[?,。;]|$)", "吗"),
        # slips that only the next word betrays
        (r"影响(?=资料|材料)", "影像"),
        (r"自愿(?=服务|者)", "志愿"),
        (r"(?:电化)(?=多少|是|号)", "电话"),
        (r"胜(?=几天|多少天)", "剩"),
        (r"(?<=[交发报送寄到])那(?=(?:[个里儿边]|个?邮箱|个?部门|个?处室?|个?单位)?[啊呀呢?]*$)", "哪"),
        (r"那(?=天(?:之?前)?[交报截]|[个一](?:邮箱|部门|处|日期|号码|电话)[?]?$)", "哪"),
    )
)

_NUMERAL = re.compile(r"([一二三四五六七八九十]{1,3})(?=月|[日号](?!线|楼|厅|馆|会议|文件))")
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}
_BLANK = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")


def digits(number: str) -> str:
    """Return the digits of a phone number, however it is written."""
    return re.sub(r"\D", "", number)


def normalise(text: str, *, longest: int = LONGEST) -> str:
    """Bring what somebody typed to one spelling: half width, small letters, simplified, plain words.

    Names called with @ and pictures are taken out; at most `longest` characters are read.
    """
    return _spell(text[: longest * 2], longest)


@lru_cache(maxsize=32)  # a dozen conversations look at the same message, one after the other
def _spell(text: str, longest: int) -> str:
    """The work of `normalise`."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))[:longest]
    shown = _PICTURED.sub("", _CALLED.sub(" ", shown)).lower().translate(SIMPLIFIED)
    shown = _BLANK.sub("", shown.strip())
    for pattern, plain in _WORDS:
        shown = pattern.sub(plain, shown)
    shown = _SLIPPED.sub(lambda found: _SLIP[found[0]], shown)
    return _NUMERAL.sub(lambda found: str(_number(found[1])), shown)


def _number(numeral: str) -> int:
    """三 is 3, 十 is 10, 二十一 is 21."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS[ones[-1]]
    return 10 * (_DIGITS.get(tens[-1:], 1)) + _DIGITS.get(ones[:1], 0)
