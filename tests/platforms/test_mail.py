"""Mail over a real server on this machine: what is sent, what is refused, what is never sent twice."""

from __future__ import annotations

import asyncio
import hashlib
import io
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from openpyxl import load_workbook

from bot import checking
from bot.app import App
from bot.config import Settings
from bot.config.tables import MailSettings, ServerSettings
from bot.mail import Mail, compose
from bot.platform import Outgoing
from bot.playground.example import roster_entries
from handlers.enrolment import make_invite
from handlers.publishing import publish
from scheduler.clock import BEIJING, VirtualClock
from storage.blobs import Blobs
from storage.chat import ChatAddress, FileRef, Reply, ReplyKind, Role, Room
from storage.errors import PlatformError, Remedy
from storage.reach import MAIL
from storage.roster import import_roster
from tests.example import example_notice
from tests.platforms.memory import MemoryPlatform


class Post:
    """A server that keeps what it is given; `answers` are given instead of accepting, one each."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answers: dict[str, str] = {}
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if "rcpt" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answers.get("data") == "hang up":
            server.transport.abort()
            await asyncio.sleep(0)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answers.get("data", "250 OK")

    def settings(self, **values: Any) -> MailSettings:
        about = {"server": "127.0.0.1", "port": self.port, "security": "none", "sender": "市科协 <kx@example.invalid>"}
        return MailSettings(**{**about, **values})


@pytest.fixture
async def post():
    post = Post()

    def let_in(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"right", handled=False)

    def served() -> SMTP:
        return SMTP(post, authenticator=let_in, auth_require_tls=False, loop=asyncio.get_running_loop())

    server = await asyncio.get_running_loop().create_server(served, "127.0.0.1", 0)
    post.port = server.sockets[0].getsockname()[1]
    yield post
    server.close()
    await server.wait_closed()


def outgoing(title: str = "【报送提醒】科普服务月", *lines: str, to: str = "qx@example.invalid") -> Outgoing:
    reply = Reply(ReplyKind.STATE, lines or ("贵单位尚缺：活动总结。",), title=title)
    return Outgoing("reminder/1/2/2024-10-18", ChatAddress(MAIL, "2", to), Room.PRIVATE, reply)


async def test_a_reminder_arrives_as_a_mail(post):
    number = await Mail(post.settings()).send(outgoing())
    (mail,) = post.mails
    assert mail["Subject"] == "【报送提醒】科普服务月"
    assert mail["To"] == "qx@example.invalid"
    assert mail["From"] == "市科协 <kx@example.invalid>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content() == "贵单位尚缺：活动总结。\r\n"
    assert mail["Message-ID"] == number
    assert hashlib.sha256(b"reminder/1/2/2024-10-18").hexdigest()[:32] in number


async def test_a_file_goes_with_its_mail_and_one_that_is_gone_is_given_up(post, tmp_path):
    (tmp_path / "a").write_bytes(b"PK a package")
    reply = Reply(
        ReplyKind.ANSWER, ("附件为材料包，请查收。",), title="报送材料包", files=(FileRef("a", "学会部材料包.zip"),)
    )
    sent = replace(outgoing(to="kx@sheng.example.invalid"), reply=reply)
    await Mail(post.settings(), tmp_path.joinpath).send(sent)
    (file,) = post.mails[0].iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("学会部材料包.zip", "application/zip")
    assert file.get_payload(decode=True) == b"PK a package"
    assert "请查收" in post.mails[0].get_body().get_content()
    with pytest.raises(PlatformError) as caught:
        await Mail(post.settings(), tmp_path.joinpath("none").joinpath).send(sent)
    assert caught.value.remedy is Remedy.GIVE_UP
    assert len(post.mails) == 1


async def test_an_account_is_used_and_a_wrong_password_is_a_matter_of_configuration(post):
    await Mail(post.settings(user="kx", password="right")).try_out()
    await Mail(post.settings(user="kx", password="right")).send(outgoing())
    assert len(post.mails) == 1
    with pytest.raises(PlatformError) as caught:
        await Mail(post.settings(user="kx", password="wrong")).try_out()
    assert caught.value.remedy is Remedy.CONFIGURATION
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize(
    ("where", "answer", "remedy"),
    [
        ("rcpt", "550 no such mailbox", Remedy.GIVE_UP),
        ("rcpt", "450 mailbox is busy", Remedy.RETRY),
        ("data", "554 refused", Remedy.GIVE_UP),
        ("data", "451 try again", Remedy.RETRY),
    ],
)
async def test_what_a_server_refuses_for_good_is_given_up_and_the_rest_tried_again(post, where, answer, remedy):
    post.answers[where] = answer
    with pytest.raises(PlatformError) as caught:
        await Mail(post.settings()).send(outgoing())
    assert (caught.value.remedy, caught.value.unknown) == (remedy, False)


async def test_a_mail_of_which_nobody_knows_whether_it_left_is_not_sent_again(post):
    post.answers["data"] = "hang up"
    with pytest.raises(PlatformError) as caught:
        await Mail(post.settings()).send(outgoing())
    assert caught.value.unknown
    assert not Mail(post.settings()).is_keyed(outgoing())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "可用"),
        ({"user": "kx", "password": "wrong"}, "账号或密码不对"),
        ({"port": 1}, "连接不上"),
        ({"server": ""}, "不发邮件"),
    ],
)
async def test_the_check_says_whether_mail_works(post, values, said):
    (finding,) = await asyncio.to_thread(lambda: list(checking.mailed(post.settings(**values))))
    assert said in finding.text
    assert finding.is_fine is (said in ("可用", "不发邮件"))


async def test_a_server_that_is_not_there_is_tried_again(unused_tcp_port):
    for attempt in (Mail.try_out, lambda mail: mail.send(outgoing())):
        with pytest.raises(PlatformError) as caught:
            await attempt(
                Mail(MailSettings(server="127.0.0.1", port=unused_tcp_port, security="none", sender="a@b.cn"))
            )
        assert (caught.value.remedy, caught.value.unknown) == (Remedy.RETRY, False)


def test_nothing_comes_in_by_mail():
    from storage.chat import Attachment, MediaKind

    with pytest.raises(PlatformError):
        Mail(MailSettings()).fetch(Attachment("a.jpg", MediaKind.IMAGE), ChatAddress(MAIL, "1", "a@b.cn"))


@pytest.mark.parametrize("title", ["甲\r\nBcc: x@example.invalid", "甲\n\n乙", "甲\x0b乙\x85丙"])
def test_no_subject_becomes_another_header(title):
    mail = compose(outgoing(title), "kx@example.invalid")
    assert "Bcc" not in mail
    assert len(str(mail["Subject"]).splitlines()) == 1


@pytest.fixture
async def bot(tmp_path, post):
    """A bot whose units have nothing but their mailboxes, on the morning of publishing."""
    settings = Settings(server=ServerSettings(public_url="https://bs.example.invalid"), mail=post.settings())
    clock = VirtualClock(datetime(2024, 9, 4, 9, tzinfo=BEIJING))
    platforms = [MemoryPlatform("memory"), Mail(settings.mail, Blobs(tmp_path / "blobs").path)]
    async with App(settings, clock, platforms, folder=tmp_path, durable=False) as app:

        def enrol(work):
            import_roster(work, roster_entries())
            publish(work, example_notice(), by="演练")

        await app.database.write(enrol)
        yield app


async def test_a_unit_that_has_nothing_but_a_mailbox_is_reminded_there_with_a_link(bot, post):
    await bot.turn_to(datetime(2024, 10, 18, 9, 30, tzinfo=BEIJING))
    with_mail = [entry for entry in roster_entries() if entry.email]
    assert {mail["To"] for mail in post.mails} == {entry.email for entry in with_mail}
    mail = next(mail for mail in post.mails if mail["To"] == with_mail[0].email)
    text = mail.get_content()
    assert text.startswith(
        f"{with_mail[0].name}：\n距报送截止（10月25日）还有5个工作日，贵单位尚缺：活动总结、影像资料。"
    )
    assert "https://bs.example.invalid/u/" in text
    assert "请勿直接回复" in text
    await bot.turn_to(datetime(2024, 10, 28, 18, tzinfo=BEIJING))
    assert len(post.mails) == 3 * len(with_mail)
    assert "报送时间为10月25日（星期五），即今天" in post.mails[-1].get_content()


async def test_a_coordinator_has_the_ledger_mailed_after_a_yes(bot, post):
    office = "市科协学会服务中心"
    code = await bot.database.write(lambda work: make_invite(work, Role.COORDINATOR, office=office))
    memory = bot.platforms["memory"]

    async def says(text):
        await memory.say("p-沈竹", text, at=bot.clock.now(), sender="沈竹")
        await bot.settle()
        return memory.texts("p-沈竹")[-1]

    await says(code)
    assert "请核对地址后确认" in await says("把台账发到邮箱 kx@sheng.example.invalid")
    before = len(post.mails)
    assert "已交邮件发送至kx@sheng.example.invalid" in await says("确认")
    (mail,) = post.mails[before:]
    assert (mail["To"], mail["Subject"]) == ("kx@sheng.example.invalid", f"{office}报送台账")
    (file,) = mail.iter_attachments()
    assert file.get_filename() == f"{office}台账.xlsx"
    book = load_workbook(io.BytesIO(file.get_payload(decode=True)))
    assert book.sheetnames[:2] == ["台账", "汇总"]


async def test_the_link_in_a_mail_opens_the_units_page(bot, post):
    from bot.page.links import holder

    await bot.turn_to(datetime(2024, 10, 24, 10, tzinfo=BEIJING))
    tokens = [mail.get_content().split("/u/")[1].split()[0] for mail in post.mails if mail["To"] == post.mails[0]["To"]]
    assert len(set(tokens)) == len(tokens) == 2
    holders = [await bot.database.read(lambda work, token=token: holder(work, token)) for token in tokens]
    assert len({found.member.key for found in holders}) == 1
    assert post.mails[0].get_content().startswith(f"{holders[0].units[0].name}：")


async def test_a_mail_that_could_not_be_sent_reminded_nobody(bot, post):
    post.answers["rcpt"] = "550 no such mailbox"
    await bot.turn_to(datetime(2024, 10, 18, 9, 30, tzinfo=BEIJING))
    assert post.mails == []
    (campaign,) = await bot.database.read(lambda work: work.campaigns.running())
    assert await bot.database.read(lambda work: work.deliveries.reminders_by_unit(campaign.key)) == {}
