"""nonebot2 with its Feishu adapter as they come, with one handler that does nothing.

It stands alone: it runs in an environment of its own, in which nothing of ours is. What the adapter asks of Feishu when
it begins is answered here.
"""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import nonebot
from nonebot.adapters.feishu import Adapter


class Api(BaseHTTPRequestHandler):
    """The token, and the app's own bot."""

    def do_POST(self):
        self.answer({"code": 0, "msg": "ok", "tenant_access_token": "t", "expire": 7200})

    def do_GET(self):
        bot = {
            "activate_status": 2,
            "app_name": "bench",
            "avatar_url": "http://127.0.0.1/bot.png",
            "ip_white_list": [],
            "open_id": "ou_bot",
        }
        self.answer({"code": 0, "msg": "ok", "bot": bot})

    def answer(self, value):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        return


async def nothing():
    """Be a bot that says nothing to whatever comes."""


def main(port, app_id, key, token):
    api = HTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=api.serve_forever, daemon=True).start()
    app = {"app_id": app_id, "app_secret": "s", "encrypt_key": key, "verification_token": token}
    nonebot.init(
        driver="~fastapi+~httpx",
        host="127.0.0.1",
        port=int(port),
        feishu_api_base=f"http://127.0.0.1:{api.server_port}",
        feishu_bots=[app],
    )
    nonebot.get_driver().register_adapter(Adapter)
    nonebot.on_message().handle()(nothing)
    nonebot.run(access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
