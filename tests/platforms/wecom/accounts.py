"""The accounts of a test's WeCom, made in one line each: robots, apps, webhooks."""

from __future__ import annotations

from typing import Any

from tests.platforms.wecom.application import Application
from tests.platforms.wecom.callbacks import CallbackRobot
from tests.platforms.wecom.longlink import SocketRobot
from tests.platforms.wecom.sealing import new_encoding_key
from tests.platforms.wecom.server import WeCom
from tests.platforms.wecom.webhooks import Webhook


def add_robot(wecom: WeCom, bot_id: str = "aib-report", name: str = "小报", **more: Any) -> SocketRobot:
    """A robot on the long connection; its `secret` is made up."""
    robot = SocketRobot(wecom, bot_id, name, **{"secret": f"secret of {bot_id}", **more})
    wecom.accounts[bot_id] = robot
    return robot


def add_callback_robot(
    wecom: WeCom, url: str, bot_id: str = "aib-call", name: str = "小报", **more: Any
) -> CallbackRobot:
    """A robot that is called back at a URL; token and key are made up."""
    about = {"token": "Token4robot", "aes_key": new_encoding_key(), **more}
    robot = CallbackRobot(wecom, bot_id, name, url=url, **about)
    wecom.accounts[bot_id] = robot
    return robot


def add_app(wecom: WeCom, url: str = "", *, corp: str = "wwcorp01", agent: int = 1000002, **more: Any) -> Application:
    """A self-built app; without a URL it only sends."""
    about = {"secret": f"secret of {agent}", "token": "Token4app", "aes_key": new_encoding_key(), **more}
    app = Application(wecom, corp, agent, url=url, **about)
    wecom.accounts[f"{corp}/{agent}"] = app
    return app


def add_webhook(wecom: WeCom, chat: str, key: str = "11111111-2222-4333-8444-555555555555") -> Webhook:
    """A webhook into a group."""
    hook = Webhook(wecom, key, chat)
    wecom.accounts[key] = hook
    return hook
