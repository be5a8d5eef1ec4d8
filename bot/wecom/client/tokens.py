"""The access token of one self-built app, as WeCom gives it."""

from __future__ import annotations

from bot.calls import Call
from bot.tokens import AccessToken, Fetched, OwnShelf
from bot.wecom.client.calls import Calls
from bot.wecom.errors import TOKEN_REFUSED, WeComError
from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

EARLY_SECONDS = 300.0


def access_token(calls: Calls, corp_id: str, secret: str, clock: Clock) -> AccessToken:
    """Return what an app's calls are allowed by."""

    async def fetch() -> Fetched:
        query = {"corpid": corp_id, "corpsecret": secret}
        try:
            answer = await calls.ask(Call("gettoken", "/cgi-bin/gettoken", query, may_act=True))
        except WeComError as error:
            if not is_refused(error):
                raise
            raise WeComError(error.code, str(error), Remedy.CONFIGURATION, 0.0, error.caller) from None
        value, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(seconds, int):
            raise PlatformError("gettoken: an answer without a token", Remedy.RETRY, unknown=True)
        return Fetched(value, seconds, EARLY_SECONDS)

    return AccessToken(fetch, clock, OwnShelf(), is_refused)


def is_refused(error: PlatformError) -> bool:
    """Whether an error says that the token was not taken."""
    return isinstance(error, WeComError) and error.code in TOKEN_REFUSED
