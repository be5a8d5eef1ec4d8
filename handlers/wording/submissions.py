"""What is said about handing in: what could not be kept, what is asked, what was taken back."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import clipped, joined

NO_CAMPAIGN = "目前没有正在进行的报送，材料未登记。如有疑问请联系主管处室。"
COLLECTING = "请发送材料，可分多次发送；发完请回复“完毕”，统一出具一个回执。"
FORWARD = "没有收到附件：聊天记录无法读取。请把其中的文件或照片逐个直接发送，以回执为准。"
SECRET = "该材料带有密级标志，未接收、未保存。请勿通过互联网传送，并按保密规定向本单位保密部门报告。"
SECRET_IN_GROUP = "有一条消息未接收，请勿在群内发送此类内容，不得重发；详情请私聊本助手。"
NOTHING_TO_WITHDRAW = "目前没有贵单位可撤回的材料。"
UNIT_IS_NOT_KNOWN = "花名册中没有找到这家单位，请回复单位全称。"
PRIVATELY = "请私聊本助手或打开单位页面办理。"
NOT_YOURS = "只能撤回本单位报送的材料。"

NOT_THEIRS = "这不是贵单位报送的材料，请核对回执号。"
NO_SUCH_HAND_IN = "没有查到这个回执号的材料，请核对。"
SEND_IT_ALONE = "这份材料不能再补充，请直接发送新的材料。"
NO_PICTURES = "目前没有贵单位可加说明的照片。"
NOTHING_TO_DESCRIBE = "没有需要说明的材料。如有多份，请引用该文件再说明。"

HELD_IN_GROUP = "有一份材料暂未登记，详情请私聊本助手或打开单位页面。"

_REASONS = {
    "too_large": "文件过大",
    "too_many": "一次发送的文件过多，请分几次发送",
    "too_slow": "下载超时，请重新发送",
    "not_fetched": "下载失败，请重新发送",
    "empty_file": "文件是空的（0字节）",
    "no_picture": "不是有效的图片或已损坏",
    "picture_too_large": "图片像素过大，请缩小到4000万像素以内",
    "secret": SECRET,
    "identity_numbers": "疑似含身份证号，暂未入库。请删除后重发，或联系主管处室",
    "phone_list": "疑似含多人手机号，暂未登记。请删除后重发，或联系主管处室",
    "member_quota": "您今天发来的文件已达一天的上限，请明天再发",
    "unit_quota": "贵单位今天发来的文件已达一天的上限，请明天再发",
    "forward": "聊天记录无法读取，请逐个直接发送",
    "folder": "不能接收文件夹，请压缩后发送，或逐个发送文件",
    "external": "外部群里的文件不能下载，请私聊发送",
    "restricted": "该会话不允许下载文件，请私聊发送",
    "recalled": "文件已被撤回",
    "quoted_unseen": "看不到所引用的消息，请把照片与文字、@写在同一条消息里发送，或私聊发送",
}


def reason(why: str) -> str:
    """Why a file could not be kept, shortly."""
    return _REASONS.get(why, "未能保存，请重新发送")


def refused(name: str, why: str) -> str:
    """A file that could not be kept, and why."""
    if why == "secret":
        return SECRET
    return f"没有收到“{name or '附件'}”：{reason(why)}。"


def over_quota(why: str, count: int) -> str:
    """Files that are too many, or too large together, for one day."""
    return f"{reason(why)}；这次有{count}个没有收。此前收到的不受影响，急需请联系主管处室。"


def holds_list(name: str, count: int) -> str:
    """Put to the office: a paper that names many people's numbers waits for a decision."""
    return f"报送的“{name}”疑似含{count}个手机号，暂未登记。收下请回复“收下 编号”，不收请回复“不收 编号”。"


TAKE_IT, REFUSE_IT = "收下", "不收"
NOTHING_HELD = "没有这个编号的待定材料，或已办理。请发送“未答问题”查看。"


def taken(names: Sequence[str], unit: str) -> str:
    """What was held back is kept."""
    return f"已收下{joined(f'“{clipped(name, 40)}”' for name in names)}，登记在{unit}名下，回执将发给报送人。"


def left_out(names: Sequence[str], unit: str) -> str:
    """What was held back is not kept."""
    return f"已记录不收{unit}的{joined(f'“{clipped(name, 40)}”' for name in names)}，并告知报送人。"


