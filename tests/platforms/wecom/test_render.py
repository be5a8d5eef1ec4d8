"""How WeCom shows what is said: cards, tables, parts that fit, and nothing that mentions or leads."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escaping import Escaping
from bot.platform import Outgoing
from bot.splitting import Line, Page, split
from bot.wecom.client import MOST_BYTES
from bot.wecom.render import APP, CALLED_BACK, ROBOT, WEBHOOK, Part, Surface, parts, too_large
from storage.chat import Button, ChatAddress, DeliveryKind, FileRef, Reply, ReplyKind, Room, Table
from storage.exports.chart import png
from storage.figures import Figures
from storage.reach import TAKES_FILES
from tests.platforms.hostile import HOSTILE, LINK, MENTION, SCRIPTS, STRUCTURE, hostile
from tests.platforms.wecom.judging import judge
from tests.platforms.wecom.record import links, mentions

WAYS = {
    "robot": "aibot_send_msg",
    "called back": "aibot/response",
    "app": "message/send",
    "webhook": "webhook/send",
    "plain": "aibot_respond_msg",
}
SURFACES = {"robot": ROBOT, "called back": CALLED_BACK, "app": APP, "webhook": WEBHOOK, "plain": ROBOT.without_cards()}
PAGE = "https://baosong.example"
UNSEEN = {"key", "task_id", "base64", "md5", "msgtype", "card_type"}
MARK = re.compile(r"(?: {2})?\n（\d+/\d+）$")
FEW = settings(max_examples=60)


def going_out(reply: Reply, **about: Any) -> Outgoing:
    values = {"key": "reply/1/0", "room": Room.PRIVATE, **about}
    return Outgoing(address=ChatAddress("wecom", "main", "zhang"), reply=reply, **values)


def said(reply: Reply, surface: Surface, **about: Any) -> list[Part]:
    return parts(going_out(reply, **about), surface)


def answer(*lines: str, **fields: Any) -> Reply:
    return Reply(ReplyKind.ANSWER, lines, **fields)


def content(part: Part) -> str:
    return part.body[part.msgtype]["content"]


def shown(value: Any, name: str = "") -> Iterator[str]:
    """Every text of a body that a person may see."""
    if isinstance(value, str):
        if name not in UNSEEN:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from shown(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from shown(one, name)


# what is shown, and how


def test_a_receipt_is_a_card_whose_button_takes_it_back():
    receipt = Reply(
        ReplyKind.RECEIPT,
        ("已收到照片6张，回执号0606-037。", "尚缺：意见建议。", "如有误，请回复“撤回 0606-037”。"),
        buttons=(Button("撤回", "撤回 0606-037"),),
    )
    (part,) = said(receipt, ROBOT, kind=DeliveryKind.RECEIPT)
    card = part.body["template_card"]
    assert card["card_type"] == "button_interaction"
    assert card["main_title"] == {"title": "已收到照片6张，回执号0606-037。"}
    assert card["sub_title_text"] == "尚缺：意见建议。\n如有误，请回复“撤回 0606-037”。"
    assert card["button_list"] == [{"text": "撤回", "style": 1, "key": "撤回 0606-037"}]
    assert re.fullmatch(r"[0-9A-Za-z_@-]{1,128}", card["task_id"])


def test_a_card_without_a_short_first_line_says_what_it_is_about():
    line = "温馨提示：距报送截止（6月9日）还有5个工作日，贵单位尚缺：工作总结、影像资料。"
    reminder = Reply(ReplyKind.STATE, (line,), buttons=(Button("已发邮箱", "已发邮箱"),))
    (part,) = said(reminder, ROBOT, kind=DeliveryKind.REMINDER)
    assert part.body["template_card"]["main_title"] == {"title": "报送提醒"}
    assert part.body["template_card"]["sub_title_text"] == line


def test_the_same_delivery_has_the_same_card_on_every_attempt_and_another_one_another():
    reply = Reply(ReplyKind.CONFIRM, ("确认发布？",), buttons=(Button("确认", "确认"),))
    assert said(reply, ROBOT) == said(reply, ROBOT)
    other = said(reply, ROBOT, key="reply/2/0")
    assert other[0].body["template_card"]["task_id"] != said(reply, ROBOT)[0].body["template_card"]["task_id"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(ReplyKind.CONFIRM, ("字" * 113, "二"), buttons=(Button("确认", "确认"),)),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), buttons=tuple(Button(str(n), f"第{n}家") for n in range(7))),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), buttons=(Button("一二三四五六七八九十一", "一"),)),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), buttons=(Button("一", "一" * 342),)),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), buttons=(Button("甲", "同"), Button("乙", "同"))),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), quote="据" * 113, buttons=(Button("甲", "甲"),)),
        Reply(ReplyKind.CONFIRM, ("哪一家？",), table=Table(("一",), (("二",),)), buttons=(Button("甲", "甲"),)),
        Reply(ReplyKind.CONFIRM, (f"见{PAGE}/u/abc",), buttons=(Button("甲", "甲"),)),
    ],
)
def test_what_does_not_fit_into_a_card_is_text_with_its_sentences_printed(reply):
    found = said(reply, ROBOT, links=(PAGE,))
    assert {part.msgtype for part in found} == {"markdown"}
    whole = "".join(content(part) for part in found)
    assert all(f"“{button.says}”" in whole for button in reply.buttons)


def test_where_cards_are_not_taken_the_sentences_are_printed():
    reply = Reply(ReplyKind.CONFIRM, ("确认发布？",), buttons=(Button("确认", "确认"), Button("取消", "取消")))
    assert content(said(reply, WEBHOOK)[0]) == "确认发布？\n可回复：“确认”　“取消”"
    assert content(said(reply, WEBHOOK, room=Room.COORDINATORS)[0]) == "确认发布？\n可＠我回复：“确认”　“取消”"
    assert "“取消”" in content(said(reply, ROBOT.without_cards())[0])


def test_a_title_is_bold_and_the_basis_a_quotation_in_markdown():
    reply = answer("报送时间为6月9日（星期五）前。", title="报送要点", quote="松科协〔2023〕52号“6月9日前”")
    assert content(said(reply, ROBOT)[0]).split("\n")[0] == "**报送要点**  "
    assert "\n> 依据：松科协〔2023〕52号“6月9日前”" in content(said(reply, ROBOT)[0])
    assert content(said(reply, APP)[0]) == reply.text


def test_a_table_is_a_table_only_where_the_surface_draws_one():
    reply = answer("各单位：", table=Table(("单位", "状态"), (("甲|学会", "已收"), ("乙学会", "未报"))))
    robot = content(said(reply, ROBOT)[0])
    assert "\n| 单位 | 状态 |\n| --- | --- |\n| 甲｜学会 | 已收 |" in robot
    assert said(reply, WEBHOOK)[0].msgtype == "markdown_v2"
    assert content(said(reply, APP)[0]).split("\n")[1:3] == ["单位　状态", "甲|学会　已收"]


def test_only_a_webhook_mentions_and_only_whom_the_scheduler_names():
    reply = answer("贵单位尚缺：工作总结。", mentions=("zhang", "@all"), table=Table(("一",), (("二",),)))
    body = said(reply, WEBHOOK)[0].body
    assert body["msgtype"] == "text"
    assert body["text"]["mentioned_list"] == ["zhang"]
    assert all("mentioned" not in json.dumps(part.body) for part in said(reply, ROBOT))


def test_a_long_mention_calls_once():
    found = said(answer("甲" * 3000, mentions=("zhang",)), WEBHOOK)
    assert len(found) > 3
    assert ["mentioned_list" in part.body["text"] for part in found] == [True] + [False] * (len(found) - 1)


def test_files_follow_what_is_said_and_are_named_where_they_cannot_go():
    reply = answer("台账如下。", files=(FileRef("ab" * 32, "台账.xlsx"),))
    text, file = said(reply, ROBOT)
    assert file.file == reply.files[0]
    assert file.uploaded("M1").body == {"msgtype": "file", "file": {"media_id": "M1"}}
    (only,) = said(reply, CALLED_BACK)
    assert "台账.xlsx" in content(only)
    assert "不能发送文件" in content(only)
    assert "台账.xlsx" in content(too_large(going_out(reply), reply.files[0], ROBOT))
    assert TAKES_FILES["wecom"] == MOST_BYTES["file"]
    assert content(text) == "台账如下。"


def test_an_address_is_shown_as_a_code_beside_its_link_and_only_where_it_may_be_one():
    reply = answer(f"您的单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc")
    text, picture = said(reply, ROBOT, links=(PAGE,))
    assert content(text) == f"您的单位页面：[{PAGE}/u/abc]({PAGE}/u/abc)"
    assert picture.image is not None
    assert picture.image.startswith(b"\x89PNG")
    assert "base64" in said(reply, WEBHOOK, links=(PAGE,))[1].body["image"]
    assert content(said(reply, APP, links=(PAGE,))[0]) == f"您的单位页面：{PAGE}/u/abc"
    assert [part.msgtype for part in said(reply, ROBOT)] == ["markdown"]


def test_a_webhook_makes_an_address_something_to_press_where_what_is_said_of_it_is_short():
    reply = answer(f"您的单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc")
    article, picture = said(reply, WEBHOOK, links=(PAGE,))
    shown = {"title": "单位页面", "description": f"您的单位页面：{PAGE}/u/abc", "url": f"{PAGE}/u/abc"}
    assert article.body == {"msgtype": "news", "news": {"articles": [shown]}}
    judge("webhook/send", article.body)
    judge("webhook/send", picture.body)
    long = answer(f"您的单位页面：{PAGE}/u/abc", "说明" * 100, qr=f"{PAGE}/u/abc")
    assert [part.msgtype for part in said(long, WEBHOOK, links=(PAGE,))] == ["text", "image"]
    assert [part.msgtype for part in said(reply, WEBHOOK)] == ["text"]


def test_a_digest_brings_its_chart_and_an_answer_with_the_same_figures_does_not():
    figures = Figures("应报7家", (("已齐", 1), ("未报", 6)))
    reply = Reply(ReplyKind.STATE, ("一、总体　应报7家",), title="【学会部 · 报送日报】10月18日", figures=figures)
    for name, surface in SURFACES.items():
        *_, picture = said(reply, surface, kind=DeliveryKind.DIGEST)
        assert (name, picture.msgtype) == (name, "image")
        assert picture.image == png(figures, reply.title)
        assert all(part.image is None for part in said(reply, surface))
    judge("webhook/send", said(reply, WEBHOOK, kind=DeliveryKind.DIGEST)[-1].body)


def test_a_reply_of_blanks_is_no_empty_message():
    for surface in SURFACES.values():
        assert content(said(answer(" \n "), surface)[0]).strip()


# links that are meant, and those that are not


@pytest.mark.parametrize(
    ("written", "is_link"),
    [
        (f"{PAGE}/u/a_b-c", True),
        (f"{PAGE}", True),
        (f"{PAGE}?a=1", True),
        (f"{PAGE}.evil.com/", False),
        (f"{PAGE}@evil.com/", False),
        (f"{PAGE}:8443/", False),
        ("http://baosong.example/", False),
        ("https://notice.example/system", True),
        ("https://notice.example/systematic", True),
        ("https://notice.example/", False),
        ("https://notice.example.evil.com/system", False),
    ],
)
def test_only_an_address_of_ours_or_of_the_notice_is_a_link(written, is_link):
    links = (PAGE, "https://notice.example/system")
    for surface in (ROBOT, APP, WEBHOOK):
        text = content(said(answer(f"见：{written}，谢谢"), surface, links=links)[0])
        assert ("://" in text) is is_link
        assert text.endswith("，谢谢")


@pytest.mark.parametrize(
    "plain",
    [
        "邮箱slkx60010002@163.com，电话0512-60010002。",
        "14:00至17:30",
        "工作总结.docx、照片1.jpg已收到",
        "共1.5万人，第3.2节",
        "松科协〔2023〕52号",
        "R&D 费用",
    ],
)
def test_facts_people_copy_stay_as_they_are(plain):
    for surface in SURFACES.values():
        assert content(said(answer(plain), surface)[0]) == plain


# hostile texts


def in_every_field(text: str) -> list[Reply]:
    short = text[:8]
    return [
        answer(text, f"前{text}后", title=text, quote=text),
        answer("各单位：", table=Table((text, "二"), ((text, text), ("一", text)))),
        answer("文件", files=(FileRef("ab" * 32, text),)),
        Reply(ReplyKind.CONFIRM, (text,), buttons=(Button(text, text), Button("取消", "取消"))),
        Reply(
            ReplyKind.CONFIRM,
            (short, short),
            title=short,
            quote=short,
            buttons=(Button(short[:9], text), Button("否", "否")),
        ),
    ]


@pytest.mark.parametrize("name", SURFACES)
def test_two_thousand_hostile_texts_mention_nobody_and_lead_nowhere(name):
    surface, seen, cards = SURFACES[name], 0, 0
    texts = [*HOSTILE, *(hostile(seed) for seed in range(2000 - len(HOSTILE)))]
    for text in texts:
        for reply in in_every_field(text):
            for part in said(reply, surface):
                json.dumps(part.body, ensure_ascii=False).encode()
                if part.msgtype not in ("file", "image"):
                    judge(WAYS[name], part.body)
                assert mentions(part.body) == links(part.body) == []
                cards += part.msgtype == "template_card"
                for one in shown(part.body):
                    seen += 1
                    stripped = re.sub(r"^(\|.*\||> .*|\*\*.*\*\*)(?:  )?$", "", one, flags=re.MULTILINE)
                    plain = re.sub(r"(?m)^> |\| --- |^\*\*|\*\*(?:  )?$", "", one)
                    assert not MENTION.search(plain), (text, one)
                    assert not LINK.search(plain), (text, one)
                    if part.msgtype in ("markdown", "markdown_v2"):
                        assert not STRUCTURE.search(stripped), (text, one)
    assert seen >= 2000 * 5
    assert bool(cards) is surface.has_cards


@FEW
@given(st.text(max_size=300))
def test_nothing_written_is_left_out(text):
    """Read back through the compatibility forms of Unicode, it is what was written."""
    shown = Escaping(is_markdown=True, links=()).text(text)
    assert len(shown) == len(text.replace("\r\n", "\n"))
    fold = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in map(chr, range(0x21, 0x7F))}
    for was, now in zip(text.replace("\r\n", "\n"), shown, strict=True):
        assert now == was or now == was.translate(fold) or unicodedata.category(was) in ("Cc", "Cs", "Zl", "Zp")


# long texts


def put_together(found: list[Part]) -> str:
    """The parts without their marks and without line breaks."""
    texts = [MARK.sub("", content(part)) if len(found) > 1 else content(part) for part in found]
    return re.sub(r"\s", "", "".join(texts))


@pytest.mark.parametrize("name", SURFACES)
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_long_text_of_any_script_comes_in_parts_with_nothing_lost(script, name):
    surface, text = SURFACES[name], SCRIPTS[script] * 900
    found = said(answer(text), surface)
    limit = {"text": 2000 if surface is APP else 2048, "markdown": 4096 if surface is WEBHOOK else 20480}
    assert len(found) > 1
    assert all(len(content(part).encode()) <= limit[part.msgtype] for part in found)
    assert [MARK.search(content(part))[0].strip() for part in found] == [
        f"（{n}/{len(found)}）" for n in range(1, len(found) + 1)
    ]
    assert put_together(found) == re.sub(r"\s", "", Escaping(is_markdown=found[0].msgtype != "text").text(text))


LETTERS = (
    "报", "a", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇳", "🇫🇷", "❤️‍🔥", "🧑🏿‍🚀", "1️⃣", "e\u0301\u0323", "ɑ\u0308\u0304", "བོ", "རྒྱུ", "ཁྱི", "حُ", "لّٰ", "ᠣ\u180b",
    "ᠨ\u180e", "\u1112\u1161\u11ab", "각", "\uac00\u11a8", "ที่", "🏴\U000e0067\U000e0062\U000e007f",
)  # fmt: skip
"""What a reader takes for one letter each, written with one sign or with several."""


@FEW
@given(st.lists(st.sampled_from(LETTERS), min_size=40, max_size=200), st.integers(80, 200))
def test_no_letter_is_cut_in_two(letters, most):
    ends = set(accumulate(map(len, letters)))
    at = 0
    for piece in split([Line("".join(letters))], Page(most), lambda rest: rest)[:-1]:
        at += len(piece.rpartition("\n")[0])
        assert at in ends


def test_lines_are_kept_whole_while_they_fit():
    lines = [f"第{n}家单位：尚缺工作总结、影像资料，联系电话0512-6522{n:04d}。" for n in range(300)]
    found = said(answer(*lines), APP)
    kept = [line for part in found for line in MARK.sub("", content(part)).split("\n")]
    assert kept == lines


def test_a_sentence_is_kept_whole_where_a_line_is_too_long():
    sentences = [f"这是第{n}句话，说的是第{n}件事。" for n in range(400)]
    found = said(answer("".join(sentences)), APP)
    assert len(found) > 2
    assert all(MARK.sub("", content(part)).endswith("。") for part in found)


def test_every_part_bears_the_title_and_the_head_of_its_table():
    rows = tuple((f"第{n}学会", "未报", "柳青 60010002") for n in range(600))
    found = said(answer("名单：", title="未报单位", table=Table(("单位", "状态", "联系人"), rows)), ROBOT)
    assert len(found) > 1
    for part in found:
        lines = [line.strip() for line in content(part).split("\n")]
        assert lines[0] == "**未报单位**"
        assert lines.count("| 单位 | 状态 | 联系人 |") == lines.count("| --- | --- | --- |") == 1
    names = re.findall(r"第\d+学会", "".join(content(part) for part in found))
    assert names == [row[0] for row in rows]


def test_a_link_is_never_cut():
    address = f"{PAGE}/u/{'a1_-' * 40}"
    for filling in range(0, 700, 7):
        found = said(answer(f"{'甲' * filling}{address}{'乙' * 900}"), WEBHOOK, links=(PAGE,))
        assert sum(f"[{address}]({address})" in content(part) for part in found) == 1
        found = said(answer(f"{'甲' * filling}{address}{'乙' * 900}"), APP, links=(PAGE,))
        assert sum(address in content(part) for part in found) == 1


@FEW
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=400), max_size=12),
    st.integers(60, 400),
)
def test_whatever_is_split_fits_and_can_be_put_together(texts, most):
    lines = [Line(text) for text in texts]
    found = split(lines, Page(most), lambda rest: rest)
    assert all(len(part.encode()) <= most for part in found)
    if len(found) > 1:
        assert "".join(part.rpartition("\n")[0] for part in found).replace("\n", "") == "".join(texts)
    else:
        assert found == ["\n".join(texts)]


def test_a_letter_of_a_hundred_thousand_marks_is_split_all_the_same():
    found = said(answer("a" + "\u0301" * 100_000), APP)
    assert all(len(content(part).encode()) <= 2000 for part in found)
    assert put_together(found) == "a" + "\u0301" * 100_000
