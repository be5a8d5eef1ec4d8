"""What people tell, ask of their own, hand over or order in spoken words: the kind of reply, and a few words of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Desk
from bot.playground.example import notice_lines
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read
from tests.handlers.questions.test_acts import answered, lines

OF_ONES_OWN = """
我是秘书长，咱会最后报的哪一版，谁发的 | state 尚缺
我们报上去的是第几版 谁传的 | state 尚缺
上回交的那版是小李传的还是我传的 | state 尚缺
我哋学会嗰批推荐晒未 帮睇下 | state 尚缺
我哋学会份总结收咗未 | state 尚缺
我哋嘅相收齐未呀 | state 尚缺
帮忙数下照片进来几张了 我这边显示少一张 | state 尚缺
照片你那儿收了多少张 我数着不对 | state 尚缺
俺们学会的照片到底算几张啊 帮数数 | state 尚缺
我们会那份算交了哈 帮瞅一眼 | state 尚缺
照片要交几张 | answer 未写明
总结最后交哪一版 打印的还是电子的 | answer
推荐晒未定 几时截止 | answer 10月25日
0601-009 这号是我们会的还是科协的 | state 没有查到
0605-003是谁家的单子呀 | state 没有查到
帮看下0605-003是不是阿拉学会的 | state 没有查到
这个0605-003是我哋嘅咩 | state 没有查到
"""

OF_OTHERS = """
云西的总结写多少字 发一份我学习学习 | decline 只能查询本单位
把林县那家的申报材料调出来给我瞅瞅 | decline 只能查询本单位
护理学会他们家的材料翻出来让我照着写 | decline 只能查询本单位
云西那边的照片拷一份来学学 | decline 只能查询本单位
林县写得好 发来我抄抄 | decline 只能查询本单位
俾份云西嘅总结我参考下 | decline 只能查询本单位
是不是就剩我们一家学会没交了 | decline 只能查询本单位
就差我们一家没报了吧 | decline 只能查询本单位
我们是最后一家了吧 别人都交了 | decline 只能查询本单位
去年的总结发一份我学习学习 | answer
优秀的案例发一份我参考 | answer
总结模板发一份我学习 | answer 未写明
就剩我们还没看懂 到底交啥 | answer 活动总结
"""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


@pytest.mark.parametrize(("text", "kind", "held"), [*lines(OF_ONES_OWN), *lines(OF_OTHERS)])
def test_what_a_unit_says_or_asks_is_met_as_it_is_meant(desk, text, kind, held):
    answer = answered(desk, text, unit_type="市级学会")
    assert (answer.kind, held in answer.text) == (kind, True), answer.text
