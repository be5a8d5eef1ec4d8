"""Files on their way in: whole or not at all, taken up where they broke off, never more than the limits."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.web.uploads import MUST_STAY_FREE, Announced, Limits, Uploads
from storage.errors import Refused

NOON = datetime(2026, 9, 1, 4, tzinfo=UTC)
MISSING = Path("no-such-folder")
ONE, OTHER = "a1" * 8, "b2" * 8
PHOTO = Announced("现场.jpg", 10)


class Now:
    def __init__(self):
        self.moment = NOON

    def __call__(self):
        return self.moment


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def uploads(tmp_path, now):
    return Uploads(tmp_path / "uploads", Limits(file_bytes=1000, files=2), now)


async def pieces(*parts):
    for part in parts:
        if isinstance(part, Exception):
            raise part
        yield part


async def upload(uploads, data, number=ONE, name="现场.jpg", owner="page/shen"):
    return await uploads.write(owner, number, Announced(name, len(data)), 0, pieces(data))


async def test_a_broken_upload_goes_on_where_it_stopped(uploads):
    with pytest.raises(ConnectionError):
        await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"01", b"234", ConnectionError()))
    assert uploads.received("page/shen", ONE) == 5
    assert await uploads.write("page/shen", ONE, PHOTO, 5, pieces(b"56789")) == 10
    ((name, locator),) = uploads.hand_over("page/shen", [ONE], "m1")
    assert (name, uploads.find(locator).read_bytes()) == ("现场.jpg", b"0123456789")


async def test_bytes_at_the_wrong_place_are_refused_and_the_right_place_is_said(uploads):
    await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"012"))
    with pytest.raises(Refused) as refused:
        await uploads.write("page/shen", ONE, PHOTO, 7, pieces(b"789"))
    assert (refused.value.code, refused.value.values) == ("upload_offset", {"received": 3})


async def test_one_upload_is_written_by_one_at_a_time(uploads):
    async def meanwhile():
        with pytest.raises(Refused, match="upload_busy"):
            await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"0"))
        yield b"01"

    assert await uploads.write("page/shen", ONE, PHOTO, 0, meanwhile()) == 2


async def test_a_file_that_is_not_here_whole_is_not_handed_over(uploads):
    await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"012"))
    for number in (ONE, OTHER):
        with pytest.raises(Refused, match="upload_incomplete"):
            uploads.hand_over("page/shen", [number], "m1")


async def test_nobody_hands_over_what_somebody_else_uploaded(uploads):
    await upload(uploads, b"secret", owner="page/shen")
    assert uploads.received("page/lu", ONE) == 0
    with pytest.raises(Refused, match="upload_incomplete"):
        uploads.hand_over("page/lu", [ONE], "m1")


async def test_handing_over_twice_to_one_message_is_handing_over_once(uploads):
    await upload(uploads, b"photo")
    assert uploads.hand_over("page/shen", [ONE], "m1") == uploads.hand_over("page/shen", [ONE], "m1")
    with pytest.raises(Refused, match="upload_incomplete"):
        uploads.hand_over("page/shen", [ONE], "m2")


async def test_a_message_gets_all_its_files_or_none(uploads):
    await upload(uploads, b"photo")
    await uploads.write("page/shen", OTHER, PHOTO, 0, pieces(b"012"))
    with pytest.raises(Refused, match="upload_incomplete"):
        uploads.hand_over("page/shen", [ONE, OTHER], "m1")
    assert uploads.received("page/shen", ONE) == 5


@pytest.mark.parametrize(
    ("announced", "code"),
    [
        (Announced("空.txt", 0), "upload_empty"),
        (Announced("负.txt", -5), "upload_empty"),
        (Announced("大.mp4", 1001), "upload_too_large"),
    ],
)
async def test_what_is_empty_or_too_large_is_refused_before_a_byte_is_kept(uploads, announced, code):
    with pytest.raises(Refused, match=code):
        await uploads.write("page/shen", ONE, announced, 0, pieces(b"x"))
    assert uploads.received("page/shen", ONE) == 0


async def test_a_file_that_is_longer_than_was_said_is_cut_off(uploads):
    with pytest.raises(Refused, match="upload_changed"):
        await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"0123456789", b"more"))
    assert uploads.received("page/shen", ONE) == 10


async def test_a_number_announced_for_another_file_begins_anew(uploads):
    await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"01234"))
    other = Announced("总结.txt", 3)
    with pytest.raises(Refused) as refused:
        await uploads.write("page/shen", ONE, other, 5, pieces(b"abc"))
    assert refused.value.values == {"received": 0}
    assert await uploads.write("page/shen", ONE, other, 0, pieces(b"abc")) == 3


async def test_one_person_has_only_so_many_files_on_the_way(uploads):
    for number in range(4):
        await upload(uploads, b"photo", number=f"{number:016x}")
    with pytest.raises(Refused, match="upload_too_many"):
        await upload(uploads, b"photo", number="f" * 16)
    assert await upload(uploads, b"photo", owner="page/lu") == 5


async def test_the_disk_is_never_filled_up(uploads, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=100))
    with pytest.raises(Refused, match="upload_no_room"):
        await upload(uploads, b"photo")
    assert MUST_STAY_FREE > 100


async def test_a_disk_that_is_full_in_the_middle_is_said_to_be_full(uploads):
    with pytest.raises(Refused, match="upload_no_room"):
        await uploads.write("page/shen", ONE, PHOTO, 0, pieces(b"012", OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="broken"):
        await uploads.write("page/shen", ONE, PHOTO, 3, pieces(b"345", OSError(errno.EIO, "broken")))
    assert uploads.received("page/shen", ONE) == 6


async def test_what_nobody_handed_over_is_gone_after_two_days(uploads, now):
    await upload(uploads, b"photo")
    now.moment += timedelta(days=1)
    await upload(uploads, b"later", number=OTHER)
    now.moment += timedelta(days=1, minutes=1)
    assert uploads.forget_old() == 1
    assert [uploads.received("page/shen", number) for number in (ONE, OTHER)] == [0, 5]


async def test_an_upload_that_is_taken_back_leaves_nothing(uploads):
    await upload(uploads, b"photo")
    uploads.drop("page/shen", ONE)
    uploads.drop("page/shen", ONE)
    assert not list(uploads.folder.glob("*/*"))


@given(st.text(max_size=80))
@settings(max_examples=80)
def test_no_number_and_no_locator_leads_out_of_the_folder(number):
    uploads = Uploads(MISSING, Limits(1000, 2), lambda: NOON)
    if not all(sign in "0123456789abcdef" for sign in number) or not 16 <= len(number) <= 64:
        with pytest.raises(Refused, match="upload_number"):
            uploads.received("page/shen", number)
    for locator in (number, f"upload:{number}", f"upload:../{number}", f"upload:{'a' * 32}/{number}"):
        assert uploads.find(locator) is None
