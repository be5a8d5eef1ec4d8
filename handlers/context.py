"""Who speaks, for which unit, in which room, in the middle of what: loaded once a message, then frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from handlers import pointing
from handlers.choosing import MOST, Choice, Running, choose
from scheduler.clock import beijing_date
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.audiences import words_of
from storage.chat import INTERNAL, Message, Role, Room
from storage.chat_json import message_from_json
from storage.editions import notice_of
from storage.notice.model import Notice
from storage.notice.routing import fold
from storage.reach import WEB, heard_of
from storage.standing import type_of
from storage.tables import Binding, Campaign, Chat, Inbox, InboxFile, Job, Member, Submission, Unit
from storage.unit_of_work import Work


class Urls(NamedTuple):
    """What makes links of tokens: to the unit page, into the coordinators' pages; None without a public address."""

    page: Callable[[str], str] | None = None
    entry: Callable[[str], str] | None = None


NO_URLS = Urls()


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a handler may know of one message besides the tables.

    `units` are those the person may speak for here; `unit` the one that is meant, None where that is
    open; `unit_type` is the notice's own word for it, known even where the unit is not (a type alone
    was said). `offices` are those a coordinator coordinates. `held` is what the person is in the middle
    of, by kind. `burst` is the person's hand-in in this chat that is open or can still be joined. `urls`
    make links to our pages. `job` is the job whose result this message brings (`Message.quotes` is
    `job/<id>`, its platform INTERNAL); it speaks in the chat and to the person that wait for it.
    `others` are the further campaigns that run for the same people; `is_open` where the message did not say which
    is meant, and `campaign` is only the newest. `quoted_files` came with the message that this one replies to, and
    are here; `taken_back` is the message that this one recalls or edits.
    """

    now: datetime
    message: Message
    inbox: Inbox
    files: tuple[InboxFile, ...]
    chat: Chat
    room: Room
    member: Member
    roles: frozenset[Role]
    units: tuple[Unit, ...]
    unit: Unit | None
    unit_type: str | None
    offices: tuple[str, ...]
    campaign: Campaign | None
    notice: Notice | None
    held: Mapping[str, dict[str, Any]]
    burst: Submission | None
    settings: PushSettings
    urls: Urls = NO_URLS
    job: Job | None = None
    others: tuple[Running, ...] = ()
    is_open: bool = False
    quoted_files: tuple[InboxFile, ...] = ()
    taken_back: Inbox | None = None

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are worked."""
        return self.settings.calendar

    @property
    def text(self) -> str:
        """What was said, without blanks at its ends."""
        return self.message.text.strip()

    @property
    def origin(self) -> int:
        """The row of the message as it was said first, of whatever edition this one is."""
        return (self.taken_back or self.inbox).key

    @property
    def today(self) -> date:
        """The day in Beijing."""
        return beijing_date(self.now)

    @property
    def running(self) -> Campaign | None:
        """The campaign that runs: not closed, not taken back."""
        campaign = self.campaign
        return campaign if campaign and not campaign.closed_at and not campaign.taken_back_at else None

    @property
    def is_coordinator(self) -> bool:
        """The person coordinates at least one office."""
        return Role.COORDINATOR in self.roles

    @property
    def office(self) -> str | None:
        """The office a coordinator acts for here: the chat's, else the only one of the person."""
        if self.chat.office in self.offices:
            return self.chat.office
        return self.offices[0] if len(self.offices) == 1 else None


def load(work: Work, inbox: Inbox, settings: PushSettings, urls: Urls = NO_URLS) -> Context:
    """Read who speaks where; a chat or person met for the first time gets its row here."""
    message, taken_back = pointing.taken_back(work, message_from_json(inbox.payload))
    job = _job(work, message)
    member = _member(work, message, job)
    chat = _chat(work, message, member, job)
    message, quoted_files = pointing.replied_to(work, chat, message)
    bindings = work.bindings.of_member(member.key, work.now)
    units = _units(work, bindings, chat)
    unit = _meant(work, units, message.text)
    held = {row.kind: row.data for row in work.pending.all_held(chat.key, member.key, work.now)}
    burst = work.submissions.joinable(chat.key, member.key, work.now)
    offices = tuple(b.office for b in bindings if b.role == Role.COORDINATOR and b.office)
    choice = _choice(work, message, (units, offices), held, burst)
    return Context(
        now=work.now,
        message=message,
        inbox=inbox,
        files=tuple(work.files.of_message(inbox.key)) if message.attachments else (),
        chat=chat,
        room=Room(chat.room),
        member=member,
        roles=frozenset(Role(b.role) for b in bindings),
        units=units,
        unit=unit,
        unit_type=type_of(choice.notice, unit) if choice.notice and unit else None,
        offices=offices,
        campaign=choice.campaign,
        notice=choice.notice,
        others=choice.others,
        is_open=choice.is_open,
        held=held,
        burst=burst,
        settings=settings,
        urls=urls,
        job=job,
        quoted_files=quoted_files,
        taken_back=taken_back,
    )


