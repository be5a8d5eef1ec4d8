"""The things that are handed in: the spans of a sentence that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storage.notice.bodies.handing import BARE, BEGINS, SEND, WRITE, WRITE_BEGINS, targets
from storage.patterns import Late

_THING = r"(?:[^。;,:()\"《》将把]|\([^()]*\)|\"[^\"]{1,40}\"|《[^《》]*》)"
COUNT = r"[一二两三四五六七八九十\d]{1,3}"
_MANNER = (
    r"(?:先|会前|随[^,。;将]{2,10}一并|在线|统一|一并|分别|同时|按要求|经[^,。;]{2,14}?后|采?用[^,。;]{2,12}?(?:方式)?|汇总后?|压缩后?|(?:经)?(?:签字|签章)?(?:加盖.{0,4}章"
    r"|盖章)后?|打包|及时|书面|按时|直接|再|另|集中|逐级|以(?:[^,。;()]|\([^()]*\)){2,14}?(?:方式"
    r"|形式|为单位)|通过[^,。;]{2,16}?|按[^,。;将]{1,12}?|在[^,。;将]{2,20}?(?:网站?|系统|平台|页面|会上|上|中|内)|(?<!少)(?<!多)[于在][^,。;]{2,20}?前)"
)
_TAKEN = Late(
    rf"(?<![将现])(?:将(?!把)|把(?![关握控脉]))(?![^。;]{{0,80}}?(?:转发|印发|下发)(?:给|，|,))(?![^。;]{{0,80}}?(?:通知|公告|函告|通报|告知|说明)如下)(?!在|从|其中|会(?![议员])|对|由|以(?!上(?!各)|[^,。;、]{{2,12}}的《)|继续|适时|通过|组织|开展|于|依|按|根据|结合|视(?!频)|择优)(?P<what>(?:[^。;将()]"
    rf"|\([^()]*\)){{2,160}}?)(?:进行(?:汇总|整理|审核|初审)后?|(?:认真|严格|仔细)?(?:核对|核实|填写)(?:完整|无误)?后)?[,、]?\s*(?:{_MANNER},?){{0,3}}\s*(?:(?<![选推]){SEND}(?![和及、]|给予|文件|材料|公?函)|填[报写]|打包|压缩|上传|(?<=[,、])(?=(?:[于在]\d?|\d{{1,2}}月)[^,。;、]{{2,16}}前,?[将把]))"
)
_OBJECT = Late(
    rf"(?=[{BEGINS}{WRITE_BEGINS}])(?<!不[再用必])(?<!关于)(?<!是否)(?<!是否按时)(?<!可以)(?<!限)(?<!无需)(?<!不需)(?<!无须)(?<!不得)(?<!重复)(?<!拟)(?<!确定)(?<!确定上)(?<![选推])(?:{SEND}|{WRITE})(?:[并或]{SEND})?(?![了过的]|时间"
    rf"|日期|方式|单位|渠道|要求|内容|地点|至|到|给|我|单|稿人|后)\s*(?:以下|下列)?"
    rf"(?P<what>{_THING}{{2,120}}?)(?=$|[。;,:]|的同时|[需须应](?=按|经|用|加盖|打印|统一|装订)|(?<![申填])报(?![名表告送刊])(?=[^,。;:]{{1,16}}(?:部|处|科|室|办|局|股))|\s*截[止至]|,?(?:一式|各)|(?:报送"
    rf"|上报|提交|发送|寄|交)?(?:至|到|给)(?!少|多))"
)
_LEADING = Late(
    rf"(?:^|[。;,:])\s*(?:各?单位|(?:上述|以上)(?![\u4e00-\u9fff]{{2,4}}的?电子))?(?![将把])(?P<what>{_THING}{{2,60}}?)(?:,"
    rf"|\s)*(?:一式.{{1,3}}份(?:\([^()]*\))?,?)?(?:由[^。;,]{{2,20}}(?:后,?|(?=[于在]\d)))?(?:请|须|应|需|务必|均)?(?:(?<!少)(?<!多)[于在][^。;,]{{2,20}}前,?)?\s*{_MANNER}{{0,2}}\s*(?:报送"
    rf"|寄送?|邮寄|送达?|交|发送|发|提交|{BARE})(?:至|到|给|(?=[A-Za-z][\w.-]{{2,30}}@|(?:指定|以下|下列)?(?:电子)?[邮信]箱)|相关|有关|[我省市县区校]|[\u4e00-\u9fff]{{1,8}}(?:办|处|科|部|室|组|中心|局|会|院)(?=[,。;(:邮]|$))"
)
_FRONT = Late(
    rf"(?:^|[,。;:])\s*(?![将把])(?P<what>(?:(?![向|]){_THING}){{2,60}}?)(?:一式.{{1,3}}份(?:\([^()]*\))?,?)?"
    rf"(?:由[^。;,]{{2,20}}后,?)?(?:(?<!少)(?<!多)[于在][^。;,]{{2,20}}前,?|请|须|应|需|务必|均|{_MANNER}){{0,4}}$"
)
"""What stands before the verb that sends it to an office: 物资清单于5月25日前送……."""

_LISTED = Late(
    rf"(?:(?:材料|资料|文件|(?:以下|下列)附件)[^。;,:]{{0,6}}?|(?:报送|提交|上报|提供)(?:以下|下列)?(?=:)|信息[^。;:]{{0,6}}?)(?:包括|包含|如下|清单|目录|(?=:))(?!纸质版和)\s*:?\s*(?P<what>(?:{_THING}"
    rf"|,){{1,240}}?)(?=[。;]|$)"
)
_DUE = Late(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,24}}?)(?:的)?(?:(?:提交|报送|上报|递交|接收|寄送)(?:的)?(?:截止|最晚|最后|时间(?:调整)?为)"
    r"|受理(?:的)?(?:截止|时间|期限))"
)
_FORMS = Late(
    r"(?:填写|填报|填好|另填|提交|报送|上报|签订|打印|附(?!注)|报(?!告书》))(?!内容|要求|说明|范围|口径)[^。;《]{0,16}(?P<what>《[^《》]{2,60}》(?:\([^()]*\))?(?:\s*(?:、"
    r"|和|及|与|或)?\s*《[^《》]{2,60}》(?:\([^()]*\))?){0,6})"
)
_MORE_ASKED = Late(rf"材料[^,。;:]{{0,14}}?(?:增加|补充|另附|还需|需附)(?P<what>{_THING}{{2,80}}?)(?=[。;,]|$)")
"""What is asked for beside what was asked before."""

_TOGETHER = Late(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,24}}?)(?:刻录光盘|扫描)?(?:一并|同时|一起)(?:报送|上报|提交|上传|寄送)(?=[,。;]|$)"
)
_BY_WHOM = Late(
    r"(?P<what>《[^》]{2,40}》(?:[、和及]《[^》]{2,40}》)*(?:\([^()]*\))?|[^,。;:、由]{2,16}(?:清单|名单|台账|[^代]表))"
    r"由[^,。;]{2,30}?(?:填报|填写|报送|上报|提供)"
)
"""Forms and by whom they are filled in: 《甲表》、《乙表》由各县负责填报."""

_TITLED = Late(
    r"(?<![按依据照发印关合见较期])(?<![印下颁转制]发的)(?<!公布的)(?<!发布的)(?<!制定的)(?<!下载)(?<!》或)(?<!》或者)(?P<what>《[^《》]{2,40}(?:表|书|台账|周报|月报|清单|名单|名册|回执|活页|报告|总结|证明|(?<!填报)(?<!填表)(?<!解释和)说明|承诺函|推荐函)》(?!已))"
)
"""Forms by their titles, in a sentence that hands something in."""

_MADE = Late(
    rf"(?:制[定订]|建立|编制|拟定|撰写|形成|汇总|整理|统计)(?P<what>(?:(?!制度|机制){_THING}){{2,24}}?),"
    rf"(?:[^,。;\d]{{2,16}},)?(?:并|经[^,。;]{{2,20}}后,?)?(?:[于在]?\d[^,。;]{{2,16}}前,?)?{_MANNER}{{0,2}}{SEND}"
)
"""What is made and handed in at once: 制定方案,7月15日前报……."""

_PREPARED = Late(
    rf"(?:制定|编制|制作|更新|整理|统计|撰写|汇总|梳理|编写)(?P<what>(?:(?!制度|机制){_THING}){{2,30}}?),?(?:并|后|再){_MANNER}{{0,2}}{SEND}"
)
"""What is worked at and then handed in: 更新进展情况表并报……."""

_CHOSEN = Late(rf"(?:筛选|遴选|挑选|精选|选取)(?P<what>{_THING}{{2,30}}?)(?:进行|予以)(?:上报|报送|推荐)")
"""What is chosen and then sent: 筛选优秀的作品进行上报."""

_SHARE = Late(
    rf"(?:推荐|选送|推选|遴选|选报|征集)(?P<what>{_THING}{{2,40}}?)(?:各|均|不超过|不多于|不少于|限报?|最多|至少)+\d+[件篇部个幅项份张条]"
)
"""Works of which each may send so many: 推荐科普文章不超过10篇."""

_COUNTED = Late(
    rf"(?:^|[,;:、。])\s*(?P<what>{_THING}{{2,30}}?)(?:各|均|不超过|不多于|不少于|限报?|最多|至少)+\d+[件篇部个幅项份张条](?=[,;。、(]|$)"
)
"""What is counted: 照片不少于2张."""

_GATHERED = Late(
    rf"(?:收集|搜集)(?:、|和|并)?(?:整理|汇总)?(?P<what>{_THING}{{2,50}}?)(?=[,。;(]|$)|对(?P<of>{_THING}{{2,50}}?)(?:加以|进行)(?:收集|整理|搜集)"
)
"""What is gathered before it is handed in."""

_RETURNING = Late(
    rf"(?:^|[。;,])\s*(?![将把])(?P<what>{_THING}{{2,40}}?)(?:[须应请]?(?:[于在])?)(?:每[日天周月季旬年个]|次月|逢)[^,。;]{{0,14}}?前?(?:(?:报送|上报)(?=[。;,]|$)|{SEND})"
)
"""What comes again and again: 进度表每月5日前报……."""

_MUST_COME = Late(
    rf"(?:^|[。;,:])\s*(?![将把])(?P<what>{_THING}{{2,40}}?)(?:一式.{{1,3}}份,?)?(?:均?[须应需]|均?请|(?<=[份张册套本)]),请|务必|必须|一律)(?:[于在][^,。;]{{2,20}}前,?)?{_MANNER}{{0,2}}"
    r"(?:报送|上报|提交|递交|寄送|邮寄|送交|上交)(?!的|时)"
)
"""Papers that a sentence makes its subject: 汇总表和征文须报送纸质稿."""

_FORMED = Late(
    rf"(?:(?<!探索)(?<!努力)(?<!推动)形成|撰写|写成)(?P<what>{_THING}{{2,30}}?)(?=[,。;]|$|(?:报(?![告表刊])|[发送交])[省市县区街乡镇校学])"
)
_BROUGHT = Late(rf"(?:将|准备|打印|携带)(?P<what>{_THING}{{2,30}}?)(?:打印)?(?:\d+份)?带[至到]会[场上]")
_BY_DAY = Late(
    rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,20}}?)(?:须|应|请|务必)?[于在]\d[^,。;]{{2,14}}前(?:提交|报送|上报|返回|交回)(?=[,。;]|$)"
)
_INCLUDED = Late(
    rf"包[括含](?<!内容包.)(?<!内容应包.)(?<!内容须包.)(?<!内容主要包.):(?P<what>(?:{_THING}|,){{1,160}}?)(?=等?(?:发送|报送|提交|寄)|。|;|$)"
)
_MADE_UP_OF = Late(
    rf"(?:请|[应须需](?![用求要])|务必|前|内)[^。;]{{0,40}}?(?:报送|上报|提交|递交|寄送|提供)(?:[^,。;:《》]{{0,10}}(?:材料|资料))?,(?:主要)?包[括含](?P<what>(?![:以如])(?:(?!工作){_THING}){{2,120}}?)(?=[,。;]|$)"
)
"""What is sent, of which it is told behind a comma what it is: 报送申报材料,包括申报书、证明材料."""

_WITH = Late(
    rf"连同(?P<what>{_THING}{{2,80}}?)(?:等[^,。;、]{{0,4}}材料)?(?=装订|胶装|压缩|打包|(?:一并|一起|统一|逐级)?(?:上报|提交|报送|报|发[至到送]|寄|送|交[至到])(?!的)|一并|一起|,|。|;)"
)
_UP = Late(rf"(?:^|[。;,])\s*(?P<what>{_THING}{{2,40}}?)(?:扫描)?后?上传(?:至|到)?(?:申报|填报)?(?:系统|平台)")
_CARRIED = Late(
    rf"(?:持(?<![支保坚]持)|携带?)(?P<what>{_THING}{{2,40}}?)(?:到|至|前往|向)[^,。;]{{2,24}}?(?:提出|申请|申报|办理|登记|备案)"
)
"""What somebody takes along to apply with."""
_TOLD = Late(r"(?<![\u4e00-\u9fff])现?(?:就|将)[^。;:]*?(?:通知|函告|公告|通告|说明|明确|安排)如下[:。,]?")
"""What a notice is about, before it says what is asked."""

_COPIES = Late(
    rf"(?:^|[,;:、。]|和)\s*(?P<what>(?:(?![请须需应另为是]|{WRITE}|包[括含]|增加|补充|报送|提交){_THING}){{2,30}}?)(?:各?一式{COUNT}[份套]|各?{COUNT}[份套册]|(?<=[照片频])各?{COUNT}[张段])(?:\([^()]*\))?(?=[,。;、(]|$)"
)
"""Papers of which so many copies are told: 《推荐表》1份."""

_PRINTED = Late(
    rf"(?:^|[,;、。]|将)\s*(?P<what>{_THING}{{2,24}}?)(?:按[^,。;]{{2,16}},)?(?:均|统一|须|需|请|使|采|按)*用?A[34]纸?[^,。;]{{0,10}}(?:打印|装订)[^。;]{{0,12}},?(?:各?一式{COUNT}[份套]|{COUNT}份)"
)
"""What is printed in so many copies: 建议正文用A4纸打印, 一式6份."""

_INTO = Late(r"填[写报]?[至入到](?P<what>附\s*[件表]\s*\d{1,2}(?:[、和及与]附\s*[件表]\s*\d{1,2}){0,9})")
"""The forms that something is written into: 填写至附件1和附件2."""

_BY_FORM = Late(
    r"按照?(?P<what>《[^《》]{2,40}[^代]表》(?:\([^()]*\))?(?:\s*[、和及与]\s*《[^《》]{2,40}[^代]表》(?:\([^()]*\))?){0,6})(?:汇总|填[写报]|统计(?!口径)|整理|编制)"
)
"""Forms that something is summed up in: 按《统计表》汇总."""

_OF_LENGTH = Late(
    rf"(?:^|[,;:。]|其中)\s*(?P<what>(?:(?![请须需应另为是要]|内容|全文|每篇|字数|{WRITE}){_THING}){{2,24}}?)(?:[须应需要](?:[^,。;()]{{1,10}}[,、]?){{0,3}})?"
    r"(?:\((?:限|约|不少于|不超过|不多于)?\d{2,5}字(?:左右|以[内上])?\)|(?:限|约|不少于|不超过|不多于|控制在)\d{2,5}字(?:左右|以[内上])?(?=[,。;]|$))"
)
"""What has so many characters: 事迹简介要真实精炼(300字以内)."""

_DONE_WELL = Late(
    r"做好(?P<what>[^,。;:()]{0,16}?总结)(?:工作)?,(?:并|请|务必|须|应){0,2}[于在]\d[^,。;]{2,14}前(?:报送|上报|提交|报)"
)
"""What is done and then sent without being named again: 做好总结,请于6月9日前报送."""

_ASIDE = Late(rf"同时{SEND}(?P<what>{_THING}{{2,24}}?)\)")
"""What is told in brackets: 调查表一式二份(同时报送电子数据)."""

_WROTE = Late(rf"(?:编写|撰写|编制|起草)(?P<what>{_THING}{{2,24}}?),(?:并|同时)向[^,。;:]{{2,24}}?{SEND}")
"""What is written beside what is sent: 编写报表说明,并向市科协报送汇总表."""

_FILLED = Late(rf"完成(?P<what>{_THING}{{2,40}}?)的?(?:填写|填报|编制|撰写|录入)(?!工作)")
"""What is to be filled in by a day: 完成要素表、签章页填写."""

_SUMMED_UP = Late(
    r"(?:^|[,。;])\s*(?:认真|及时|全面)?(?:梳理总结|总结|梳理|汇总)(?P<what>[^,。;:()]{2,30}?情况),(?=向[^,。;]{2,20}报告(?![^,。;]))"
)
"""What is summed up and then reported: 总结本年度教育情况,向……报告."""

_SERVES = Late(r"(?:^|[,。;:])\s*(?:并|以)?为[^,。;:请将于]{2,24}提供$")
"""What a notice is for, and asks of nobody: 为决策提供参考建议."""

_LONGEST_CLAUSE = 90
_OWN_PLAN = Late(
    r"拟(?:[于在定]|编[发印制]|印发|汇编|出版)|(?:^|[。;,])(?:届时,?)?(?:[我本][局厅委会校院部处站]|[^,。;各请]{0,10}组委会|[省市][^,。;各请]{0,10}?[局厅委会协](?=将))"
    r"(?:将(?=[组对于按择会根依适从在汇审]|统一(?:组织|汇总|审))|拟|对|组织|根据|于\d)|^[^请各]*组织(?:有关)?专家"
)
"""What the office itself intends to send is asked of nobody."""

_WHERE = Late(r"[\u4e00-\u9fff]{2,4}(?:地[点址]|单位|部门|科室|处室)")
"""A line that only says where to: 申报材料报送地址."""

_ALWAYS = (
    _TAKEN,
    _OBJECT,
    _LEADING,
    _FORMS,
    _LISTED,
    _DUE,
    _CARRIED,
    _INCLUDED,
    _BY_DAY,
    _BROUGHT,
    _FORMED,
    _WITH,
    _UP,
    _MORE_ASKED,
    _TOGETHER,
    _BY_WHOM,
    _MADE,
    _PREPARED,
    _CHOSEN,
    _SHARE,
    _MUST_COME,
    _RETURNING,
    _SUMMED_UP,
    _FILLED,
    _INTO,
    _BY_FORM,
    _OF_LENGTH,
    _DONE_WELL,
    _WROTE,
    _ASIDE,
    _COPIES,
    _PRINTED,
)
_WHERE_SENT = (_COUNTED, _GATHERED, _TITLED)
"""What names papers only beside a verb that hands something in."""

_FILLED_FROM = "后填写《"
"""Before the form that is sent, filled in from something else: 将数据汇总后填写《统计表》报送."""


def things(flat: str) -> Iterator[tuple[int, int]]:
    """Find the spans that name what is handed in."""
    told = _TOLD.search(flat)
    begins = told.end() if told else 0
    own = _OWN_PLAN.search(flat)
    ends = own.end() if own else len(flat)
    made_up_of = (_MADE_UP_OF,) if ",包" in flat or ",主要包" in flat else ()
    for pattern in _ALWAYS + made_up_of + (_WHERE_SENT if re.search(SEND, flat) else ()):
        for match in pattern.finditer(flat):
            span = match.span("what") if match["what"] else match.span("of")
            if _FILLED_FROM in flat[slice(*span)]:
                continue
            if begins <= span[0] < ends and not _SERVES.search(flat[max(0, span[0] - _LONGEST_CLAUSE) : span[0]]):
                yield span
    for target in targets(flat):
        if _WHERE.match(flat, target.first):
            continue
        begins = max(0, target.first - _LONGEST_CLAUSE)
        if target.first < ends and (front := _FRONT.search(flat[begins : target.first])):
            yield begins + front.start("what"), begins + front.end("what")
