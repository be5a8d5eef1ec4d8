"""How to send here: files, links, what is to be changed, the receipt that comes, the reminder that comes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.questions.facts.asked import Asked
from handlers.questions.facts.contacts import way_in
from handlers.wording import questions as wording
from storage.chat import Room
from storage.patterns import Late

_UNDOES = Late(r"发错|[撤改删换]")
_LINKS = Late(r"网盘|链接|网址")
_REMINDED = Late(r"提醒")
_RECEIPT = Late(r"回执|确认|(?:怎么|咋|什么时候)[^,。;?]{0,2}算[交报收]|知道[^,。;?]{0,8}收|看[^,。;?]{0,8}收到")
"""How one can be sure that something arrived."""


def how(asked: Asked) -> Iterator[str]:
    """How to send, or only what is asked about it."""
    if _REMINDED.search(asked.u.said):
        yield wording.HOW_REMINDED
        return
    if _UNDOES.search(asked.u.said):
        yield wording.HOW_UNDO
        return
    if _RECEIPT.search(asked.u.said):
        yield wording.HOW_RECEIPT
        return
    if _LINKS.search(asked.u.said):
        yield wording.HOW_LINK
    yield from way_in(asked)
    is_group = asked.asker.room is not Room.PRIVATE
    yield asked.asker.how_here or (wording.HOW_GROUP if is_group else wording.HOW_PRIVATE)
    if asked.own and asked.own.contact and asked.own.contact.emails:
        yield f"也可以发{asked.own.office}邮箱{asked.own.contact.emails[0]}，效力相同，任选其一。"
    yield wording.HOW_ALSO
