"""What is said about questions that only a coordinator can answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.phrases import clipped, contact_line, joined
from storage.notice.model import Contact

ANSWER = "答复"
ANSWER_GOES_TO = "会转给提问人，以后有人问同样的话即照此答复"
ANSWER_LENGTH = "请写明答复内容，不超过1000字。"


def put(number: int, asker: str, text: str, *, disputed: str = "", before: str = "") -> tuple[str, ...]:
    """A question is put to its coordinators, with what was asked before, or the answer that is said to be wrong."""
    context = (
        *((f"此前问：{before}",) if before and before != text else ()),
        *((f"助手答：{clipped(disputed, 300)}", "提问人认为答得不对，请核对。") if disputed else ()),
    )
    return (
        f"【待答问题{number}】{asker}问：{text}",
        *context,
        f"请引用本条直接回复，或发送“回答 {number}：答复内容”。答复会转给提问人，以后有人问同样的话即照此答复。",
    )


def answering(number: int, answer: str) -> str:
    """How a question is answered by its number."""
    return f"回答 {number}：{answer}"


def disputed(office: str, found: Contact | None) -> str:
    """Said to who called an answer wrong."""
    ring = f"，急需可致电{found.phones[0]}" if found and found.phones else ""
    return f"已请{office}核对，有答复即告知您；在此之前请以通知原文为准{ring}。"


def whom_to_ask(office: str | None, found: Contact | None) -> tuple[str, ...]:
    """Whom to ask where no answer is known that could be wrong."""
    line = contact_line(found) if found else ""
    return (f"请把问题再说一遍，或联系{office or '主管处室'}{'：' + line if line else ''}。",)


def put_right(asked: str, answer: str) -> str:
    """Said to those who heard the same wrong answer."""
    return f"更正：您此前问的“{clipped(asked, 60)}”，此前的答复有误，以此为准：{answer}"


def revised(asked: str, answer: str) -> str:
    """Said to those who heard an answer that was worded anew."""
    return f"更正：关于“{clipped(asked, 60)}”的答复改为：{answer}"


def withdrawn(asked: str, office: str) -> str:
    """Said to those who heard an answer that holds no more."""
    return f"更正：此前关于“{clipped(asked, 60)}”的答复已撤回，请以通知原文或{office}的答复为准。"


def was_revised(number: int, told: int) -> str:
    """Said to the coordinator."""
    return f"答复{number}已更正，已告知听到过原答复的{told}处。"


def was_withdrawn(number: int, told: int) -> str:
    """Said to the coordinator."""
    return f"答复{number}已撤回，不再使用，已告知听到过的{told}处。"


def no_answer(number: int) -> str:
    """No answer of that number is in force."""
    return f"没有编号为{number}的答复。发送“已答问题”可查看。"


def taught(rows: Sequence[tuple[int, str, str, str, date | None, Sequence[str], int]]) -> tuple[str, ...]:
    """The answers in force."""
    if not rows:
        return ("还没有答复过问题。",)
    lines = []
    for number, asked, answer, by, on, unit_types, uses in rows:
        when = f"{on.month}月{on.day}日" if on else ""
        whom = f"，仅{joined(unit_types)}" if unit_types else ""
        lines.append(f"{number}. {clipped(asked, 40)}——{clipped(answer, 60)}（{by}{when}{whom}，用过{uses}次）")
    return (f"已答问题{len(rows)}个：", *lines, "更正请发送“改答复 编号：新内容”，撤回请发送“撤回答复 编号”。")


def on_a_page(link: str) -> str:
    """The same list as a page, for this coordinator alone."""
    return f"也可在页面上答复、修改、撤回：{link}（20分钟内有效，仅限您本人打开，请勿转发）"


def signed(answer: str, office: str, name: str, on: date | None) -> str:
    """An answer with its name and date."""
    when = f"{on.month}月{on.day}日" if on else ""
    return f"{answer}（{office}{name}{when}答复）"


def answered(question: str, answer: str) -> str:
    """Said to who asked."""
    return f"您问的“{question if len(question) <= 60 else question[:59] + '…'}”：{answer}"


def passed_on(number: int, *, told: bool) -> str:
    """Said to the coordinator who answered."""
    return f"问题{number}已答复" + ("，已转给提问人。" if told else "。提问人暂时联系不上，同样的问题以后照此答复。")


def no_question(number: int) -> str:
    """There is no question of that number."""
    return f"没有编号为{number}的问题。发送“未答问题”可查看。"


def open_questions(rows: Sequence[tuple[int, str, date]]) -> tuple[str, ...]:
    """The open questions."""
    if not rows:
        return ("没有未答的问题。",)
    return (
        f"未答问题{len(rows)}个：",
        *(f"{number}. {text}（{on.month}月{on.day}日）" for number, text, on in rows),
        "请发送“回答 编号：答复内容”。",
    )
