"""The apps of a test's Feishu, made in one line each."""

from __future__ import annotations

from typing import Any

from tests.platforms.feishu.application import App
from tests.platforms.feishu.server import Feishu


def add_app(feishu: Feishu, app_id: str = "cli_a1b2c3d4e5f60001", name: str = "小报", **more: Any) -> App:
    """An app on the long connection; its secret is made up."""
    app = App(feishu, app_id, name=name, **{"secret": f"secret of {app_id}", **more})
    feishu.apps[app_id] = app
    return app


def add_called_app(feishu: Feishu, url: str, app_id: str = "cli_a1b2c3d4e5f60002", **more: Any) -> App:
    """An app whose events and clicks go to a URL; encrypt key and verification token are made up."""
    about = {"encrypt_key": "enc-key-2026", "verification_token": "vtok-1", **more}
    return add_app(feishu, app_id, url=url, **about)
