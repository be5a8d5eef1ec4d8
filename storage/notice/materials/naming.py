"""The names of what is handed in: the papers of an enumeration one by one, without quantities or formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from storage.notice.text import addressees
from storage.notice.text.signs import flatten
from storage.patterns import Late

_THING = Late(
    r"(?:总结|报告|信息|资料|材料|照片|图片|视频|影像|短片|名单|名册|名录|花名册|汇总表?"
    r"|(?<!代)表格?(?!扬|彰|现|示|达)|(?<![秘图])书|方案|计划|打算|思路|设想|要点|作品|数据|情况"
    r"|附[件表]\s*\d*|简历|案例|论文|[周月季年简快]报"
    r"|文稿|稿件?|草案|链接|清单|台账|统计|电话|姓名|身份证|残疾人证|联系人|联络员|证明|证书|执照|复印件"
    r"|版本|扫描件|(?:盖章|签字|签章)件|原件|附件|电子[版档稿件]|电子文[本档]|文本|纸质[版件稿]|[Ww]ord版|PDF版"
    r"|版|PDF|进度|进展|(?<!数据)分析|职务|经验|建议|意见|思考"
    r"|文件|函|(?<![网首主])页|回执|申请|档案|样品|[海小墙板]报|手抄报|课件|教案|册|大纲|请示(?:件|文)?|作文|简讯|课例|录音|音频|音像|动画|展板|微电影|样书|证件|户口簿|批文|票据|凭单|纪要|决议|摘要|全文|正文|活页|(?<!解释)说明"
    r"|(?:生活|工作|证件|登记|[寸冠身合面])照|(?:活动|工作|课程|日程|教学)安排|PPT|ppt|提案|议案|问卷|样本|小结|设计|合影|征文|心得|副本|正本|格式|名额|销售额|同期数|标本|录像|简介|事迹|目录|成果|协议|合同|发票|章程|素材|凭证|报道|意向|意愿|账号|账户|须知|明细|记录|提纲|介绍信|推荐信|预案|事例|声明|日志|(?<=[原幻绘漫版])画|(?<!刻录)光盘|文章|脚本|剧本|漫画|单(?!位)"
    r"|卡)(?:\([^()]*\))?$"
)
_NOT_THING = Late(
    r"^以(?!上)|^对于|^目录$|以正式(?:文件|公文|函)|^每(?!个?(?:项目|单位|人选|作品|部|篇))|^姓名$|^附\s*件$|^(?:有关|相关|具体)?(?:进展|进度|事项|规定|要求|通知|精神|工作|任务|条件|信息|材料"
    r"|资料|情况|数据|联系电话|联系人|电话|意见|文件|名额|格式)$"
    r"|管理办法|法律|政策$|根据|按照|要求|^完成|完成(?:后|$)|明确|负责的|遴选|不得|应当|通知中?$|联系人及(?:联系)?电话$"
    r"|咨询(?!专家|报告)|阅读|认真|应当|登录|进行|公示$|账号$|征求意见$|^要(?![闻点素])|^[^《》]+(?<!意)(?<!方)向(?!日|导|上)|(?:为|是)(?:准|单位)|逾期|如有|^其中$|^各.{2,8}务必|^【|号文件$|姓名及"
    r"|^(?:修改|评审|审查|专家)意见$|^说明$|[交报发送寄][至到给]|见下[表列文]|见附件|如下|^[一二三四五六]是|以下|下列|^第.{1,3}批(?!.*[表书函])|^附\s+件|^留言|^(?:视情况)?对[^、]{2,}的|加盖意见|受理$|扫码|二维码|^(?:以上|上述|这些|该)(?:材料|资料|文件)$|^(?:各项|各类)|^材料的|公告$|^[了过]|[交报送寄供填]了|均[应须为]|[应须]为|[^\d]需$|(?:知识|服务|名义)$|^附(?:[件表]|件[原复]印?件)$|一致的|^(?:事由|理由|原因)$|^(?:填表|填报)说明$|^表格材料$|部分$|类作品$|标题|粘贴|方式|以上$|为主$|^现?就|(?<![人选])的(?:材料|资料)$"
)
_UNCLEAN = Late(
    r"包[括含]|是否|均?采用.*格式|收集$|https?|www|[的和及或与、]$|^结果$|^成(?!果|绩|员)|(?:签字|签名|签章)$|^(?:内容|数据|报表|材料)[为包]|^(?:未尽|完毕|另外|[于在]\d)|选出|拟由|作为|工作单$|告?知$"
    r"|.(?<![针面相应反绝])对(?![比照外口接策象称话抗联标立]|[^、]*的)|(?<![申邀])请(?![示柬假])|须(?!知)|(?<![反适对相供])应(?![急用届聘收对])|(?<!形)将|把(?![握关控手])"
)
"""What a name holds that is a clause and no name: 科研人员对论文原件, 数据包括电子数据."""

_NO_FORM = Late(r"(?:选题|参考|指南|推广)目录$")
"""What a title in its marks names that is looked up and not handed in."""

_LEAD = Late(
    r"^(?:的|提出(?=书面)|好(?=[A-Za-z《\"])|以[^、《》]{2,14}(?:形式)?(?:出具|报送|提交)的|[^、《》]{0,10}(?:软件|系统|工具)(?:录入|生成|导出)的(?=[^、]{3})|(?:推荐|选送|推选)\d{1,2}(?:[-~至]\d{1,2})?[个件篇项份](?=.{3})|(?:组织)?(?:编制|制定)(?=[^、《》的]{4,}[^、《》]*方案$)|另(?:\d{1,2}|一)份|(?:填写|填报|录)?[至入](?=附[件表]\s*\d)|[^、《》]{2,40}[.。]\s*\d{1,2}\.\s*(?=[\u4e00-\u9fff])|(?:主要)?包[括含]:?|本通知(?=附)|各(?=(?:论文|作品|项目|课题)[\u4e00-\u9fff])|\d+分钟(?:左右|以[内上])?的|(?:[^、《》]{0,10}(?:打印|审核|合格|遴选|评选|初审|初评|装订|汇总|整理|导出|填报|完善)(?:后|好|通过)?|正式行文|拟推荐人选)的(?!数据)|[^、《》]{2,16}(?:上报|报送|出具|提供|提交|开具)的|[^、《》]{2,30}(?:打印|补足|形成)(?![件版稿])|[^、《》]{0,16}(?:(?<![申邀])请|须|需(?!求)|应(?![急用届聘]))[^、《》]{0,6}?(?:附(?![件表录])|提供|提交|填写|上传|打印|报送)|带有|[^、《》]{1,8}-{1,2}(?=[\u4e00-\u9fff])|后?打印(?![件版稿])|补足|形成|[^、《》]{0,8}公章(?:后的?|的)?(?=[^、]*[表书函件]$)|加盖[^的章]{2,16}公章(?:后的?|的)?|提供(?=.{3})|附(?![件表录])|(?:[省市县区][民教科][委协]|[我省市县区][\u4e00-\u9fff]{1,8}?[局厅])(?=[^、]{0,12}(?:[^代]表|[^秘图]书|件|报告|总结|材料)$)|各地|随|\d{1,2}月\d{1,2}日[为是]|[每各][^、《》]{1,4}(?:推荐|选送|推选)|[^、《》]{2,16}中(?:所?要求|规定)的|本人签字的|连同(?:企业)?|[^《》]{2,24}(?:填写|填报|填好|编写|编制|撰写|起草)|(?:不少于|不超过|不多于|至少|各|约)?(?:\d{1,2}|一)[份篇张个幅部套件条则](?:以[上内])?(?=[\u4e00-\u9fff\d])|\d+(?:[-~至]\d+)?字(?:左右|以[内上])?的?|(?:胶[印装]|装订)(?:成册)?的|请?[于在].{2,20}?前|请(?!示)|将|把|所有的?|通知中|提交|递交|报送|上报|上传|填报|填写|汇总(?!表|清单|名单|材料|的数据)|本(?:单位|企业|地区|辖区|部门|系统|市|校|区|县|院|会)的?"
    r"|以下|有关|相关|下列|如下|各自|\d{1,2}(?=[\"《\u4e00-\u9fff])(?![年月日号天时寸个级届期大强项类批次周季岁城市县村所家人名位副幅份篇张部套件场段集例种米分路区校院班组])|每个?(?:项目|单位|人选|作品)|我[市省区]|全部的?"
    r"|和|及|以及|并|与|或者?|由|同时|其中|所填写?的?|所?(?:推荐|选送|填报|报送|提交|上报)的|填[好写]的?|打印(?:好|出)?的|上述(?!(?:材料|资料|附件|文件|表格)的?电子)|以上(?=[^、的]{2,6}(?:材料|表|书)(?!的?电子))|一并|正式的?"
    r"|经[^的]{2,12}的|(?:签字|签名|签章)?(?:及|\(或\)|和|、)*(?:加盖|盖)[^的章]{0,4}章(?:后的?"
    r"|的)|截至[^的]{2,10}(?:的)?|[^的]{0,8}\(示范区\))(?=.{2})"
)
_TAIL = Late(
    r"(?:等?[一二两三四五六七八九十\d]+个?方面的?(?:内容|材料)?|等[^、]{0,6}(?:材料|资料|内容|文件|信息)|等(?:(?:及时|认真|进行)*总结)?|(?:逐级|统一|一并|及时|直接)?(?<=..)(?:上报(?!文件|材料|函|的)"
    r"|报送(?![函员人单表的])|提交(?!的)|发送|寄送?|邮寄|送交).*|(?:各?一式|不超过|不少于|至少)?[一二三两四五六七八九十\d]+(?:[-~至]\d+)?\s*[份套本册部张幅篇段组件条项个](?:\([^()]*\))?"
    r"|(?<=[^、]{2})的?(?:纸质[版件稿]|(?:EXCEL|Excel|excel|WPS|wps|WORD|Word|word|PDF|pdf)[版件])|(?<=[^、]{2})并(?=[于在将由经报送交汇]).*|填表|\d+字(?:左右|以内|以上|以下)?|各?(?:胶装|装订)(?:成册后?|后)|签字盖章后?|(?:加盖|盖)[^,]{0,4}章后?|扫描后|打包后?"
    r"|汇总后?|收齐后?|备齐|按(?:照)?(?:规定|要求)|(?<=[料表书件])到[^、]{2,8}[处科室办]|(?<=附件\d)[中内]|作为[^、]*|收集(?:、|并)?整理(?:好|后|完毕)?|(?<=[片频料])\d{1,2}|直接|统一|一并|分别|各|(?:以[^,]{1,8}为单位)?建立?[^、]{0,6}文件夹(?:压缩|打包)?后?|以[^,]{2,8}为单位)$"
)
_DONE = Late(
    r"(?<=[\u4e00-\u9fff)》\"])(?:(?:加?盖|签字|签章|签名)(?:本?单位)?(?:公章|章)?|压缩|打包|刻录?(?:成|制)?光盘|扫描|汇总|审核)(?:汇总|审核|盖章)?后?"
    r"(?:[于在由]|[报送交发寄]|上报|统一|经).*$"
    r"|(?<=[表书件料函告])(?:均?[须应需]?经[^、]{2,12}(?:审核|审定|同意)后?|均?[须应需]?(?:完成|经[^、]{2,10})?)(?:签字|签名|签章|加?盖(?!面)).*$"
    r"|(?<=[料表书])按(?:照)?A[34][^、]{0,8}(?:装订|打印)[^、]*$|(?<=[\u4e00-\u9fff)])[于在]\d[^、]{2,16}[前日]$|(?<=情况)(?:[于在]\d[^、]{2,16}前)?(?:形成|整理成|写成)书面(?:材料|报告)$|(?<=[表书件料函告])(?:打印|扫描|制作|转换|刻录)成.*$|整理成.*$"
)
"""What is done with a paper before it is handed in."""

_AS_FORMAT = Late(
    r"[《》]|[(（][^()（）]*[)）]|(?:的?(?:电子|纸质|盖章|可编辑|[Ww]ord|[Pp][Dd][Ff]|和|及|、)*(?:版本|[版稿档]|文档|扫描件|原件|复印件)|(?:纸质|电子)材料)+$"
)
"""What a name says of its format: 《申报书》(附件2)电子版 is the 申报书 that is asked for elsewhere."""

_ANNEXED = Late(r"\((?:详?见)?附[件表][^()]*\)(?=.)")
"""Where the form of a paper stands, within its name: 推荐表(见附件2)纸质稿."""

_OWNER = Late(
    r"^[^《》()]{2,24}(?:签[字名章]|盖章)的(?=[\u4e00-\u9fff]{2,}$)|^符合[^《》、]{2,24}的(?=[\u4e00-\u9fff]{4,6}$)"
    r"|^各[^《》()]{1,4}(?:\([^()]*\))?(?:征集|遴选|收集|推荐|评选)(?:、[\u4e00-\u9fff]{2})?的(?=[\u4e00-\u9fff]{2,}$)|"
    r"^(?:各[^、《》]{0,14}?(?:单位|党委|团委|局|部门|学会|协会|企业|学院|学校|科协)|[省市县区]直单位|[^、《》]{2,8}类项目)"
    r"(?:书记|负责人)?的?(?=[\u4e00-\u9fff]{2,}$)|^[省市县区][^、《》的]{1,12}?[局委厅][^、《》的]{1,8}?[科处室股](?=[\u4e00-\u9fff]*(?:材料|资料)$)"
)
"""Whose a paper is: 各乡镇党委书记述职报告 is a 述职报告."""

_UNPACKED = Late(
    r"(?:[^,。;:、()]|\([^()]*\)){0,12}(?:材料|资料|文件)(?:一式.{1,3}份)?\((?!包括|含|纸质|电子|书面|一式|盖章|[^()]*等\))(?P<what>[^()]{2,}、[^()]{2,})\)"
)
"""Materials listed in brackets: 参赛材料(教学设计、课件)."""

_ONE_TITLE = Late(r"[^《》]{0,8}《([^《》]+)》(?:(?:\([^()]*\))?(?:的?电子版?|纸质版?)(?:材料|资料))?")
"""The title of one paper, whatever is said of its format: 《申请书》电子版材料."""

_PARTICULAR = Late(
    r"(?:及|和)?(?:姓名|性别|民族|年龄|单位|所在单位|工作单位|职务|职称|(?:联系|办公)?电话|手机(?:号码?)?|联系方式|(?:电子)?邮箱|身份证号码?|微信号?|QQ号?)(?:等)?"
)
"""What is told of a person beside the name."""

_WHOSE = Late(
    r"(?:反映|体现|展示|用于|涉及|记录|开展)[^,。;()]{2,40}?的(?=[\u4e00-\u9fff]{2})|加盖[^,。;()的]{2,16}?章"
)
_OF_BOTH = Late(
    r"(?:颁布|发布|制定|修订|出台|印发|发表|出版|获得|取得|承担|参与|主持|主办|承办|举办|开展|实施|设立|征集|遴选|收集|推荐|评选)、(?=[\u4e00-\u9fff]{2}的)"
    r"|(?:与|和|同)[^、]{0,6}(?:比较|对比|相比)|(?:及|和)(?:其[他它]|相关|有关)(?:材料|资料)的?电子[版稿档文]"
)
"""Signs between words that one paper's name says together: 颁布、修订的法规, 汇总数据与上年比较清单."""

