"""Who hands something in: the owner of it, the field it belongs to, else the subject in force."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.notice.bodies.doers import direct, doing, each_by_its_day, examining, organising, taking_part, urged
from storage.notice.bodies.offices import own_name
from storage.notice.bodies.sorts import owners, sorts
from storage.notice.parts.subjects import listed, subject
from storage.notice.text import addressees, words
from storage.notice.text.nobody import IN_A_WORD, NO_NAME, URGES
from storage.patterns import Late

_CLAUSE_END = Late(r"[,。;:|]")
_LEAD = Late(
    r"^\s*(?:\d{1,2}[.、)](?!\d)|\d{7,12}(?=[\u4e00-\u9fff])|[①-⒛]|(?:\d{1,2}月)?\d{1,2}[日号]?\s*(?:-{1,2}|~|至)\s*(?:\d{1,2}月)?\d{1,2}[日号](?=\s)|其中|另外?|此外|同时|现(?=[将就请把由])|烦|请|由|要求|凡|[于在]?\d[^,。;:]{0,16}?(?:之?前|以前|期间|[日号](?!之?前|以前))(?![\u4e00-\u9fff]{0,3}年)"
    r"|\(?[一二三四五六七八九十\d]{1,3}[、.)])+"
)
_FIELD = (
    r"(?:(?!申报|推荐|立项|入选|获批|在研|结题|参赛|参评|[本该各拟])[\u4e00-\u9fff]{2,8}(?:项目|课题|计划)(?=的[^,。;:的]{0,8}材料)"
    r"|"
    r"[\u4e00-\u9fffA-Za-z]{1,16}(?:系列|领域|专业|学科|学段|赛道|方向|组别|(?<![一二两三四五六各此该这种同大])类)"
    r"|(?:小学|初中|高中|中学|大学|高校|青少年|成人|幼儿|教师|学生|企业|团体|个人|专业|业余)组)"
    r"(?:项目|课题|奖项)?"
)
"""A field that papers are divided by: 工程系列, 人文社科类项目, 小学组."""

_PARTED = Late(
    r"(?:^|[,。;:|])\s*(?P<who>(?:[\u4e00-\u9fffA-Za-z]|\([^()]{1,6}\)){1,12}?(?P<kind>作品|论文|稿件|课题|项目))"
    r"(?:请|均|可|统一|直接)?(?=[送寄发投报交](?P<label>\([送寄交]\):)?|邮寄|提交)"
)
"""Kinds of work that go to different places: 美术作品送甲, 书法作品送乙."""

_SHARE = Late(
    r"由[^,。;:]{2,20}?(?:汇总推荐|汇总|推荐)(?=[,。;]|$)|(?:推荐|推选|申报)[^,。;:]{0,6}\d[^,。;:]{0,6}[户名个项人家件篇]|负责本[^,。;:]{0,14}(?:征集|申报|推荐|初评|组织)"
)
"""What each of several bodies is to name, before all of them hand in: 甲推荐5户,乙推荐3户,并于…报送."""

_BY_UNIT = Late(r"(?P<all>[^,。;:]*?)以(?P<who>[^,。;:]{2,10}?)为单位")
"""Who hands in for all of its own: 以学院为单位."""

_ASIDE = Late(r"\((?:[^()]*[,;])?(?P<who>[^(),;]{2,12}?)(?:可|须|应|请|统一|直接|分别)*$")
"""Who goes where, told in brackets: (小学交甲科,中学交乙科)."""

_PAPER = Late(
    r"(?!下载)(?:(?:的)?[^,。;:各将把请须应]{0,10}?(?:材料|资料|作品|总结|报告|报表|名单|论文|稿件|方案|信息|情况|申请|回执|案例|清单|台账|照片|视频|(?<!代)表|(?<!秘)书|数据){1,2}"
    r"(?:原件|复印件|扫描件|(?:电子|纸质)[版稿档件]|[各均]?一式[一二两三四五六七八九十\d]{1,2}份|及其?|和|、)*"
    r"|的[^,。;:各将把请须应的]{2,8}?(?=直接|统一|一并|分别|[报送交发寄于]|$))"
    r"(?:\([^()]*\))?\s*"
)
_STAGES = Late(r"(?:(?:小学|[初高职]中|职高|学前|幼儿园)(?:、|和|及|$))+")
"""Schools by what they teach: 初中、高中的材料."""

_LISTED = Late(r"(?:候选人|人选|对象|[人学队成会]员|专家|代表|选手|[教老]师|获得?者)$")
"""Whom a list names and who does not send it: 候选人推荐名单."""

_EACH = Late(
    r"(?:统一|直接|自行|集中)[^,。;]{0,6}?(?:推荐|报送|上报|提交|选送|申报)|负责[^,。;]{0,14}(?:推荐|申报|征集|初评)"
)
"""How some of several hand in who are told apart: 由各区统一推荐,市直学校直接报送."""

_ALL_OF = Late(r",\s*(?:并|且)?(?:均|都)(?:应|须|要|请)?(?:[于在][^,。;]{2,20})?[^,。;:将把]{0,12}$")
"""What holds for all of those before it: 甲局提供名录,乙局提供名录,均于8月10日前送……."""

_SENT = Late(r"(?:材料|资料|总结|报告|名单|方案|作品|论文|稿件|[表书])(?:[报送交寄]|提交)[^,。;:]{2}")
"""A clause of its own that says what goes where, and is nobody's name: 党建总结报机关党委."""

