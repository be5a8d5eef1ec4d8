"""The labels before the values of a contact, and the heads of the columns of a table of contacts."""

from __future__ import annotations

import re

from storage.notice.text import ways
from storage.patterns import Late

LABELS = Late(
    r"(?P<skipped>传\s*真(?:电\s*话|号\s*码|号)?(?!\))"
    r"|(?:监督|举报|投诉|纪检|纪委)[\u4e00-\u9fff]{0,6}(?:电\s*话|邮\s*箱|信箱)(?:及邮箱)?)\s*[: ]?"
    r"|(?P<names>(?:业务|技术|政策|咨询|会务|报名|注册|项目|材料|申报|系统|工作)?(?:联\s*系\s*人|联\s*络\s*人|联\s*络\s*员|咨询人|负\s*责\s*人|经办人|收件人|接收人)"
    r"(?:及(?:联系)?(?:电话|方式)|电话)?)(?:\([^()]{1,6}\))?"
    r"\s*(?:[: ](?!\s*(?:联系|办公)?(?:电\s*话|手\s*机|方式)[^:\d]{0,4}:(?!\s*[\d(]))"
    r"|;(?=\s*[\u4e00-\u9fff]{2,4}\s*[;,])"
    rf"|(?<=联系人)(?![应于向须和及都])(?={ways.SURNAME}[\u4e00-\u9fff]{{1,2}}(?:[,;。(\d]|联系|电话|$)))"
    r"|(?P<phones>(?:联系|校内|院内|值班|咨询|查询|办公|服务|技术|业务|支持|报名|政策|拨打|致电|白天|夜间|日间|晚间)*\s*(?:电\s*话|(?<=拨打)|(?<=致电)|内线|分机|手\s*机(?:号码?)?|座机|联系方式)"
    r"(?:\([^()]{1,8}\)|(?:[/、]|及|和|兼|暨)(?:传真|微信))?)\s*[: ]?"
    r"(?=\s*(?:[\d(]|内线|外线|座机|手机|(?:办公室?|白天|夜间|日间|晚间|工作日)\s*:?\s*\d))"
    r"|(?P<emails>(?:电子|联系|收件|报送|投稿)*\s*(?:邮\s*箱|信\s*箱|邮\s*件)(?:地址)?|E\s*-?\s*mail)"
    r"\s*[:; ]?\s*(?=[A-Za-z0-9])"
    r"|(?P<address>(?<!下载)(?<!网站)(?<!网)(?<!链接)(?:邮寄|通讯|通信|联系|单位|办公|收件)*\s*地\s*址)\s*[: ]"
    r"|(?P<office>(?:负责|联系|承办|受理|咨询|业务|责任)?(?:部门|单位|科室|处室))\s*:",
    re.IGNORECASE,
)
LED = Late(r"\s*(?:[一二三四五六七八九十\d]{1,2}[、.])?\s*联系方式:")
"""The head of a line that names those to ask: 联系方式:钱甲82190000."""

_COLUMN = Late(r"序号|姓名|联系人|(?:联系|办公)?电话|手机(?:号码?)?|(?:电子)?邮箱|单位|部门|[科处]室|地址|职务|备注")


def is_head_of_table(flat: str) -> bool:
    """Whether a line names columns (单位 联系人 电话) and nobody."""
    named = re.split(r"[\s|]+", flat.strip(" |"))
    return sum(bool(_COLUMN.fullmatch(cell)) for cell in named) > 1 and not re.search(r"[\d@:]", flat)
