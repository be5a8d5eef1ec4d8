"""What `baosong check` looks at: one finding a subject, with what to do where something is wrong."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from bot import config
from bot.config.tables import MailSettings
from bot.finding import Finding
from bot.installation import blobs_path, opened
from bot.mail import Mail
from scheduler.clock import SystemClock, beijing_date
from scheduler.workdays import WorkCalendar
from storage.database import SAFE_SQLITE, SQLITE_VERSION, Database
from storage.errors import Misconfigured, PlatformError, Remedy

LEAST_FREE_BYTES = 1_000_000_000


def findings(config_file: Path | None, *, is_sending: bool = False) -> Iterator[Finding]:
    """Look at everything, the settings first: without them there is nothing else to look at.

    `is_sending` has the running bot send a message to its coordinators as well.
    """
    try:
        settings = config.load(config_file)
        yield Finding("配置文件读取正常")
        with opened(config_file) as installation:
            accounts = [
                *_wecom(settings, installation.database, is_sending=is_sending),
                *_feishu(settings, installation.database, is_sending=is_sending),
            ]
            units = installation.database.look(lambda work: len(work.units.all()))
            coordinators = installation.database.look(lambda work: work.bindings.coordinators(work.now))
    except Misconfigured as error:
        yield Finding(str(error), is_fine=False)
        return
    yield Finding(f"数据库可用，位于 {settings.data.folder}")
    yield from _kept(settings)
    yield from _served(settings)
    yield from mailed(settings.mail)
    yield from accounts
    yield from _calendar(installation.calendar)
    yield from _people(units, coordinators)


def _kept(settings: config.Settings) -> Iterator[Finding]:
    """The disk and the database's own version."""
    free = shutil.disk_usage(settings.data.folder).free
    if free < LEAST_FREE_BYTES:
        yield Finding(f"数据目录所在磁盘只剩 {free // 1_000_000} MB，请清理或换盘。", is_fine=False)
    blobs_path(settings).mkdir(exist_ok=True)
    if SQLITE_VERSION < SAFE_SQLITE:
        yield Finding(f"SQLite 版本为 {'.'.join(map(str, SQLITE_VERSION))}，只用一个写入连接，可以使用。", is_hint=True)


def _served(settings: config.Settings) -> Iterator[Finding]:
    """The port, and the address under which units reach the page."""
    server = settings.server
    try:
        with socket.socket(socket.AF_INET6 if ":" in server.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((server.host, server.port))
        yield Finding(f"端口 {server.port} 可用")
    except OSError as error:
        where = f"{server.host}:{server.port}"
        text = f"{where} 不能监听（{error.strerror}）。如已在运行属正常，否则请改 [server] 的 host 或 port。"
        yield Finding(text, is_fine=False, is_hint=True)
    if not server.public_url:
        yield Finding(
            "没有填 [server] public_url，助手不会发单位页面链接，只能在本机打开。", is_fine=False, is_hint=True
        )
    elif not server.public_url.startswith("https://"):
        yield Finding(
            "[server] public_url 不是 https，请在前面加反向代理，以免链接被旁人看到。", is_fine=False, is_hint=True
        )


def mailed(settings: MailSettings) -> Iterator[Finding]:
    """Whether the mail server can be reached and lets the account in."""
    if not settings.server:
        yield Finding("没有填 [mail] server，不发邮件；只有邮箱的单位记为联系不上。", is_hint=True)
        return
    where = f"{settings.server}:{settings.port}"
    try:
        asyncio.run(Mail(settings).try_out())
    except PlatformError as error:
        said = "账号或密码不对" if error.remedy is Remedy.CONFIGURATION else "连接不上"
        yield Finding(f"邮件服务器 {where} {said}（{error}），请核对 [mail]。", is_fine=False)
    else:
        yield Finding(f"邮件服务器 {where} 可用")


def _wecom(settings: config.Settings, database: Database, *, is_sending: bool) -> list[Finding]:
    """Whether every account of WeCom's can be used, while the installation is open."""
    if not settings.wecom.is_used:
        return [Finding("没有填 [wecom] 账号，不接入企业微信。", is_hint=True)]
    from bot.wecom.checking import Trial

    return asyncio.run(Trial(settings, database, SystemClock()).findings(is_sending=is_sending))


def _feishu(settings: config.Settings, database: Database, *, is_sending: bool) -> list[Finding]:
    """Whether every app of Feishu's can be used, while the installation is open."""
    if not settings.feishu.is_used:
        return [Finding("没有填 [feishu] 账号，不接入飞书。", is_hint=True)]
    from bot.feishu.checking import Trial

    return asyncio.run(Trial(settings, database, SystemClock()).findings(is_sending=is_sending))


def _calendar(calendar: WorkCalendar) -> Iterator[Finding]:
    """Whether this year's and, from November on, next year's holidays are known."""
    today = beijing_date(SystemClock().now())
    for year in {today.year, today.year + (today.month >= 11)}:
        if not calendar.is_known(year):
            text = f"{year}年放假安排未知，按周一至周五推算；公布后请升级 chinesecalendar 或填 [workdays]。"
            yield Finding(text, is_fine=False, is_hint=True)


def _people(units: int, coordinators: int) -> Iterator[Finding]:
    """Whether there is a roster, and somebody to coordinate."""
    if units:
        yield Finding(f"花名册有{units}家单位")
    else:
        yield Finding("花名册是空的，请运行 baosong roster import。", is_fine=False, is_hint=True)
    if not coordinators:
        yield Finding("还没有统筹人，请运行 baosong invite --coordinator 处室名。", is_fine=False, is_hint=True)
