"""The tenant access token of one app: for all replicas one, in a row."""

from __future__ import annotations

from bot.calls import Call
from bot.config.feishu import AppSettings
from bot.feishu.client.calls import Calls
from bot.feishu.errors import TOKEN_REFUSED, FeishuError
from bot.feishu.messages import PLATFORM
from bot.tokens import AccessToken, Fetched, SharedShelf
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import PlatformError, Remedy

EARLY_SECONDS = 1200.0
"""Before its last 30 minutes Feishu gives the same token again; then a new one, beside which the old one is valid."""

PATH = "/open-apis/auth/v3/tenant_access_token/internal"


def access_token(calls: Calls, settings: AppSettings, database: Database, clock: Clock) -> AccessToken:
    """Return what an app's calls are allowed by."""
    secret = settings.app_secret.get_secret_value()
    body = {"app_id": settings.app_id, "app_secret": secret}

    async def fetch() -> Fetched:
        try:
            answer = await calls.ask(Call("token", PATH, body=body, may_act=True))
        except FeishuError as error:
            if error.remedy in (Remedy.RETRY, Remedy.WAIT):
                raise
            raise error.but(Remedy.CONFIGURATION) from None  # whatever else: it is this app and this secret
        value, seconds = answer.get("tenant_access_token"), answer.get("expire")
        if not isinstance(value, str) or not value or not isinstance(seconds, int):
            raise PlatformError("token: an answer without a token", Remedy.RETRY, unknown=True)
        return Fetched(value, seconds, EARLY_SECONDS)

    shelf = SharedShelf(database, f"{PLATFORM}/{settings.app_id}", secret)
    return AccessToken(fetch, clock, shelf, is_refused)


def is_refused(error: PlatformError) -> bool:
    """Whether an error says that the token was not taken."""
    return isinstance(error, FeishuError) and error.code in TOKEN_REFUSED
