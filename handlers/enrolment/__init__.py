"""Who speaks for whom: codes, groups, people and their page links."""

from handlers.enrolment.capacity import Capacity, bind
from handlers.enrolment.invites import make_invite
from handlers.enrolment.pages import make_page_link
from handlers.enrolment.people import enter_by_code

__all__ = ["Capacity", "bind", "enter_by_code", "make_invite", "make_page_link"]
