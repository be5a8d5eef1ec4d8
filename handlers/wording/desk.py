"""What coordinators hear: figures, entries, arrangements, switches, and what is not theirs to order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.phrases import clipped, day, joined
from storage.reach import Reach

NOT_HERE = "此事请私聊本助手，或在统筹群办理。"
MENU = ("进度", "未交名单", "电话名单", "待认领", "未答问题", "导出台账")
DROPPED = "已取消，未作任何改动。"
NOTHING_WAITS = "没有等待确认的事项。已答复办好的，不需要再确认。"
NO_CAMPAIGN = "目前没有正在进行的通知。请把通知文件或全文发给我，核对后即可发布。"


def how_to_enter(unit: str) -> str:
    """How an arrival is entered, with the name that was said."""
    return f"登记来件请写明单位和数量，例如：“{unit or '物理学会'}邮箱来了总结1份、照片6张”。"


def not_yours(office: str | None, contact: str | None) -> str:
    """A person asks for what only a coordinator may do."""
    who = f"{office}的统筹人" if office else "报送处室的统筹人"
    return f"此事由{who}办理" + (f"，请致电{contact}。" if contact else "，请与其联系。")


def other_office(office: str) -> str:
    """A coordinator acts on what belongs to another office."""
    return f"该单位报{office}，请由{office}的统筹人办理。"


def which_unit(word: str, names: Sequence[str]) -> str:
    """A unit's name fits several units, or none; nothing was done yet."""
    if not names:
        return f"花名册中没有“{word}”，尚未办理。请用单位全称再说一次。"
    return f"“{word}”指哪一家：{joined(names[:8])}{'等' if len(names) > 8 else ''}？尚未办理，请用全称再说一次。"


def not_later(on: date | None, due: date | None) -> str:
    """The day that was said is none, or no extension."""
    now = f"现定报送时间为{day(due)}前。" if due else ""
    if on is None:
        return f"没有看懂日期。{now}请写成×月×日再说一次。"
    return f"{day(on)}不晚于现定时间或已过。{now}请核对后再说一次。"


def extended(unit: str, on: date, *, told: bool) -> tuple[str, ...]:
    """One unit has more time."""
    return (f"已办理：{unit}的报送时间延至{day(on)}前。{_told(told=told)}", f"如有误，请回复“取消延期 {unit}”。")


def you_have_until(on: date) -> str:
    """Said to the unit that has more time."""
    return f"经报送处室同意，贵单位的报送时间延至{day(on)}前，其他要求不变。"


def you_are_exempt(material: str) -> str:
    """Said to the unit that need not hand in, all or one material."""
    if material:
        return f"经报送处室确认，贵单位本次免报{material}，其他要求不变。"
    return "经报送处室确认，贵单位本次免报，后续不再提醒。"


def exempted(unit: str, material: str, reason: str, *, told: bool) -> tuple[str, ...]:
    """One unit need not hand in, all or one material."""
    why = f"（{reason}）" if reason else ""
    then = "此项不再提醒" if material else "不再提醒，不计入未报"
    undo = f"取消{unit}{material}的免报" if material else f"取消免报 {unit}"
    return (
        f"已办理：{unit}本次免报{material}{why}，{then}。{_told(told=told)}",
        f"如有误，请回复“{undo}”。",
    )


def nothing_granted(unit: str, word: str) -> str:
    """There is nothing to take back."""
    return f"{unit}没有{word}记录。"


def grant_ended(unit: str, word: str, *, told: bool) -> tuple[str, ...]:
    """A grant was taken back."""
    return (f"已取消{unit}的{word}。{_told(told=told)}",)


def your_grant_ended(word: str, due: date | None) -> str:
    """Said to the unit whose grant was taken back."""
    when = f"，报送时间为{day(due)}前" if due else ""
    return f"贵单位的{word}已取消{when}。如有疑问，请与报送处室联系。"


def _told(*, told: bool) -> str:
    """Whether the unit could be told; nothing is claimed that nobody may have heard."""
    return "已发送给该单位。" if told else "该单位暂时联系不上，请电话告知。"


ANNOUNCED = "已交发送，将发给有关单位和群。"
PAUSED = "已暂停：提醒、日报和群发都不再主动发送；提问照常答复，材料照常接收并给回执。恢复请发送“恢复”。"
RESUMED = "已恢复。暂停期间应发的内容按最新情况重新计算，只发一次。"
NOT_PAUSED = "目前没有暂停，提醒和日报正常发送。"


