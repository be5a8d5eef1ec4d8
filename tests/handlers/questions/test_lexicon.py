"""The words of the field: mistyped ones are known again, others are left alone, and an installation adds its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import handlers.lexicon
from bot.config import load as load_settings
from bot.evaluation.scoring import EXAMPLES
from handlers.lexicon import Alternatives, Topic, lexicon, use
from handlers.questions.typed.speech import promises
from handlers.questions.typed.spelling import normalise
from storage.errors import Misconfigured
from storage.patterns import Late, compile_waiting


@pytest.fixture
def own(tmp_path: Path):
    """Use a file of words for one test."""

    def written(text: str) -> None:
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        use(path)

    yield written
    use()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("邮厢地址", "邮箱地址"),
        ("联细人是谁", "联系人是谁"),
        ("材撂交哪", "材料交哪"),
        ("电华多少", "电话多少"),
        ("由乡是多少", "邮箱是多少"),
        ("jiezhi shijian", "截止时间"),
        ("lianxiren dianhua", "联系人电话"),
        ("截之时间", "截止时间"),
        ("联系方是", "联系方是"),
        ("截至时间", "截止时间"),
        ("影资料要几张", "影像资料要几张"),
        ("联方系式", "联系方式"),
    ],
)
def test_a_word_is_known_again_by_its_sound_by_its_pinyin_or_one_step_away(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "meant",
    [
        "总结字数有要求没",
        "通知原文",
        "收集材料",
        "表演节目",
        "附近有什么",
        "我们有想法",
        "治疗方案",
        "强制执行",
        "有限公司",
        "实践活动",
    ],
)
def test_a_word_that_is_meant_is_left_alone(meant):
    assert normalise(meant) == meant


def test_nobodys_given_name_is_taken_for_a_slip():
    assert normalise("沈知远是谁") == "沈知远是谁"


def test_a_long_message_is_no_slip():
    assert normalise("材撂") == "材料"
    assert normalise("材撂" + "好" * 100).startswith("材撂")


def test_an_installation_adds_words_of_its_own(own):
    own(
        'foreign = ["校车"]\n'
        '[things]\nlesson = "教案"\n'
        '[slips]\n"教案" = "叫案"\n'
        '[[cue]]\ntopic = "deadline"\nmeans = ["收作业"]\n'
        '[[detail]]\nkey = "font"\nlabel = "字体"\nasked = ["什么字"]\nsaid = ["宋体"]\n'
    )
    words = lexicon()
    assert words.groups["教案"] == "lesson"
    assert words.things.search("交教案")
    assert normalise("叫案") == "教案"
    assert words.foreign.search("校车几点")
    assert words.topics_in("什么日子收作业") == [Topic.DEADLINE]
    assert words.detail("font")


@pytest.mark.parametrize(
    "text",
    ["nonsense = [1]", "[[cue]]\ntopic = 'weather'\nmeans = ['雨']", "empty = ['(']", "[same]\n'(票' = '证'", "= 1"],
)
def test_what_is_wrong_in_it_is_said_with_its_file(own, text):
    with pytest.raises(Misconfigured, match=r"own\.toml"):
        own(text)


def test_the_configuration_names_it(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[bot]\nlexicon = "words.toml"\n', encoding="utf-8")
    assert load_settings(path).bot.lexicon == "words.toml"


def test_no_two_details_have_one_key_and_every_topic_has_words():
    keys = [one.key for one in lexicon().details]
    assert len(keys) == len(set(keys))
    assert set(lexicon().topics) == set(Topic)


def test_patterns_tried_by_their_words_find_what_all_of_them_would():
    words = lexicon()
    lines = [line for path in EXAMPLES.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    said = [normalise(json.loads(line)["text"]) for line in lines]
    for known in (words.means, words.unless, words.asked, words.same):
        rows: dict[object, list[str]] = {}
        for meaning, pattern in zip(known.meanings, known.patterns, strict=True):
            rows.setdefault(meaning, []).append(pattern if isinstance(pattern, str) else pattern.pattern)
        joined = {meaning: re.compile("|".join(patterns)) for meaning, patterns in rows.items()}
        for text in said:
            found = {meaning: match.span() for meaning, one in joined.items() if (match := one.search(text))}
            assert known.search(text) == found
            assert known.found_in(text) == set(found)


def test_of_many_patterns_only_those_are_compiled_whose_words_were_said():
    known = Alternatives((("late", ("逾期", "过了(?<=期+)")), ("early", ("提前.{0,3}交",))), {})
    assert known.found_in("提前两天交") == {"early"}
    with pytest.raises(re.error):
        known.found_in("过了")


def test_what_waits_is_made_ready_all_at_once():
    late, known = Late("逾期.{0,3}交"), Alternatives((("late", ("逾期",)),), {})
    compile_waiting()
    assert isinstance(late.search("逾期再交"), re.Match)
    assert known.found_in("逾期") == {"late"}


_WORDS_AGAIN = re.compile(r"\(\?:[^()]*<[a-z_]+>(?:[^()]|\([^()]*\))*\)(?:[*+]|\{\d*,\})(?![+])")


@pytest.mark.parametrize(
    "path", sorted(Path(handlers.lexicon.__file__).parent.glob("*.toml")), ids=lambda path: path.stem
)
def test_words_of_many_are_repeated_a_few_times_and_no_more(path: Path) -> None:
    """Where two words together are a third one (总结材料), each repetition would double the ways to try."""
    assert _WORDS_AGAIN.findall(path.read_text(encoding="utf-8")) == []


def test_what_is_repeated_without_end_is_found() -> None:
    assert _WORDS_AGAIN.search("'^(?:<we>|<thing>|的)*到了'")
    assert not _WORDS_AGAIN.search("'^(?:<we>|<thing>|的){0,5}到了'")


@pytest.mark.parametrize("said", ["总结材料" * 30 + "到了x", "意见建议" * 30 + "报过了x", "好的好" * 60 + "x"])
def test_what_is_said_over_and_over_is_heard_as_nothing(said: str) -> None:
    assert not lexicon().deeds.told("own", normalise(said))
    assert not promises(normalise(said))
