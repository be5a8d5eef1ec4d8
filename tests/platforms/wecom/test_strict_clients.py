"""The strict server beside clients that are none of ours: WeCom's own packages connect to it, are told, and answer."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import ssl
import sys
import warnings
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.platforms.double import File
from tests.platforms.wecom.accounts import add_robot
from tests.platforms.wecom.server import WeCom

HERE = Path(__file__).parent
MODULES = Path(sys.prefix) / "node" / "node_modules"
PACKAGE = "@wecom/aibot-node-sdk"
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of this machine for itself: WeCom's Python package speaks TLS only."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(address, critical=False).sign(key, hashes.SHA256())
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
async def over_tls(certificate):
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    async with WeCom(tls=tls) as wecom:
        yield wecom


@pytest.fixture
def aibot(certificate, monkeypatch):
    """WeCom's own Python package, trusting this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it asks websockets for a name of old
        import aibot
        import aibot.api
        import aibot.ws
    trust = ssl.create_default_context(cafile=certificate)
    for module in (aibot.ws, aibot.api):
        monkeypatch.setattr(module, "_SSL_CONTEXT", trust)
    return aibot


async def test_wecom_s_python_package_connects_is_told_fetches_and_answers(over_tls, aibot):
    wecom = over_tls
    robot = add_robot(wecom)
    group = wecom.group(robot)
    client = aibot.WSClient(aibot.WSClientOptions(bot_id=robot.id, secret=robot.secret, ws_url=wecom.socket_url))
    fetched, done, failures = [], asyncio.Event(), []
    client.on("error", failures.append)

    async def answer(frame):
        image = frame["body"]["mixed"]["msg_item"][1]["image"]
        fetched.append(await client.download_file(image["url"], image["aeskey"]))
        await client.reply_stream(frame, "s1", "正在看")
        await client.reply_stream(frame, "s1", "已收到 1 张", finish=True)
        await client.send_message(frame["body"]["chatid"], {"msgtype": "markdown", "markdown": {"content": "稍后汇总"}})
        done.set()

    client.on("message.mixed", answer)
    client.on(
        "event.enter_chat",
        lambda frame: asyncio.ensure_future(
            client.reply_welcome(frame, {"msgtype": "text", "text": {"content": "您好"}})
        ),
    )
    await client.connect()
    await wecom.until(lambda: robot.connection)
    await wecom.say("wang", "报送", chat=group, photos=[File("照片.jpg", PHOTO)])
    await wecom.enter("wang")
    await asyncio.wait_for(done.wait(), 10)
    await wecom.until(lambda: wecom.heard("wang"))
    client.disconnect()
    assert fetched == [(PHOTO, "照片.jpg")]
    assert [(heard.text, heard.grew) for heard in wecom.heard(group)] == [("已收到 1 张", 2), ("稍后汇总", 0)]
    assert [heard.text for heard in wecom.heard("wang")] == ["您好"]
    assert not wecom.faults
    assert not failures


async def test_wecom_s_python_package_is_refused_with_a_wrong_secret(over_tls, aibot):
    robot = add_robot(over_tls)
    client = aibot.WSClient(aibot.WSClientOptions(bot_id=robot.id, secret="wrong", ws_url=over_tls.socket_url))
    failures = []
    client.on("error", failures.append)
    await client.connect()
    await over_tls.until(lambda: failures)
    client.disconnect()
    assert "853000" in str(failures[0])
    assert [fault.code for fault in over_tls.faults] == [853000]


@pytest.fixture
async def run_node():
    """Start the program beside, told what it should know; it is ended with the test."""
    program, begun = shutil.which("node"), []
    if program is None or not (MODULES / PACKAGE).is_dir():
        pytest.skip("Node.js or WeCom's package for it is not installed (make node)")

    async def start(about):
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        around = {**os.environ, "NODE_PATH": str(MODULES)}
        told = (HERE / "node" / "bot.cjs", json.dumps(about))
        begun.append(await asyncio.create_subprocess_exec(program, *told, env=around, **pipes))
        return begun[-1]

    yield start
    for one in begun:
        if one.returncode is None:
            one.kill()
            await one.communicate()


async def test_wecom_s_node_package_connects_is_told_fetches_uploads_and_answers(run_node):
    async with WeCom() as wecom:
        robot = add_robot(wecom)
        running = await run_node({"url": wecom.socket_url, "bot": robot.id, "secret": robot.secret})
        await wecom.until(lambda: robot.connection or running.returncode is not None, seconds=50)
        await wecom.photo("wang", PHOTO, "照片.jpg")
        await wecom.say("wang", "撤回")
        await wecom.until(lambda: wecom.cards("wang") or running.returncode is not None, seconds=50)
        if wecom.cards("wang"):
            await wecom.click(wecom.cards("wang")[0], "确认")
        out, error = await asyncio.wait_for(running.communicate(), 50)
        assert running.returncode == 0, error.decode()
        assert json.loads(out) == {"name": "照片.jpg", "bytes": len(PHOTO)}
        stream, file, card, pushed = wecom.heard("wang")
        assert (stream.text, stream.grew) == ("已收到", 2)
        assert (file.file.name, len(file.file.data)) == ("回执.pdf", 600_000)
        assert card.text.startswith("已撤回")
        assert pushed.text == "稍后汇总"
        assert not wecom.faults
