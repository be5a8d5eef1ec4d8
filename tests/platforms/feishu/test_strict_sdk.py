"""The strict server beside Feishu's own SDK: a bot on it works there, and it reads and writes the same bytes as we do."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.feishu import frames as ours
from bot.feishu.crypto import Cipher
from tests.platforms.feishu import callbacks, frames
from tests.platforms.feishu.accounts import add_app, add_called_app
from tests.platforms.feishu.sealing import close, open_sealed
from tests.platforms.feishu.server import Feishu
from tests.platforms.feishu.vectors import B

ROOT = Path(__file__).parents[3]
SDK = "tests.platforms.feishu.sdk"
PHOTO = b"\xff\xd8\xff\xe0 a photo"
FRAMES = 3000


@pytest.fixture(scope="module")
def judge():
    """Ask the SDK."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen((sys.executable, "-m", f"{SDK}.judge"), cwd=ROOT, **pipes) as process:

        def ask(what, about):
            process.stdin.write(json.dumps({what: about}).encode() + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@asynccontextmanager
async def running(app, **about):
    """A bot on the SDK."""
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    about |= {"domain": app.feishu.url, "app": app.id, "secret": app.secret}
    command = (sys.executable, "-m", f"{SDK}.bot", json.dumps(about))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, **pipes)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def random_frames(seed):
    """Fields of frames as both codecs name them; a payload in hexadecimal figures."""
    chance = random.Random(seed)

    def text():
        return "".join(chance.choice('aZ0-_{}"中文\U0001f600\x00\n') for _ in range(chance.randrange(12)))

    def number(bits):
        return chance.choice([0, 1, 127, 128, 2**bits - 1, chance.randrange(2**bits)])

    for _ in range(FRAMES):
        yield {
            "seq_id": number(64),
            "log_id": number(64),
            "service": number(31) * chance.choice([1, 1, -1]),
            "method": chance.choice([0, 1, number(31)]),
            "headers": [[text(), text()] for _ in range(chance.randrange(8))],
            "payload_encoding": chance.choice([None, "", text()]),
            "payload_type": chance.choice([None, "", text()]),
            "payload": chance.choice([None, "", chance.randbytes(chance.randrange(300)).hex()]),
            "log_id_new": chance.choice([None, "", text()]),
        }


class Theirs:
    """The server's codec."""

    @staticmethod
    def encode(about):
        return frames.encode(frames.Frame(**made(about)))

    @staticmethod
    def decode(raw):
        return frames.decode(raw)


class Ours:
    """The bot's codec."""

    @staticmethod
    def encode(about):
        return ours.Frame(**{**made(about), "headers": tuple(map(tuple, about["headers"]))}).encode()

    @staticmethod
    def decode(raw):
        return ours.Frame.decode(raw)


def made(about):
    payload = None if about["payload"] is None else bytes.fromhex(about["payload"])
    return {**about, "headers": [tuple(header) for header in about["headers"]], "payload": payload}


def read(frame):
    """A frame in the form in which the judge tells it."""
    found = {name: getattr(frame, name) for name in ("seq_id", "log_id", "service", "method")}
    found |= {name: getattr(frame, name) for name in ("payload_encoding", "payload_type", "log_id_new")}
    payload = None if frame.payload is None else frame.payload.hex()
    return found | {"headers": [list(header) for header in frame.headers], "payload": payload}


def test_three_thousand_random_frames_are_the_sdk_s_byte_for_byte(judge):
    made_up = list(random_frames(seed=5))
    written = judge("encode", made_up)
    for codec in (Theirs, Ours):
        assert [codec.encode(about).hex() for about in made_up] == written
        assert [read(codec.decode(bytes.fromhex(raw))) for raw in written] == made_up
    assert judge("decode", written) == made_up


def test_of_two_headers_of_one_name_all_take_the_same(judge):
    raw = frames.encode(frames.Frame(1, 2, 3, 1, [("seq", "1"), ("seq", "2")]))
    assert (
        judge("header", [raw.hex(), "seq"]) == frames.decode(raw).header("seq") == ours.Frame.decode(raw).header("seq")
    )


