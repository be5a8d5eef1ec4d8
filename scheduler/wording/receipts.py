"""What a receipt says: what arrived, what is still missing, how to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.phrases import day, joined
from storage.standing import Standing

NUMBERED, MATERIAL, ACTIVITY, CAPTION = "回执号{number}", "材料", "条目", "说明"
"""The clauses of the sentence that describes what came, in their order."""

DESCRIBE = "登记说明"
CAPTION_LIKE = "时间、地点、内容，一句话"
WITHDRAWN, ACCEPTED, RETURNED = "报送回执（已撤回）", "报送回执（已认可）", "报送回执（已退回）"
"""The titles of a receipt after something was decided."""

_PHOTOS = ("照片", "视频", "影像")


def counted(arrived: Mapping[str, int]) -> str:
    """工作总结1份、照片6张."""
    return joined(f"{name}{number}{'张' if name.startswith(_PHOTOS[0]) else '份'}" for name, number in arrived.items())


def received(arrived: Mapping[str, int], number: str) -> str:
    """The first line of a receipt."""
    return f"已收到{counted(arrived)}，回执号{number}。"


def received_all(arrived: Mapping[str, int], number: str) -> str:
    """The first line of the receipt with which a unit is complete."""
    return f"已收到贵单位{counted(arrived)}，回执号{number}。应报材料已齐，后续不再提醒；如需补正再联系。"


def unclaimed(arrived: Mapping[str, int], number: str, units: Sequence[str]) -> str:
    """The unit is not known, or one of several: it is kept, and asked for once."""
    asked = f"请回复是哪家单位的：{joined(units)}。" if units else "请回复单位全称，以便登记。"
    return f"已收到{counted(arrived)}，回执号{number}。{asked}"


def in_group(unit: str, number: str, *, is_told_privately: bool) -> str:
    """The one line that a group of many units reads."""
    where = "详情已私信" if is_told_privately else "详情请私聊本助手或打开单位页面"
    return f"已收到【{unit}】材料，回执号{number}，{where}。"


def now_in_all(arrived: Mapping[str, int], number: str) -> str:
    """What a hand-in holds after something joined it."""
    return f"已补充，本次共{counted(arrived)}，回执号{number}。"


def put_right(arrived: Mapping[str, int], number: str) -> str:
    """What a hand-in holds after something was recalled, or corrected where it was said."""
    return f"已更正，本次共{counted(arrived)}，回执号{number}。"


def changed_in_group(unit: str, number: str, *, is_told_privately: bool) -> str:
    """The same for a group of many units, where it cannot be said in private."""
    where = "详情已私信" if is_told_privately else "详情请私聊本助手或打开单位页面"
    return f"【{unit}】的材料已更正，回执号{number}，{where}。"


def as_before(arrived: Mapping[str, int], number: str) -> str:
    """What a hand-in holds though nothing came: something was only said."""
    return f"本次已登记{counted(arrived)}，回执号{number}。"


def only_duplicates(number: str) -> str:
    """Everything that came was here already."""
    return f"这些材料此前已经收到，未重复登记，回执号{number}。"


def duplicates(count: int) -> str:
    """Some of what came was here already."""
    return f"其中{count}份此前已收到，未重复登记。"


def copies(count: int) -> str:
    """Pictures that show again what another one shows: made smaller, compressed, cut at the edges."""
    return f"其中{count}张与已收到的照片相同（经缩放、压缩或裁边），未重复登记。"


def larger(count: int) -> str:
    """Pictures that took the place of smaller ones of the same."""
    return f"其中{count}张比此前收到的同一照片更清晰，已替换。"


def compressed(count: int) -> str:
    """Pictures that a chat made smaller on their way."""
    return f"有{count}张照片似被聊天软件压缩过，如有原图请再发一次（发送时勾选“原图”）。"


def refused(names: Sequence[str]) -> str:
    """Files that came and could not be kept."""
    return f"未能保存：{joined(names)}，请重发。"


def over_quota(count: int) -> str:
    """Files that were too many for one day."""
    return f"另有{count}个超出一天的收件上限，没有收，请明天再发；已收到的不受影响。"


_HELD = {"identity_numbers": "疑似含身份证号，暂未入库", "phone_list": "疑似含多人手机号，暂未登记"}


def held(name: str, why: str, office: str | None) -> str:
    """A paper that names people's numbers is held back."""
    return f"“{name or '附件'}”{_HELD[why]}。请删除后重发，或联系{office or '主管处室'}。"


def changed(material: str, told: Sequence[str]) -> str:
    """What a new version changed."""
    return f"{material}与上一版相比：{''.join(told)}"


def shortfall(material: str, code: str, values: Sequence[str]) -> str:
    """What a paper lacks of what the notice demands."""
    if code == "parts":
        return f"{material}中未见：{joined(values)}（通知有此要求，如已写明请忽略）。"
    bound = "以内" if code == "too_long" else "以上"
    return f"{material}约{values[0]}字，通知要求{values[1]}字{bound}。"


def still_missing(names: Sequence[str]) -> str:
    """What is owed and not here."""
    return f"尚缺：{joined(names)}。"


def announced_only(names: Sequence[str]) -> str:
    """What was talked about and is not here."""
    return f"文中提到的{joined(names)}未见附件，请另发。"


def version(name: str, number: int) -> str:
    """A new version took the place of the one before."""
    return f"{name}已更新为第{number}版，以最新一份为准。"


def unclear(names: Sequence[str]) -> str:
    """A kind that could not be told is asked once."""
    return f"{joined(names)}是哪项材料，请回复说明，如“工作总结”。"


def is_withdrawn(number: str) -> str:
    """All that a receipt shows of what was taken back."""
    return f"回执号{number}的材料已撤回，不再计入。"


def returned_for(why: str) -> str:
    """Why it was returned."""
    return f"请补正：{why}。补正后重发即可。"


def take_back(number: str) -> str:
    """How to undo it."""
    return f"如有误，请回复“撤回 {number}”。"


def late(standing: Standing, on: date) -> str:
    """Said neutrally: the office decides."""
    office = standing.office or "主管处室"
    return f"报送时间为{day(on)}前，现已登记收到时间，是否按时由{office}确定。"


CUT_OFF = "2小时内没有收到“完毕”，先按已收到的出具回执；还有材料请直接发来。"
NOTHING_COLLECTED = "“开始报送”后2小时内没有收到材料，本次收集已结束。需要时请直接发送材料，或再次发送“开始报送”。"
_NOT_THERE = "没有收到附件。请引用该文件并@我，或私聊、单位页面发送；以回执为准。"
_NOT_THERE_PRIVATE = "没有收到附件。请把文件或照片直接发到这里，以回执为准。"


def not_there(how: str, *, is_private: bool) -> str:
    """Nothing came; `how` says how to hand in where that is not usual."""
    if how:
        return f"没有收到附件，以回执为准。{how}"
    return _NOT_THERE_PRIVATE if is_private else _NOT_THERE