def yours_left_out(names: Sequence[str], office: str) -> str:
    """Said to whoever handed it in."""
    told = joined(f"“{clipped(name, 40)}”" for name in names)
    return f"经{office}核对，{told}含多人手机号，未予登记。请删除手机号后重发。"


def already_receipted(number: str) -> str:
    """The receipt was said already."""
    return f"材料已登记，回执号{number}。"


def confirm_withdrawal(number: str, what: str) -> str:
    """What would be taken back; `what` is empty where others read it."""
    return (
        f"将撤回回执号{number}的材料{f'（{what}）' if what else ''}。撤回后不再计入，原件保留备查。确认请回复“确认”。"
    )


def confirm_withdrawal_of_some(number: str, what: str, names: Sequence[str]) -> str:
    """What of a hand-in would be taken back; the rest stays."""
    told = f"（{joined(clipped(name, 30) for name in names[:5])}）" if names else ""
    return f"将撤回回执号{number}中的{what}{told}，其余保留。撤回后不再计入，原件保留备查。确认请回复“确认”。"


def no_such_picture(number: str, count: int) -> str:
    """A hand-in has fewer pictures than were counted."""
    return (
        f"回执号{number}共有照片、视频{count}份，没有这一张，请核对后再说一次。"
        if number
        else f"本次共{count}份照片、视频，没有这一张，请核对。"
    )


def captioned(number: str, told: Sequence[tuple[int, str]]) -> str:
    """What was noted of pictures, by their place."""
    said = "；".join(f"第{place}张“{clipped(words, 40)}”" for place, words in told[:10])
    return f"已记录说明{f'，回执号{number}' if number else ''}：{said}{f'等{len(told)}张' if len(told) > 10 else ''}。"


def withdrawn(number: str, missing: tuple[str, ...]) -> str:
    """It was taken back."""
    gap = f"现尚缺：{joined(missing)}。" if missing else ""
    return f"已撤回，回执号{number}。{gap}"


def how_to_put_right(number: str | None) -> str:
    """A text that was sent has a slip in it."""
    how = f"请先回复“撤回 {number}”，" if number else "请先回复“撤回”，"
    return f"原文照录，不作改动。{how}再把改好的整段文字发来；数据另由处室核实。"


def adding(number: str) -> str:
    """A hand-in is open again."""
    return f"请发送要补充的材料，发完请回复“完毕”，仍用回执号{number}。"


def described(number: str, material: str, activity: str, caption: str) -> str:
    """What was noted of what came."""
    told = [f"材料为{material}"] if material else []
    told += [f"条目为{activity}"] if activity else []
    told += [f"说明为“{clipped(caption, 40)}”"] if caption else []
    return f"已记录{'，' if number else ''}{f'回执号{number}' if number else ''}：{'，'.join(told)}。"


def no_such_choice(said: str, names: Sequence[str]) -> str:
    """The notice does not have what was named."""
    if not names:
        return f"通知中没有“{clipped(said, 20)}”这一项。"
    return f"通知中没有“{clipped(said, 20)}”这一项，请从以下选择：{joined(names)}。"


def directed(name: str, number: str | None) -> str:
    """A hand-in has found its campaign."""
    return f"已登记为【{name}】的材料{f'，回执号{number}不变' if number else '，随后出具回执'}。"


def claimed(unit: str, count: int) -> str:
    """Waiting hand-ins have found their unit."""
    return f"已登记为【{unit}】的材料，共{count}次报送。"


def claims(who: str, numbers: Sequence[str], unit: str) -> str:
    """Put to the office: somebody says for which unit they handed in, and how the office says yes."""
    said = f"我发的材料（回执号{joined(numbers)}）是【{unit}】的。" if numbers else f"我是【{unit}】的。"
    how = f"{who}尚未绑定该单位，属实请发送“{numbers[0]} 是 {unit}的”。" if numbers else f"{who}尚未绑定该单位。"
    return said + how


def passed_on(office: str) -> str:
    """Said where many read."""
    return f"已转{office}核对。"


def claim_passed_on(unit: str, office: str) -> str:
    """Whoever sent it does not speak for that unit yet."""
    return f"已记录为【{unit}】，因尚未确认您与该单位的关系，已转{office}核对；材料已妥存。"


def which_of_yours(names: list[str]) -> str:
    """Several units are spoken for."""
    return f"请说明是哪家单位：{joined(names)}。"
