"""The public measure: what it counts, and that what ships with the bot is labelled and answered well."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from bot.asking import Answered
from bot.cli import baosong
from bot.evaluation.answering import judged
from bot.evaluation.readings import Count, compared
from bot.evaluation.scoring import EXAMPLES, scored
from storage.chat import ReplyKind
from storage.errors import Refused

NOW = datetime(2024, 5, 6, tzinfo=UTC)
SOURCE = "请于6月9日17:00前报送工作总结。电话：6127035，邮箱：a@b.example。"


def verdict(said, kind=ReplyKind.ANSWER, **label):
    question = {"text": "几号交", "reply": "answer", "expect_contains": [], "must_not_contain": [], **label}
    return judged(question, Answered("1", kind, said), SOURCE, NOW)


def test_an_answer_is_right_when_it_says_what_it_must():
    assert verdict("报送时间为6月9日前。", expect_contains=["6月9日"]).why == ""
    assert verdict("报送时间为6 月 9 日前。", expect_contains=["6月9号|6月9日"]).why == ""
    assert "没有6月9日" in verdict("不知道。", expect_contains=["6月9日"]).why


def test_another_kind_and_a_forbidden_fact_are_wrong():
    assert "应为answer" in verdict("请问是哪家？", kind=ReplyKind.CLARIFY).why
    wrong = verdict("6月20日前。", must_not_contain=["6月20日"])
    assert wrong.is_false
    assert verdict("不是6月20日。", text="6月20日吗", must_not_contain=["6月20日"]).why == ""


def test_silence_needs_no_words():
    assert verdict("", kind=ReplyKind.SILENT, reply=["silent", "courtesy"], expect_contains=["6月9日"]).why == ""


def test_what_the_notice_leaves_open_must_be_said_to_be_open():
    assert verdict("通知未写明字数。", says=["not_said"]).why == ""
    assert verdict("两千字。", says=["not_said"]).why


@pytest.mark.parametrize(
    ("said", "invented"),
    [
        ("6月9日17:00前，电话6127035，邮箱a@b.example。", ()),
        ("6月10日前。", ("6月10日",)),
        ("电话6127036。", ("6127036",)),
        ("邮箱c@d.example。", ("c@d.example",)),
        ("18:00前。", ("18:00",)),
        ("按云科协〔2024〕9号。", ("〔2024〕9号",)),
        ("今天是5月6日，回执号0506-001。", ()),
    ],
)
def test_a_fact_that_stands_nowhere_is_invented(said, invented):
    assert verdict(said).invented == invented


def test_a_reading_is_counted_field_by_field():
    label = {"title": "关于某事的通知", "contacts": [{"office": "学会部", "phones": ["6127035"], "emails": []}]}
    found = {"title": "关于某事的 通知", "contacts": [{"office": "市科协学会部", "phones": ["612-7035"], "emails": []}]}
    counts = compared(label, found)
    assert counts["title"] == counts["contacts"] == Count(1, 1, 1)
    assert counts["theme"].f1 == 1.0
    assert compared(label, {})["contacts"].f1 == 0.0


def test_ten_notices_and_a_hundred_and_fifty_questions_ship_and_nothing_is_invented():
    score = list(scored(EXAMPLES))[-1]
    assert (score.notices, score.questions) == (10, 150)
    assert (score.false, score.invented) == (0, 0), score.missed
    assert score.right >= 140, score.missed
    assert score.mean_f1 >= 0.85


def test_the_command_prints_the_table_and_the_figures(tmp_path):
    for name in ("05-no-date.txt", "05-no-date.json", "05-no-date.jsonl"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    shown = CliRunner().invoke(baosong, ["evaluate", "--examples", str(tmp_path), "-v"])
    assert shown.exit_code == 0
    assert "凭空出现的事实 | 0" in shown.stdout
    figures = json.loads(CliRunner().invoke(baosong, ["evaluate", "--examples", str(tmp_path), "--json"]).stdout)
    assert figures["questions"] == 12
    assert figures["invented_facts"] == 0


def test_a_folder_without_examples_or_with_a_broken_one_is_refused(tmp_path):
    with pytest.raises(Refused, match="examples"):
        list(scored(tmp_path))
    (tmp_path / "a.txt").write_bytes((EXAMPLES / "05-no-date.txt").read_bytes())
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match="example"):
        list(scored(tmp_path))