_BOTH_FORMATS = Late(r"^纸质版?(?:和|及|、|与)电子(?P<as>版|文本|文档|材料|稿|档)")
"""A paper that is only called by its two formats: 纸质和电子文本各一份."""

_EITHER = Late(
    r"(?:执照|证书|证|照)或者?(?=[^、,。;或和及]{2,12}(?:复印件|扫描件|原件)(?:\([^()]*\))?(?:[、,。;和及]|等|$))"
)
"""One of two papers, of which a copy is asked for: 营业执照或法人证书复印件."""

_HIDDEN = str.maketrans("、和及或与", "\ue000\ue001\ue002\ue003\ue004")
_SHOWN_AGAIN = str.maketrans("\ue000\ue001\ue002\ue003\ue004", "、和及或与")
"""Signs that join what a paper is about: 反映基本情况和工作情况的图片 is one."""

_AND = Late(r"(?<=.)(?:以及|及(?![其时])|[和与])(?=.)")
_MARKED = Late(r"[《》()\"]")
_HALF = 2
"""A half of this length names no paper of its own: 意见和建议."""

_ENDINGS = "格展算料结告息片表书频版单册件函稿案划路书见议况品明档本文页纲证照据"
ITEM = Late(r"\s*(?:\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、)]|[一二三四五六七八九十]、|[①-⑳⑴-⒇])\s*")
"""The number of an item of a list that stands in one paragraph: …;(二)…."""

