"""Ways to somebody as they are printed: phones, mailboxes, names; what looks like them and is none."""

from __future__ import annotations

from storage.notice.text import words
from storage.patterns import Late

EMAIL = Late(
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,60} ?@ ?[A-Za-z0-9-]{1,60}"
    r"(?:(?:\.|。(?=(?:com|cn|net|org|edu|gov)(?![a-z])))[A-Za-z0-9-]{1,20}){1,4}"
)
"""A mailbox; some are printed with a full stop of Chinese text: 163。com."""

PHONE = Late(
    r"(?<![\dA-Za-z@._-])(?<!(?<!\d)/)(?:\(0\d\) ?\d{3,4}-?\d{4}"
    r"|(?:\(0\d{2,3}\)|0\d{2,3})(?: ?-{1,2} ?| )?(?:\d{7,8}|\d{3,4} \d{3,4}(?! ?\d))"
    r"|1[3-9]\d(?:[- ]?\d{4}){2}"
    r"|\d{7,8}|(?!(?:19|20)\d\d-)[2-8]\d{3}-\d{4}|400-?\d{3}-?\d{4}|400\d-\d{3}-\d{3})"
    r"(?:\s?\(?(?:转 ?|-)\d{1,6}\)?)?(?![\dA-Za-z@])(?!\s*(?:\(传真?\)|平方|万|元|字|年|日|人))"
)
_MOBILE, _WITH_CODE = r"1[3-9]\d{9}", r"0\d{2,3}-\d{8}"
GLUED = Late(rf"(?<![\dA-Za-z@._-])(?:{_WITH_CODE}(?:{_MOBILE}|[2-8]\d{{7}})+|{_MOBILE}{_WITH_CODE})(?![\dA-Za-z@-])")
"""Phones that are printed without a sign between them: 0999-8569813385698046."""

GLUED_ONE = Late(rf"{_WITH_CODE}|{_MOBILE}|\d{{8}}")
_NO_PHONE = Late(
    r"(?:QQ|qq|(?:交流|工作|报名|联络|联系|通知|咨询|会员|培训|大赛|活动|钉钉)群|群号|群(?=\s?[:(])|微信(?!同号)|短号|邮编|邮政编码|编号|密码|口令|账号|帐号|代码|会议号|编码|科目)"
    r"[^,。;\d]{0,6}:?\s*\d[\d ]*|(?:时间|日期)(?:为|是|:)\s*\d{7,8}(?!\d)"
    r"|(?<!\d)\d{7,}+(?=\.[A-Za-z])|https?://[A-Za-z0-9./?=&%_:#~-]+"
)
HEADED_OFFICE = Late(
    rf"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9、]{{1,24}}?(?:{words.OFFICE_ENDS})(?:\([^()]{{1,24}}\))?"
)
ASKED_BESIDE = Late(
    rf"(?:联系|咨询|致电|请拨|拨打)(?P<office>{HEADED_OFFICE.pattern})?(?:\((?:联系|咨询)?)?(?:电话)?:?\s*(?P<phone>{PHONE.pattern})"
)
"""An office to ask with its phone: 请联系市科技局成果科(6780622), 请致电办公室6780622."""

PASSED_ON = Late(
    rf"我(?:局|委|厅|会|处|科|部|办|校|院|所|中心|单位)[^,。;:]{{0,10}}(?:汇总|审核|初审|统一|集中)[^,。;:]{{0,8}}(?:报|送|交)至?(?P<office>{HEADED_OFFICE.pattern})(?=[,。;]|$)"
)
"""The office that whoever issues a notice passes the papers on to."""

_SHORT_OFFICE = Late(r"[省市县区州校院厅局委](?:科协|教育局|办|局|委|厅)")
_NO_OFFICE = {"含传真", "兼传真", "联系部门", "负责部门", "联系单位", "咨询部门", "各有关单位", "有关单位"}
_EVENT = Late(
    r"(?:评审|座谈|培训|推进|动员|交流|研讨|启动|总结|宣讲|答辩|说明|发布|表彰|家长|运动|博览|展览|招聘|联欢|茶话|宣贯|汇报|报告|推介|对接|洽谈)会$"
)
"""What takes place, and is no body: 第三轮评审会."""