def announcing(text: str, types: Sequence[str], ways: Mapping[Reach, int]) -> tuple[str, ...]:
    """Words for many, before they are said."""
    counts = joined(f"{way.value}{ways[way]}家" for way in Reach if ways.get(way)) or "0家"
    return (f"将发给{joined(types)}（{counts}），并发到联络员群：", text)


def telling(unit: str, way: Reach, text: str) -> tuple[str, ...]:
    """Words for one unit, before they are said."""
    return (f"将只发给{unit}（{way.value}）：", text)


def from_office(office: str, text: str) -> str:
    """Words of an office to one unit."""
    return f"{office}转告：{text}" if office else text


def told_unit(unit: str, *, told: bool) -> str:
    """They were handed on."""
    return f"已交发送给{unit}。" if told else f"{unit}暂时联系不上，请电话告知。"


def announcement_too_long(length: int, most: int) -> str:
    """Too many words for one message."""
    return f"内容有{length}字，一次最多{most}字，请精简后再发。"


def no_such_types(who: str) -> str:
    """The words are for nobody."""
    return f"“{who}”不是本处室收件的单位类型。请写“通知大家：…”或“通知 单位类型：…”。"


def which_office(offices: Sequence[str], example: str) -> str:
    """A coordinator of several offices must say which."""
    return f"您负责多个处室（{joined(offices)}），请写明处室，如“{example} {offices[0]}”。" if offices else NOT_HERE


def counted(items: Sequence[tuple[str, int]]) -> str:
    """Write counted things: 总结1份、照片6张."""
    return joined(f"{name}{count}{_measure(name)}" for name, count in items)


def _measure(name: str) -> str:
    """The measure word of a thing."""
    if any(word in name for word in ("照片", "图片", "相片", "影像", "图像")):
        return "张"
    return "段" if any(word in name for word in ("视频", "录像", "短片")) else "份"


def entered(unit: str, items: str, receipt_no: str, *, told: bool) -> tuple[str, ...]:
    """What came another way was entered."""
    heard = "，已发送给该单位" if told else ""
    return (f"已登记{unit}来件：{items}，回执号{receipt_no}{heard}。", f"如有误，请回复“撤回 {receipt_no}”。")


def your_mail_entered(items: str, receipt_no: str) -> str:
    """Said to the unit whose mail was entered."""
    return f"报送处室已登记贵单位来件：{items}，回执号{receipt_no}。如有出入，请回复说明。"


def return_instead(receipt_no: str) -> str:
    """What a unit handed in is not withdrawn by a coordinator."""
    return f"回执号{receipt_no}是单位自己报送的，不能代为撤回。需要补正请发送“退回 {receipt_no} 原因”。"


def entry_undone(receipt_no: str) -> str:
    """An entry was taken back."""
    return f"已撤回登记，回执号{receipt_no}作废。"


def no_such_receipt(receipt_no: str) -> str:
    """There is no hand-in of that number."""
    return f"没有回执号{receipt_no}的材料，请核对。"


KINDS = {"image": "照片", "video": "视频", "audio": "录音", "file": "文件", "text": "文字"}
_CHANNELS = {"mail": "邮箱来件", "post": "邮寄来件", "hand": "当面送来"}
_VERDICTS = {"accepted": "已认可", "returned": "已退回待补正"}


def people(unit: str, liaison: str, phone: str, bound: Sequence[str]) -> tuple[str, ...]:
    """Who speaks for a unit: as the roster says, and who is bound."""
    listed = " ".join(part for part in (liaison, phone) if part) or "没有登记"
    return (f"{unit}：花名册联络员{listed}。", f"已绑定：{joined(bound)}。" if bound else "尚无人绑定。")


def hand_in(receipt_no: str, on: date, contents: str, channel: str, verdict: str) -> str:
    """One hand-in in a list."""
    marks = joined(mark for mark in (_CHANNELS.get(channel), _VERDICTS.get(verdict)) if mark)
    return f"回执号{receipt_no}：{contents or '无有效材料'}，{on.month}月{on.day}日{f'（{marks}）' if marks else ''}"