def _job(work: Work, message: Message) -> Job | None:
    """The job whose result a message brings."""
    if message.address.platform != INTERNAL or not (message.quotes or "").startswith("job/"):
        return None
    return work.jobs.get(int((message.quotes or "").removeprefix("job/")))


def _member(work: Work, message: Message, job: Job | None) -> Member:
    """The person, kept from the first word on; for a job's result who waits for it, on a page who was let in."""
    if job and job.member_id:
        return work.members.get(job.member_id)
    at = message.address
    if at.platform == WEB:
        return work.members.get(int(message.sender))
    known = work.members.known(at.platform, at.account, message.sender)
    if known:
        return known
    number = work.members.add(
        platform=at.platform, account=at.account, user=message.sender, name=message.sender_name, seen_at=work.now
    )
    return work.members.get(number)


def _chat(work: Work, message: Message, member: Member, job: Job | None) -> Chat:
    """The chat; a group nobody has bound yet is taken for one that many units read."""
    if job and job.chat_id:
        return work.chats.get(job.chat_id)
    at = message.address
    known = work.chats.known(at.platform, at.account, at.chat)
    if known:
        return _heard(work, known, message)
    is_private = message.room is Room.PRIVATE
    number = work.chats.add(
        platform=at.platform,
        account=at.account,
        external=at.chat,
        room=Room.PRIVATE if is_private else Room.SHARED_GROUP,
        member_id=member.key if is_private else None,
        intake=heard_of(work, message).value,
        seen_at=work.now,
    )
    return work.chats.get(number)


def _heard(work: Work, chat: Chat, message: Message) -> Chat:
    """What a message tells of its chat: it can be reached, and what of it is heard."""
    intake = heard_of(work, message)
    if chat.lost_at is None and chat.intake == intake:
        return chat
    work.chats.set(chat.key, lost_at=None, intake=intake.value)
    return work.chats.get(chat.key)


def _choice(
    work: Work,
    message: Message,
    whose: tuple[tuple[Unit, ...], tuple[str, ...]],
    held: Mapping[str, dict[str, Any]],
    burst: Submission | None,
) -> Choice:
    """The campaign that is meant, of those that run for the person's units and offices."""
    running = _running(work, *whose)
    there = _on_its_page(work, message)
    if there or not running:
        return there or _last(work)
    about = (_replied_to(work, message) or (burst.campaign_id if burst else None)) if len(running) > 1 else None
    return choose(running, _about(message), held, about)


def _running(work: Work, units: tuple[Unit, ...], offices: tuple[str, ...]) -> list[Running]:
    """The running campaigns that concern the units and offices of a person, the newest first.

    For anybody else, and where a roster's words find none, the newest there are.
    """
    found = work.campaigns.concerning(words_of(units, offices), MOST)
    running = [(campaign, notice_of(work, campaign)) for campaign in found]
    concerned = [one for one in running if offices or any(type_of(one[1], unit) for unit in units)]
    return concerned or [(campaign, notice_of(work, campaign)) for campaign in work.campaigns.newest(MOST)]


def _on_its_page(work: Work, message: Message) -> Choice | None:
    """The campaign on whose page something is said, running or not."""
    quotes = message.quotes or ""
    if message.address.platform != WEB or not quotes.startswith("campaign/"):
        return None
    campaign = work.campaigns.get(int(quotes.removeprefix("campaign/")))
    return Choice(campaign, notice_of(work, campaign))


def _replied_to(work: Work, message: Message) -> int | None:
    """The campaign of the message that is replied to."""
    row = work.deliveries.first_having(unique_key=message.quotes) if message.quotes else None
    return row.campaign_id if row else None


def _about(message: Message) -> str:
    """What tells of which campaign a message is: its words and the names of its files."""
    return " ".join((message.text, *(part.name for part in message.attachments)))


def _last(work: Work) -> Choice:
    """The campaign that was closed last, where none runs."""
    campaign = work.campaigns.last()
    return Choice(campaign, notice_of(work, campaign) if campaign else None)


def _units(work: Work, bindings: list[Binding], chat: Chat) -> tuple[Unit, ...]:
    """The units a person may speak for: their own, and in a unit's group that unit."""
    numbers = dict.fromkeys([*([chat.unit_id] if chat.unit_id else []), *(b.unit_id for b in bindings if b.unit_id)])
    return tuple(work.units.get(number) for number in numbers)


def _meant(work: Work, units: tuple[Unit, ...], text: str) -> Unit | None:
    """Which of several units is meant: the one named in the message; None where that is open."""
    if len(units) < 2:
        return units[0] if units else None
    folded = fold(text)
    aliases = work.aliases.find(work.aliases.c.unit_id.in_([unit.key for unit in units]))
    named = {alias.unit_id for alias in aliases if alias.folded in folded}
    return next((unit for unit in units if unit.key in named), None) if len(named) == 1 else None
