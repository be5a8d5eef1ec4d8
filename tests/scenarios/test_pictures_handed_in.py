"""Pictures on their way through chats: seen again they count once, the clearer one stays, compressed ones are told."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.playground.inventions import invent_file
from storage.chat import Attachment, MediaKind

ZHOU = "周舟"


def as_jpeg(data: bytes, share: float = 1.0, quality: int = 80) -> bytes:
    with Image.open(io.BytesIO(data)) as picture:
        smaller = picture.convert("RGB").resize((int(picture.width * share), int(picture.height * share)))
    written = io.BytesIO()
    smaller.save(written, "JPEG", quality=quality)
    return written.getvalue()


async def send(town, **files: bytes) -> str:
    parts = [town.file(name, data) for name, data in files.items()]
    images = [Attachment(part.name, MediaKind.IMAGE, part.locator) for part in parts]
    await town.platform.say(f"p-{ZHOU}", "", *images, at=town.now, sender=ZHOU)
    await town.app.settle()
    await town.wait(minutes=15)
    return town.last(ZHOU)


async def counted(town) -> int:
    pieces = await town.look(lambda work: work.pieces.having(duplicate_of=None, replaced_by=None, withdrawn_at=None))
    return sum(piece.kind == "image" for piece in pieces)


async def test_a_picture_made_smaller_is_said_to_be_here_and_counted_once(town):
    original = invent_file("会场.jpg")
    assert "照片1张" in await send(town, original=original)
    said = await send(town, copy=as_jpeg(original, 0.6), other=invent_file("大合影.jpg"))
    assert "照片1张" in said
    assert "其中1张与已收到的照片相同（经缩放、压缩或裁边），未重复登记。" in said
    assert await counted(town) == 2


async def test_the_original_sent_later_takes_the_place_of_the_smaller_one(town):
    original = invent_file("会场.jpg")
    await send(town, small=as_jpeg(original, 0.5))
    said = await send(town, large=original)
    assert "其中1张比此前收到的同一照片更清晰，已替换。" in said
    assert "已更新为第" not in said
    assert await counted(town) == 1
    (kept,) = await town.look(lambda work: work.pieces.having(replaced_by=None))
    assert town.app.blobs.read(kept.sha256) == original


async def test_the_same_bytes_are_told_as_before(town):
    original = invent_file("会场.jpg")
    await send(town, one=original)
    said = await send(town, two=original, three=invent_file("别的.jpg"))
    assert "其中1份此前已收到，未重复登记。" in said
    assert "经缩放" not in said


@pytest.mark.parametrize(("quality", "is_hinted"), [(70, True), (97, False)])
async def test_a_picture_that_a_chat_compressed_is_asked_for_as_it_was_taken(town, quality, is_hinted):
    large = as_jpeg(invent_file("会场.jpg"), 4.0, quality)
    said = await send(town, photo=large)
    assert ("有1张照片似被聊天软件压缩过，如有原图请再发一次" in said) is is_hinted
    (found,) = await town.look(lambda work: work.pictures.find())
    assert (found.width, found.height) == (1280, 960)
    assert town.app.blobs.exists(found.thumbnail)


async def test_a_picture_is_looked_at_once_for_its_bytes_whoever_sends_it(town):
    original = invent_file("会场.jpg")
    await send(town, one=original)
    await town.platform.say("p-温宁", "", Attachment("one", MediaKind.IMAGE, "one"), at=town.now, sender="温宁")
    await town.app.settle()
    assert len(await town.look(lambda work: work.pictures.find())) == 1
