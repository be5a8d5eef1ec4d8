"""A short invented notice that single tests bend to their needs."""

from __future__ import annotations

import pytest

from storage.notice.model import Notice
from storage.notice.parser import read

PLAIN = """
松陵市科学技术协会
松科协〔2025〕7号
关于开展2025年“科技志愿日”活动的通知
各区科协、教育局，各市级学会，企业科协：
现就有关事项通知如下，请结合实际抓好落实。
一、活动主题
知行合一
二、活动时间
2025年4月上旬-5月中旬
三、主要活动
（一）组织集中志愿服务。走进社区开展科普讲解和技术咨询。
（二）建设线上课堂。录制公开课。
四、工作要求
（一）注重安全。落实安全责任。
（二）及时总结。请于5月20日前报送活动总结和影像资料等。各区科协报市科协宣传部，各市级学会、企业科协报市科协学会部，各区教育局报市教育局体卫艺处。
五、联系方式
1. 市科协宣传部 联系人：方一鸣 电话：60010001，邮箱：xc60010001@example.invalid
2. 市科协学会部 联系人：秦朗 电话：60010002，邮箱：13900001111@example.invalid
3. 市教育局体卫艺处 联系人：温 言 电话：60010003
松陵市科学技术协会
2025年4月1日
"""


def lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


@pytest.fixture
def plain() -> Notice:
    return read(lines(PLAIN))


@pytest.fixture
def bent():
    """Reads the plain notice with one piece of its text put in place of another."""

    def read_bent(*changes: tuple[str, str]) -> Notice:
        text = PLAIN
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return read(lines(text))

    return read_bent
