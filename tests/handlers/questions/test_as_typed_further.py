"""Further kinds: two purposes at once, what is due of others, words that follow an office, beginners, thanks by name."""

from __future__ import annotations

import pytest

from handlers.questions.typed.speech import is_chatter
from tests.invented import CHAIN, CONTEST, DISTRICTS, FIELDS, REPORTS, SYSTEM, TWO_DAYS, told

COUNTY, SCHOOL, FIRM, BUREAU = "县（市、区）科协", "高校科协", "企业科协", "县(市、区)科技局"


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        # two things in one message
        ("活动信息啥时候报，总结又是啥时候", TWO_DAYS, "科普基地", ("5月20日", "6月15日"), ()),
        ("通知是哪天发的，谁发的", TWO_DAYS, "科普基地", ("5月12日", "岭川中医药大学"), ("38185061",)),
        ("材料送过去还是发邮件就行", TWO_DAYS, "科普基地", ("416办公室", "kjc@example"), ()),
        ("6月15号是交给省里还是校里", TWO_DAYS, "科普基地", ("报送至校科协",), ()),
        ("快报、年报、纸质，三个时间说一下呗", REPORTS, "高企", ("6月19日", "7月24日", "7月31日"), ()),
        ("业务问题和系统问题分别找谁", SYSTEM, "有关单位", ("0372-3665501", "0371-65974111"), ()),
        ("注册不了怎么办", SYSTEM, "有关单位", ("0371-65974111",), ("未写明",)),
        # what those above want, and what others owe
        ("省里的截止是几号", TWO_DAYS, "科普基地", ("未写明省里的截止时间", "6月15日"), ()),
        ("6月7号是企业的截止吗", DISTRICTS, "企业", ("6月7日", "主管部门"), ("报送时间为6月7日",)),
        ("岭科协发宣字7号是谁发的", TWO_DAYS, "科普基地", ("宣字7号",), ("38185061",)),
        # what only seems to be asked
        ("2023年新认定的也算吗", REPORTS, "高企", ("包括2023年新认定",), ("具体数量",)),
        ("证书过期了还报不报", REPORTS, "高企", (), ("证书等奖励", "逾期是否")),
        ("填哪一年的数据", REPORTS, "高企", ("2023年",), ("6月19日",)),
        ("gx84891011是谁的邮箱", REPORTS, "高企", ("gx84891011@",), ("不是电话",)),
        ("年报是网上填还是发邮件", REPORTS, "高企", ("网上填报",), ("gx84891011",)),
        ("高企认定今年啥时候开始", REPORTS, "高企", ("不在本次通知范围内",), ("7月31日",)),
        ("账号密码忘了咋整", REPORTS, "高企", ("未写明账号和密码",), ("不在本次",)),
        ("一年没报要紧不", REPORTS, "高企", ("连续两年未报",), ()),
    ],
)
def test_what_a_group_asks_of_other_notices(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    "text", ["收到，这就落实，谢谢柳工", "谢谢刘老师，明天寄出", "谢谢哈，我让会计弄", "好嘞，已加群，谢谢"]
)
def test_who_thanks_somebody_by_name_asks_nothing(text):
    assert is_chatter(text)


