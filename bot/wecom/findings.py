"""What `baosong check` says of each account of WeCom's that it has tried, and what to do about it."""

from __future__ import annotations

from bot.finding import Finding
from bot.wecom.errors import Code
from storage.tables import Chat

TRIAL = "报送自检：这条消息由 baosong check 发出，收到即说明发送正常，无需回复。"

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
        return _problem(f"企业微信应用“{name}”不能调用：{where}填进应用页的“企业可信IP”。")
    return _wrong(f"企业微信应用“{name}”", _APP, code)


def webhook_works(name: str) -> Finding:
    """Its key is right; the group saw nothing."""
    return Finding(f"企业微信消息推送“{name}”可用")


def webhook_refused(name: str, code: int) -> Finding:
    """Its key is wrong, or it is not in its group any more."""
    return _wrong(f"企业微信消息推送“{name}”", _WEBHOOK, code)


def unreachable(name: str, address: str) -> Finding:
    """WeCom did not answer."""
    return _problem(f"企业微信账号“{name}”：连接不上 {address}，请检查网络，或 [network] 的 proxy、ca_file。")


def no_public_address(name: str) -> Finding:
    """WeCom has nowhere to call."""
    return _problem(f"企业微信账号“{name}”按回调地址接收消息，须在 [server] public_url 填公网 https 地址。")


def address_works(name: str, address: str) -> Finding:
    """Called as WeCom calls, it answered rightly."""
    return Finding(f"企业微信账号“{name}”的回调地址可用：{address}")


def address_silent(name: str, address: str) -> Finding:
    """Nothing answers there, maybe only because nothing runs."""
    text = f"企业微信账号“{name}”的回调地址没有应答：{address}。请先 baosong run 再检查；仍不应答请检查反向代理。"
    return Finding(text, is_fine=False, is_hint=True)


def address_wrong(name: str, address: str, status: int) -> Finding:
    """Something else answers there."""
    return _problem(f"企业微信账号“{name}”的回调地址应答不对（{status}）：{address}。请检查反向代理是否转到本程序。")


def group(chat: Chat, whose: str) -> Finding:
    """A group a robot sits in, and what a webhook's settings ask for."""
    lost = "，目前发不进去，请在群里@机器人说一句话" if chat.lost_at else ""
    return Finding(
        f'机器人“{chat.account}”所在的群：chat = "{chat.external}"（{whose or "多单位群"}{lost}）', is_hint=True
    )


def arrived(account: str, *, is_sent: bool) -> Finding:
    """What became of the trial message."""
    if is_sent:
        return Finding(f"自检消息已由“{account}”发给统筹人")
    return _problem(f"自检消息没有发出（“{account}”），原因见运行日志。")


def nobody_sends(account: str) -> Finding:
    """Nothing runs that could send."""
    return _problem(f"自检消息没有人发（“{account}”）：请先启动 baosong run，再检查一次。")


def nobody_to_send_to() -> Finding:
    """No coordinator has a chat on WeCom yet."""
    return Finding("企业微信上还没有统筹人的会话，自检消息无处可发。请先让统筹人私聊机器人发送邀请码。", is_hint=True)


def _wrong(subject: str, known: dict[int, str], code: int) -> Finding:
    return _problem(f"{subject}不可用：{known.get(code, '企业微信拒绝了请求')}（错误码 {code}）。")


def _problem(text: str) -> Finding:
    return Finding(text, is_fine=False)
