"""What coordinators can say, in one message: a line a subject, each sentence as it may be typed."""

from __future__ import annotations

from scheduler.phrases import clipped

HELP = (
    "【统筹人可用的说法】",
    "通知：发来通知文件或全文，核对后“确认发布”；“更正 学会部电话改为…”；“收回通知”“结束”",
    "延期：“延期 ×月×日”“企业科协延到×月×日”“物理学会延到×月×日”“取消延期 物理学会”",
    "进度：“进度”“未交名单”“哪些学会没交照片”“物理学会交了什么”“待认领”“电话名单”",
    "登记：“物理学会邮箱来了总结1份、照片6张”；发来表格并附言“邮箱登记”；“已收 单位”“未见 单位”",
    "审核：“待审核”“退回 回执号 原因”“认可 回执号”“全部通过”“回执号 是 单位名称的”；“收下 编号”；“零报送 同意 单位”",
    "撤销：“撤回刚才那个”",
    "免报：“免报 单位 原因”“免报 单位 照片”“取消免报 单位”",
    "发送：“通知大家：…”；“回答 编号：…”“未答问题”；“暂停”“恢复”",
    "人员：“邀请 单位名称”“李娟是市医学会的联络员”“停用 单位名称 的链接”；“气象学会某日到某日请假，由张三代”",
    "群聊：在群里“绑定 单位名称”“绑定 多单位”“绑定 统筹群”“解绑”",
    "导出：“导出台账”“导出材料包”“导出材料包，每卷20M”“材料包发到邮箱 名称@网址”",
    "数据：“数据”“核实数据 12”“数据 12 改为 300”“划去数据 12”；联合开展：“联合 3”“不是联合 3”",
    "计划：“提醒计划”“取消某月某日的提醒”；网页：“看板”",
)

LONGEST_ORDER = 60
_BY_WORD = (
    (("通过", "认可", "退回", "退给", "审核", "重报", "重交", "移交", "转给", "还给", "转错"), "审核"),
    (("导出", "打包", "台账", "压缩包", "下载"), "导出"),
    (("邀请码", "二维码", "换人", "换成", "联络员", "请假", "代班", "停用"), "人员"),
    (("提醒不", "的提醒", "催了", "别催", "催一", "再催"), "计划"),
    (("登记来件", "邮件", "寄来", "快递", "补登"), "登记"),
    (("延期", "宽限", "顺延", "推迟"), "延期"),
    (("免报", "零报送", "不用报"), "免报"),
    (("核实", "场次", "人次"), "数据"),
    (("群发", "通知各", "转告"), "发送"),
    (("归档", "收尾"), "通知"),
)
"""What an order speaks of, and the line of the manual that has the ways to say it."""

_ASKED = (("催了", "计划"), ("打包", "导出"), ("导出", "导出"), ("台账", "导出"), ("邀请码", "人员"))


def _line(subject: str) -> str:
    """The line of the manual about a subject."""
    return next(line for line in HELP if line.startswith(f"{subject}："))


OF_A_UNIT = tuple(_line(subject) for subject in ("进度", "审核", "登记"))


def not_understood(text: str) -> str:
    """An order was not understood; with its words, which name the unit."""
    return f"“{clipped(text, 40)}”没有听明白，尚未办理。可以这样说："


def near(said: str, *, is_asked: bool) -> tuple[str, ...]:
    """The lines of the manual about what an order speaks of; () where it speaks of none of this.

    In a question most of these words are about the notice.
    """
    words_of = {subject: words for words, subject in _BY_WORD}
    asked = (subject for word, subject in _ASKED if word in said)
    found = asked if is_asked else (one for one, words in words_of.items() if any(word in said for word in words))
    return tuple(dict.fromkeys(_line(subject) for subject in found))
