"""Whatever somebody writes: on Feishu it mentions nobody, leads nowhere, breaks no card, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from bot.escaping import Escaping
from bot.feishu.render import CARDS, TEXT, Wire, answered, fallback, parts, toast
from bot.feishu.render.fitting import fits
from bot.platform import Outgoing
from scheduler.clock import BEIJING
from storage.chat import (
    Button,
    ChatAddress,
    DeliveryKind,
    FieldKind,
    FileRef,
    Form,
    FormField,
    Reply,
    ReplyKind,
    Room,
    Table,
)
from storage.figures import Figures
from tests.platforms.feishu.judged import called, judge, leads, texts
from tests.platforms.hostile import HOSTILE, LINK, MENTION, SCRIPTS, STRUCTURE, hostile

NOON = datetime(2026, 6, 5, 12, 30, tzinfo=BEIJING)
MARK = re.compile(r"（\d+/\d+）$")


def going_out(reply: Reply, **about: Any) -> Outgoing:
    values = {"key": "reply/1/0", "room": Room.PRIVATE, **about}
    return Outgoing(address=ChatAddress("feishu", "main", "oc_1"), reply=reply, **values)


def in_every_field(text: str) -> list[Reply]:
    form = Form(
        f"材料：{{kind}}；{text}{{words}}",
        (
            FormField("kind", text, FieldKind.CHOICE, (text, f"{text}二"), text, required=True),
            FormField("words", text, placeholder=text),
        ),
        label=text,
        example=text,
    )
    return [
        Reply(ReplyKind.ANSWER, (text, f"前{text}后"), title=text, quote=text),
        Reply(ReplyKind.ANSWER, (text,), quote=text),
        Reply(ReplyKind.STATE, ("各单位：",), table=Table((text, "二"), ((text, text), ("一", text)))),
        Reply(ReplyKind.STATE, (text,) * 5, title=text),
        Reply(ReplyKind.CONFIRM, (text,), buttons=(Button(text, text, text), Button("取消", "取消"))),
        Reply(ReplyKind.CONFIRM, (text,), title=text[:8], buttons=(Button(text[:9], text),), mentions=(text,)),
        Reply(ReplyKind.CLARIFY, (text,), form=form, files=(FileRef("ab" * 32, text),)),
        Reply(ReplyKind.RECEIPT, (f"{text}：{text}", "", text), qr=text, figures=Figures(text, ((text, 1), (text, 2)))),
    ]


def every_way(reply: Reply, text: str) -> Iterator[Wire]:
    """A Reply on each surface, after a card was refused, and on a card that was pressed."""
    going = going_out(reply, kind=DeliveryKind.BRIEF)
    yield from (wire for surface in (CARDS, TEXT) for wire in parts(going, surface) if wire.file is None)
    yield from fallback(going)
    shown = answered(going, Reply(ReplyKind.CONFIRM, (text,), buttons=(Button(text, text),)), text, NOON)
    if shown:
        yield Wire("interactive", shown)


@pytest.mark.parametrize("quarter", range(4))
def test_two_thousand_hostile_texts_mention_nobody_lead_nowhere_and_break_no_card(quarter):
    cards = seen = 0
    for text in [*HOSTILE, *(hostile(seed) for seed in range(2000 - len(HOSTILE)))][quarter::4]:
        for reply in in_every_field(text):
            assert not MENTION.search(toast(reply)["content"])
            for wire in every_way(reply, text):
                judge(wire)
                assert called(wire) == leads(wire) == []
                cards += wire.msg_type == "interactive"
                for one in texts(wire):
                    seen += 1
                    _harmless(one, text)
    assert cards >= 500 * 12
    assert seen >= 500 * 60


def _harmless(shown: str, written: str) -> None:
    """Nothing in it is a mention, leads somewhere, or formats; our own bold and quotation aside."""
    plain = re.sub(r"(?m)^> |\*\*", "", shown)
    assert not MENTION.search(plain), (written, shown)
    assert not LINK.search(plain), (written, shown)


def test_hostile_texts_in_a_card_are_no_markdown():
    for seed in range(500):
        text = hostile(seed)
        (wire,) = parts(going_out(Reply(ReplyKind.RECEIPT, (text, f"前{text}"), quote=text)))
        for element in wire.content["body"]["elements"]:
            lines = re.sub(r"(?m)^> |  $", "", element["content"])
            assert not STRUCTURE.search(lines), (text, element)


def put_together(found: list[Wire]) -> str:
    """The texts of the parts without blanks, titles and numbers."""
    if found[0].msg_type == "text":
        said = [MARK.sub("", wire.content["text"]) if len(found) > 1 else wire.content["text"] for wire in found]
    else:
        said = [one["content"] for wire in found for one in wire.content["body"]["elements"]]
    return re.sub(r"\s", "", "".join(said))


@pytest.mark.parametrize("surface", [CARDS, TEXT])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_long_text_of_any_script_comes_in_parts_with_nothing_lost(script, surface):
    text = SCRIPTS[script] * 3000
    found = parts(going_out(Reply(ReplyKind.RECEIPT, (text,))), surface)
    for wire in found:
        judge(wire)
    assert len(found) > 1
    assert put_together(found) == re.sub(r"\s", "", Escaping(is_markdown=surface is CARDS).text(text))
    if surface is CARDS:
        assert all(fits(wire.content) for wire in found)
        numbers = [MARK.search(wire.content["header"]["title"]["content"])[0] for wire in found]
        assert numbers == [f"（{n}/{len(found)}）" for n in range(1, len(found) + 1)]


@pytest.mark.parametrize("sign", ['"', "\n", "“", "\\", "😀", "<", "\x00"])
def test_signs_that_grow_on_the_wire_stay_within_the_limits(sign):
    reply = Reply(ReplyKind.STATE, (sign * 40_000,), title="甲", table=Table((sign, sign), ((sign * 300, "乙"),) * 300))
    for surface in (CARDS, TEXT):
        for wire in parts(going_out(reply), surface):
            judge(wire)


@pytest.mark.parametrize("units", [10, 100, 1000])
def test_digests_of_any_number_of_units_stay_within_the_limits(units):
    names = "、".join(f"云江市第{n}学会（未报，单位页面+邮件）" for n in range(units))
    lines = (
        "距截止（6月9日）还有5个工作日",
        f"一、总体　应报{units}家",
        f"四、有缺项{units}家　{names}",
        "五、未答问题　无",
    )
    rows = tuple((f"云江市第{n}学会", "部分", "缺活动总结、影像资料") for n in range(units))
    reply = Reply(
        ReplyKind.STATE, lines, title="【市科协学会部 · 报送日报】", table=Table(("单位", "状态", "缺项"), rows)
    )
    found = parts(going_out(reply, kind=DeliveryKind.DIGEST))
    for wire in found:
        judge(wire)
        assert fits(wire.content)
    whole = "".join("".join(texts(wire)) for wire in found)
    assert all(f"第{n}学会（未报" in re.sub(r"\s", "", whole) for n in range(units))
    assert len(found) <= 1 + units // 60
