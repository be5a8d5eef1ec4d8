"""What Feishu's client says to people: what stands for what may not be shown, and what needs a person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.feishu.errors import Code, ContentRefused, FeishuError
from storage.errors import Remedy

PHONE = "［电话见单位页面］"
MAILBOX = "［邮箱见单位页面］"

_SILENCED = frozenset({Code.FORBIDDEN_IN_CHAT, Code.MUTED})


def trouble(account: str, error: FeishuError) -> str:
    """Return what those who run the bot are told of an error; nothing where nobody needs to act."""
    subject = f"飞书应用“{account}”"
    if isinstance(error, ContentRefused):
        return f"{subject}有消息被本单位的内容安全策略拦下，隐去电话和邮箱后仍发不出。请联系飞书管理员。"
    if error.code in _SILENCED:
        return f"{subject}在某个群或私聊里被禁言，或群设置不许它发言。请群主或飞书管理员放行。"
    if error.remedy is not Remedy.CONFIGURATION and error.code != Code.QUOTA_USED_UP:
        return ""
    return f"{subject}{_reason(error)}"


def content_masked(account: str) -> str:
    """What was said had to lose its phones and mailboxes."""
    return (
        f"飞书应用“{account}”：本单位的内容安全策略不许明文发电话或邮箱，相关消息已隐去号码后发出。"
        "需要号码的人请打开单位页面，或请飞书管理员放行。"
    )


def _reason(error: FeishuError) -> str:
    details = error.details
    if error.code == Code.QUOTA_USED_UP:
        return "本月接口调用次数已用完，消息暂时发不出。请飞书管理员升级版本，或等下月自动恢复。"
    if error.code == Code.ADDRESS_NOT_ALLOWED:
        where = f"飞书看到的 IP 是 {details.caller}，请把它" if details.caller else "请把本机出口 IP "
        return f"不能调用接口：{where}加进开发者后台“安全设置 → IP 白名单”。"
    if error.code in (Code.SCOPE_MISSING, Code.USER_SCOPE_MISSING):
        return f"缺少权限{_any_of(details.scopes)}，请在“权限管理”开通并发布新版本。"
    if error.code in (Code.APP_DISABLED, Code.NOT_INSTALLED):
        return "已停用或没有安装，请在飞书管理后台启用。"
    if error.code == Code.NO_BOT:
        return "没有开启机器人能力，请在开发者后台“添加应用能力”开启并发布新版本。"
    if error.code == Code.NOT_PERMITTED:
        return "无权在某个群里发消息；外部群需在开发者后台开启“对外共享”。"
    return f"不能使用，请核对 app_id 和 app_secret（错误码 {error.code}）。"


def _any_of(scopes: Sequence[str]) -> str:
    return f"（任一即可）：{'、'.join(scopes)}" if scopes else ""
