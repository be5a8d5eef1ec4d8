"""How much Feishu takes, kept at four fifths of it in rows that all processes share.

Source: open.feishu.cn, 频控策略 and the page of im.message.create. An account spends one of these with `Host.pace`
before it sends, replies, reacts or changes a card.
"""

from __future__ import annotations

from bot.feishu.messages import PLATFORM
from storage.repositories import Limit


def of_app(account: str) -> tuple[Limit, ...]:
    """Return what one app may ask: four fifths of 50 a second and of 1000 a minute, all its calls together."""
    bucket = f"{PLATFORM}/{account}"
    return Limit(bucket, 40, 1), Limit(bucket, 800, 60)


def of_chat(account: str, chat_id: str) -> tuple[Limit, ...]:
    """Return what may be said in one chat: four fifths of five a second, by all bots that sit in it together."""
    return Limit(f"{PLATFORM}/chat/{chat_id}", 4, 1), *of_app(account)


def of_message(account: str, message_id: str) -> tuple[Limit, ...]:
    """Return how often one card may be shown anew: four fifths of five times a second."""
    return Limit(f"{PLATFORM}/message/{message_id}", 4, 1), *of_app(account)


def of_names(account: str) -> tuple[Limit, ...]:
    """Return how often names may be asked for: four fifths of five times a second."""
    return Limit(f"{PLATFORM}/{account}/names", 4, 1), *of_app(account)
