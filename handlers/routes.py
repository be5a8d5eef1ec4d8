"""Every conversation in one ordered table: the first route whose `when` holds answers.

To add a conversation: write `when(context) -> bool` and `then(context, work) -> Reply | None` in the module
of its subject, and put one line here, above everything that would take the same words. Where only the rows can tell
whether it is meant, `then` gives NOT_MEANT, and the routes below are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers import (
    acts,
    declarations,
    flooding,
    joint,
    leaves,
    menus,
    progress,
    refusing,
    retracting,
    review,
    teaching,
)
from handlers.commands import NOT_MEANT
from handlers.context import Context, load
from handlers.desk import (
    announcing,
    arrangements,
    arrivals,
    board,
    contents,
    figures,
    files,
    guessing,
    manual,
    moves,
    planning,
    searching,
    sheets,
    spoken,
    switches,
    tally,
    undoing,
    waiting,
)
from handlers.enrolment import groups, invites, pages, people
from handlers.publishing import amending, confirming, editing, ending, operations, photos, reading, rehearsing
from handlers.questions import asking
from handlers.submissions import (
    adding,
    bursts,
    captions,
    claiming,
    describing,
    directing,
    proxies,
    releasing,
    withdrawing,
)
from handlers.wording import runtime as wording
from storage.chat import Reply, ReplyKind, is_recall
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Route:
    """One conversation: its name (for the log and the record), when it is meant, what it does.

    `at_any_age` is for what people hand in: it is taken however late after a restart it is found.
    """

    name: str
    when: Callable[[Context], bool]
    then: Callable[[Context, Work], Reply | None]
    at_any_age: bool = False


ROUTES: tuple[Route, ...] = (
    Route("secret", refusing.is_secret, refusing.refuse_secret, at_any_age=True),
    Route("too long", refusing.is_too_long, refusing.refuse_too_long, at_any_age=True),
    Route("said too much", flooding.is_muted, flooding.keep_silent, at_any_age=True),
    Route("operation on a draft", operations.is_operation, operations.operate),
    Route("invite code", invites.is_code, invites.redeem),
    Route("yes: coordinators' room", acts.confirms("coordinators"), groups.bind_coordinators),
    Route("yes: liaison", acts.confirms("liaison"), people.bind_liaison),
    Route("yes: amend", acts.confirms("amend"), amending.amend),
    Route("yes: take back", acts.confirms("take_back"), ending.take_back),
    Route("yes: close", acts.confirms("close"), ending.close),
    Route("yes: announce", acts.confirms("announce"), announcing.announce),
    Route("yes: tell a unit", acts.confirms("tell_unit"), announcing.tell_unit),
    Route("yes: mail file", acts.confirms("mail_file"), files.mail),
    Route("yes: sheet", acts.confirms("sheet"), sheets.enter),
    Route("yes: undo", acts.confirms("undo"), undoing.undo),
    Route("yes: accept all", acts.confirms("accept_all"), waiting.accept_all),
    Route("yes: withdraw", acts.confirms("withdraw"), withdrawing.withdraw),
    Route("no to what waits", acts.is_dropped, acts.drop),
    Route("notice read", reading.is_read, reading.show_read, at_any_age=True),
    Route("export made", files.is_made, files.send, at_any_age=True),
    Route("sheet read", sheets.is_read, sheets.show, at_any_age=True),
    Route("sheet of arrivals", sheets.is_sheet, sheets.read),
    Route("notice file", reading.is_file, reading.read_file),
    Route("pages of a notice wanted", photos.is_begun, photos.begin),
    Route("page of a notice", photos.is_sent, photos.take),
    Route("pages of a notice", photos.is_ended, photos.end),
    Route("notice pasted", reading.is_pasted, reading.read_pasted),
    Route("publish", confirming.is_word_to_publish, confirming.confirm),
    Route("amends or new", confirming.is_which, confirming.say_which),
    Route("drop draft", confirming.is_dropped, confirming.drop),
    Route("rehearsed", rehearsing.is_done, rehearsing.show, at_any_age=True),
    Route("rehearse", rehearsing.is_asked_for, rehearsing.order),
    Route("preview", editing.is_asking_for_preview, editing.show),
    Route("correct draft", editing.is_correction, editing.correct),
    Route("undo the last decision", undoing.is_asked_for, undoing.ask),
    Route("end extension or exemption", arrangements.is_end, arrangements.end),
    Route("extend", amending.is_extension, amending.extend),
    Route("correct notice", amending.is_correction, amending.correct),
    Route("end page links", pages.is_ending_links, pages.end_page_links),
    Route("take back notice", ending.is_taking_back, ending.ask_to_take_back),
    Route("close campaign", ending.is_closing, ending.ask_to_close),
    Route("exempt", arrangements.is_exemption, arrangements.exempt),
    Route("leave over", leaves.is_over, leaves.end),
    Route("leave", leaves.is_leave, leaves.arrange),
    Route("held back", releasing.is_decision, releasing.decide),
    Route("figures", tally.is_asked_for, tally.show),
    Route("figures decided", tally.is_decision, tally.decide),
    Route("figures of a unit", tally.is_about_a_unit, tally.tick_unit),
    Route("what a unit counts", tally.is_asked_of_a_unit, tally.show_unit),
    Route("joint event decided", joint.is_decided, joint.decide),
    Route("joint event", joint.is_said, joint.say, at_any_age=True),
    Route("bind coordinators' room", groups.is_binding_coordinators, groups.ask_coordinators),
    Route("unbind group", groups.is_unbinding, groups.unbind_group),
    Route("bind group", groups.is_binding, groups.bind_group),
    Route("announce", announcing.is_announcement, announcing.preview),
    Route("move hand-in", moves.is_move, moves.move),
    Route("withdraw answer", teaching.is_withdrawal, teaching.withdraw),
    Route("withdraw", withdrawing.is_asked_for, withdrawing.ask),
    Route("what a receipt holds", progress.is_about_receipt, progress.show_receipt),
    Route("answer disputed", teaching.is_disputing, teaching.dispute),
    Route("how others stand", progress.is_of_others, progress.refuse_others),
    Route("how we stand", progress.is_own, progress.show_own),
    Route("plan", planning.is_asked_for, planning.show),
    Route("change of plan", planning.is_change, planning.change),
    Route("urge", figures.is_urging, figures.explain_urging),
    Route("what a unit handed in", contents.is_asked_for, contents.show),
    Route("what came lately", figures.is_about_today, figures.show_today),
    Route("who lacks what", figures.is_about_missing, figures.show_missing),
    Route("who has handed in", figures.is_about_received, figures.show_received),
    Route("how things stand", figures.is_about_all, figures.show_all),
    Route("whom to ring", figures.is_about_calls, figures.show_calls),
    Route("a unit's people", contents.is_about_people, contents.show_people),
    Route("whom nothing reaches", figures.is_about_reach, figures.show_reach),
    Route("unclaimed", moves.is_asking_for_unclaimed, moves.show_unclaimed),
    Route("undo entry", arrivals.is_undo, arrivals.undo),
    Route("what waits for a decision", waiting.is_asked_for, waiting.show),
    Route("accept all", waiting.is_acceptance_of_all, waiting.ask_to_accept),
    Route("return hand-in", review.is_return, review.send_back),
    Route("zero report verdict", review.is_no_event_verdict, review.judge_no_event),
    Route("accept", review.is_acceptance, review.accept),
    Route("enter arrival", arrivals.is_entry, arrivals.enter),
    Route("mail verdict", review.is_mail_verdict, review.judge_mail),
    Route("open questions", teaching.is_asking_for_open, teaching.show_open),
    Route("teach", teaching.is_answer, teaching.answer),
    Route("answers in force", teaching.is_asking_for_taught, teaching.show_taught),
    Route("revise answer", teaching.is_revision, teaching.revise),
    Route("board", board.is_asked_for, board.show),
    Route("search notices", searching.is_search, searching.search),
    Route("pause", switches.is_pause, switches.pause),
    Route("resume", switches.is_resume, switches.resume),
    Route("mail file", files.is_to_be_mailed, files.ask_to_mail),
    Route("export", files.is_export, files.export),
    Route("arrival left unclear", arrivals.is_unclear, arrivals.ask_clearly),
    Route("coordinator's help", manual.is_asked_for, manual.show),
    Route("invite unit", people.is_invitation, people.invite_unit),
    Route("name liaison", people.is_naming_liaison, people.name_liaison),
    Route("unit page", pages.is_asking_for_page, pages.give_page),
    Route("needless yes", acts.is_needless_yes, acts.needless_yes),
    Route("which campaign a hand-in is for", directing.is_answered, directing.direct, at_any_age=True),
    Route("add to a hand-in", adding.is_asked_for, adding.begin),
    Route("will hand in for another unit", proxies.is_begun, proxies.begin, at_any_age=True),
    Route("slip in a text", describing.is_slip, describing.explain_slip, at_any_age=True),
    Route("is that ours", proxies.is_answered, proxies.answer, at_any_age=True),
    Route("describe a hand-in", describing.is_description, describing.describe, at_any_age=True),
    Route("what pictures show", captions.are_told, captions.tell, at_any_age=True),
    Route("handed in for another unit", proxies.is_said, proxies.say, at_any_age=True),
    Route("collect", bursts.is_begun, bursts.begin),
    Route("collected", bursts.is_ended, bursts.end, at_any_age=True),
    Route("not theirs to say", refusing.is_not_theirs, refusing.refuse_not_theirs),
    Route("sent by mail", declarations.is_mailed, declarations.mailed, at_any_age=True),
    Route("sent by post", declarations.is_posted, declarations.posted, at_any_age=True),
    Route("filed online", declarations.is_filed, declarations.filed, at_any_age=True),
    Route("an event after all", declarations.is_event_after_all, declarations.event_after_all, at_any_age=True),
    Route("giving up", declarations.is_giving_up, declarations.give_up),
    Route("nothing to report", declarations.is_no_event, declarations.no_event, at_any_age=True),
    Route("no more reminders", declarations.is_quiet, declarations.quiet),
    Route("substitute", declarations.is_away, declarations.away),
    Route("hand in", bursts.is_handed_in, bursts.take, at_any_age=True),
    Route("whose it is", claiming.is_named, claiming.claim, at_any_age=True),
    Route("order in everyday words", spoken.is_said, spoken.ask),
    Route("order not understood", guessing.may_be_meant, guessing.guess),
    Route("question", asking.is_asked, asking.ask),
)


def converse(context: Context, work: Work, *, is_stale: bool = False) -> Reply | None:
    """Answer one message; None is silence.

    A stale one was found after a restart: what was handed in is still taken, anything else is asked for again.
    """
    if context.message.takes_back:
        return _put_right(context, work, is_stale=is_stale)
    reply = flooding.watch(context, work) or _routed(context, work, is_stale=is_stale)
    menus.close(context, work)
    return reply


def _put_right(context: Context, work: Work, *, is_stale: bool) -> Reply | None:
    """Take back what an earlier message brought about; then answer the words that stand in its place now."""
    if not retracting.is_news(context, work):
        return None
    retracted = retracting.retract(context, work)
    reply = None
    if not is_recall(context.message) or context.inbox.mark:
        again = load(work, context.inbox, context.settings, context.urls)
        reply = _routed(replace(again, burst=retracted.submission or again.burst), work, is_stale=is_stale)
    closing = retracting.close(context, work, retracted)
    return reply or closing


def _routed(context: Context, work: Work, *, is_stale: bool) -> Reply | None:
    """The answer of the first route that is meant."""
    for route in ROUTES:
        if route.when(context):
            if is_stale and not route.at_any_age:
                return Reply(ReplyKind.CLARIFY, (wording.STALE,))
            reply = route.then(context, work)
            if reply is not NOT_MEANT:
                return reply
    return None