LONGEST = 34


def names(flat: str) -> Iterator[str]:
    """The single materials of an enumeration, without quantities and leading words."""
    for piece in pieces(flat):
        name = bare(piece)
        refused = _NO_FORM if f"《{name}》" in piece else _NOT_THING
        if 2 <= len(name) <= LONGEST and _THING.search(name) and not (refused.search(name) or _is_clause(name)):
            yield name


def is_refused(name: str) -> bool:
    """Whether a name is none of a paper, however it is put."""
    return bool(_NOT_THING.search(name)) or _is_clause(name)


def _is_clause(name: str) -> bool:
    """Whether what was taken for a name says something of papers; titles and quotations may say anything."""
    bare_of_all = re.sub(r"《[^《》]*》|\"[^\"]*\"|\([^()]*\)", "", name)
    return bool(_UNCLEAN.search(bare_of_all)) or any(sign in bare_of_all for sign in "《》()")


@lru_cache(maxsize=256)  # a span is looked at for its names, and for how many they are
def pieces(flat: str) -> tuple[str, ...]:
    """The members of an enumeration; what is asked of one person is one: 联系人及其职务、电话."""
    flat = re.sub(r"》\s*《", "》、《", flat)
    flat = _BOTH_FORMATS.sub(r"纸质\g<as>、电子\g<as>", flat)
    flat = _EITHER.sub(lambda match: match[0].translate(_HIDDEN), flat)
    flat = re.sub(r"(?<=情况),(?:主要)?包括[^,。;]*?等", "", flat)
    flat = re.sub(r"(?<=..)[连联]同(?=..)", "、", flat)
    flat = _UNPACKED.sub(lambda match: match["what"], flat)
    flat = _WHOSE.sub(lambda match: match[0].translate(_HIDDEN), flat)
    flat = _OF_BOTH.sub(lambda match: match[0].translate(_HIDDEN), flat)
    listed = re.sub(
        rf"(?<=[{_ENDINGS})》\"\d份个篇张幅条项])(?:以及|及(?:其(?![他它余]))?|和(?!建议)|与|或者?(?=[^、]{{3}})|并(?:附|上传|提交|报送"
        rf"|填写))(?=[^()其]{{2}}|其[他它余])",
        "、",
        flat,
    )
    found: list[str] = []
    parts = (part for said in addressees.split_outside(listed, "、,") for part in _parts(said))
    for piece in (part.translate(_SHOWN_AGAIN) for part in parts):
        if found and _PARTICULAR.fullmatch(piece):
            found[-1] += f"、{piece}"
        else:
            found.append(piece)
    return tuple(found)