_OF_NOBODY = Late(r"\s*(?:不(?!同|少|断)|勿|谢绝|概不|一律不|连同|(?:认真|全面)?(?:梳理|筛选|排查|挖掘|遴选出?|选出))")
"""What is not taken, what goes along with the rest, what is done first: 不接受个人报送, 连同企业申报材料, 梳理项目."""

_IN_TURN = Late(
    r"(?:审[核查批])?,(?:经)?(?:初审|审[核查])?(?:汇总|收齐|择优|遴选)[^,。;:将把由请各]{0,12}$"
    r"|[^。;:]{0,12},由其(?![他它中余])[^。;:由]{0,24}$"
)
"""What only the office does that has just received: 报所在县科技局,汇总后统一报送…….; 由其汇总报……."""

_GATHERED = Late(r"\s*(?:审[核查]|初审)?汇总")
"""What he does himself who had others fill something in: 各县局督促企业填报,汇总后报……."""

_SIGNED = Late(
    r"[^,。;将把由请]{2,24}签[字名章](?:、|和|并|后|,)?[^,。;将把由请]{0,30}(?:盖章|签[字名章])后$"
    r"|[^,。;将把由请各]{2,16}签[字名章](?:、|和|并)[^,。;将把由请]{0,24}章$"
    r"|(?!各|有关|相关)[^,。;将把由请各]{2,24}签[字名章]后(?:统一|直接|一并)?$"
)
"""Whoever only signs: 负责人签名、单位盖章后."""

_BY_ROLE = Late(r"\s*由[\u4e00-\u9fff]{0,6}?(?:秘书|联络员|信息员|联系人|经办人|专人|专员|干事)")
"""By whom of his own somebody sends: 经机构盖章后,由科研秘书统一报送."""

_EXAMINES = r"(?:审[核查批定]|初审|复核|汇总|同意|签署|盖章|公示|收齐|推荐|确认)"
_PERSON = r"(?:书记|主要?负责人|负责同志|负责人|主任|校长|院长|联系人)"
_ACTS = (
    r"(?:请|须|需|应|要|务必|先|均|统一|直接|分别|一并|可|由|将|把|于|在|按|通过|以|经|汇总|打包|集中"
    r"|报|送|交|发|寄|提交|递交|上报|反馈|填|向)"
)
_ACT = Late(rf"{_ACTS}|$")
_FIELDS = Late(
    rf"^(?P<who>(?:[\u4e00-\u9fff]{{2,8}}、){{0,3}}{_FIELD}(?:\s*[、和及与]\s*{_FIELD})*)(?:{_PAPER.pattern})?(?={_ACTS}|$)"
)
_AGENT = Late(
    r"由(?!于)(?P<who>(?:[^,。;:()由]|\([^()]*\)){2,40}?)(?=在(?![\u4e00-\u9fff]?(?:地|校|职))|转(?:[交报送呈]|$)|将|把|打印|统一|汇总|收齐|收取|收集|初[审评]|审核|评审|遴选|负责|牵头|会同|集中|直接|逐级|填[写报](?!的)|预报|提出|撰写|报送|推荐|作?为[^,。;]{0,4}(?:主体|单位)|[报送交寄]|(?:签[字名章]|盖章)[^,。;]{0,8}后|于\d|$)"
)
_OF_OWN = Late(r"^所(?:在|属)地?的?(?=[省市县区镇街乡社村]|学[院校]|院系|单位|部门|医院)")
_ACTED = Late(r"\([^()]*由[^()]*\)")
"""By whom something is made, told in brackets: (由企业在线打印)."""

