"""What a coordinator hears about a notice: the preview, the questions, what was published or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.labels import due
from scheduler.phrases import by_when, clipped, contact_line, day, first_of, joined
from storage.notice.model import Doubt, MaterialKind, Notice
from storage.notice.routing import Duty
from storage.notice.wording import doubt as doubt_text
from storage.reach import Reach

FILE_MISSING = "没有收到文件，请再发一次。"
PAGES_WANTED = "请逐页发送通知的照片，发完后回复“完毕”。"
NO_PAGES = "还没有收到照片。请先发送照片，再回复“完毕”。"
RECOGNISED = "以下内容由图片识别，请对照原件核对文号、日期、电话和邮箱。"
NO_DRAFT = "目前没有待发布的通知。请把通知文件发到这里。"
DRAFT_DROPPED = "已取消，通知未发布。"
ALL_PAST = "这份通知的报送时间都已过。如仍要发布，请再回复一次“确认发布”；如日期有误，请直接更正，如“截止改为×月×日”。"
HOW_TO_CORRECT = (
    "如需更正请直接回复，如“截止改为×月×日”“学会部电话改为…”“市级学会报市科协学会部”“疑问1 采纳”“删除 材料2”。"
)
NOT_UNDERSTOOD = "没有看懂这处更正。请按“截止改为×月×日”“学会部电话改为…”“疑问1 采纳”“删除 材料2”这样的说法再发一次。"
NO_CAMPAIGN = "目前没有正在进行的通知。"
NOTHING_CHANGES = "与现行通知相同，没有需要改动的内容。"

_KINDS = {
    MaterialKind.DOCUMENT: "",
    MaterialKind.MEDIA: "",
    MaterialKind.CONTENT: "（写在材料中，不催交）",
    MaterialKind.UPLOAD: "（上传到指定网站，不在此报送）",
}
FIELDS = {"电话": "phones", "邮箱": "emails", "联系人": "names", "地址": "address"}
_FIELD_NAMES = {field: name for name, field in FIELDS.items()}


def titled(name: str) -> str:
    """A title in its marks; one that holds such marks itself stands in quotation marks."""
    short = clipped(name, 80)
    return f"“{short}”" if "《" in short else f"《{short}》"


CANNOT_BE_UNSAID = "发布后，报送要点随即发给各群和有关单位，不能撤销；之后可以更正，也可以收回通知。"


def reading(name: str) -> str:
    """The file is being read."""
    return f"收到{titled(name)}，正在识别，约1分钟。"


def pages_taken(count: int) -> str:
    """Some pages are here, more may follow."""
    return f"已收到{count}页，请继续发送；发完后回复“完毕”。"


def photos(count: int) -> str:
    """What a notice that came as photos is called."""
    return f"通知照片{count}张"


def reading_photos(count: int) -> str:
    """The photos are being read."""
    return f"收到{photos(count)}，正在识别，约1分钟。"


def title(name: str) -> str:
    """The head of a preview."""
    return f"【通知预览】{clipped(name, 60)}" if name else "【通知预览】"


def heading(notice: Notice) -> list[str]:
    """What paper this is, and what it forwards."""
    lines = []
    for level in notice.levels:
        parts = [
            level.doc_number or "文号未写明",
            joined(level.issuers) or "发文机关未写明",
            f"{level.issued_on.year}年{day(level.issued_on)}" if level.issued_on else "未写明成文日期",
        ]
        mark = "通知" if level.level == 0 else "所转发"
        lines.append(f"{mark}：{level.title or '标题未读出'}（{'，'.join(parts)}）")
    if notice.theme:
        lines.append(f"主题：{clipped(notice.theme, 60)}")
    if notice.activity_period:
        lines.append(f"活动时间：{notice.activity_period.text}")
    if notice.activities:
        lines.append(f"主要活动：{len(notice.activities)}项")
    return lines


def deadlines(notice: Notice) -> list[str]:
    """All dates, numbered, each with whom it binds."""
    if not notice.deadlines:
        return ["报送时间：通知未写明"]
    return ["报送时间："] + [
        f"{place}. {'（所转发通知）' if one.level else ''}{by_when(one)}"
        f"{f'，{joined(one.audience)}' if one.audience else ''}"
        f"{f'，{clipped(one.what, 40)}' if one.what else ''}{_lines(one.source)}"
        for place, one in enumerate(notice.deadlines, 1)
    ]


def offices(notice: Notice) -> list[str]:
    """All contacts, as printed."""
    return ["报送处室："] + [
        f"{place}. {one.office or '未写明处室'}：{contact_line(one) or '未写明联系方式'}{_lines(one.source)}"
        for place, one in enumerate(notice.contacts, 1)
    ]


def materials(notice: Notice) -> list[str]:
    """All materials, numbered."""
    if not notice.materials:
        return ["报送材料：通知未写明"]
    return ["报送材料："] + [f"{place}. {one.name}{_KINDS[one.kind]}" for place, one in enumerate(notice.materials, 1)]


def by_type(duties: Sequence[Duty]) -> list[str]:
    """What each unit type will be told; types that hear the same stand together."""
    said: dict[str, list[str]] = {}
    for duty in duties:
        when = due(duty) or "报送时间通知未写明"
        owed = joined(one.name for one in duty.owed) or "材料通知未写明"
        contact = f"（{contact_line(duty.contact)}）" if duty.contact else ""
        said.setdefault(f"{when}，{owed}，报{duty.office or '处室通知未写明'}{contact}", []).append(duty.unit_type)
    return ["各类单位将收到："] + [f"{joined(types)}：{text}" for text, types in said.items()]


def reach(ways: Mapping[Reach, int], unreached: Sequence[str], strangers: Sequence[str]) -> list[str]:
    """How the roster is reached."""
    if not ways:
        return ["名单触达：花名册为空，请先导入花名册。"]
    counts = joined(f"{way.value}{ways[way]}家" for way in Reach if ways.get(way))
    lines = [f"名单触达：共{sum(ways.values())}家，{counts}。"]
    if unreached:
        lines.append(f"联系不上：{first_of(unreached, 10)}。发送“邀请 单位名称”可生成邀请码和页面链接。")
    if strangers:
        lines.append(f"单位类型不在通知范围内：{first_of(strangers, 10)}。")
    return lines


def doubts(notice: Notice) -> list[str]:
    """The doubts as questions, numbered."""
    if not notice.doubts:
        return ["疑问：无"]
    return ["疑问："] + [f"{place}. {doubt(one)}" for place, one in enumerate(notice.doubts, 1)]


def doubt(one: Doubt) -> str:
    """One doubt, with its lines and what is proposed."""
    return f"{doubt_text(one)}{_lines(one.lines)}{f'建议：{one.proposal}' if one.proposal else ''}"


def amends_or_new(running: str) -> str:
    """A second notice, while a campaign runs."""
    return f"{titled(running)}正在进行。这份通知是对它的修改，还是另一项新活动？请回复“修改”或“新活动”。"


def published(notice: Notice) -> str:
    """The notice is in force."""
    return f"已发布{titled(notice.title or '通知')}。报送要点将发到各群，提醒和日报按通知自动进行。"


def proposed(reason: str, told: Sequence[tuple[Sequence[str], str]]) -> tuple[str, ...]:
    """What a new edition would change, before it is in force."""
    return (f"将{reason}，并告知以下单位：", *(f"{joined(types)}：{text}。" for types, text in told))


def change(unit_types: Sequence[str], text: str) -> str:
    """What those concerned are told about a change."""
    return f"{joined(unit_types)}：{text}，其他要求不变。"


def correction(unit_types: Sequence[str], text: str) -> str:
    """What those concerned are told about what was wrong; whoever heard it hears this too."""
    return f"更正：此前答复的{text}（适用于{joined(unit_types)}）。以通知原文为准，给您带来不便，敬请谅解。"


def head_changed(name: str, value: object) -> str:
    """A title, number, date or theme of a draft."""
    return f"{name}改为{day(value) if isinstance(value, date) else value}"


def struck_out(name: str) -> str:
    """A material, a deadline or an office that was taken out of a draft."""
    return f"删去“{name}”"


def doubt_settled(count: int) -> str:
    """Doubts that were decided without another change."""
    return f"{count}处疑问按所说处理"


def amended(texts: Sequence[str]) -> str:
    """The new edition is in force."""
    return f"已办理：{'；'.join(texts)}。将告知有关单位，提醒按新时间自动调整。"


def other_offices(offices: Sequence[str]) -> str:
    """The change concerns units of another office."""
    return f"这项改动涉及{joined(offices)}的单位，请由其统筹人办理。"


def deadline_text(on: date) -> str:
    """How a moved deadline is printed."""
    return f"{on.month}月{on.day}日前"


def deadline_line(unit_types: Iterable[str], on: date, said_on: date) -> str:
    """The line that stands for a moved deadline."""
    return f"{joined(unit_types)}报送时间调整为{on.month}月{on.day}日前（{said_on.month}月{said_on.day}日调整）。"


def route_line(unit_type: str, office: str) -> str:
    """The line that stands for a changed route."""
    return f"{unit_type}报{office}（更正）。"


def contact_changed_line(office: str, field: str, value: str) -> str:
    """The line that stands for a changed contact."""
    return f"{office}{_FIELD_NAMES[field]}：{value}（更正）。"


def material_line(name: str) -> str:
    """The line that stands for one more material."""
    return f"另报送{name}（补充）。"


def moved(before: str, after: str) -> tuple[str, str]:
    """A deadline moved."""
    text = f"报送时间由{before.removesuffix('前')}调整为{after}" if before else f"报送时间为{after}"
    return text, f"报送时间有误，应为{after}"


def rerouted(office: str, contact: str) -> tuple[str, str]:
    """A route changed."""
    where = office + (f"（{contact}）" if contact else "")
    return f"材料改报{where}", f"报送处室有误，应为{where}"


def contact_changed(office: str, contact: str) -> tuple[str, str]:
    """A contact changed."""
    return f"{office}的联系方式为：{contact}", f"{office}联系方式有误，应为{contact}"


def materials_changed(names: Iterable[str]) -> tuple[str, str]:
    """What is owed changed."""
    owed = joined(names) or "无"
    return f"应报材料为：{owed}", f"应报材料有误，应为{owed}"


def cannot_correct(code: str, values: Mapping[str, object]) -> str:
    """A correction that cannot be made, and why."""
    return {
        "day": "没有看懂日期“{word}”，请写成×月×日。",
        "unit_type": "通知中没有“{word}”这类单位。",
        "office": "“{word}”指哪个处室：{offices}？",
        "number": "没有第{number}项，共{most}项。",
        "no_proposal": "疑问{number}没有建议可采纳，请直接说明应为什么，如“疑问{number} 改为…”。",
        "by_sentence": "这处疑问请直接更正，如“标题改为…”“学会部电话改为…”。",
        "hour": "没有看懂钟点“{word}”，请写成17:00。",
        "mail": "“{word}”不像邮箱，请核对。",
        "phone": "“{word}”不像电话，请核对。",
        "kind": "没有“{word}”这个类别。",
        "empty": "请填写{field}。",
        "long": "{field}太长，请不超过{most}字。",
        "field": "没有“{field}”这一栏。",
        "may_not_strike": "{part}不能删去，请直接修改。",
        "may_not_add": "{part}不能增加，请在通知中写明。",
    }[code].format(**values)


def draft_changed(texts: Sequence[str], doubts_left: int) -> tuple[str, ...]:
    """A correction was made to a draft, in short."""
    left = f"还有{doubts_left}处疑问。" if doubts_left else ""
    return (
        f"已更正：{'；'.join(texts)}。" if texts else "没有需要改动的地方。",
        f"{left}无误请回复“确认发布”，看全文请回复“预览”。",
    )


def _lines(source: Sequence[int]) -> str:
    """Where it stands, for looking it up."""
    return f"（第{joined(str(line) for line in source)}行）" if source else ""


TAKEN_BACK = "已收回通知，将告知已收到要点的各群。已收到的材料仍保留。"
CLOSED = "已结束，将告知各群。此后不再提醒；仍可查询，补交的材料照常登记。"


def take_back(title_of_notice: str) -> tuple[str, ...]:
    """What taking back means."""
    return (f"将收回{titled(title_of_notice)}：告知已收到要点的各群请勿据此办理，停止提醒和日报。已收到的材料保留。",)


def close(title_of_notice: str) -> tuple[str, ...]:
    """What closing means."""
    return (f"将结束{titled(title_of_notice)}：告知各群，停止提醒和日报。仍可查询，补交的材料照常登记。",)
