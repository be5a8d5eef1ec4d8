"""A small invented town: its roster, its notice, its people, and a bot to talk to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from mimetypes import guess_type
from typing import Any

import pytest
from sqlmodel import SQLModel

from handlers import enrolment
from handlers.context import Urls, load
from handlers.routes import converse
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.chat import Attachment, ChatAddress, MediaKind, Message, Reply, Role, Room
from storage.chat_json import message_written, reply_from_json
from storage.database import Database
from storage.notice import model
from storage.notice.routing import fold
from storage.tables import Chat, Unit
from storage.unit_of_work import Work

ORG, SOCIETIES, POLICY = "市科协组宣部", "市科协学会部", "市科技局政策法规处"

ROSTER = (
    ("临江市青浦区科学技术协会", "县区科协", ("青浦区科协",)),
    ("临江市医学会", "市级学会", ("市医学会", "医学会")),
    ("临江市物理学会", "市级学会", ("物理学会",)),
    ("临江市护理学会", "市级学会", ("护理学会",)),
    ("临江大学科学技术协会", "高校科协", ("临江大学科协",)),
    ("北山精密有限公司科学技术协会", "企业科协", ("北山精密科协",)),
    ("临江市青浦区科学技术局", "县区科技局", ("青浦区科技局",)),
)

LINES = (
    "临科协〔2024〕18号",
    "关于做好2024年“科技工作者日”活动总结的通知",
    "各县区科协、科技局，各市级学会，高校科协，企业科协：",
    "请于6月14日前报送工作总结和影像资料。",
    "各县区科协报市科协组宣部，各市级学会、高校科协、企业科协报市科协学会部，各县区科技局报市科技局政策法规处。",
    "市科协组宣部 联系人：何明月 电话：50010001，邮箱：zx@kx.example.cn",
    "市科协学会部 联系人：沈竹 电话：50010002，邮箱：xh@kx.example.cn",
    "市科技局政策法规处 联系人：韩松 电话：50010003，邮箱：fg@kj.example.cn",
)


def notice() -> model.Notice:
    """The town's notice, as it would be read from its lines."""
    types = ("县区科协", "县区科技局", "市级学会", "高校科协", "企业科协")
    return model.Notice(
        lines=LINES,
        levels=(
            model.Level(
                level=0,
                title="关于做好2024年“科技工作者日”活动总结的通知",
                doc_number="临科协〔2024〕18号",
                issuers=("临江市科学技术协会",),
                issued_on=date(2024, 5, 6),
                addressees=types,
                last_line=len(LINES),
                source=(2,),
            ),
        ),
        theme="让科学照亮生活",
        deadlines=(
            model.Deadline(
                text="6月14日前", date=date(2024, 6, 14), audience=types, what="报送工作总结和影像资料", source=(4,)
            ),
        ),
        contacts=(
            model.Contact(ORG, ("何明月",), ("50010001",), ("zx@kx.example.cn",), source=(6,)),
            model.Contact(SOCIETIES, ("沈竹",), ("50010002",), ("xh@kx.example.cn",), source=(7,)),
            model.Contact(POLICY, ("韩松",), ("50010003",), ("fg@kj.example.cn",), source=(8,)),
        ),
        routes=(
            model.Route(("县区科协",), ORG, source=(5,)),
            model.Route(("市级学会", "高校科协", "企业科协"), SOCIETIES, source=(5,)),
            model.Route(("县区科技局",), POLICY, source=(5,)),
        ),
        materials=(
            model.Material("工作总结", model.MaterialKind.DOCUMENT, source=(4,)),
            model.Material("影像资料", model.MaterialKind.MEDIA, source=(4,)),
        ),
    )


class Town:
    """Everything within one transaction; people speak one after the other, a minute apart."""

    lines = LINES
    notice = staticmethod(notice)

    def __init__(self, work: Work) -> None:
        self.work = work
        self.page_url: Any = lambda token: f"https://bs.example.cn/u/{token}"
        self.entry_url: Any = None
        self._count = 0
        for name, unit_type, aliases in ROSTER:
            unit_id = work.units.add(name=name, unit_type=unit_type)
            for alias in (name, *aliases):
                work.aliases.add(unit_id=unit_id, alias=alias, folded=fold(alias))

    def say(self, who: str, text: str, chat: str | None = None, **more: Any) -> Reply | None:
        """Let a person say something, privately unless a group is named; return what the bot says back."""
        self._count += 1
        platform = more.pop("platform", "playground")
        self.work.now += timedelta(minutes=more.pop("minutes", 1))
        files = more.pop("files", {})
        message = Message(
            address=ChatAddress(platform, "demo", chat or f"p-{who}"),
            message_id=str(self._count),
            sender=who,
            sender_name=who,
            text=text,
            sent_at=self.work.now,
            room=Room.SHARED_GROUP if chat else Room.PRIVATE,
            attachments=tuple(Attachment(name, MediaKind.FILE) for name in files),
            **more,
        )
        number = self.work.inbox.add(
            platform=platform,
            account="demo",
            message_id=message.message_id,
            external_chat=message.address.chat,
            payload=message_written(message),
            admitted_at=self.work.now,
        )
        for position, (name, sha256) in enumerate(files.items()):
            about = {"state": "stored", "sha256": sha256, "media_type": guess_type(name)[0] or ""}
            self.work.files.add(inbox_id=number, position=position, name=name, kind="file", **about)
        context = load(
            self.work,
            self.work.inbox.get(number),
            PushSettings(calendar=WorkCalendar()),
            Urls(self.page_url, self.entry_url),
        )
        self.work.inbox.set(number, chat_id=context.chat.key, member_id=context.member.key)
        return converse(context, self.work)

    def hears(self, who: str, text: str, chat: str | None = None, **more: Any) -> str:
        """Let a person say something; return the text of the answer, empty for silence."""
        reply = self.say(who, text, chat, **more)
        return reply.text if reply else ""

    def coordinator(self, who: str, office: str = SOCIETIES) -> str:
        """Make a person the coordinator of an office."""
        self.hears(who, enrolment.make_invite(self.work, Role.COORDINATOR, office=office))
        return who

    def liaison(self, who: str, unit: str) -> str:
        """Make a person the liaison of a unit."""
        self.hears(who, enrolment.make_invite(self.work, Role.LIAISON, unit_id=self.unit(unit).key))
        return who

    def unit(self, name: str) -> Unit:
        """Return a unit by any of its names."""
        found = self.work.units.named(name)
        assert found, name
        return found

    def chat(self, external: str) -> Chat:
        """Return a chat by its platform's id."""
        found = self.work.chats.known("playground", "demo", external)
        assert found, external
        return found

    def publish(self, one: model.Notice | None = None) -> None:
        """Let the notice be in force."""
        editions.publish(self.work, one or notice(), by="测试")

    def told(self, chat: str) -> list[str]:
        """Return what was said of the bot's own accord in a chat, oldest first."""
        rows = self.work.deliveries.find(self.work.deliveries.c.chat_id == self.chat(chat).key)
        return [reply_from_json(row.reply).text for row in rows]


@pytest.fixture
def town() -> Iterator[Town]:
    """The town in the morning of a working day, with nothing published."""
    database = Database(None, lambda: datetime(2024, 5, 20, 2, 0, tzinfo=UTC))
    SQLModel.metadata.create_all(database.engine)
    with database.transaction() as work:
        yield Town(work)
    database.close()
