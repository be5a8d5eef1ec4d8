"""Patterns that wait: they find what they would find compiled, and are tried only where they can find something."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

from bot.evaluation.scoring import EXAMPLES
from storage.patterns import Late
from storage.patterns.late import waiting
from storage.patterns.needs import needs_of

SAID = (
    "几号交",
    "总结和照片发哪个邮箱,6月9日前行吗",
    "第三项活动谁负责",
    "王老师说没有通知,是不是发错了?",
    "统计 市科协 本周",
    "",
)
"""What people type, beside the lines of a notice."""


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


@pytest.mark.parametrize("package", ["handlers", "scheduler", "storage.notice", "storage.papers"])
def test_a_pattern_that_waits_finds_what_it_would_compiled(package):
    lines = [line for path in sorted(EXAMPLES.glob("*.txt"))[:2] for line in path.read_text("utf-8").splitlines()]
    known = {(one.pattern, one.flags) for one in waiting_in(package)}
    assert len(known) > 2
    for pattern, flags in known:
        compiled = re.compile(pattern, flags)
        for text in (*SAID, *lines):
            assert spans(Late(pattern, flags), text) == spans(compiled, text), pattern


def waiting_in(package: str) -> Iterator[Late]:
    """The patterns of its modules."""
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        yield from (one for one in vars(import_module(module.name)).values() if isinstance(one, Late))


def spans(pattern: Late | re.Pattern[str], text: str) -> list[object]:
    """What every way of seeking finds."""
    one = [found and found.span() for found in (pattern.search(text), pattern.match(text), pattern.fullmatch(text))]
    every = [found.span() for found in pattern.finditer(text)]
    return [one, every, pattern.findall(text), pattern.split(text), pattern.sub("_", text)]


def test_a_pattern_is_compiled_once_it_was_sought_in_vain_often_enough():
    pattern = Late("延期|顺延")
    for _ in range(500):
        assert pattern.search("几号交") is None
    assert pattern in waiting
    assert pattern.search("几号交") is None
    assert pattern not in waiting
    assert pattern.sub("推迟", "能顺延吗") == "能推迟吗"
