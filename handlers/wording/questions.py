"""Every sentence said in answer to a question about a notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.phrases import by_when, contact_line, day, joined, phrase_of
from storage.notice.bodies.gathering import is_room
from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Deadline, Period
from storage.notice.routing import Duty

GREETING = "您好，我是报送助手。可以问我报送时间、材料、联系人，也可以直接把材料发给我。"
OUT_OF_SCOPE = "此事不在本次通知范围内，我不便答复。与报送有关的问题可以随时问我。"
OWN_ONLY = "各单位的报送情况、联系方式不便在此提供，只能查询本单位的。"
NO_GHOST = "总结等材料请由贵单位自行撰写，我不便代写；通知要求的内容可以随时问我。"
SECRET = "涉密不上网，上网不涉密：涉密内容、工作秘密和内部资料不得拍摄、不得通过这里报送，请选用可公开的照片和文字。"
WHICH_UNIT = "报送部门按单位类型不同，请告知贵单位名称。"
NO_HOUR = "通知未写明具体钟点，建议提前报送。"
ONLY_MAIL = "通知只公布了这一个邮箱，没有其他邮箱；也可以私聊本助手或打开单位页面发送，效力相同。"
STANDING = "请发送“我交了什么”或“还差什么”，即可查询贵单位已收到的材料。"
DRAFT_WAITS = "有一份通知尚未发布：看全文请回复“预览”，发布请回复“确认发布”，放弃请回复“取消”。"
NO_CAMPAIGN = "目前没有正在进行的报送。"
THIRDS = "上旬为1日至10日，中旬为11日至20日，下旬为21日至月末"
CAN_BE_ASKED = "可以问我：报送时间、要交什么、交到哪里、联系人、电话、邮箱、活动主题和内容、工作要求。"
MENU = ("什么时候交", "要交什么", "交到哪里", "联系人是谁")
OWN_QUESTIONS = ("我交了什么", "还差什么")
_HELP = (
    CAN_BE_ASKED,
    "交材料：把文件、照片或文字直接发给我，多份材料可先回复“开始报送”，发完回复“完毕”。",
    "查询：回复“我交了什么”“还差什么”；撤回：回复“撤回 回执号”；已发邮箱请回复“已发邮箱”。",
    "涉密不上网，上网不涉密；工作秘密、内部资料同样不得报送。",
)
HOW_PRIVATE = "把文件、照片或文字直接发到这里即可，可分多条、可用压缩包，约20秒后出具回执；发完可回复“完毕”。"
HOW_GROUP = "在群里请引用文件并@我，或把照片和文字放在一条消息里@我；材料较多时请私聊本助手或打开单位页面发送。"
HOW_UNDO = (
    "撤回请回复“撤回 回执号”，其中一张可说“第2张不要了”；改好的文件直接重发即可，以最后一次为准，此前的版本仍予保留。"
)
HOW_LINK = "链接不能代替材料，请把其中的文件直接发来。"
HOW_RECEIPT = "收到材料后会出具回执，写明回执号和已收到的内容，以回执为准；也可随时回复“我交了什么”查询。"
HOW_REMINDED = "报送时间之前我会提醒尚缺材料的单位，无需另行设定；材料齐了即不再提醒。"
HOW_ALSO = "文件名不必写单位名，以发送人登记的单位为准；以回执为准。"


def help_lines(how: str) -> tuple[str, ...]:
    """What can be asked and done; `how` says how to hand in where that is not usual."""
    return (_HELP[0], f"交材料：{how}", *_HELP[2:]) if how else _HELP


def deadline(found: Deadline | None, extended: date | None = None) -> str:
    """By when."""
    if extended:
        return f"贵单位的报送时间已延至{day(extended)}前。"
    if found is None:
        return "通知未写明报送时间。"
    if found.date is None and not (found.recurrence or found.term):
        return f"通知未写明具体日期，原文为“{found.text}”。"
    return f"报送时间为{by_when(found)}。"


def dated(found: Deadline, what: str, *, is_past: bool) -> str:
    """One of several dates, with what is due."""
    return f"{by_when(found)}{'（已过）' if is_past else ''}：{what}。"


def past(found: Deadline | None, on: date, office: str | None, contact: Contact | None) -> str:
    """The day is over."""
    decides = f"是否仍可报送由{office or '主管处室'}确定{_ring(contact)}。"
    when = (phrase_of(found) if found and found.date == on else "") or f"{on.month}月{on.day}日"
    return f"报送时间{when}已过。{decides}材料可以先发来，收到即登记时间。"


def not_to_be_moved(office: str | None, contact: Contact | None) -> str:
    """The bot grants nothing."""
    return f"能否延后由{office or '主管处室'}确定{_ring(contact)}。"


def both(place: str, due: Deadline | None, office: str, found: Contact | None) -> str:
    """The level above wrote to the unit as well."""
    when = f"于{day(due.date)}前" if due and due.date else ""
    return f"贵单位如也收到{place}的通知，另按其要求{when}报送{contact(found, office)}"


def if_late(office: str | None, contact: Contact | None) -> str:
    """What holds once the day is over."""
    return f"请尽量在此之前报送；逾期是否接收由{office or '主管处室'}确定{_ring(contact)}。"


def only_so_many(what: str, count: int, asked: str) -> str:
    """One is asked for that the notice does not have."""
    return f"通知列出的{what}共{count}项，没有{asked}。"


def decided_by(office: str | None, contact: Contact | None) -> str:
    """What the office decides."""
    return f"具体由{office or '主管处室'}确定{_ring(contact)}。"


def days_left(on: date, days: int, workdays: int | None) -> str:
    """How long there still is."""
    work = f"，其中{workdays}个工作日" if workdays is not None else ""
    return f"距报送截止（{day(on)}）还有{days}天{work}。" if days > 0 else f"今天（{day(on)}）就是报送截止日。"


def no_phone(digits: str, mailbox: str, phones: Sequence[str]) -> str:
    """Digits of a mailbox are no phone."""
    instead = f"，电话为{joined(phones)}" if phones else ""
    return f"{digits}是邮箱{mailbox}的一部分，不是电话{instead}。"


def upper_day(on: str, level: str) -> str:
    """The upper level's day was taken for one's own."""
    return f"{on}是{level}的时间，与贵单位无须另报。"


def event_day(on: str) -> str:
    """The day of the celebration was taken for the deadline."""
    return f"{on}是活动日，不是报送时间。"


def upper_deadline(found: Deadline, who: str) -> str:
    """When the level above wants something."""
    return f"{who}报送的时间为{by_when(found)}。"


def upper_materials(place: str, names: Sequence[str]) -> str:
    """What the level above wants."""
    return f"{place}要求报送{joined(names)}等。" if names else f"通知未写明{place}要求报送的材料。"


def materials(duty: Duty) -> str:
    """What is handed in."""
    names = joined(material.name for material in duty.owed)
    return f"需报送{names}等。" if names else "通知未写明需报送的材料。"


def owed(duty: Duty) -> str:
    """What is handed in, and by when."""
    names = joined(material.name for material in duty.owed)
    return f"贵单位需报送{names}等，{deadline(duty.deadline)}" if names else deadline(duty.deadline)


def contents(duty: Duty) -> str:
    """What is worked out inside."""
    return f"其中请一并写明{joined(material.name for material in duty.content)}。"


def submit_to(office: str | None, *who: str) -> str:
    """To whom these report; nobody is named where it is the asker."""
    return f"{joined(who)}报送至{office or '通知所列部门'}。"


def received_by(office: str, audience: Sequence[str]) -> str:
    """Which fields an office receives."""
    return f"{joined(audience)}：报{office}。" if audience else f"报送至{office}。"


def contact(found: Contact | None, office: str | None) -> str:
    """Whom to ask, everything that is printed."""
    own = found.office or "" if found else ""
    name = own if own and office and (own.startswith(office) or is_room(office)) else office or own
    said = contact_line(found) if found else ""
    if office and own and said and is_near(office) and not is_near(own):
        return f"通知未写明{office}联系方式；{own}：{said}。"
    return f"{name}：{said}。" if name and said else f"{said}。" if said else f"通知未写明{name}联系方式。"


def reach(office: str, label: str, values: Sequence[str], names: Sequence[str]) -> str:
    """One way to an office."""
    who = f"（{joined(names)}）" if names else ""
    if values:
        return f"{office}{who}{label}：{joined(values)}。"
    return f"通知未写明{office}{'的' if office else ''}{label}。"


def address(office: str, printed: str | None) -> str:
    """Where an office sits."""
    return f"{office}邮寄地址：{printed}。" if printed else f"通知未写明{office}{'的' if office else ''}邮寄地址。"


def at(office: str, printed: str) -> str:
    """Whose address was named."""
    return f"{printed}是{office}的地址。"


def types(names: Sequence[str], office: str, found: Contact | None) -> str:
    """One line an office, for somebody whose unit is not known."""
    return f"{joined(names)}：报{office}{f'，{contact_line(found)}' if found else '。'}"


def not_said(*labels: str) -> str:
    """The notice leaves it open."""
    return f"通知未写明{joined(labels)}。"


def is_left_open(line: str) -> bool:
    """It says that the notice does not say something, or whom to ask about that."""
    return line.startswith(("通知未写明", "如需确认"))


def of(thing: str, labels: Sequence[str]) -> str:
    """Particulars of a thing: 照片的数量、格式."""
    return f"{thing}的{joined(labels)}" if thing else joined(labels)


def ask_office(office: str | None, found: Contact | None) -> str:
    """Where to ask instead."""
    return f"如需确认，可联系{office or '主管处室'}{_ring(found, '，')}。"


def period(found: Period) -> str:
    """The days of the activities."""
    text = f"活动时间为{found.text}。"
    return f"{text[:-1]}（{THIRDS}）。" if found.approximate else text


def listed(head: str, titles: Sequence[str]) -> str:
    """Numbered titles in one line."""
    return f"{head}{len(titles)}项：{'；'.join(f'{n}.{title}' for n, title in enumerate(titles, 1))}。"


def quoted(number: str, title: str, text: str) -> str:
    """A passage of the notice with its place; a heading that is how it begins is not said twice."""
    where = f"{number}{'' if text.startswith(title) else title}" if number else ""
    return f"{where}：“{text}”" if where else f"通知原文：“{text}”"


def in_short(number: str, title: str, heads: Sequence[str]) -> str:
    """A section by the beginnings of what it says."""
    return f"{number.rstrip('、.．')}{title}：{'；'.join(f'{place}. {head}' for place, head in enumerate(heads, 1))}。"


def attached(title: str) -> str:
    """What is attached to the notice."""
    return f"“{title}”见通知附件。"


def nearest(quoted: str) -> str:
    """The sentence that comes nearest to a question which the notice does not answer."""
    return f"通知中相近的一处——{quoted}"


def human(office: str | None, found: Contact | None) -> str:
    """Somebody real."""
    return f"请联系{office or '主管处室'}：{contact_line(found)}。" if found else f"请联系{office or '主管处室'}。"


def which_campaign(names: Sequence[str]) -> tuple[str, ...]:
    """Several campaigns run, and the question fits more than one."""
    return ("请问您问的是哪一项？请回复序号：", *(f"{place}. {name}" for place, name in enumerate(names, 1)))


def which_to_hand_in(names: Sequence[str], *, is_here: bool) -> tuple[str, ...]:
    """Several campaigns run, and a hand-in may be for more than one; what came of it is kept already."""
    asked = "材料已收到。请问这是报送哪一项的？" if is_here else "请问这次报送的是哪一项？"
    return (f"{asked}请回复序号：", *(f"{place}. {name}" for place, name in enumerate(names, 1)))


def of_campaign(name: str) -> str:
    """Which of several campaigns an answer is about."""
    return f"【{name}】"


COUNT, TIME_OF_THIS = "具体数量", "这一事项的时间"
NOT_WRITTEN_HERE = "这个问题通知未写明。"
NOT_WRITTEN = "这个问题通知未写明，以主管处室的答复为准。"


def passed_on(office: str | None, found: Contact | None) -> str:
    """The office will answer."""
    return f"这个问题通知未写明，已转{office or '主管处室'}{_ring(found, '；急需可致电')}。"


def _ring(found: Contact | None, lead: str = "，请致电") -> str:
    """The phone and the name behind it."""
    if found is None or not found.phones:
        return ""
    names = f"（{joined(found.names)}）" if found.names else ""
    word = "" if lead.endswith("致电") else "电话"
    return f"{lead}{word}{found.phones[0]}{names}"