_NAME = Late(r"[\u4e00-\u9fff·]{2,4}$|(?!.*(?:方式|系统|平台|咨询|如有|可以|参见|详见))[\u4e00-\u9fff]{5,6}$")
_NO_NAME = Late(r"电话|手机|方式|邮箱|部门|单位|地址|[市区县镇]$")
"""Labels, and places in a row before a name."""

_ODD = Late(r"^\s*(0\d{2,3}-\d{5,6}|1[3-9]\d{7,8}|1[3-9]\d{10}|\d{4,6})(?![\d@A-Za-z年月日人份.-])")
"""A phone that is printed with too few or too many digits is kept, to be asked about."""

SURNAME = (
    "(?:欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|夏侯|东方|长孙|宇文|司徒|端木|南宫|独孤|呼延|闻人|申屠|太史|澹台"
    "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石"
    "崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景"
    "詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却桑桂濮牛寿通边扈燕冀"
    "浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚"
    "那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓付肖涂佟闫覃岳苟原仝帅楚代练冼隋宛])"
)
TAKEN_BY = Late(rf"[,(\s](?:联系人)?\s*(?={SURNAME}[\u4e00-\u9fff]{{1,2}}收?[,:\s(]*{PHONE.pattern})")
"""Where somebody with a phone is named behind an address."""

TITLES = (
    "(?:老师|同志|先生|女士|小姐|主任|副主任|科长|处长|部长|局长|院长|会长|秘书长|秘书|经理|干事|工程师|工|教授|博士|医生"
    "|书记|馆长|所长|站长|股长|校长|主席|同学)"
)
_PERSON = Late(
    rf"[小老]{SURNAME}|{SURNAME}(?:[\u4e00-\u9fff]{{1,2}}(?:{TITLES})?|{TITLES})|[\u4e00-\u9fff]{{1,4}}·[\u4e00-\u9fff·]{{1,8}}"
)
_NO_PERSON = Late(
    r"经研究|农[社牧经技机产].*|方式.*|.*[区县]|时间|平台|安全|成果|明细|申报|计划|常见|文件|通知|都可|经办|单位|相关|应当|后勤|高校|全体|全市|从业|项目|管理|强化"
    r"|时限|时效|支部|支队|成员|成立|方法|方向|方面|常委|常务|平安|安排|白天|白班|党委|党组|党员|文化|文艺|文体|严格|强调|明确|明年|金额"
    r"|高级|高度|高新|马上|水平|林业|牧业|农业|农村|车间|任务|简介|简历|能力|路线|石油|包括|包含|付款|简称|从事|宣传|危险"
    r"|国家|周[一二三四五六日]|连同|关于|于(?:[^\u4e00-\u9fff]|是|此|今|本|每|当|各|会|前|后).*|和.*|公示|公布|广大|师范|师生|向.*|都.*|双方|司法|单独|须.*|应.*|温馨|程序|支持|容量|居民|相应|空白"
)
"""Words that begin with a surname."""

_FIELD = Late(
    r"(?:成[果教人]|宣[传教]|安[全监稳保环]|计[财划算生量]|高[新教校技]|农[业村机经技牧社]|林[业政]|项目|师[训资范]|干[部训]|党[建政群务校]"
    r"|水[利保产务政]|养[殖老]|种[植业子]|应急|文[化艺体物旅教]|车[管辆]|金融|储备|双[创拥]|石[油化]|管[理控]|查[处验]|经[济费管贸营]"
    r"|国[资土合际防库有]|纪[检委]|支[农部]|能源|平[安台]|常[务委]|通[信讯]|路[政桥]|景区|花卉|白蚁|房[产管]|权[属益]|包装|古[建籍]|卫[生健计]"
    r"|曲艺|居民|单位|社[会保教]|司法|于|和|都|向|应|须)"
)
"""What a department is for, in words that begin as a name does: 成果科, 计财处."""