def contents(unit: str, rows: Sequence[str]) -> tuple[str, ...]:
    """What one unit has handed in."""
    if not rows:
        return (f"{unit}尚未报送材料。",)
    return (f"{unit}已报送{len(rows)}次：", *rows)


def is_there_already(receipt_no: str, unit: str) -> str:
    """The hand-in is that unit's already."""
    return f"回执号{receipt_no}已在{unit}名下，无需移交。"


def moved(receipt_no: str, unit: str, *, told: bool) -> str:
    """A hand-in was moved."""
    return f"已将回执号{receipt_no}移交到{unit}名下。{_told(told=told)}"


def yours_is_placed(receipt_no: str) -> str:
    """Said to whoever handed in what a coordinator has given its unit."""
    return f"您发来的材料（回执号{receipt_no}）已由报送处室登记到相应单位名下。"


def moved_here(receipt_no: str) -> str:
    """Said to the unit that a hand-in was moved to."""
    return f"经报送处室核对，回执号{receipt_no}的材料已登记在贵单位名下。"


def moved_away(receipt_no: str) -> str:
    """Said to the unit that a hand-in was moved from."""
    return f"经报送处室核对，回执号{receipt_no}的材料不属于贵单位，已移出。如有疑问，请与报送处室联系。"


def unclaimed(receipt_no: str, sender: str, contents: str, meant_for: str) -> str:
    """One hand-in whose unit is unknown, or is asked whether it is theirs."""
    whose = f"，称代{meant_for}报送，待其确认" if meant_for else ""
    return f"回执号{receipt_no}：{sender or '未知成员'}发来{contents or '材料'}{whose}"


def unclaimed_list(lines: Sequence[str], total: int) -> tuple[str, ...]:
    """The hand-ins whose unit is unknown."""
    if not lines:
        return ("没有待认领的材料。",)
    return (f"待认领{total}件：", *lines, "请发送“回执号 是 单位名称的”，如“0606-038 是市医学会的”。")


BOARD_IN_PRIVATE = "看板含各单位情况，请私聊本助手发送“看板”。"
NO_PAGES = "看板需要服务器有网址，请管理员在config.toml的[server]中填写public_url。"


def board(link: str) -> str:
    """The way to the board."""
    return f"看板：{link}（限本人，20分钟内打开一次有效）"


FILE_MISSING = "没有收到文件，请再发一次。"
SHEET_KNOWN = "表中各行都已登记过，没有新增。"
ROW_UNREADABLE = "材料、份数或日期没有看懂（份数为1至9999，日期不晚于今天）"


def reading_sheet(name: str) -> str:
    """The sheet is being read."""
    return f"收到《{clipped(name, 60)}》，正在读取，约1分钟。"


def sheet_refused(code: str) -> str:
    """The sheet could not be read."""
    said = {
        "no_head": "没有找到表头，第一张表里应有：单位、材料、份数、日期、渠道（至少有单位、材料）。",
        "empty": "表中没有内容。",
        "too_many": "行数太多，一次最多2000行，请分开发送。",
    }
    return said.get(code, "表格打不开，请另存为xlsx后再发。")


def row_wrong(row: int, why: str) -> str:
    """One line of the sheet is wrong."""
    return f"第{row}行：{why}"


def sheet_wrong(rows: Sequence[str], total: int) -> tuple[str, ...]:
    """A sheet with wrong lines is not entered."""
    more = (f"其余{total - len(rows)}行略。",) if total > len(rows) else ()
    return (f"有{total}行需要更正，整张表暂未登记：", *rows, *more, "请改好后重新发送。")


def sheet_read(rows: Sequence[tuple[str, str]], units: int, lines: int, known: int) -> tuple[str, ...]:
    """What would be entered from a sheet."""
    more = (f"其余{lines - len(rows)}行略。",) if lines > len(rows) else ()
    skipped = f"另有{known}行以前登记过，不再计入。" if known else ""
    return (f"将登记{units}家、{lines}行来件。{skipped}", *(f"{unit}：{what}" for unit, what in rows), *more)


def sheet_entered(numbers: Sequence[str]) -> str:
    """A sheet was entered."""
    span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}至{numbers[-1]}"
    return f"已登记{len(numbers)}份来件，回执号{span}。如有误，请回复“撤回 回执号”。"
