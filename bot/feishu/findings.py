"""What `baosong check` says of each Feishu app that it has tried, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.feishu.client import wording
from bot.feishu.errors import FeishuError
from bot.feishu.gaps import Gaps
from bot.feishu.messages import PLATFORM
from bot.feishu.scopes import ABOUT_APP, ALL_OF_GROUPS, Scope
from bot.feishu.socket.endpoint import Code
from bot.finding import Finding
from bot.trials import Subject, problem
from scheduler.clock import BEIJING

FEISHU = Subject(PLATFORM, "飞书")

_NOT_LET_IN = {
    Code.FORBIDDEN: "请在开发者后台“事件与回调”里把订阅方式选为“使用长连接接收”，并发布新版本",
    Code.NO_CREDENTIAL: "请核对 app_id 和 app_secret",
    Code.TOO_MANY_CONNECTIONS: "同一个应用的长连接已满 50 个，说明还有别的程序在用它，请停掉",
}


_ALARM = {
    19001: "alarm 不正确，或机器人已被移除，请重新复制 hook/ 后面的部分",
    19021: "alarm_secret 不正确，或本机时钟相差太多",
    19022: "本机 IP 不在它的白名单里",
    19024: "它设了关键词，请改用签名校验，或把“飞书”“报送”加为关键词",
}


def app_works(name: str, called: str) -> Finding:
    """Its credentials are right, and its bot is on."""
    return Finding(f"飞书应用“{name}”可用（{called}）" if called else f"飞书应用“{name}”可用")


def app_refused(name: str, error: FeishuError) -> Finding:
    """It may not call, for a reason that Feishu says."""
    return problem(wording.trouble(name, error) or f"飞书应用“{name}”不可用：飞书拒绝了请求（错误码 {error.code}）。")


def bot_is_off(name: str) -> Finding:
    """There is an app, but nobody to talk to."""
    return problem(f"飞书应用“{name}”的机器人没有启用：请在“添加应用能力”开启机器人，并发布新版本。")


def scopes_are_there(name: str) -> Finding:
    """All that is needed was granted."""
    return Finding(f"飞书应用“{name}”所需权限齐全")


def scopes_unknown(name: str) -> Finding:
    """They cannot be listed here, as on a private deployment."""
    text = f"飞书应用“{name}”：这里查不到已开通的权限，请对照 README“接入飞书”的权限表核对。"
    return Finding(text, is_hint=True)


def scopes_are_missing(name: str, scopes: Sequence[Scope], address: str) -> Finding:
    """Something does not work for want of a scope; one address asks for all of them."""
    listed = "；".join(f"{scope.name}（{scope.purpose}）" for scope in scopes)
    return problem(f"飞书应用“{name}”缺少权限：{listed}。请打开 {address} 开通，再发布新版本。")


def hears_all(name: str) -> Finding:
    """Photos and files can be sent in groups just so."""
    return Finding(f"飞书应用“{name}”能收到群里不@它的消息（{ALL_OF_GROUPS.name}），{ALL_OF_GROUPS.purpose}")


def hears_what_calls_it(name: str) -> Finding:
    """Photos and files by themselves do not come from groups; the bot tells the way round."""
    text = (
        f"飞书应用“{name}”没有敏感权限 {ALL_OF_GROUPS.name}：群里单独发的照片和文件收不到。"
        "可以不开：助手会请对方私聊交，或把图片和@机器人写在同一条里。要开须由企业管理员审批。"
    )
    return Finding(text, is_hint=True)


def range_unknown(name: str) -> Finding:
    """Who may use it cannot be read."""
    text = f"飞书应用“{name}”没有 {ABOUT_APP.name}（可选），看不到可用范围；请自行核对它包含所有联络员和统筹人。"
    return Finding(text, is_hint=True)


def range_is_all(name: str) -> Finding:
    """Everybody may use it."""
    return Finding(f"飞书应用“{name}”的可用范围是全员")


def range_is_part(name: str) -> Finding:
    """Those outside can neither write to it in private nor be written to."""
    text = f"飞书应用“{name}”的可用范围只含部分成员：范围外的人不能与它私聊。请核对包含所有联络员和统筹人。"
    return Finding(text, is_fine=False, is_hint=True)


def version_waits(name: str) -> Finding:
    """What was changed in the console does not count yet."""
    text = f"飞书应用“{name}”有一个版本在等审核，其中的改动通过之后才生效。"
    return Finding(text, is_fine=False, is_hint=True)


def connection_works(name: str) -> Finding:
    """Feishu lets it connect; it was not connected, for it would take its share of what the running one gets."""
    return Finding(f"飞书应用“{name}”可以建立长连接")


def not_let_in(name: str, code: int) -> Finding:
    """Feishu refuses the long connection."""
    reason = next((said for known, said in _NOT_LET_IN.items() if known == code), "飞书拒绝了请求")
    return problem(f"飞书应用“{name}”不能建立长连接：{reason}（错误码 {code}）。")


def never_heard(name: str) -> Finding:
    """Nothing has ever come: what is subscribed to cannot be asked."""
    text = (
        f"飞书应用“{name}”还没有收到过消息。若已对它说过话，请核对“事件与回调”：订阅方式、"
        "事件 im.message.receive_v1、回调 card.action.trigger，改动后要发布新版本。"
    )
    return Finding(text, is_hint=True)


def heard(name: str, found: Gaps, last_at: datetime) -> Finding:
    """Everything came that was said and could be read."""
    looked = f"，近24小时可核对的{found.said}条都收到了" if found.said else ""
    return Finding(f"飞书应用“{name}”最近一次收到消息：{last_at.astimezone(BEIJING):%m月%d日 %H:%M}{looked}")


def is_robbed(name: str, found: Gaps) -> Finding:
    """Some of what was said never came, though what was said before and after did."""
    return problem(
        f"飞书应用“{name}”近24小时有{found.missing}条（共{found.said}条）发给它的消息没有收到。"
        "多半是另有程序用同一个 app_id 连着飞书，消息会随机分给其中一个：请停掉（测试机、旧服务器、其他机器人框架）。"
        "若期间停过机，则是停机所致。"
    )


def external_groups(name: str, names: Sequence[str]) -> Finding:
    """Groups with people of other organisations take words only."""
    text = f"飞书应用“{name}”在外部群里（{'、'.join(names)}）：只能发文字，也收不到那里的照片和文件。"
    return Finding(text, is_hint=True)


def alarm_works() -> Finding:
    """The custom bot has said something in its group."""
    return Finding("飞书报警用的自定义机器人已在它的群里发出自检消息")


def alarm_refused(code: int) -> Finding:
    """The custom bot may not speak."""
    reason = _ALARM.get(code, "飞书拒绝了请求")
    return problem(f"飞书报警用的自定义机器人发不出消息：{reason}（错误码 {code}）。")
