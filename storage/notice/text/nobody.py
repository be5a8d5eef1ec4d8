"""What is no body's name: verbs, papers, days and the like that no name holds, and where a name is over."""

from __future__ import annotations

import re

from storage.patterns import Late

THROUGH = r"经(?![济贸信营管纪费发开促]|办(?!公)|局(?!长|党|务|里))"
"""Through whom something goes, and not a word or a body that is written with it: 经济, 科经局."""

_SAYS_MORE = Late(
    r"(?<!博士)后$|后所在|要(?=充分|切实|认真|高度|进一步|精心)|设在|精心|批次|——|--|^\([一二三四五六七八九十]\)|[一两二三四五六七八九十][篇份件]|社会$|一式|收齐|自行|填报(?!单位|人|机构|企业|者|主体|对象)|"
    rf"[将把须按为是|\d]|[上中下]旬|[月季年]度?[初末底]|名单(?!位)|围绕|[报总记请荐]表|回执|指定(?!单位|人|机构|医院)|积极|发掘|挖掘|撰写|本单位(?=.)|(?<!意)向(?!阳)|.与(?:[省县我本]|市(?!场|政|容)|区(?!域))|(?<!申)请|应(?![急用届])|{THROUGH}|由(?!贸)|对(?![口外])|[,。;:《》]|[报送交发寄][送至到]|^前[报送交]|报[省市县区](?![直属级])|择优|推荐(?!单位|人)|汇总(?!单位|部门|人)|报送|提交|填写|根据|通过|(?:组织|动员|督促|指导|通知|发动)(?:辖区|本地|本区|所属|有关|相关|符合)|负责(?!人)|开展(?!单位)|完成(?!单位|人|者)"
)
_VERB_FIRST = Late(
    r"(?:无(?![锡为极线人])|分[一二两三四]批|文件中|了解|走访|征求|听取|督促|带领|率领|协助|收集|围绕|面向|做好|深入|可(?!持续|再生|燃)|报(?=[省市县区校])|[报送交](?=[至到])|以(?![色内])|采用|使用|如(?:果|不|有|无|需|因|遇)|若|确保|保证|专人|你们|传真|所在|在(?![建校职读册岗]|[\u4e00-\u9fff](?:各|高校|院校|企业|单位))|明确|落实|指定|安排|加强|选派|动员|邀请|联系|通知|要求|鼓励|支持|引导|确定|委托|联合|会同|上传|填写|下载|注明|携带|包[括含]|对(?!口)|广泛|积极|及时|尽快|抓紧|认真|切实"
    r"|(?:组织|推荐|推选|申报(?!老师|教师|同学|作者))(?!单位|集体|团队|家庭|个人|人|者|机构|部门|学校|企业|委员会|部|处|科|渠道|主体|对象|组织(?=$)))"
)
_TOLD_IN_BRACKETS = Late(r"\([^()]*(?:签[字名章]|盖章|附件|一式|填写|如有|报送|提交)[^()]*\)")
"""What is no part of a name: 法定代表人(签字)."""

_NEW_THIS_YEAR = Late(r"^20\d\d年(?=新|[已拟获未]|入选|成立)")
NO_NAME = Late(r"[报送交发寄的]|涉及|^并|通知")
"""What a list of names that is parted by commas does not hold."""

NOT_SUBJECT = Late(
    r"^对(?!口)|^(?:纸质|电子|不|然后|随后|接着|[选评]出|(?:选拔|评选|推选|遴选|挑选)(?:出|.*的))|一式|有关事项|结合|全面|现将|通知|《|联系|电话|截止|时间|地点|^(?:申报|推荐)?(?:对象"
    rf"|条件|范围|要求)|不得|根据|按照|{THROUGH}(?=.*(?:委|局|院))|^本次|^此次|^为(?!民)"
    r"|材料|正在|决定|.涉及(?!.*的)|^涉及[全各]"
)
"""How what a sentence tells of begins, holds or goes on that is nobody."""

NO_AGENT = Late(
    r"[前后时底初末旬内日月年起间周期天晚上下中的等也还再并且需要]$|(?:审核|审查|盖章|签[字名章]|填写|打印|整理|收集|装订|完整|无误|通过|合格|同意|确认|完成|及时|按时"
    r"|认真|积极|严格|要求|规定|情况|方式|邮件|汇报|研究|组织|工作|公示|推荐)$|^(?:不|无|凡|另|再|并|且|还|也|同时|同意|此|届|逐|按|依|遇|必|一般|原则|可以|能够|不得|严禁|集中|定期|及时|立即|主动|及早|或)"
)
"""What stands there and is a time, a manner or something done."""

URGES = Late(
    r"(?<=..)(?<![党团])(?<!社会)(?:组织(?!部|处|科|委员|人事|宣传)|动员|发动|认真|积极|及时|回顾|梳理|核[实查]|审核|初审|汇总|收集|指导|督促)(?=..)"
)
"""Where a name is over: 各单位 组织教师撰写论文, 各单位 认真回顾……."""

IN_A_WORD = Late(
    r"(?<=队)[员长伍]|(?<=会)[员长议计]|(?<=业)[家主务绩]|(?<=[局处科部所院站校室厅馆司组园])长|(?<=学)[生员段]|(?<=部)门"
    r"|(?<=科)[技学研普目]|(?<=人)[员才大]|(?<=组)[织员]|(?<=团)[员委队体支]|(?<=员)[工会]|(?<=[者工])[协会]|(?<=社)[团会区]"
    r"|(?<=委)员|(?<=[县市区省])[级直属]|(?<=基)地|(?<=[\u4e00-\u9fff]{2})(?:联合|委员|研究|促进)会"
)
"""Where a name would end within a word: 参赛队|员."""


def says_more(name: str) -> bool:
    """Whether a flat text says more than a name does: a verb, a paper, a day, half a bracket."""
    said = _NEW_THIS_YEAR.sub("", re.sub(r"\([^()]*\)", "", name))
    return has_aside(name) or bool(_SAYS_MORE.search(said) or _VERB_FIRST.match(said))


def has_aside(name: str) -> bool:
    """Whether a flat text has half a bracket, or one that says what is done: 法定代表人(签字)."""
    return name.count("(") != name.count(")") or bool(_TOLD_IN_BRACKETS.search(name))
