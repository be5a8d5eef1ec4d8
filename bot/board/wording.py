"""Every sentence of the coordinators' pages' own."""

from __future__ import annotations

from urllib.parse import quote

from storage.chat import Role, Room
from storage.tables import Piece

CLOSED = "链接已用过或已过期。请私聊报送助手发送“看预览”，从新的链接打开。"
LOST = "没有这份待发布的通知。"
NO_PICTURE = "没有这张图片。"
NOT_REHEARSED = "推演没有完成，请稍后重试。"
ENDED = {
    "published": "这份通知已发布，报送要点将发到各群。",
    "dropped": "这份通知已取消，未发布。",
    "proposed": "这份通知已作为修改提出，请确认。",
}
LEVELS = ("本通知", "所转发的通知", "更上一级的通知")
"""Which notice of a chain a part belongs to."""
NOTHING_HERE = "没有这一页，或不属于您的处室。请从看板重新打开。"
CLOSED_CAMPAIGN = "已结束"
SHEETS = (
    ("overview", "总览", ""),
    ("review", "待审", "/review"),
    ("photos", "照片", "/photos"),
    ("activities", "活动", "/activities"),
    ("ideas", "建议与经验", "/ideas"),
    ("tally", "数据", "/figures"),
    ("plan", "计划", "/plan"),
)
"""The pages of a campaign: name, what it is called, and where it lies below the campaign's address."""

READ_ONLY = "您可以查看本单位的情况，需要处理的请联系报送处室。"
ROLES = {Role.LIAISON: "联络员", Role.HEAD: "负责人", Role.COORDINATOR: "统筹人"}
PLATFORMS = {"wecom": "企业微信", "feishu": "飞书", "page": "单位页面", "playground": "演练", "mail": "邮箱"}
CHANNELS = {"chat": "聊天", "page": "单位页面", "mail": "邮箱", "post": "邮寄", "hand": "当面"}
FIGURE_STATES = {"found": "待核实", "ticked": "已核实", "struck": "已划去"}
PIECE_STATES = {"withdrawn": "已撤回", "returned": "已退回", "replaced": "已有新版", "duplicate": "重复"}
_KINDS = {"image": "照片", "video": "视频", "audio": "录音", "text": "文字", "file": "文件"}


def kind_of(piece: Piece) -> str:
    """What a piece is called: the notice's name for it, else its kind."""
    by_bytes = piece.media_type.split("/", maxsplit=1)[0]
    return piece.material or _KINDS.get(by_bytes) or _KINDS.get(piece.kind, "材料")


ROOMS = {Room.SHARED_GROUP: "联络员群", Room.UNIT_GROUP: "单位群", Room.COORDINATORS: "统筹群", Room.PRIVATE: "私聊"}
NOISES = {
    "brief": "报送要点",
    "reminder": "提醒",
    "digest": "日报",
    "announcement": "通知",
    "receipt": "回执",
    "reply": "答复",
    "question": "待答问题",
    "alert": "告警",
}
STAYS = "所选照片是心理支持活动，只报总数，不对外提供。"
ALBUM_DISPOSITION = f"attachment; filename*=UTF-8''{quote('照片.zip')}"


def choose_some(most: int) -> str:
    """No pictures were ticked, or too many."""
    return f"请勾选要下载的照片，一次最多{most}张。全部材料可发送“导出材料包”。"
