"""Personal links to the unit page: given to whoever speaks for a unit, and taken back."""

from __future__ import annotations

import secrets

from handlers.commands import match, part
from handlers.context import Context
from handlers.enrolment import units
from handlers.enrolment.capacity import Capacity, bind
from handlers.wording import enrolment as wording
from storage.chat import Reply, ReplyKind, Role, Room
from storage.links import end_links, link_of_group, new_link, page_member
from storage.patterns import Late
from storage.reach import PAGE
from storage.unit_of_work import Work

_PAGE = Late(
    r"(?:我的|我要|请发|发我|打开|要)?(?:单位)?(?:页面|链接|网页|网址)(?:链接|地址)?(?:发我|发一下|呢|是什么|在哪(?:里|儿)?|给我)?\??"
)
_ADDRESS = Late(r"(?:请发|发我|打开|要)?(?:链接|网页|网址)(?:地址)?(?:发我|发一下|呢|是什么|在哪(?:里|儿)?|给我)?\??")
_ENDS = r"(?:停用|收回|撤回|作废|注销|取消)"
_LINK = r"(?:单位)?(?:页面)?的?(?:链接|网址|页面)"
_END = Late(
    rf"(?:请)?(?:把|将)?{_ENDS}[: ]*(?P<who>.{{0,60}}?)的? ?{_LINK}"
    rf"|(?:请)?(?:把|将)?(?P<who2>.{{0,60}}?)的? ?{_LINK}(?:都|全部)?{_ENDS}(?:掉|了|吧)?"
)
_OWN = Late(r"(?:我|我们|本人|本单位|贵?单位|这个?|那个?|原来|以前|旧|之前|全部|所有)?的?")


def is_asking_for_page(context: Context) -> bool:
    """Somebody wants the unit page; a mere address is the notice's own where it names a page to fill in."""
    found = match(_PAGE, context)
    return found is not None and not (_ADDRESS.fullmatch(found[0]) and _has_site(context))


def _has_site(context: Context) -> bool:
    """The notice in force names a page on the network."""
    return context.notice is not None and any("http" in line or "www." in line for line in context.notice.lines)


def give_page(context: Context, work: Work) -> Reply:
    """Give a person their own link in private, and in a unit's own group the unit's."""
    if context.room is not Room.PRIVATE:
        return _give_group(context, work)
    if not context.units:
        line = wording.COORDINATOR_HAS_NO_PAGE if context.is_coordinator else wording.UNIT_FIRST
        return Reply(ReplyKind.ANSWER, (line,))
    if context.urls.page is None:
        return Reply(ReplyKind.ANSWER, (wording.NO_PAGE,))
    holder = context.member
    if holder.platform != PAGE:
        holder = page_member(work, _holder_of(context), holder.name)
        for unit in context.units:
            bind(work, holder.key, Capacity(Role.LIAISON, unit_id=unit.key), by="本人")
    link = context.urls.page(new_link(work, holder.key))
    return Reply(ReplyKind.ANSWER, wording.your_page([unit.name for unit in context.units], link), qr=link)


def _give_group(context: Context, work: Work) -> Reply:
    """Give those who read in one unit's group a link of that unit; a personal one is never said in a group."""
    if context.room is not Room.UNIT_GROUP or not context.chat.unit_id:
        return Reply(ReplyKind.ANSWER, (wording.NO_LINK_IN_GROUP,))
    if context.urls.page is None:
        return Reply(ReplyKind.ANSWER, (wording.NO_PAGE,))
    unit = work.units.get(context.chat.unit_id)
    link = context.urls.page(link_of_group(work, unit, context.chat))
    return Reply(ReplyKind.ANSWER, wording.page_of_unit(unit.name, link), qr=link)


def make_page_link(work: Work, unit_id: int, name: str) -> str:
    """Make a personal link to the unit page; return its token, of which only the hash is kept."""
    member = page_member(work, secrets.token_hex(8), name)
    bind(work, member.key, Capacity(Role.LIAISON, unit_id=unit_id), by="页面链接")
    return new_link(work, member.key)


def is_ending_links(context: Context) -> bool:
    """Links that went astray are to open nothing any more."""
    return not context.files and match(_END, context) is not None


def end_page_links(context: Context, work: Work) -> Reply:
    """Take a unit's links back for its office, or a person's own; what they had handed in stays."""
    word = part(match(_END, context), "who")
    if _OWN.fullmatch(word):
        return _end_own(context, work)
    unit = units.one(context, work, word)
    if isinstance(unit, Reply):
        return unit
    holders = [binding.member_id for binding in work.bindings.of_unit(unit.key, work.now)]
    return Reply(ReplyKind.CONFIRM, (wording.links_ended(unit.name, end_links(work, holders)),))


def _end_own(context: Context, work: Work) -> Reply:
    """Take back every link that the person was given in this account."""
    if context.room is not Room.PRIVATE:
        return Reply(ReplyKind.ANSWER, (wording.NO_LINK_IN_GROUP,))
    if context.member.platform == PAGE or not context.units:
        return Reply(ReplyKind.ANSWER, (wording.LINKS_END_ELSEWHERE,))
    holder = work.members.known(PAGE, PAGE, _holder_of(context))
    end_links(work, [holder.key] if holder else [])
    return Reply(ReplyKind.CONFIRM, (wording.OWN_LINKS_ENDED,))


def _holder_of(context: Context) -> str:
    """Under which name the page knows a person of another platform."""
    return f"member-{context.member.key}"
