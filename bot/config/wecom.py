"""[wecom] in config.toml: robots, self-built apps and group webhooks, as many as there are."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from bot.config.tables import AccountName, Called, Table


def _aes_key(value: SecretStr) -> SecretStr:
    """WeCom's EncodingAESKey: base64 of 32 bytes without its padding; empty where there is none."""
    if not re.fullmatch(r"([A-Za-z0-9]{43})?", value.get_secret_value()):
        raise PydanticCustomError("aes_key", "")
    return value


AesKey = Annotated[SecretStr, AfterValidator(_aes_key)]


class RobotSettings(Table):
    """[[wecom.robots]]: a WeCom 智能机器人, by long connection (`secret`) or by callback URL (`token`, `aes_key`).

    `called` are its names in groups; `app` is the self-built app of the same tenant that knows members' names and
    speaks in private where the robot cannot.
    """

    name: AccountName
    called: Called = ()
    bot_id: str = Field(default="", max_length=128)
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    aes_key: AesKey = SecretStr("")
    app: str = ""

    @property
    def is_called_back(self) -> bool:
        """WeCom calls a URL of ours; else we hold a connection."""
        return bool(self.token.get_secret_value())

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        """A robot is in one of the two modes, and has all that it needs there."""
        connects = bool(self.bot_id and self.secret.get_secret_value())
        if connects == self.is_called_back or self.is_called_back != bool(self.aes_key.get_secret_value()):
            raise PydanticCustomError("robot_mode", "")
        return self


class AppSettings(Table):
    """[[wecom.apps]]: a WeCom 自建应用: private chat with members who use it, and members' names."""

    name: AccountName
    corp_id: str = Field(min_length=1, max_length=64)
    agent_id: int = Field(ge=1)
    secret: SecretStr
    token: SecretStr
    aes_key: AesKey


class WebhookSettings(Table):
    """[[wecom.webhooks]]: a group's 消息推送, which can only speak, but can @ members.

    With `robot` and `chat` it serves a group in which that robot sits; else it is the group's only voice, and `room`
    says who reads there: many units, one (`unit`), or the coordinators of an office (`office`).
    """

    name: AccountName
    key: SecretStr
    robot: str = ""
    chat: str = Field(default="", max_length=128)
    room: Literal["shared", "unit", "coordinators"] = "shared"
    unit: str = Field(default="", max_length=120)
    office: str = Field(default="", max_length=60)

    @model_validator(mode="after")
    def _says_who_reads(self) -> Self:
        """A group of one unit names the unit, the coordinators' their office, a robot's group its id."""
        named = {"shared": True, "unit": bool(self.unit), "coordinators": bool(self.office)}[self.room]
        if bool(self.robot) != bool(self.chat) or not named:
            raise PydanticCustomError("webhook_group", "")
        return self


class WeComSettings(Table):
    """[wecom]: every account, and where WeCom is; a private deployment has addresses of its own."""

    robots: tuple[RobotSettings, ...] = ()
    apps: tuple[AppSettings, ...] = ()
    webhooks: tuple[WebhookSettings, ...] = ()
    api: str = Field(default="https://qyapi.weixin.qq.com", pattern=r"^https?://[^\s/]+$")
    socket: str = Field(default="wss://openws.work.weixin.qq.com", pattern=r"^wss?://[^\s]+$")
    media_hosts: tuple[str, ...] = (".myqcloud.com", ".qq.com")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        """No two accounts of one name; what refers to another account finds it."""
        accounts: tuple[RobotSettings | AppSettings | WebhookSettings, ...]
        accounts = (*self.robots, *self.apps, *self.webhooks)
        names = [one.name for one in accounts]
        if len(set(names)) < len(names):
            raise PydanticCustomError("account_twice", "")
        connected = [one.bot_id for one in self.robots if not one.is_called_back]
        if len(set(connected)) < len(connected):
            raise PydanticCustomError("robot_twice", "")
        voices = [(one.robot, one.chat) for one in self.webhooks if one.robot]
        if len(set(voices)) < len(voices):
            raise PydanticCustomError("webhook_twice", "")
        apps, robots = {one.name for one in self.apps}, {one.name for one in self.robots}
        if any(one.app and one.app not in apps for one in self.robots):
            raise PydanticCustomError("no_such_app", "")
        if any(one.robot and one.robot not in robots for one in self.webhooks):
            raise PydanticCustomError("no_such_robot", "")
        return self

    @property
    def is_used(self) -> bool:
        """At least one account is set up."""
        return bool(self.robots or self.apps or self.webhooks)
