"""What `baosong check` says of each account of WeCom's that it has tried, and what to do about it."""

from __future__ import annotations

from bot.finding import Finding
from bot.trials import Subject, problem
from bot.wecom.errors import Code
from storage.tables import Chat

WECOM = Subject("wecom", "企业微信")

_ROBOT = {
    Code.WRONG_SECRET: "bot_id 或 secret 不正确，请到机器人的编辑页重新复制",
    93019: "bot_id 不正确，请到机器人的编辑页重新复制",
}
_APP = {
    Code.BAD_CREDENTIAL: "corp_id 或 secret 不正确，请到应用页重新复制 Secret",
    40013: "corp_id 不正确，请到“我的企业”页底部复制企业 ID",
    40056: "agent_id 不正确，请到应用页复制 AgentId",
    48002: "没有调用这个接口的权限，请检查应用是否已启用",
    60011: "没有查看成员的权限，请检查应用的可见范围",
}
_WEBHOOK = {
    93000: "key 不正确，或该推送已被删除，请重新复制",
    93004: "该推送已被停用，请在群里启用",
    93008: "该推送已不在群里，请重新添加",
}


def robot_works(name: str) -> Finding:
    """It subscribed."""
    return Finding(f"企业微信机器人“{name}”长连接可用")


def robot_is_running(name: str) -> Finding:
    """Another process holds it."""
    text = f"企业微信机器人“{name}”由运行中的程序负责连接，没有另行登录（再登录会把它顶掉）；是否连上见运行日志。"
    return Finding(text, is_hint=True)


def robot_refused(name: str, code: int) -> Finding:
    """WeCom does not know it so."""
    return _wrong(f"企业微信机器人“{name}”", _ROBOT, code)


def app_works(name: str, called: str) -> Finding:
    """Its credentials are right, and so is the address it calls from."""
    return Finding(f"企业微信应用“{name}”可用（{called}）" if called else f"企业微信应用“{name}”可用")


def app_refused(name: str, code: int, caller: str) -> Finding:
    """Its credentials are wrong, or the address it calls from is not allowed."""
    if code == Code.ADDRESS_NOT_ALLOWED:
        where = f"企业微信看到的 IP 是 {caller}，请" if caller else "请把本机出口 IP "
        return problem(f"企业微信应用“{name}”不能调用：{where}填进应用页的“企业可信IP”。")
    return _wrong(f"企业微信应用“{name}”", _APP, code)


def webhook_works(name: str) -> Finding:
    """Its key is right; the group saw nothing."""
    return Finding(f"企业微信消息推送“{name}”可用")


def webhook_refused(name: str, code: int) -> Finding:
    """Its key is wrong, or it is not in its group any more."""
    return _wrong(f"企业微信消息推送“{name}”", _WEBHOOK, code)


def group(chat: Chat, whose: str) -> Finding:
    """A group a robot sits in, and what a webhook's settings ask for."""
    lost = "，目前发不进去，请在群里@机器人说一句话" if chat.lost_at else ""
    return Finding(
        f'机器人“{chat.account}”所在的群：chat = "{chat.external}"（{whose or "多单位群"}{lost}）', is_hint=True
    )


def _wrong(subject: str, known: dict[int, str], code: int) -> Finding:
    return problem(f"{subject}不可用：{known.get(code, '企业微信拒绝了请求')}（错误码 {code}）。")