def _parts(piece: str) -> list[str]:
    """The two papers that a piece joins by 及, 和 or 与; one whose halves are no papers stays whole."""
    parts = [part.strip() for part in _AND.split(piece)] if not _MARKED.search(piece) else []
    return (
        parts if len(parts) > 1 and all(len(part) > _HALF and _THING.search(bare(part)) for part in parts) else [piece]
    )


def bare(piece: str) -> str:
    """A material's own name: without brackets, quantities, and what was done to it."""
    piece = _ANNEXED.sub("", piece)
    quoted = re.match(r'\s*"([^"]+)"', piece)
    name, before = quoted[1] if quoted and _THING.search(quoted[1]) else piece.strip(), ""
    while name != before:
        before = name
        name = _DONE.sub("", ITEM.sub("", name, count=1) if ITEM.match(name) else name)
        name = re.sub(r"(?<=.)\([^()]*\)$", "", name if name.startswith('"') else name.strip(' "')).strip()
        name = _OWNER.sub("", _LEAD.sub("", _TAIL.sub("", name))).strip()
    name = name.replace('"', "") if name.count('"') == 1 else name
    title = _ONE_TITLE.fullmatch(name)
    return title[1] if title else name


@lru_cache(maxsize=1024)
def core(name: str) -> str:
    """A name without marks and brackets, and without what it says of its format."""
    name = re.sub(r"^(?:个人|本人|单位)(?=..)|(?<=.)(?:初稿|定稿|终稿)$", "", flatten(name))
    title = re.search(r"《([^《》]+)》", name)
    return re.sub(r"\W", "", title[1] if title else _AS_FORMAT.sub("", name)) or name