def test_what_the_server_and_the_bot_seal_the_sdk_opens_and_the_other_way(judge):
    bot = Cipher("cli_x", B.key, "vtok-1")
    for text in ("", "a", "正文" * 100, "x" * 16, '{"schema":"2.0"}'):
        for sealed in (close(B.key, text), bot.encrypt(text.encode())):
            assert judge("open", [B.key, sealed]) == text
        sealed = judge("close", [B.key, text])
        assert open_sealed(B.key, sealed) == bot.decrypt(sealed).decode() == text
    sealed = base64.b64decode(close(B.key, "正文"))
    for bad in (sealed[:-1], sealed[:16], sealed[:-1] + bytes([sealed[-1] ^ 1])):
        assert judge("open", [B.key, base64.b64encode(bad).decode()]) is None


async def test_what_the_server_tells_at_an_address_the_sdk_takes_and_nothing_that_is_bent(judge):
    async with Feishu() as feishu:
        app = add_called_app(feishu, "http://127.0.0.1:9/feishu")
        await feishu.say("wang", "几号交")
        body, headers = app.sent[0]
        bot = Cipher(app.id, app.encrypt_key, app.verification_token)
        stamp = (headers["X-Lark-Request-Timestamp"], headers["X-Lark-Request-Nonce"])
        assert bot.signature(*stamp, body) == headers["X-Lark-Signature"]

        def taken(body=body, key=app.encrypt_key, token=app.verification_token, **other):
            sent = {
                "body": base64.b64encode(body).decode(),
                "headers": {**headers, **other},
                "key": key,
                "token": token,
            }
            return judge("handle", sent)

        assert (taken())["status"] == 200
        assert len((taken())["events"]) == 1
        for bent in (
            {"body": body[:-1] + b" }"},
            {"key": "another"},
            {"token": "another"},
            {"X-Lark-Signature": "0" * 64},
            {"X-Lark-Request-Timestamp": "1"},
        ):
            answer = taken(**bent)
            assert (answer["status"], answer["events"]) == (500, [])
        challenge = {"challenge": "c1", "token": app.verification_token, "type": "url_verification"}
        body, headers = callbacks.sealed(app, json.dumps(challenge))
        assert (taken(body))["content"] == '{"challenge":"c1"}'


async def story(feishu, app, process):
    """A photo, a click and a last word; what the SDK's bot found out."""
    feishu.person("wang", "王芳")
    group = feishu.group(app, people=("wang",))
    photo = await feishu.photo("wang", PHOTO, "照片.jpg", chat=group)
    assert photo.is_delivered, feishu.faults
    (shown,) = feishu.cards(group)
    click = await feishu.click(shown, "撤回")
    assert (click.toast, click.code, shown.text) == ("好的", 0, "已撤回\n撤回")
    end = await feishu.say("wang", "完", chat=group)
    found = json.loads(await asyncio.wait_for(process.stdout.readline(), 60))
    assert found == {
        "bytes": len(PHOTO),
        "replied": 0,
        "pressed": "撤回",
        "name": "王芳",
        "read": "@_user_1 完",
        "codes": [0] * 3,
    }
    reply, file, patched = feishu.heard(group)
    assert (reply.text, reply.parent) == ("已收到 1 张", photo)
    assert (file.file.name, len(file.file.data)) == ("回执.pdf", 600_000)
    assert (patched, patched.text, patched.grew) == (shown, "已定稿\n撤回", 2)
    assert feishu.reactions(end) == ["DONE"]
    assert len(app.token_fetches) == 1
    assert not feishu.faults


async def test_a_bot_on_the_sdk_works_over_the_long_connection():
    async with Feishu() as feishu:
        app = add_app(feishu, fragments=3, shuffles=True)
        async with running(app) as process:
            await feishu.until(lambda: process.returncode is not None or (app.held and app.held[0].pings), seconds=60)
            assert app.held, (await process.stderr.read()).decode()
            await story(feishu, app, process)


async def test_a_bot_on_the_sdk_works_at_a_callback_address(unused_tcp_port):
    async with Feishu() as feishu:
        app = add_called_app(feishu, f"http://127.0.0.1:{unused_tcp_port}/feishu")
        called = {"key": app.encrypt_key, "token": app.verification_token, "port": unused_tcp_port}
        async with running(app, called=called) as process:
            async with asyncio.timeout(60):
                while not await callbacks.verify(app):
                    await feishu.sleep(0.1)
            feishu.faults.clear()
            await story(feishu, app, process)