def test_who_only_names_somebody_is_no_chatter():
    assert not is_chatter("联系刘老师，明天去送")
    assert not is_chatter("谢谢，材料下午送过去了")


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("总结写好了，发学会部还是普及部呀，顺便问下照片要不要一起", CHAIN, SCHOOL, ("工作总结", "学会部"), ()),
        ("材料交拨安石阿对", CHAIN, "县（市、区）科技局", ("安石",), ()),
        ("6/9前交，9号算不算在内", CHAIN, SCHOOL, ("6月9日", "未写明具体钟点"), ()),
        ("附件打不开，重发一个", CHAIN, COUNTY, ("云科协〔2024〕18号",), ("引用文件",)),
        ("谁签发的这个文", CHAIN, COUNTY, ("云杉市科学技术协会",), ("签字",)),
        ("学会部几点下班", CHAIN, SCHOOL, ("未写明办公时间",), ("文昌街", "不在本次")),
        ("今天几号了，还有几天截止啊", CHAIN, FIRM, ("6月9日", "31天"), ()),
        ("写两页纸够不够", CHAIN, COUNTY, ("未写明", "字数"), ("纸质",)),
        ("省级学会的分会在云杉，归哪报", CHAIN, "市级学会", ("学会部", "未写明分支"), ("83001111",)),
        ("学会部", CHAIN, SCHOOL, ("柳眉", "65002222"), ()),
        ("纸质的送哪个科", FIELDS, BUREAU, ("分送我局相关科室",), ()),
        ("20届还是21届", CONTEST, "市州", ("第21届",), ("未写明",)),
        ("我通过市科协报了，学校还能推不", CONTEST, "市州", ("不可同时通过两个",), ()),
        ("通知什么时候发的", DISTRICTS, "企业", ("5月2日",), ("报送时间",)),
        ("向省厅报还是市局", FIELDS, BUREAU, ("高新科",), ()),
    ],
)
def test_what_a_group_asks_further(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


def test_a_word_alone_goes_on_with_the_office_or_the_thing():
    said = told("电话", FIELDS, BUREAU, "高新科")
    assert "3418421" in said
    assert "3222291" not in said
    assert "11月11日" in told("几号", FIELDS, BUREAU, "书面申报书交哪", "几份")
    assert "10月31日" not in told("几号", FIELDS, BUREAU, "书面申报书交哪", "几份")


@pytest.mark.parametrize("text", ["这机器人还挺好用", "谢谢周老师，明白了", "好的陈科长，我们抓紧推荐", "你好呀，忙吗"])
def test_praise_and_small_talk_ask_nothing(text):
    assert is_chatter(text)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("发xuehuibu那个邮箱，标题咋写", CHAIN, SCHOOL, ("xuehuibu@", "未写明邮件主题"), ()),
        ("附件是几号的文", CHAIN, SCHOOL, ("4月30日",), ("6月9日",)),
        ("岭科协发67号是省厅的吗", CHAIN, COUNTY, ("岭川省科学技术厅",), ("报送时间",)),
        ("专家是省里派还是自己找", CHAIN, COUNTY, (), ("65001111，邮箱",)),
        ("我是新来的，啥都不知道，从哪开始", CHAIN, FIRM, ("6月9日", "工作总结", "学会部"), ()),
        ("总结能不能跟科技局合写一份", CHAIN, COUNTY, ("普及部", "社会发展处", "是否合并报送"), ()),
        ("我校3个学院搞了活动，一个学院一份总结？", CHAIN, SCHOOL, ("学会部", "未写明分支"), ()),
        ("上报材料一共几样", TWO_DAYS, "科普基地", ("工作总结", "文字信息"), ("这个问题通知未写明",)),
        ("岭科协发宣字7号是省里的吧", TWO_DAYS, "科普基地", ("宣字7号",), ("5月20日",)),
        ("快报数据和报表是一回事吗", REPORTS, "高企", (), ("具体数量",)),
        ("纸质的7月31号前寄到还是寄出", REPORTS, "高企", ("7月31日",), ("邮寄地址",)),
        ("我们区还没发通知咋办", DISTRICTS, "企业", ("所在区工业和信息化主管部门",), ("引用文件",)),
    ],
)
def test_what_is_asked_of_papers_parts_and_beginnings(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize("text", ["收到！已转各车间落实", "OK，那我等通知", "辛苦老师，材料晚点给您"])
def test_who_hands_on_or_waits_asks_nothing(text):
    assert is_chatter(text)


@pytest.mark.parametrize(
    ("text", "notice", "unit_type", "wanted", "unwanted"),
    [
        ("中山北路30号能送材料吗", CHAIN, SCHOOL, ("省科协科普部的地址", "学会部"), ("6月20日",)),
        ("总结写多少，啥时候要，发给谁", CHAIN, FIRM, ("6月9日", "学会部", "未写明总结的字数"), ("具体数量",)),
        ("总结交晚了领导会挨批不", CHAIN, SCHOOL, ("6月9日", "未写明对未报单位"), ()),
        ("你们上班时间几点到几点", CHAIN, SCHOOL, ("未写明办公时间",), ("6月9日",)),
        ("安处在哪办公，房间号", CHAIN, "县（市、区）科技局", ("未写明市科技局社会发展处的邮寄地址",), ("不在本次",)),
        ("评比通报啥时候出来", CHAIN, SCHOOL, (), ("6月9日",)),
        ("通知里“等”字还包括啥", CHAIN, SCHOOL, ("等",), ("这个问题通知未写明",)),
        ("申报材料要企业盖章还是区局盖章", DISTRICTS, "企业", ("未写明",), ("报送至",)),
        ("我们局和区科协要各交一份吗", CHAIN, "县（市、区）科技局", ("社会发展处", "是否合并报送"), ("65001111",)),
        ("刚加群，前面通知没看到，重发下", CHAIN, FIRM, ("云科协〔2024〕18号",), ("QQ群",)),
        ("书面的和网上的各几号", FIELDS, BUREAU, ("11月6日", "11月11日"), ()),
        ("已经给市科协报了一份，再走学校行不行", CONTEST, "市州", ("不可同时通过两个",), ()),
        ("落款是几月几号", CHAIN, COUNTY, ("5月8日",), ("6月9日",)),
        ("岭科协发67号是啥时候的", CHAIN, COUNTY, ("67号",), ("报送时间",)),
        ("软科学研究的找哪位，电话", FIELDS, "申报单位", ("3222291",), ("2830101",)),
        ("联系电话和传真给下，地址也要", CONTEST, "市州", ("027-87838711", "027-87838712", "A1205室"), ()),
    ],
)
def test_streets_numbers_and_what_is_said_in_passing(text, notice, unit_type, wanted, unwanted):
    said = told(text, notice, unit_type)
    assert all(one in said for one in wanted), said
    assert not any(one in said for one in unwanted), said


@pytest.mark.parametrize(
    "text",
    [
        "行吧，那就这样",
        "不客气",
        "您辛苦，提前祝节日快乐",
        "呃，刚才问错了",
        "多谢指点！",
        "那我再等等看",
        "行，我问问领导再说",
    ],
)
def test_small_talk_at_the_end_asks_nothing(text):
    assert is_chatter(text)


def test_whether_it_will_do_is_a_question():
    assert not is_chatter("下周再交，行吧")
