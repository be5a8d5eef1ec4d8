"""The words of the field: mistyped ones are known again, others are left alone, and an installation adds its own."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from bot.config import load as load_settings
from bot.evaluation.scoring import EXAMPLES
from handlers.lexicon import Alternatives, Late, Topic, compile_waiting, lexicon, use
from handlers.lexicon.needs import needs_of
from handlers.questions.spelling import normalise
from storage.errors import Misconfigured


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


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("截止时间?", ("截止时",)),
        ("(?:推|拖)迟?[到至]\\d", ("推", "拖")),
        ("(?:交|报)的?内容", ("内容",)),
        ("[晚迟]点?(?:能|可)", ("晚", "迟")),
        ("<send>.{0,8}提前", ("提前",)),
        ("<send>", ("交", "寄")),
        ("<unknown>", ()),
        ("延期|(?:顺延|推迟)到", ("延期", "顺延", "推迟")),
        ("延期|\\d+天?", ()),
        ("(?<!不)(?=交)(?!了)\\d{2}(?:号)?", ()),
        ("(?i)DDL", ()),
        (r"([好行])不\1", ()),
        ("[^,]{0,3}收$", ("收",)),
        ("(?:周|星期){0,1}[一-五]", ()),
        ("(?:[上下](?:半|个)|)月", ("月",)),
        ("(?:天(?:气(?:预(?:报(?:单)))|晴))?雨", ("雨",)),
        ("(?:天(?:气(?:预(?:报(?:单)))|晴)){2}", ()),
        ("(几|多少)钱?", ("几", "多少")),
        ("(?P<many>几)个?", ()),
    ],
)
def test_a_pattern_is_known_by_what_it_cannot_do_without(pattern, needs):
    assert needs_of(pattern, {"send": "(?:交|寄)"}) == needs


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


@pytest.mark.parametrize("name", ["coverage", "foreign", "limits", "placed", "scope", "speech", "subjects"])
def test_a_pattern_that_waits_finds_what_it_would_compiled(name):
    module = import_module(f"handlers.questions.{name}")
    known = [one for one in vars(module).values() if isinstance(one, Late)]
    said = ["几号交", "总结和照片发哪个邮箱,6月9日前行吗", "第三项活动谁负责", "王老师说没有通知,是不是发错了?", ""]
    assert known
    for pattern in known:
        compiled = re.compile(pattern.pattern, pattern.flags)
        for text in said:
            assert spans(Late(pattern.pattern, pattern.flags), text) == spans(compiled, text)


def spans(pattern: Late | re.Pattern[str], text: str) -> list[object]:
    """What every way of seeking finds."""
    one = [found and found.span() for found in (pattern.search(text), pattern.match(text), pattern.fullmatch(text))]
    every = [found.span() for found in pattern.finditer(text)]
    return [one, every, pattern.findall(text), pattern.split(text), pattern.sub("_", text)]


def test_what_waits_is_made_ready_all_at_once():
    late, known = Late("逾期.{0,3}交"), Alternatives((("late", ("逾期",)),), {})
    compile_waiting()
    assert isinstance(late.search("逾期再交"), re.Match)
    assert known.found_in("逾期") == {"late"}