_ASKED_PERSON = Late(rf"(?P<what>[\u4e00-\u9fff]{{2,6}}?)(?P<person>{SURNAME}{TITLES})")
_TITLE_BEHIND = Late(rf"(?<=..){TITLES}$")
_OFFICE_PERSON = Late(
    rf"(?P<office>[\u4e00-\u9fff]{{0,24}}(?:{words.OFFICE_ENDS}))"
    rf"(?P<person>{SURNAME}(?:[\u4e00-\u9fff]{{0,2}}{TITLES}|[\u4e00-\u9fff]{{1,2}}))"
)
_DIALLED = Late(r"(?<![0-9A-Za-z_])(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?![0-9A-Za-z_])")
"""What can be dialled whatever stands around it: a fax, a number behind a slash."""

_DAY_NUMBER = Late(r"20\d\d(?:0[1-9]|1[0-2])[0-3]\d")


_PURPOSE = Late(
    r"咨询|支持|服务|热线|值班|联系|会务|业务|政策|技术|财务|受理|办公|申报|报名|系统|专班|类$|组$|窗口$|前台$"
)
CHINESE = Late(r"[\u4e00-\u9fff]+")


def odd_phones(flat: str) -> list[str]:
    """A number behind the label of a phone that has too few or too many digits."""
    return _ODD.findall(EMAIL.sub(" ", flat))


def without(text: str, phone: str, mailbox: str) -> str:
    """Put words in the place of every phone and mailbox of a text, printed well or not; days stay."""
    text = EMAIL.sub(mailbox, text)
    text = PHONE.sub(lambda match: match[0] if _DAY_NUMBER.fullmatch(match[0].strip()) else phone, text)
    return _DIALLED.sub(phone, text)


def first_phone(flat: str) -> int | None:
    """Where the first phone of a text begins."""
    shown = masked(flat)
    shown = EMAIL.sub(lambda match: "@" * len(match[0]), shown) if "@" in shown else shown
    found = PHONE.search(shown)
    return found.start() if found else None


def masked(flat: str) -> str:
    """A text whose numbers that are no phones are blanked, character for character."""
    return _NO_PHONE.sub(lambda match: " " * len(match[0]), flat)


def is_day_number(text: str) -> bool:
    """Whether eight digits are a day: 20240101."""
    return bool(_DAY_NUMBER.fullmatch(text))


def is_person(text: str) -> bool:
    """Whether a piece is the name of a person: a surname with one or two characters, or with a title."""
    return bool(_PERSON.fullmatch(text)) and not any(map(_NO_PERSON.fullmatch, (text, untitled(text))))


def is_name(text: str) -> bool:
    """Whether somebody has a name who is said to be a person, whatever it ends in: 王明科, and not 成果科."""
    return is_person(text) and not _FIELD.match(text)


def asked_person(text: str) -> tuple[str, str] | None:
    """What somebody is asked about, and he: 业务孙老师."""
    match = _ASKED_PERSON.fullmatch(text)
    return (match["what"], match["person"]) if match and is_purpose(match["what"]) else None


def untitled(name: str) -> str:
    """A name without the title behind it; one of a surname alone keeps it: 王老师."""
    return _TITLE_BEHIND.sub("", name)


def behind_office(text: str) -> tuple[str, str] | None:
    """An office and somebody of it in one piece: 办公室吴主任, 科普处吴松."""
    match = _OFFICE_PERSON.fullmatch(text)
    return (match["office"], match["person"]) if match and is_person(match["person"]) else None


def is_office(text: str) -> bool:
    """Whether a text is an office's name and nothing else."""
    is_named = bool(HEADED_OFFICE.fullmatch(text) or _SHORT_OFFICE.fullmatch(text))
    return is_named and text not in _NO_OFFICE and not _EVENT.search(text)


def is_called(text: str) -> bool:
    """Whether a piece may be somebody's name where a label says that one follows."""
    return bool(_NAME.fullmatch(untitled(text))) and not (HEADED_OFFICE.fullmatch(text) or _NO_NAME.search(text))


def is_purpose(text: str) -> bool:
    """Whether a word says what somebody is asked about."""
    return bool(CHINESE.fullmatch(text) and _PURPOSE.search(text))
