"""The tables of config.toml, one class each; what is not given has a value that works."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError

_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
ClockTime = Annotated[str, Field(pattern=_CLOCK)]
"""An hour of the day in Beijing, `HH:MM`."""

AccountName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
"""What an account is called in this installation: part of every row of its chats, so it is never changed."""

Called = tuple[Annotated[str, Field(min_length=1, max_length=40)], ...]
"""The names of an account in groups, as its platform shows them."""


class Table(BaseModel):
    """One table of the file: nothing unknown in it, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DataSettings(Table):
    """[data]: where everything is kept."""

    folder: Path = Path("data")


class ServerSettings(Table):
    """[server]: where the unit page is served, and under which address people reach it."""

    host: str = "127.0.0.1"
    port: int = Field(default=8510, ge=1, le=65535)
    public_url: str = Field(default="", pattern=r"^(https?://[^\s]+)?$")


class OfficeSettings(Table):
    """[office]: who answers for this installation."""

    name: str = Field(default="", max_length=60)
    responsible: str = Field(default="", max_length=60)


class LimitSettings(Table):
    """[limits]: how much one message may bring, and how much one person, and one unit, on one day."""

    file_megabytes: int = Field(default=100, ge=1, le=2000)
    picture_megabytes: int = Field(default=20, ge=1, le=200)
    files_per_message: int = Field(default=30, ge=1, le=200)
    member_files_per_day: int = Field(default=500, ge=1, le=100_000)
    member_megabytes_per_day: int = Field(default=3000, ge=1, le=1_000_000)
    member_messages_per_day: int = Field(default=1000, ge=50, le=1_000_000)
    unit_files_per_day: int = Field(default=2000, ge=1, le=1_000_000)
    unit_megabytes_per_day: int = Field(default=10_000, ge=1, le=10_000_000)


class ReminderSettings(Table):
    """[reminders]: stages in working days before the deadline (0 is the day itself), and the hours."""

    stages: tuple[Annotated[int, Field(ge=0, le=60)], ...] = Field(default=(5, 1, 0), max_length=3)
    at: ClockTime = "09:30"
    digest_at: ClockTime = "09:00"
    second_digest_at: ClockTime = "15:00"
    empty_digest: bool = True


class MailSettings(Table):
    """[mail]: the server over which units are reminded that have nothing but a mailbox; empty: no mail is sent."""

    server: str = Field(default="", max_length=200)
    port: int = Field(default=465, ge=1, le=65535)
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = Field(default="", max_length=200)
    password: SecretStr = SecretStr("")
    sender: str = Field(
        default="", pattern=r"^([^\s<>\r\n]+@[^\s<>\r\n]+|[^<>\r\n]{1,60}<[^\s<>\r\n]+@[^\s<>\r\n]+>)?$"
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """A server needs a sender."""
        if self.server and not self.sender:
            raise PydanticCustomError("sender_missing", "")
        return self


class NetworkSettings(Table):
    """[network]: how the platforms are reached from inside an office's network."""

    proxy: SecretStr = SecretStr("")
    ca_file: str = Field(default="", max_length=500)
    file_networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @field_validator("proxy")
    @classmethod
    def _is_address(cls, proxy: SecretStr) -> SecretStr:
        """A proxy is an address; it may hold a password, so it is not shown."""
        if not re.fullmatch(r"(https?://[^\s/]+/?)?", proxy.get_secret_value()):
            raise PydanticCustomError("proxy_address", "")
        return proxy


class ExportSettings(Table):
    """[exports]: what leaves the office; photos keep the place where they were taken only if this is set."""

    coordinates: bool = False


class WorkdaySettings(Table):
    """[workdays]: days that go before every calendar: holidays to rest, make-up days to work."""

    rest: tuple[date, ...] = ()
    work: tuple[date, ...] = ()


class BotSettings(Table):
    """[bot]: the names it is called by in groups, and a file of words of its own."""

    names: tuple[str, ...] = ("报送助手",)
    lexicon: str = ""
