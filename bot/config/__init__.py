"""config.toml and the environment, turned into frozen Settings; what is unknown or wrong is named with its table.

An environment variable such as `BAOSONG_SERVER__PORT` goes before the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.feishu import FeishuSettings
from bot.config.tables import (
    BotSettings,
    DataSettings,
    ExportSettings,
    LimitSettings,
    MailSettings,
    NetworkSettings,
    OfficeSettings,
    ReminderSettings,
    ServerSettings,
    WorkdaySettings,
)
from bot.config.wecom import WeComSettings
from storage.errors import Misconfigured

DEFAULT_PATH = Path("config.toml")
EXAMPLE_NAME = "config.example.toml"
PROBLEMS = {
    "extra_forbidden": "没有这一项，请检查拼写或删去",
    "missing": "缺少这一项，请补上",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "string_type": "应为文字，请加引号",
    "too_short": "不能为空",
    "string_pattern_mismatch": "格式不对",
    "greater_than_equal": "数值过小",
    "less_than_equal": "数值过大",
    "list_type": "应为列表，如 [1, 2]",
    "dict_type": "应为一组“名称 = 值”",
    "model_type": "应为一张表",
    "date_from_datetime_parsing": "应为日期，如 2026-10-10",
    "literal_error": "只能是其中之一：{choices}",
    "sender_missing": "填了 server 就要填 sender（发件人邮箱）",
    "aes_key": "EncodingAESKey 应为 43 个字母和数字",
    "robot_mode": "要么填 bot_id 和 secret（长连接），要么填 token 和 aes_key（回调地址），不能混填或都不填",
    "webhook_group": "robot 与 chat 要一起填；room 为 unit 时要填 unit，为 coordinators 时要填 office",
    "account_twice": "有两个账号的 name 相同，请改成不同的名字",
    "robot_twice": "有两个长连接账号的 bot_id 相同，会互相顶掉，请删去一个",
    "webhook_twice": "有两个推送填了同一个群（robot 和 chat 都相同），请删去一个",
    "no_such_app": "robots 的 app 应为 [[wecom.apps]] 里某个账号的 name",
    "no_such_robot": "webhooks 的 robot 应为 [[wecom.robots]] 里某个账号的 name",
    "feishu_mode": "回调地址方式要同时填 encrypt_key 和 verification_token；长连接（默认）两项都不填",
    "custom_bot": "应为自定义机器人网址里 hook/ 后面的部分",
    "app_twice": "有两个账号的 app_id 相同，消息会随机分给其中一个，请删去一个",
    "proxy_address": "应为代理的网址，如 http://10.0.0.1:3128",
    "ip_v4_network": "应为网段，如 10.0.0.0/8",
    "ip_v6_network": "应为网段，如 fd00::/8",
    "url_parsing": "应为以 http:// 或 https:// 开头的网址",
}
"""What is wrong, by pydantic's code, in words for the person who edits the file."""


class Settings(BaseSettings):
    """Everything that can be set, as config.example.toml explains it."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="BAOSONG_", env_nested_delimiter="__", case_sensitive=False
    )

    data: DataSettings = DataSettings()
    server: ServerSettings = ServerSettings()
    office: OfficeSettings = OfficeSettings()
    limits: LimitSettings = LimitSettings()
    reminders: ReminderSettings = ReminderSettings()
    mail: MailSettings = MailSettings()
    wecom: WeComSettings = WeComSettings()
    feishu: FeishuSettings = FeishuSettings()
    network: NetworkSettings = NetworkSettings()
    exports: ExportSettings = ExportSettings()
    workdays: WorkdaySettings = WorkdaySettings()
    bot: BotSettings = BotSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic-settings passes them all
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment go before the file, and nothing else speak."""
        return env_settings, init_settings

    def called(self) -> tuple[str, ...]:
        """Return every name by which a message addresses the bot."""
        called = (*(one.called for one in self.wecom.robots), *(one.called for one in self.feishu.apps))
        return tuple(dict.fromkeys([*self.bot.names, *(name for names in called for name in names)]))

    def day_overrides(self) -> dict[date, bool]:
        """Return the days that [workdays] settles: True to work, False to rest."""
        return {**dict.fromkeys(self.workdays.rest, False), **dict.fromkeys(self.workdays.work, True)}


def load(path: Path | None = None) -> Settings:
    """Read the file (`path`, else BAOSONG_CONFIG, else ./config.toml); raise Misconfigured in plain words.

    Relative paths are taken from the file's own folder.
    """
    chosen = path or Path(os.environ.get("BAOSONG_CONFIG") or DEFAULT_PATH)
    try:
        text = chosen.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Misconfigured(f"找不到配置文件 {chosen}。请先运行 baosong init 生成，或用 --config 指明。") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"配置文件 {chosen} 无法读取：{_reason(error)}。") from error
    settings = from_text(text, source=str(chosen))
    beside = chosen.resolve().parent  # an absolute path stays itself
    folder = beside / settings.data.folder.expanduser()
    ca_file = settings.network.ca_file and str(beside / Path(settings.network.ca_file).expanduser())
    network = settings.network.model_copy(update={"ca_file": ca_file})
    return settings.model_copy(update={"data": DataSettings(folder=folder), "network": network})


def from_text(text: str, *, source: str) -> Settings:
    """Check the text of a file; `source` names it in what is said about it."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(f"配置文件 {source} 格式有误：{error}。请对照 config.example.toml 检查该处。") from error
    return from_values(values, source=source)


def example() -> str:
    """Return config.example.toml, which explains every key; a wheel carries it inside this package."""
    packed = Path(__file__).parents[1] / EXAMPLE_NAME
    return (packed if packed.exists() else Path(__file__).parents[2] / EXAMPLE_NAME).read_text(encoding="utf-8")


def from_values(values: dict[str, Any], *, source: str = "配置") -> Settings:
    """Check the values of a file; raise Misconfigured naming every wrong key with its table."""
    try:
        return Settings(**values)
    except ValidationError as error:
        raise Misconfigured(f"{source} 有误：\n" + "\n".join(_problems(error))) from None


def _problems(error: ValidationError) -> Iterator[str]:
    """One line a wrong key: its table, its name, what is wrong with it."""
    for problem in error.errors(include_url=False, include_input=False):
        where = [str(part) for part in problem["loc"]]
        name = f"[{where[0]}] {'.'.join(where[1:])}" if len(where) > 1 else f"[{where[0]}]"
        choices = "、".join(re.findall(r"'([^']*)'", problem.get("ctx", {}).get("expected", "")))
        yield f"  {name}：{PROBLEMS.get(problem['type'], problem['msg']).replace('{choices}', choices)}"


def _reason(error: Exception) -> str:
    """Why a file cannot be read, in a few words."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码，请另存为 UTF-8"
    return getattr(error, "strerror", None) or type(error).__name__
