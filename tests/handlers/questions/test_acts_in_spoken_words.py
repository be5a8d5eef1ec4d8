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
我们这边办到哪一步了 | state 尚缺
我们那份审到哪了 | state 尚缺
我们的总结现在什么状态 | state 尚缺
报送流程到哪一步算完 | answer
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
我把总结发了你看下 | clarify 没有收到附件
总结在附件 | clarify 没有收到附件
邮箱是这个吧 咋退信咧 | answer
截止以后再搞活动还能给我们联系媒体不 | answer
总结里能不能写没办成的活动 | answer
下周三给行吗 | answer 10月25日
月底给可以不 | answer 10月25日
总结最后交哪一版 打印的还是电子的 | answer
推荐晒未定 几时截止 | answer 10月25日
0601-009 这号是我们会的还是科协的 | state 没有查到
0605-003是谁家的单子呀 | state 没有查到
帮看下0605-003是不是阿拉学会的 | state 没有查到
这个0605-003是我哋嘅咩 | state 没有查到
我们报的是昨天那版对不 | state 尚缺
你们登没登我们的 | state 尚缺
我那份分会交上来没有，帮查一下 | state 尚缺
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
云西那边总结怎么写的 转我看一眼 | decline 只能查询本单位
哪家交得最好 发出来大家学学呗 | decline 只能查询本单位
去年的总结发一份我学习学习 | answer
优秀的案例发一份我参考 | answer
总结模板发一份我学习 | answer 未写明
就剩我们还没看懂 到底交啥 | answer 活动总结
"""

HANDED_OVER = """
我月底退了，往后这摊子问我们科小沈 | confirm 小沈
别老@我 @我们秘书长陈立 这块她接了 | confirm 陈立
我调到车间去了 侬寻阿拉小吴好了 | confirm 小吴
这事归张敏管了 莫找我 | confirm 张敏
俺不整这个了 找老赵 | confirm 老赵
我休产假 有事揾阿梅 | confirm 阿梅
换了人 现在是李工在弄 | confirm 李工
以后这块我弄了，王磊，陈老师借调了 | confirm 王磊
后面这摊换小朱弄，我下乡去了 | confirm 小朱
下礼拜起唔系我跟 系陈sir跟 | confirm 陈sir
往后别给我发了 发给我们办公室小周 | confirm 小周
下月我就去挂职了 报送的事托付给郑楠 | confirm 郑楠
甭找我了 找我们副总赵磊 | confirm 赵磊
这个月起我们学会联络换张敏了，提醒什么的都发给她 | confirm 张敏
联系人先别用老的，换人了晚点给你 | confirm 换人了
这块谁接了 | answer
新来的不懂 找谁问 | answer
我在外面出差 找小助手问下几号截止 | answer 10月25日
"""

THANKED = """
OK👌 记本子上了 | silent
哎呀帮大忙了 多谢多谢 | silent
谢谢侬 弄得蛮清爽 | silent
得闲饮茶 唔该晒 | silent
要得要得 巴适 | silent
妥妥的 谢了老铁 | silent
收到 我们分会商量好再报 | silent
好嘞 那我今晚加个班弄掉它 | silent
中 谢谢啊 | silent
晓得了 存手机里了 | silent
中 俺记下了 | silent
得嘞 您受累了 | silent
好嘅 知道喇 | silent
行 门儿清了 | silent
先这样 回聊 | silent
没别的了 拜拜 | silent
嗯呐 知道咧 | silent
好的，月底前组织学 | silent
手机号存哪了 | answer
"""

NOT_THEIRS = """
帮我把总结里的错别字顺一遍 | decline 代写
护理学会拖拖拉拉的 你催他们一下 | decline 此事由
护理学会还没动 你帮我提醒他们一声 | decline 此事由
云西那边磨蹭 你给他们敲敲边鼓 催一下 | decline 此事由
护理学会没报 麻烦你点他们一下名 | decline 此事由
云西那边没动静 你给催催 | decline 此事由
护理学会还拖着 你喊他们快点 | decline 此事由
提醒他们的时间是几号 | answer
帮忙拟个贯彻情况 八百字左右 要有亮点 | decline 代写
替我整个活动情况 千把字 | decline 代写
你给凑篇东西 五百字就成 写好看点 | decline 代写
帮我划拉个总结 别太长 | decline 代写
你替俺写两句 | decline 代写
侬帮我拟两条建议 | decline 代写
总结我没空写 你来弄 | decline 代写
情况怎么写 八百字够不够 | answer
"""

TOLD = """
照片和总结压了个包，刚发到丁老师那个邮箱 | state 邮箱
视频刚刚塞到丁老师信箱 | state 邮箱
总结写好了，等会发邮箱 | clarify 没有收到附件
我去支教半年，本周起学会的事韩雪接，提醒发给她 | confirm 韩雪
我下月上党校学习，学会那摊事小顾先管着 | confirm 小顾
以后通知推给曹琳，我换部门了 | confirm 曹琳
今朝上半日学会里请老劳模讲了一课，到了六十来个人，蛮有劲 | receipt 回执号
昨天学会那边3位教授去林县厂里看了条线，提了五条改进，厂长蛮认可的，先报个数 | receipt 回执号
那个联合活动，9月18号在云西，来了四百多学生，发了六百本册子 | receipt 回执号
礼拜六在河坊街摆了摊头，义诊看了一百多个老人家 | receipt 回执号
昨儿个咱们在广场整了个科普集市，来了老鼻子人，得有五百来号 | receipt 回执号
噚日我哋喺礼堂搞咗个讲座，嚟咗三百几个学生 | receipt 回执号
前天带了两车娃娃去科技馆，一百二十个，看了球幕 | receipt 回执号
昨日下半日会长带队去看了三位老先生，送了花 | receipt 回执号
琴日我哋去小学做实验，成百个细路仔好钟意 | receipt 回执号
刚搞完一场健康讲座 台下坐了七八十号人 | receipt 回执号
昨天讲了要交几张照片 我没听清 | answer 未写明
昨天来了两个人问我截止几号 | answer 10月25日
上午来了40个人，算不算一场活动 | answer
请专家讲了一课 要不要报 | answer
我会上报联络员：王小明，电话13800000000 | receipt 回执号
总结（修改稿）.pdf 麻烦查收 前一版数字不对 | clarify 没有收到
工作总结【盖章】.docx 辛苦老师看看 | clarify 没有收到
相片一包 麻烦签收下 | clarify 没有收到
文件甩群里了 你接一哈 | clarify 没有收到
补一张合影 | clarify 没有收到
总结.pdf行不行 | answer
上礼拜理事会传达了 情况也写了 昨天就进你们信箱了 | state 已发邮箱
总结老早就躺你们邮箱里了 | state 已发邮箱
东西昨日就到侬邮箱里哉 | state 已发邮箱
材料走邮件了哈 今早走的 | state 已发邮箱
信箱里昨天就有了 你们翻翻 | state 已发邮箱
老早邮件过去了 | state 已发邮箱
挂号寄的 明后天到 | state 已寄送
刚那封邮件忘挂附件了 我重发了一封，看后面那封 | state 已发邮箱
上一封邮件作废 以第二封为准 | state 已发邮箱
快递昨天到你们传达室了 麻烦查收 | state 已寄送
总结已送办公楼131，没人在放桌上了 | state 已寄送
网页上我们都填好了 截图晚点补 | state 已在网上填报
5月25号会里带了三十来个青年技术员去厂里看设备 反响蛮好 | receipt 回执号
总结word版发你了哈 看格式对不对 | clarify 没有收到
信息表发上来了 收下先 | clarify 没有收到
上次发的那份不算了 | state 可撤回
那张合影先别用 晚点换张清楚的 | clarify 没有收到
8月那张填错了 换一张，等会发 | clarify 没有收到
照片不少于10张对吧 听隔壁讲的 | answer 未写明
材料我12号一到工位就发，先打个招呼 | answer 10月25日
能不能先来个一页纸简报，正式的下礼拜五再给 | answer 10月25日
进你们邮箱的附件最大多少 | answer
10月25号前把总结发服务中心就对了噻 | answer
"""

ORDERED = """
没来照片的那几家，7号上午再提醒一遍，来过的别打扰 | confirm 按计划
没交总结的，明早再喊一声 | confirm 按计划
周五给还没来的单位统一发个提醒 | confirm 按计划
纸质没到的还有哪些，列哈子 | state
没有来的单位列一列 | state
照片没到的话怎么办 | answer
护理学会那份我看过了，行，给他过 | confirm 认可 护理学会
林县的我瞧了，没毛病，放行 | confirm 林县
林县嗰份睇过，得，畀佢过 | confirm 林县
林县那份中，让它过 | confirm 林县
护理学会的看完了，不通过 | clarify 尚未办理
护理学会10月30日补，我点过头的，别催人家 | confirm 护理学会延到10月30日
云西局要迟两日先送到，我应承咗，记低 | confirm 云西局
林县晚三天交，我答应了 | confirm 林县
云西说晚两天，跟我打过招呼的 | confirm 云西
护理学会停电了，让他们后天再交 | clarify 护理学会
林县理工的总结邮件里来了 补记一笔 | clarify 林县理工
云西的今天送来两箱，登记一下 | confirm 云西
云西的快递到了 入个账 | confirm 云西
护理学会的纸质件搁我桌上了，记上 | clarify 护理学会
林县云西两家还没动静，发个提醒 | confirm 林县云西
林县和云西没交，催一催 | confirm 林县和云西
给林县提个醒 12号下午系统就关了 | confirm 林县
林县、云西还冇交，帮我催下佢哋 | confirm 云西
喊一声林县，照片还没来 | confirm 林县
哪些学会还冇动 拉个单子 | state
哪几家还没声响，列一列 | state
还有啥单位没交，拉个清单 | state
林大跟林科大那两份挂反了 调个个儿 | confirm 林科大
护理学会和药学会那两份搞混了，给换过来 | confirm 护理学会：没有回执
林县的记到云西头上去了，改过来 | confirm 云西
单位名称登记错了，改一下 | clarify 单位名称登记错了
护理学会的总结没啥问题，收下吧 | confirm 认可 护理学会
云西那批图我点了头 放行吧 | confirm 云西
林县和云西登记串户了 | confirm 林县和云西
让林县重新写 | clarify 让林县重新写
林县老主席亲自送来的，入册 | clarify 林县
心理健康辅导 | answer
企业的总结合格标准 | answer
通知里的电话弄错了 改过来 | answer
省里的文件我看过了，行 | answer
总结再晚两天就来不及了 | answer
提醒是什么时候发 | answer
总结和照片弄反了怎么办 | answer
林县问能不能晚两天，我说了算不算 | answer
林县寄来一份纸质总结，记收到 | confirm 林县
护理学会那个优盘收到了，入一下 | clarify 护理学会的来件尚未登记
邦桥院打招呼要30号才给得出来，我同意了 | confirm 延到30号
云西说停电了 给他们放到30号，记一哈 | confirm 延到30号
林县说下周一才有空弄，我应了 | confirm 林县
给林县多放两天嘛 | confirm 延两天
林县话迟两日，我应承咗 | confirm 延两日
林县的总结我看过了，可以 | confirm 林县
10月25号改成10月30号，各家都告诉到 | confirm 调整为10月30日
截止往后延三天，跟大家讲一声 | confirm 调整为10月28日
10月20号改成10月30号，都说一声 | clarify 10月20号不是报送时间
谁家的照片还没传 | state
哪些单位到现在一张照片都没 | state
边几个学会仲未登记，列俾我 | state
照片还没来的有几家，学会这条线 | state
企业口子发了邮箱等我核的有几家 | state
统计下各单位搞了多少场活动 | state
给学会这条线发一句：6号先把初稿给我看 | confirm 初稿
告诉各学会 照片要标时间地点 | confirm 照片要标
发个消息给所有企业科协 总结要盖章 | confirm 总结要盖章
"""

ASKED = """
签好字的表直接扫成pdf发过去得了呗 | answer
我下周培训，材料能不能晚点弄 | answer
工作总结参考什么写 | answer
影像资料要学习哪个标准 | answer
推荐材料参考去年的行不行 | answer
宣讲材料拿来学习可以吗 | answer
照片写得清楚点 给我看看要求 | answer
照片显示几张算合格 | answer
材料到几份算齐 | answer
影像资料收几张 | answer
我们传哪一版 | answer
我们交第几稿 | answer
我们学会是最后一个交的日子算吗 | answer
帮我想几条路子送材料 | answer
邮箱里已经有了还要再传吗 | answer
以后这块活动谁弄 | answer
"""
"""What only sounds like one of these."""

TABLES = (OF_ONES_OWN, OF_OTHERS, HANDED_OVER, THANKED, NOT_THEIRS, TOLD, ASKED)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [one for table in TABLES for one in lines(table)],
)
def test_what_a_unit_says_or_asks_is_met_as_it_is_meant(desk, text, kind, held):
    answer = answered(desk, text, unit_type="市级学会")
    assert (answer.kind, held in answer.text) == (kind, True), answer.text


@pytest.mark.parametrize(("text", "kind", "held"), lines(ORDERED))
def test_an_order_of_a_coordinators_is_met_with_what_was_understood(desk, text, kind, held):
    answer = answered(desk, text, role="coordinator", chat="private", office="市科协学会服务中心")
    assert (answer.kind, held in answer.text) == (kind, True), answer.text
