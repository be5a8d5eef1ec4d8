"""A coordinator's whole way through the running bot: a file in, a preview, a campaign, a sheet, a ledger out."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from bot.app import App
from bot.config import Settings
from handlers import enrolment
from scheduler.clock import VirtualClock
from storage.chat import Attachment, MediaKind, Role, Room
from storage.notice.routing import fold
from tests import papers
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.papers import NOTICE

MORNING = datetime(2024, 9, 4, 1, 30, tzinfo=UTC)


def _docx() -> bytes:
    document = Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _xlsx() -> bytes:
    book = Workbook()
    for row in (("单位", "材料", "份数"), ("物理学会", "工作总结", 1), ("物理学会", "照片", 6)):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


class _Office:
    """A running bot and one coordinator's private chat with it."""

    def __init__(self, app: App, platform: MemoryPlatform) -> None:
        self.app = app
        self.platform = platform

    async def say(self, text: str, *names: str, chat: str = "p-沈竹", **about: object) -> str:
        files = [Attachment(name, MediaKind.FILE, locator=name) for name in names]
        await self.platform.say(chat, text, *files, at=self.app.clock.now(), sender="沈竹", **about)
        await self.app.settle()
        said = self.platform.texts(chat)
        return said[-1] if said else ""

    def units(self, work) -> str:
        unit_id = work.units.add(name="临江市物理学会", unit_type="市级学会")
        for alias in ("临江市物理学会", "物理学会"):
            work.aliases.add(unit_id=unit_id, alias=alias, folded=fold(alias))
        return enrolment.make_invite(work, Role.COORDINATOR, office="市科协学会部")


@pytest.fixture
async def office(tmp_path: Path):
    platform = MemoryPlatform()
    platform.files = {"通知.docx": _docx(), "来件.xlsx": _xlsx(), "坏.pdf": b"%PDF-1.7 broken"}
    async with App(Settings(), VirtualClock(MORNING), [platform], folder=tmp_path, durable=False) as app:
        made = _Office(app, platform)
        code = await app.database.write(made.units)
        await made.say(code)
        yield made


async def test_a_photo_of_a_notice_becomes_a_draft_whose_page_is_kept(office):
    if not papers.can_recognise():
        pytest.skip("needs the extra ocr and a font with Chinese signs")
    office.platform.files["1.jpg"] = papers.as_photo(papers.printed(NOTICE.splitlines())[0])
    assert "逐页发送" in await office.say("通知照片")
    assert "已收到1页" in await office.say("", "1.jpg")
    shown = await office.say("完毕")
    assert "正在识别，约1分钟" in office.platform.texts("p-沈竹")[-2]
    for read in ("由图片识别，请对照原件", "临科协〔2024〕31号", "9月27日（星期五）前", "50010002", "xh@kx.example.cn"):
        assert read in shown
    (draft,) = await office.app.database.read(lambda work: work.drafts.find())
    (page,) = draft.pages
    assert office.app.blobs.read(page["sha256"]).startswith(b"\xff\xd8\xff")
    assert page["last_line"] == len(draft.record["lines"])


async def test_a_notice_file_becomes_a_campaign_and_a_sheet_its_ledger(office):
    shown = await office.say("", "通知.docx")
    assert "正在识别" in office.platform.texts("p-沈竹")[-2]
    assert "9月27日（星期五）前" in shown
    assert "已发布" in await office.say("确认发布")
    await office.say("绑定 多单位", chat="群", room=Room.SHARED_GROUP)
    await office.app.tick()
    await office.app.settle()
    assert "【报送要点】" in office.platform.texts("群")[-1]
    assert "将登记1家、2行来件" in await office.say("邮箱登记", "来件.xlsx")
    assert "回执号0904-001" in await office.say("确认")
    assert "应报1家：已齐1" in await office.say("进度")
    assert "已生成" in await office.say("导出台账")
    (file,) = office.platform.sent[-1].reply.files
    book = load_workbook(io.BytesIO(office.app.blobs.read(file.sha256)))
    cells = [str(cell.value) for row in book["台账"].iter_rows() for cell in row]
    assert "临江市物理学会" in cells
    assert "0904-001" in cells


async def test_a_broken_file_is_said_to_be_broken(office):
    assert "无法打开" in await office.say("", "坏.pdf")
