"""What one unit has handed in, receipt by receipt, as its coordinator sees it."""

from __future__ import annotations

from handlers import commands, naming, review
from handlers.context import Context
from handlers.desk import figures, units
from handlers.publishing.corrections import named_types
from handlers.wording import desk as wording
from scheduler.clock import beijing_date
from storage.chat import MediaKind, Reply, ReplyKind
from storage.notice.routing import fold
from storage.patterns import Late
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

_CONTENTS = Late(
    r"(?:查一下|查询|查|看一下|看看|看)?(?P<who>.{2,40}?)(?:现在|目前|都|已经)?(?:交|报|发|传|报送)了?"
    r"(?:什么|啥|哪些|哪几样|多少)(?:材料|东西|了)?\??"
    r"|(?!.{0,12}(?:谁|哪|几|多少|还有))(?P<who3>[\u4e00-\u9fff]{2,40}?)的?(?:材料|总结|照片)?(?:都|已经)?(?:收到|交了?|报了?|交齐|收齐|到齐?)了?(?:没有?|吗|么)\??"
    r"|(?:把|将|看看?|查看?)?(?:一下)?(?!导出|下载|打包|生成|发|要)(?P<who4>[\u4e00-\u9fff]{2,40}?)的(?:材料|照片|总结|报送情况|情况)(?:呢|怎么样|如何|到了吗|给我看看|发我看看|看看|发(?:给)?我|给我)?\??"
    r"|(?:查一下|查询|查看|查)[: ]*(?P<who2>.{2,40}?)的?(?:材料|报送情况|情况|回执)\??"
)

_LIKE_A_UNIT = Late(r"(?:会|协|局|司|学|院|校|厂|所|站|馆|中心|集团|单位)$")
_ONESELF = ("我", "我们", "你", "你们", "咱们", "本单位")
_PEOPLE = Late(
    r"(?:查一下|查询|查)?(?P<who>[^是换改]{2,40}?)的?(?:联络员|联系人|负责人|电话|手机号?|联系方式|联系电话)(?:是谁|是哪位|是多少|是什么|多少|叫什么)?[?呢]*"
)


def is_asked_for(context: Context) -> bool:
    """A coordinator asks what a unit has handed in."""
    found = commands.match(_CONTENTS, context)
    return (
        context.is_coordinator
        and found is not None
        and commands.part(found, "who") not in ("我", "我们", "今天", "大家", "谁", "昨天")
    )


def show(context: Context, work: Work) -> Reply:
    """List a unit's hand-ins; where the words can be no unit's name, they are a question."""
    who = commands.part(commands.match(_CONTENTS, context), "who")
    if context.notice and not work.units.named(who) and named_types(context.notice, who):
        return figures.show_received(context, work)
    if not _LIKE_A_UNIT.search(who) and not naming.find(work, who):
        return commands.NOT_MEANT
    unit = units.one(context, work, who)
    if isinstance(unit, Reply):
        return Reply(ReplyKind.STATE, unit.lines) if unit.kind is ReplyKind.CONFIRM else unit
    rows = units.hand_ins(context, work, unit)
    waiting = [row.receipt_no for row in rows if row.receipt_no and not row.verdict]
    return Reply(
        ReplyKind.STATE,
        wording.contents(unit.name, [_line(work, row) for row in rows]),
        buttons=review.buttons(waiting),
        form=review.return_form(waiting[0]) if len(waiting) == 1 else None,
    )


def is_about_people(context: Context) -> bool:
    """A coordinator asks who speaks for a unit, or for its phone."""
    found = commands.match(_PEOPLE, context)
    if not context.is_coordinator or context.files or found is None or context.notice is None:
        return False
    asked = fold(found["who"])
    return asked not in _ONESELF and not any(asked in fold(one.office or "") for one in context.notice.contacts)


def show_people(context: Context, work: Work) -> Reply:
    """Say a unit's liaison and phone as the roster has them; where no unit is meant, it is a question."""
    found = commands.match(_PEOPLE, context)
    named = naming.find(work, found["who"] if found else "")
    if len(named) != 1:
        return commands.NOT_MEANT
    unit = units.one(context, work, named[0].name)
    if isinstance(unit, Reply):
        return unit
    bound = dict.fromkeys(
        work.members.get(binding.member_id).name for binding in work.bindings.of_unit(unit.key, work.now)
    )
    return Reply(ReplyKind.STATE, wording.people(unit.name, unit.liaison, unit.phone, list(bound)))


def counted(work: Work, submission: Submission) -> str:
    """Count what a hand-in holds, withdrawn pieces and duplicates aside."""
    held: dict[str, int] = {}
    for piece in work.pieces.of_submission(submission.key):
        if piece.duplicate_of is None and piece.withdrawn_at is None and piece.replaced_by is None:
            held[_name(piece)] = held.get(_name(piece), 0) + piece.count
    return wording.counted(list(held.items()))


def _line(work: Work, row: Submission) -> str:
    """One hand-in."""
    on = beijing_date(row.opened_at)
    return wording.hand_in(row.receipt_no or "", on, counted(work, row), row.channel, row.verdict)


def _name(piece: Piece) -> str:
    """What a piece is called in a list: an entry as it was entered, a document by the notice's name for it."""
    if piece.sha256 is None and piece.name:
        return piece.name
    known = piece.material if piece.kind == MediaKind.FILE else None
    return known or wording.KINDS.get(piece.kind, "材料")
