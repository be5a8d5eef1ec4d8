"""[feishu] in config.toml: self-built apps, as many as there are, and where Feishu is."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from bot.config.tables import AccountName, Called, Table

AppId = Annotated[str, Field(pattern=r"^cli_[0-9A-Za-z]{1,60}$")]
"""What Feishu calls an app."""


def _hook(value: SecretStr) -> SecretStr:
    """The last part of a custom bot's address, which is all that is secret of it; empty where there is none."""
    if not re.fullmatch(r"[0-9A-Za-z-]{0,80}", value.get_secret_value()):
        raise PydanticCustomError("custom_bot", "")
    return value


class AppSettings(Table):
    """[[feishu.apps]]: a Feishu 企业自建应用 with the ability to be a bot.

    It holds a long connection, unless `encrypt_key` and `verification_token` say that Feishu calls a URL of ours.
    `called` are its names in groups; `tenant_key` is the tenant whose callbacks are taken, empty: whichever signs.
    """

    name: AccountName
    called: Called = ()
    app_id: AppId
    app_secret: SecretStr = Field(min_length=1)
    encrypt_key: SecretStr = SecretStr("")
    verification_token: SecretStr = SecretStr("")
    tenant_key: str = Field(default="", max_length=64)

    @property
    def is_called_back(self) -> bool:
        """Feishu calls a URL of ours; else we hold a connection."""
        return bool(self.encrypt_key.get_secret_value())

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        """Who is called back needs both: the key signs and encrypts, the token alone vouches for the console's test."""
        if self.is_called_back != bool(self.verification_token.get_secret_value()):
            raise PydanticCustomError("feishu_mode", "")
        return self


class FeishuSettings(Table):
    """[feishu]: every app, and where Feishu is; Lark and private deployments have addresses of their own.

    `alarm` is the custom bot of a group that is told when an app itself cannot speak.
    """

    apps: tuple[AppSettings, ...] = ()
    api: str = Field(default="https://open.feishu.cn", pattern=r"^https?://[^\s/]+$")
    alarm: Annotated[SecretStr, AfterValidator(_hook)] = SecretStr("")
    alarm_secret: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        """No two accounts of one name; no app twice, for each would hear half of what is said."""
        names = [one.name for one in self.apps]
        if len(set(names)) < len(names):
            raise PydanticCustomError("account_twice", "")
        ids = [one.app_id for one in self.apps]
        if len(set(ids)) < len(ids):
            raise PydanticCustomError("app_twice", "")
        return self

    @property
    def is_used(self) -> bool:
        """At least one app is set up."""
        return bool(self.apps)
