"""Telling a question from a hand-in, a report, a greeting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.questions.typed.speech import is_chatter, is_question

QUESTIONS = (
    "总结几号交？",
    "总结几号交",
    "是不是活动结束后一周内报就行",
    "截只日期",
    "啥辰光截止",
    "交拨啥人啊",
    "能打电话过去伐",
    "不是10月8号嘛，我这边写的",
    "联系人",
    "陈老师座机",
    "材料报送时间",
    "截止日期和电话",
    "邮箱呢",
    "那我们呢",
    "通知原文发我一份",
    "地址给一个",
    "时间、邮箱、要交的材料都给我列一下",
    "帮我们写一份工作总结",
    "转人工",
    "帮助",
    "照片传成功没",
    "我交的那份审核过了吗",
    "交到宣教处对不",
    "發哪個郵箱",
    "發送到哪裡",
    "这个弄不清楚，想问一下",
    "材料报那里",
    "去年也是共12场、参加300人，今年要求几场？",
    "发那个邮箱",
    "总结写多少字",
    "照片要不要写说明",
    "麻烦给个准信，哪天之前",
    "十月八号对吧",
)
STATEMENTS = (
    "5月28日走进企业开展技术咨询，专家8人",
    "这是总结，图片稍后补",
    "云山县科协：9月20日举办科普讲座，参加120人，发放资料300份。",
    "围绕如何提升科学素质开展讲座3场，参加400人次，媒体报道2篇",
    "建议：多组织专家下乡，能不能别都挤在一周",
    "影像资料共18张，已按活动分文件夹",
    "总结和照片打包发了，压缩包名：云山县科协",
    "更新版总结，替换前天那份",
    "补充材料：媒体报道链接3条，稍后发",
    "我发那份总结了",
    "邀请几位专家到校讲课，十几人参加，服务企业6家",
    "截至目前共开展活动12场",
    "已发邮箱",
    "快递寄了一份盖章的纸质件",
    "交总结",
    "开始报送",
    "完毕",
    "撤回 0612-037",
)
CHATTER = (
    "收到",
    "收到，谢谢",
    "好的，知道了，多谢",
    "ok 感谢",
    "辛苦啦",
    "你好呀",
    "小助手你好",
    "hello",
    "+1",
    "嗯嗯",
    "已阅",
    "在吗",
)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_heard_as_one(text):
    assert is_question(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_told_or_handed_in_is_no_question(text):
    assert not is_question(text)
    assert not is_chatter(text)


@pytest.mark.parametrize("text", CHATTER)
def test_a_greeting_or_thanks_is_chatter_and_no_question(text):
    assert is_chatter(text)
    assert not is_question(text)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "👍"])
def test_nothing_said_is_neither(text):
    assert not is_question(text)
    assert not is_chatter(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_ear(text):
    assert is_question(text) in (True, False)


def test_a_message_of_a_hundred_thousand_characters_is_heard_by_its_beginning():
    assert is_question("几号交？" + "啊" * 100_000)


def test_who_thanks_at_length_or_will_come_back_asks_nothing():
    for said in ("感谢老师耐心解答", "有事再问你", "好的，不懂的话再来请教您", "谢谢老师这么及时的答复"):
        assert is_chatter(said), said
    for said in ("有问题找谁", "不懂的话问谁", "有问题联系哪里", "老师指导一下怎么交"):
        assert not is_chatter(said), said
