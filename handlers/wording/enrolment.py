"""What is said about who speaks for whom: codes, groups, personal links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

CODE_IN_GROUP = "邀请码请私聊本助手发送，不要发在群里。"
CODE_UNKNOWN = "邀请码无效、已用过或已过期。请核对后重发，或向统筹人另要一个。"
CODE_PAUSED = "邀请码连续输错5次，请10分钟后再试。"
COORDINATORS_GROUP_HERE = "统筹群请在群里绑定：由统筹人在该群@我发送“绑定统筹群”。"
GROUP_ONLY = "绑定单位群请在群里@我发送“绑定 单位全称”；多家单位共用的群发送“绑定 多单位”。"
NOT_BOUND_GROUP = "本群没有绑定，无需解绑。"
NOT_YOUR_GROUP = "绑定由统筹人或该单位联络员办理。"
SHARED = "本群已登记为多家单位共用的群。群内只发通知要点；各单位的材料和进度请私聊本助手或打开单位页面。"
UNBOUND = "本群已解绑，今后按多家单位共用的群对待。"
NO_PAGE = "尚未配置单位页面的公网地址，暂不能发链接。可私聊本助手办理，效力相同。"
NO_LINK_IN_GROUP = "单位页面的链接因人而异，请私聊本助手索取。"
UNIT_FIRST = "请先告知单位全称，由统筹人发给邀请码后即可使用单位页面。"
COORDINATOR_HAS_NO_PAGE = "单位页面供各单位使用。发送“邀请 单位名称”可为该单位生成链接。"

OWN_LINKS_ENDED = "您此前取得的单位页面链接已全部停用。需要新的，请发送“页面”。"
LINKS_END_ELSEWHERE = "请联系处室停用此链接并重新发放；停用后，转到别处的同一链接也打不开。"


def bound_to_office(office: str) -> str:
    """The person is a coordinator now."""
    return f"已绑定：您是{office}的统筹人。发送“帮助”查看可用的说法。"


def bound_to_unit(unit: str, *, head: bool) -> str:
    """The person speaks for a unit now."""
    return f"已绑定：您是{unit}的{'负责人' if head else '联络员'}。可直接提问、发送材料，发送“页面”取得单位页面。"


def given_to_unit(numbers: Sequence[str]) -> str:
    """What somebody handed in before they were known is their unit's now."""
    return f"此前发来的材料（回执号{'、'.join(numbers)}）已登记在该单位名下。"


def unit_group(unit: str) -> str:
    """The group is that unit's now."""
    return f"本群已绑定{unit}，群内可查询和报送该单位的材料。"


def already_other_unit(unit: str) -> str:
    """The group belongs to another unit."""
    return f"本群已绑定{unit}。如需更换，请先发送“解绑”。"


def coordinators_group(office: str, known: Sequence[str]) -> tuple[str, ...]:
    """What making a group a coordinators' room means, and who is known to read there."""
    names = "、".join(known) if known else "尚无人发过言"
    return (
        f"将把本群绑定为{office}的统筹群。今后会在这里说各单位的欠交情况、名单和电话。",
        f"据本助手所知，群里有：{names}。",
        "没有发过言的成员本助手看不到，请先核对群成员，确认没有外单位人员。",
    )


def coordinators_group_done(office: str) -> str:
    """The group is the coordinators' room of an office now."""
    return f"本群已绑定为{office}的统筹群。日报、待处理事项和未答问题将发到这里。"


def which_office(offices: Iterable[str]) -> str:
    """A coordinator of several offices must say which."""
    return f"您负责多个处室（{'、'.join(offices)}），请写明处室，如“绑定统筹群 {next(iter(offices))}”。"


def which_unit(word: str, names: Sequence[str]) -> str:
    """A unit's name fits several units, or none."""
    if not names:
        return f"花名册中没有“{word}”，请用单位全称。"
    return f"“{word}”指哪一家：{'、'.join(names[:8])}{'等' if len(names) > 8 else ''}？请用全称再发一次。"


def invitation(unit: str, name: str, code: str, hours: int, link: str | None) -> tuple[str, ...]:
    """What a coordinator forwards to a unit: a code for the chat, a link for the browser."""
    whom = f"{unit}（{name}）" if name else unit
    lines = [
        f"以下转给{whom}，请单独转发，不要发在群里：",
        f"邀请码：{code}",
        f"用法：{hours}小时内私聊本助手发送此码，即可绑定，只能用一次。",
    ]
    if link:
        lines += [f"单位页面：{link}", "用法：在微信或浏览器中打开即可提问、报送、查回执；链接只供本人使用，请勿转发。"]
    return tuple(lines)


def is_this_the_person(name: str, unit: str) -> str:
    """Somebody of that name has spoken to the bot; the coordinator says whether it is the one who is meant."""
    return (
        f"与本助手说过话的“{name}”有1位，尚未绑定单位。确认由该账号担任{unit}的联络员吗？"
        f"如不是同一人，请回复“邀请 {unit}”另发邀请码。"
    )


def bound_already(name: str, unit: str) -> str:
    """Nothing is left to be done."""
    return f"{name}已是{unit}的联络员，无需再绑定。"


def person_bound(name: str, unit: str) -> str:
    """Somebody was bound by a coordinator."""
    return f"已登记：{name}为{unit}的联络员。"


def you_were_bound(unit: str, office: str) -> str:
    """Said to the person whom a coordinator has bound."""
    return f"{office}已登记您为{unit}的联络员。可直接在此提问、发送材料。"


def your_page(units: Sequence[str], link: str) -> tuple[str, ...]:
    """A person's own link."""
    return (f"您的单位页面（{'、'.join(units)}）：{link}", "在微信或浏览器中打开即可。链接只供您本人使用，请勿转发。")


def page_of_unit(unit: str, link: str) -> tuple[str, ...]:
    """The link of all who read in a unit's own group."""
    return (f"{unit}的单位页面：{link}", "在微信或浏览器中打开，或扫描二维码。链接仅供贵单位使用，请勿转发到群外。")


def links_ended(unit: str, count: int) -> str:
    """What a unit's people were given opens nothing any more."""
    if not count:
        return f"{unit}目前没有可用的单位页面链接。"
    return f"已停用{unit}的单位页面链接{count}个，此前报送的材料不受影响。需要新的，请发送“邀请 {unit}”。"
