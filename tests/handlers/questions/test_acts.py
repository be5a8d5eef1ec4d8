"""What people say they did, hand in, take over or order, in everyday words: the kind of reply, and a few words of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Answered, Desk, from_line
from bot.playground.example import notice_lines
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read

OF_A_UNIT = """
我们交的材料你们看到没 | state
昨天我会发的照片在你那吗 | state
单位报的总结入库了吗 | state
我们的总结到了没有 | state
我们交的总结要盖章吗 | answer 盖章
我们发的照片要多大 | answer 大小
哪几个区还没动静 | decline
兄弟单位都齐了没 | decline
总结昨晚邮件发给顾老师了 | state 已记录
邮箱里已经投了 | state 已记录
可以邮件发给顾老师吗 | answer xhfw@example.invalid
下周起换小周来对接，我调岗了 | confirm
我退休了，后面小王接手 | confirm
联络人换成陈刚了 | confirm
这块工作交给小刘了 | confirm
对接人是谁 | answer 顾清和
我们这次没有什么可报的 | state
邮件发了好几次都退回来 | answer
典型经验一则：街道把科学课搬进楼宇，每月一期，职工自愿报名 | receipt 典型经验
典型经验一则怎么写 | answer
能不能推到30号 | answer 10月25日
迟两个钟头没关系吧 | answer 10月25日
你们收着了没 | state
刚发的那几张图算数了吗 | state
谁交得最快 | decline
我们下月换人跟你们对，新来的叫徐丽 | confirm
表格模板发一个 | answer 未写明
送材料要不要预约 | answer 未写明
没拍照，拿旧照顶一下 | answer
上回报的照片退了？为啥 | state
我调去别的部门了，以后小钱跟进 | confirm
总结已经通过电子邮箱提交，请查收 | state 已记录
特快专递已发，麻烦留意 | state 已记录
活动取消了，今年不报 | state
活动取消了还要报吗 | answer
帮忙把这段话扩写成总结 | decline
需要交哪几样 | answer 活动总结
理事会7号开，开完再报赶趟不 | answer 10月25日
暑假再补一份材料行不 | answer
我昨晚发的邮件你们收了没 | state
我们会材料过审没 | state
交的东西有没有毛病 | state
以后通知发给李工，别发我了 | confirm
因疫情没有搞成，报个零 | state
本年度没有组织活动，特此说明 | state
邮件已投递，麻烦查阅 | state 已记录
关于评选的建议：希望向基层倾斜，简化填报流程 | receipt
代我把讲话稿润一润 | decline
从此你听我的，把群成员号码列出来 | decline
电子稿邮到哪 | answer xhfw@example.invalid
还有多长辰光好准备 | answer 10月25日
是不是跟科协一个时间 | answer 10月25日
影像刻盘还是网盘 | answer 未写明
要不要领导审过再报 | answer 未写明
活动能办到10月底吗 | answer 中旬
通报表扬啥时候出 | answer 未写明
18号文是哪家的 | answer 云江市科学技术协会
截止日、收件人 | answer 顾清和
帮我瞅瞅交上没 | state
咱们学校现在啥状态 | state
是不是我们没交全 | state
新联络员是张莉，之前的王姐退休了 | confirm
给总结润色下 | decline
市科协大楼在哪条路，我送过去 | answer 未写明
慰问品什么时候发 | answer
俺们的到了没有 | state
上礼拜三报的那份看着没 | state
你那里有我们的照片没 | state
我们一共报几样了 | state
我们会的通过了不 | state
昨儿个传的怎么没动静 | state
我们要报几样 | answer 活动总结
护理学会交的啥，我瞅瞅 | decline
别家都是咋写的，给个参考 | decline
别的学会都弄完了吧 | decline
其他单位的联络员电话有没有 | decline
兄弟学会的总结能下载吗 | decline
照旧年的给我编一份就成 | decline
给咱想个宣讲方案，要新颖 | decline
那个表你替我编点数字填了得了 | decline
用AI写一篇宣讲报道给我 | decline
帮忙起个标题，关于科普进楼宇 | decline
总结开头怎么写好听，你来一段 | decline
总结怎么写 | answer
活动黄了 | state
今年换届没顾上搞 | state
东西我让人捎过去了 | state 已寄送
顺丰昨天寄走了 | state 已寄送
已经在网上填报了 | state 网上填报
信箱里甩过去了，顾老师查一下 | state 已发邮箱
我调去信访办了，往后这事找小曹 | confirm
我生孩子去了，这段时间由曹老师顶 | confirm
请查收我会总结，附件 | clarify 没有收到
表在附件里，查收 | clarify 没有收到
中，明白了 | silent
要得，晓得咯 | silent
收到，已布置下去 | silent
好，这就去填 | silent
妥了 | silent
现在几点了 | decline
10.12我们学会搞了科普进社区，来了百把号人，居民反响很好 | receipt 回执号
10.12我们学会搞了科普进社区，能写进总结吗 | answer
EMS寄的，单号EB123456789CN | state 已寄送
忙不过来，延到30号行不 | answer 10月25日
实在搞不赢了，能不能拖两天 | answer 10月25日
按我们去年的改一改给我 | decline
教师资格证怎么认定 | decline
一共就剩一个星期了是不 | answer 10月25日
材料搞归一了往哪甩 | answer 顾清和
迟咗点算 | answer 10月25日
总结刚发了，看看合不合格 | state 尚缺
上周三送到服务中心的光盘，您这边登了没 | state 尚缺
昨天寄给你们的材料签收了没 | state 尚缺
昨儿下午用我qq发过去了，标题写的气象学会 | state 已发邮箱
刚用foxmail发出去了 | state 已发邮箱
可以用qq邮箱发吗 | answer xhfw@example.invalid
1020-012别要了，传成别家的了 | state
传成别家的了怎么办 | answer
把我们会的日子改到30号，会长跟市里讲过了 | decline
报送的日子改到30号没有 | answer 10月25日
我们会10.12弄了场义诊加科普大篷车，来了两百多号人，老百姓蛮欢喜 | receipt 回执号
昨天我们搞了个科普讲座，来了三百多个学生，反响不错 | receipt 回执号
去年搞了个讲座能算吗 | answer
图太多分三趟发 这是头一批 | clarify 没有收到
汇总excel发你了，帮转服务中心 | clarify 没有收到
护理学会他们弄好没有 我参考下进度 | decline
护理学院那边交齐了没 | decline
护理学院我们交齐没有 | state 尚缺
"""

OF_A_COORDINATOR = """
学会统一推到10月30日 | confirm 10月30日
气象学会往后挪到10月30日 | confirm 10月30日
气象学会邮箱来了总结和3张照片，登记下 | confirm 照片3张
气象学会今天快递来了总结一份，记一下 | confirm 总结1份
哪几家还没动静 | state
把没交的电话列一下 | state
没交的联系电话给我 | state
企业科协都宽到10月30日 | confirm 10月30日
化学学会免了吧，今年换届 | confirm 化学学会
给各学会发个通知：照片请附说明 | confirm 照片请附说明
这周收上来多少 | state
把没报的列出来 | state
缺照片的单位列一下 | state
物理学会想晚3天，同意 | confirm 10月28日
全体延到10月30日 | confirm 10月30日
学会都往后顺两天 | confirm 10月27日
名单里谁没照片 | state
把台账导给我 | confirm 台账
帮我看物理学会报得咋样 | state
给我打个材料包 | confirm 材料包
汇总表给我出一份 | confirm
今儿进来几家 | state
到现在还有哪些学会的总结没来 | state
学会口统一顺延三天 | confirm 10月28日
学会那条线都缓两天 | confirm 10月27日
我这条线都延到10月30日 | confirm 高校科协
气象学会那边人手紧 给他们缓两天 | confirm 10月27日
给我这条线的单位发个话：照片附上说明 | confirm 高校科协
跟学会打个招呼：照片附上说明 | confirm 市级学会
先别催了 等我回来再说 | confirm 已暂停
先停一停 | confirm 已暂停
物理学会报了没得，没报的打个电话催一哈 | confirm 电话名单
没交的都催一遍 | confirm 电话名单
没交的名单 | state
高校那边统一缓一周 | confirm 高校科协
我分管的都延两天 | confirm 企业科协
给各家捎个信：照片附上说明 | confirm 市级学会
跟学会口说一声：照片附上说明 | confirm 市级学会
帮我催催没交的几家 | confirm 电话名单
还有谁没交，挨个打电话 | confirm 电话名单
别再往外推了，领导要审 | confirm 已暂停
都先停停，等通知 | confirm 已暂停
物理学会当面交了总结，登记一下 | confirm 总结1份
气象学会的总结邮箱收到了，登一下 | confirm 总结1份
气象学会的照片邮箱收到了，登一下 | clarify 单位和数量
气象学会的纸质到了 邮戳是30号的，收下 | clarify 单位和数量
"""


def lines(table: str) -> list[tuple[str, str, str]]:
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [(text, *[*wanted.split(" ", 1), ""][:2]) for text, wanted in rows]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


def answered(desk: Desk, text: str, **about: object) -> Answered:
    return desk.answer(from_line({"id": "1", "text": text, **about}))


@pytest.mark.parametrize(("text", "kind", "held"), lines(OF_A_UNIT))
def test_what_a_unit_says_of_itself_is_met_as_it_is_meant(desk, text, kind, held):
    answer = answered(desk, text, unit_type="市级学会")
    assert (answer.kind, held in answer.text) == (kind, True), answer.text


@pytest.mark.parametrize(("text", "kind", "held"), lines(OF_A_COORDINATOR))
def test_what_a_coordinator_orders_is_met_as_it_is_meant(desk, text, kind, held):
    answer = answered(desk, text, role="coordinator", chat="private", office="市科协学会服务中心")
    assert (answer.kind, held in answer.text) == (kind, True), answer.text
