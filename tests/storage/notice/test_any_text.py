"""What holds for any text whatever: the reader never raises, takes its time in proportion, and invents nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import NotANotice
from storage.notice.bodies.handing import targets
from storage.notice.bodies.offices import office
from storage.notice.dates import moments
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.printed import as_json, from_record, to_record
from storage.notice.text.signs import flatten
from storage.notice.wording import doubt
from tests.storage.notice.conftest import PLAIN, lines
from tests.storage.notice.expressions import RULES, SINGLE, SPANS, TERMS

PHRASES = [text for text, *_ in (*SINGLE, *SPANS, *RULES, *TERMS)]
PIECES = st.sampled_from(
    [
        *PHRASES,
        *lines(PLAIN),
        *re.findall(r"[^，。：、\s]{1,12}", PLAIN),
        *"，。：；、（）《》〈〉“”【】〔〕()<>[]{}-—~·…!?？！|\t \n\u3000\u00a0\ufeff\x00\x0c\u200b",
        *("各", "请", "将", "报送至", "附件", "附件1：", "联系人", "电话：", "邮箱", "@", "关于", "的通知", "转发《"),
        *(
            "各有关单位：",
            "一、",
            "（一）",
            "1.",
            "截止",
            "即日起至",
            "每",
            "印发",
            "〔2024〕",
            "12345678",
            "系统",
            "前",
            "内",
        ),
        *("報送", "請於", "聯繫電話", "ａ＠ｂ．ｃｏｍ", "１３８００００１１１１", "𠀀", "é", "٣", "²", "\ud800"),
    ]
)
WORDS = [
    *(
        "各",
        "各位",
        "所属",
        "所在",
        "所在地",
        "属地",
        "当地",
        "辖区",
        "本单位",
        "直属",
        "推荐单位",
        "主管部门",
        "有关",
        "对应",
        "的",
    ),
    *(
        "省",
        "市",
        "县（市、区）",
        "区",
        "街道",
        "学院",
        "学校",
        "工信",
        "财政",
        "科技",
        "教育",
        "行政",
        "东湖",
        "第一",
        "中国",
    ),
    *(
        "局",
        "厅",
        "委",
        "处",
        "科",
        "室",
        "办公室",
        "科协",
        "学会",
        "部门",
        "单位",
        "企业",
        "中心",
        "服务窗口",
        "301室",
        "邮箱",
    ),
    *(
        "、",
        "和",
        "及",
        "与",
        "，",
        "（新区）",
        "(",
        ")",
        "由",
        "经",
        "向",
        "将",
        "把",
        "于6月9日前",
        "王老师",
        "处",
        "收",
    ),
    *(
        "报",
        "报送",
        "送至",
        "交",
        "提交",
        "审核",
        "汇总",
        "推荐",
        "申报人",
        "负责人",
        "材料",
        "总结",
        "汇总表",
        "《",
        "》",
    ),
]
"""What names of bodies and papers are made of, and the words around them."""

SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map("".join)
BROKEN = st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join)


def read_or_refused(text: str) -> Notice | None:
    try:
        return read(text.split("\n"))
    except NotANotice:
        return None


@settings(max_examples=150)
@given(BROKEN)
def test_no_text_makes_the_reader_raise(text):
    for whole in (
        text,
        f"各有关单位：\n请于6月9日前报送总结，{text}\n2024年3月4日",
        text.join(["关于甲的通知\n", "\n"]),
    ):
        notice = read_or_refused(whole)
        if notice is not None:
            assert from_record(to_record(notice)) == notice
            assert as_json(notice)["lines"] == whole.split("\n")
            assert all(doubt(one) for one in notice.doubts)


@settings(max_examples=400)
@given(SAID, SAID)
def test_no_words_for_bodies_and_papers_make_the_reader_raise(who, where):
    text = f"关于甲的通知\n{who}：\n请{who}于6月9日前将总结报送至{where}。\n{where} 王明 60010001\n{who}\n2024年3月4日"
    notice = read_or_refused(text)
    assert notice is None or all(route.office for route in notice.routes)


def test_an_office_is_read_behind_any_two_words():
    for one, other in product(WORDS, repeat=2):
        found = office(f"{one}{other}科技主管部门")
        assert found is None or found in f"{one}{other}科技主管部门"


@settings(max_examples=100)
@given(BROKEN, st.integers(0, 400))
def test_a_notice_cut_anywhere_and_patched_is_still_read(patch, at):
    assert read_or_refused(PLAIN[:at] + patch + PLAIN[at:]) is not None


def bare(text: str | None) -> str:
    """A text without what reading inserts or leaves out: blanks, bars of tables, brackets of a distributed phrase."""
    return re.sub(r"[\s\x00-\x20|()<>〈〉《》\"“”]|^(?:各|有关|相关)+", "", flatten(text or ""))


def stands(value: str | None, whole: str) -> bool:
    """Whether a value stands in a text, the parts of a distributed phrase (各A科协、科技局) each for itself."""
    wanted = bare(value)
    if wanted in whole:
        return True
    return any(wanted[:cut] in whole and wanted[cut:] in whole for cut in range(1, len(wanted)))


@settings(max_examples=100)
@given(BROKEN, st.integers(0, 400))
def test_every_value_stands_in_the_text(patch, at):
    text = PLAIN[:at] + patch + PLAIN[at:]
    notice = read_or_refused(text)
    assert notice is not None
    whole = bare(text)
    values = [*notice.issuers, notice.title, notice.doc_number, notice.theme]
    values += [value for d in notice.deadlines for value in (d.text, d.what, d.recurrence, *d.audience)]
    values += [value for c in notice.contacts for value in (c.office, *c.names, *c.phones, *c.emails, c.address)]
    values += [value for r in notice.routes for value in (r.office, *r.audience)]
    values += [part for m in notice.materials for part in re.split("（上传至|）$", m.name)]
    values += [value for level in notice.levels for value in (*level.addressees, level.title, level.doc_number)]
    assert [value for value in values if not stands(value, whole)] == []
    sources = [row.source for row in (*notice.deadlines, *notice.contacts, *notice.routes, *notice.materials)]
    assert all(1 <= number <= len(notice.lines) for source in sources for number in source)
    assert all(sources)


def test_a_year_that_is_inferred_is_the_notices_own(bent):
    (deadline,) = bent().deadlines
    assert deadline.date is not None
    assert "2025" not in deadline.text
    assert deadline.date.year == 2025


def steps(work: Callable[[], object]) -> int:
    """How many calls, those of the library included, a piece of work takes."""
    count = 0

    def tick(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def anew(lines: list[str]) -> Notice:
    """Read what was read before as if it were new."""
    moments.cache_clear()
    targets.cache_clear()
    return read(lines)


BODY = PLAIN.partition("一、")[2].rpartition("五、")[0]
GROWING = {
    "the same notice again and again": lambda n: PLAIN + f"一、{BODY}" * n,
    "one long sentence": lambda n: PLAIN + "请各区科协于6月9日前将总结、照片、名单报市科协办公室，" * (10 * n),
    "many dates": lambda n: (
        PLAIN + "\n".join(f"{k}. 请于{k % 12 + 1}月{k % 28 + 1}日17:00前报送材料{k}。" for k in range(20 * n))
    ),
    "many contacts": lambda n: (
        PLAIN
        + "\n".join(f"{k}. 某局某某某科某某室 张三丰 6000{k:04} 某某a{k}@b.example 某某某某某" for k in range(20 * n))
    ),
    "many addressees": lambda n: PLAIN.replace("企业科协：", "、".join(f"某{k}局" for k in range(20 * n)) + "："),
    "many levels": lambda n: PLAIN + f"附件\n{PLAIN}" * n,
    "many headings": lambda n: PLAIN + "\n".join(f"{k % 90 + 1}. 做好活动组织。" for k in range(40 * n)),
    "blanks": lambda n: PLAIN + (" " * 900 + "自" + "　" * 900 + "\n") * n,
    "open brackets": lambda n: PLAIN + ("（请" * 50 + "《将" * 50 + "报送") * n,
    "numbers": lambda n: PLAIN + "电话1234567 某某" * (60 * n),
    "many short lines": lambda n: PLAIN + "\n" + "每月报送总结。\n" * (50 * n),
    "many papers": lambda n: PLAIN + "\n" + "".join(f"每月报送第{k}类书面报告、总结{k}。\n" for k in range(50 * n)),
    "many offices": lambda n: (
        PLAIN + "\n" + "".join(f"请于6月{k % 28 + 1}日前将第{k}批材料报送市科协第{k}科。\n" for k in range(20 * n))
    ),
    "every": lambda n: PLAIN + "每月各" * (60 * n),
}


@pytest.mark.parametrize("grown", GROWING.values(), ids=GROWING.keys())
def test_ten_times_the_text_costs_at_most_fifteen_times_the_steps(grown):
    small, large = grown(4).split("\n"), grown(40).split("\n")
    read(small)  # patterns are compiled
    assert steps(lambda: anew(large)) <= 15 * steps(lambda: anew(small))
