"""Frames: the same bytes as Feishu's SDK writes, and nothing but one error for whatever else comes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feishu.frames import DATA, MOST_FIELDS, BadFrame, Frame, ping
from tests.platforms.feishu.vectors import ACK, EVENT, PING, SERVICE
from tests.platforms.feishu.vectors import EVENT_HEADERS as HEADERS

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
frames = st.builds(
    Frame,
    seq_id=st.integers(0, 2**64 - 1),
    log_id=st.integers(0, 2**64 - 1),
    service=st.integers(-(2**31), 2**31 - 1),
    method=st.integers(-(2**31), 2**31 - 1),
    headers=st.lists(st.tuples(texts, texts), max_size=8).map(tuple),
    payload_encoding=st.none() | texts,
    payload_type=st.none() | texts,
    payload=st.none() | st.binary(max_size=300),
    log_id_new=st.none() | texts,
)


@pytest.mark.parametrize(
    ("frame", "written"),
    [
        (ping(SERVICE), PING),
        (Frame(1, 2, SERVICE, DATA, HEADERS, payload=b'{"schema":"2.0"}'), EVENT),
        (Frame(1, 2, SERVICE, DATA, (*HEADERS, ("biz_rt", "3")), payload=b'{"code":200}'), ACK),
    ],
)
def test_a_frame_is_written_and_read_as_the_sdk_does(frame, written):
    assert frame.encode() == written
    assert Frame.decode(written) == frame


@given(frames)
def test_what_is_written_is_read_as_it_was(frame):
    assert Frame.decode(frame.encode()) == frame


def test_of_two_headers_of_one_name_the_first_counts():
    frame = Frame(headers=(("seq", "1"), ("seq", "2")))
    assert (frame.header("seq"), frame.header("sum")) == ("1", "")


def test_what_is_unknown_in_a_frame_is_passed_over():
    more = b"\xa0\x06\x07" + b"\xa1\x06" + bytes(8) + b"\xa5\x06" + bytes(4) + b"\xa2\x06\x03abc"
    assert Frame.decode(more + PING + more) == ping(SERVICE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x08",
        b"\x08\x01\x10\x02\x18\x03",
        PING[:-1],
        PING + b"\x2a\x02\x0a\x00",
        PING + b"\x32\x01\xff",
        PING + b"\x42\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        PING + b"\x00\x00",
        PING + b"\x2b",
        b"\xff" * 20,
        b"{}",
        "你好".encode(),
    ],
    ids=str,
)
def test_what_is_no_frame_is_refused_by_one_error(data):
    with pytest.raises(BadFrame):
        Frame.decode(data)


@given(st.binary(max_size=200))
def test_whatever_bytes_come_there_is_no_other_error(data):
    try:
        Frame.decode(data)
    except BadFrame:
        return


@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_bent_frames_raise_nothing_else(seed):
    chance = random.Random(seed)
    refused = 0
    for _ in range(1000):
        data = bytearray(EVENT)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        try:
            Frame.decode(bytes(data))
        except BadFrame:
            refused += 1
    assert 300 < refused < 1000


def test_a_frame_of_a_million_empty_fields_is_given_up_after_some():
    with pytest.raises(BadFrame, match="too many"):
        Frame.decode(PING + b"\xa0\x06\x00" * 300_000)
    assert len(Frame.decode(Frame(headers=(("a", "b"),) * (MOST_FIELDS - 4)).encode()).headers) == MOST_FIELDS - 4