_LONGEST_OWNER = 60
LOOK_BACK = 200
"""So far before a verb its subject may stand."""


def sender(flat: str, at: int, carried: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a sentence (flat) makes hand in what its verb at a place sends: as the sentence names them; () for nobody.

    The clause of the verb goes first, then those before it, then whom an earlier sentence `carried` along.
    """
    parted = list(_PARTED.finditer(flat))
    is_label = any(one["label"] for one in parted)
    if is_label or len({one["who"] for one in parted}) > len({one["kind"] for one in parted}) == 1:
        own = next((one["who"] for one in parted if one.end() == at), None)
        if own:
            return (re.sub("的[^的]+$", "", own),)
    if kinds := sorts(flat[max(0, at - LOOK_BACK) : at]):
        return kinds
    if _ALL_OF.search(flat[max(0, at - LOOK_BACK) : at]):
        told = [name for clause in re.split("[,;]", flat[max(0, at - LOOK_BACK) : at]) for name in _heads(clause)]
        return tuple(dict.fromkeys(told)) or carried
    aside = _ASIDE.search(flat[max(0, at - LOOK_BACK) : at])
    if aside and ")" in flat[at:]:
        return addressees.audience(aside["who"]) if words.is_body(aside["who"]) else carried
    found: tuple[str, ...] = ()
    is_gathered = _GATHERED.match(flat, _last_break(flat, at))
    ends = at
    while ends > max(0, at - LOOK_BACK):
        begins = _last_break(flat, ends)
        clause = flat[begins:ends]
        named = (
            (plain_subject(clause) if is_gathered else ())
            or _heads(clause)
            or (_heads(clause.rpartition(" ")[2]) if " " in clause else ())
            or (_at_the_verb(flat, begins, at) if ends == at else ())
        )
        if found and not (named and _SHARE.search(flat, begins, ends)):
            break
        found = named + found
        if found and not _SHARE.search(flat, begins, ends):
            return owners(
                tuple(dict.fromkeys([*listed(flat[:begins]), *found])), flat[max(0, begins - LOOK_BACK) : begins]
            )
        ends = begins - 1
    return found or carried


def _at_the_verb(flat: str, begins: int, at: int) -> tuple[str, ...]:
    """Whoever stands alone between the beginning of a clause and its verb: 市级基地报科普部, 某厂向……提出."""
    who = addressees.audience(_LEAD.sub("", flat[begins:at]))
    if all(words.is_body(name) and not NO_NAME.search(name) for name in who):
        return who
    return doing(_LEAD.sub("", flat[begins : at + 2])) if flat[at] in "向到" else ()


def sender_again(flat: str, at: int, received: Sequence[str]) -> tuple[str, ...]:
    """An office of the senders' own that has received and is named again as who examines and sends on."""
    begins = max(flat.rfind(sign, 0, at) for sign in "。;") + 1
    for name in received:
        acts = list(re.finditer(rf"(?:^|[,:])\s*(?:再?由)?{re.escape(name)}(?=[^,。;]*?{_EXAMINES})", flat[begins:at]))
        if acts and not plain_subject(re.sub(r"^[^,]*,?", "", flat[begins + acts[-1].end() : at])):
            return (name,)
    last = next(iter(received[-1:]), "")
    is_last = last and re.search(rf"{re.escape(last)}(?:{_IN_TURN.pattern})", flat[begins:at])
    return (own_name(last),) if is_last else ()


def _last_break(flat: str, ends: int) -> int:
    """Where the clause that ends there begins: behind the last break outside brackets."""
    depth = 0
    for place in range(ends - 1, max(-1, ends - 1 - LOOK_BACK), -1):
        character = flat[place]
        depth += (character == ")") - (character == "(")
        if depth <= 0 and _CLAUSE_END.match(character):
            return place + 1
    return max(0, ends - LOOK_BACK)


def _heads(clause: str) -> tuple[str, ...]:
    """Whom the beginning of a clause names: a field, the owner of a paper, a subject."""
    said = _LEAD.sub("", clause)
    if _OF_NOBODY.match(said) or _SIGNED.match(said) or _BY_ROLE.match(clause):
        return ()
    if sent := _SENT.search(said):
        said = said[: sent.start()]
    if sorts_of_them := organising(said):
        return sorts_of_them
    fields = _FIELDS.match(said)
    named = addressees.split_outside(re.sub("[和及与]", "、", fields["who"]), "、") if fields else []
    if named and all(words.is_plain(name) and not name.startswith(("各", "有关", "相关")) for name in named):
        return tuple(named)
    unit = _BY_UNIT.search(re.sub(r"\([^()]*\)", "", said))
    if unit and words.is_body(unit["who"]) and not words.is_anybody((unit["who"],)):
        told = addressees.audience(unit["all"])
        return told if told and all(map(words.is_body, told)) else (unit["who"],)
    if (
        owner := urged(said)
        or each_by_its_day(said)
        or _agent(_ACTED.sub("", clause), said)
        or _owner(said)
        or direct(said)
        or plain_subject(said)
    ):
        return owner
    return examining(said) or taking_part(said) or doing(said)


def subjects(flat: str) -> tuple[str, ...]:
    """Whom a sentence tells what to do, clause by clause where it tells each to send, else the last that it names.

    Where it has no subject, by whom it says that something is done: 名单由推荐单位预报.
    """
    last, is_each = plain_subject(flat), bool(_EACH.search(flat))
    if last and not is_each:
        return last
    clauses = re.split("[,;]", flat)
    if not is_each:
        return tuple(name for clause in clauses if "由" in clause for name in _agent(clause))[-1:]
    told = [name for clause in clauses for name in _agent(clause) or plain_subject(clause)]
    return tuple(dict.fromkeys([*told, *last]))


def plain_subject(flat: str) -> tuple[str, ...]:
    """The subject of a text where it is made of bodies and places and nothing else."""
    who = subject(flat)
    is_everybody = words.is_anybody(who)
    return who if is_everybody or all(words.is_body(name) or words.is_place(name) for name in who) else ()


def _owner(said: str) -> tuple[str, ...]:
    """The bodies whose paper a clause begins with: 大中专院校团委的材料, 各乡镇党委书记述职报告."""
    urges = URGES.search(said)
    for end in range(min(urges.start() if urges else len(said), _LONGEST_OWNER), 1, -1):
        name = re.sub(rf"{_PERSON}$", "", said[:end])
        paper = None if IN_A_WORD.match(said, end) else _PAPER.match(said, end)
        if paper and "名单" in paper[0] and _LISTED.search(name):
            continue
        if not paper or not _ACT.match(said, paper.end()) or not (words.is_body(name) or _STAGES.fullmatch(name)):
            continue
        return addressees.audience(name)
    return ()


def _agent(said: str, whose: str = "") -> tuple[str, ...]:
    """The bodies by which something is sent or gathered: 作品由各系部汇总, 由推荐单位统一送至.

    Where that is only 单位, those whose the paper is hand it in themselves: 各县局作品由单位统一报送.
    """
    found = _AGENT.search(said)
    who = addressees.audience(_OF_OWN.sub("", found["who"])) if found else ()
    if whose and who and words.is_anybody(who):
        return _owner(whose) or who
    return who if all(words.is_body(name) and not name.startswith("本") for name in who) else ()
