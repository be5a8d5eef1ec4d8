"""What people do in Feishu besides writing: click, fill in, recall, edit, react, forward, come and go."""

from __future__ import annotations

import copy
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.cards import judge_card
from tests.platforms.feishu.events import CLICKED, EDITED, RECALLED, clicked, ids, joined, reacted, recalled, received
from tests.platforms.feishu.limits import CARD_LASTS, REACTIONS, READ, UPDATE_LASTS, Refusal
from tests.platforms.feishu.people import UpdateToken
from tests.platforms.feishu.record import CARD_INPUTS, Chat, Heard, Message, Reaction, Said, elements
from tests.platforms.shapes import WHATEVER, Misshapen, One, Part, Text, hold

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.delivery import Push
    from tests.platforms.feishu.server import Feishu

NOT_SET_UP, TIMED_OUT, UNREACHED, NOT_OK, BAD_BODY, BAD_CARD, OLD_CARD = (
    200340,
    200341,
    200342,
    200671,
    200672,
    200673,
    200830,
)
NO_DATA, TOO_OLD = 108002, 300000
I18N = Part({locale: Text() for locale in ("zh_cn", "en_us", "ja_jp")})
TOAST = Part(
    {"type": One(("info", "success", "warning", "error")), "content": Text(must=True, chars=300), "i18n": I18N}
)
ANSWER = Part({"toast": TOAST, "card": WHATEVER})
KEPT = (
    "default_value",
    "initial_option",
    "selected_values",
    "initial_date",
    "initial_time",
    "initial_datetime",
    "checked",
)
"""What stands in a field that nobody touched."""


@dataclass(eq=False, slots=True)
class Click:
    """A button that was pressed, and what its presser saw: a toast, or an error of the client."""

    heard: Heard
    user: str
    label: str
    push: Push | None = None
    toast: str = ""
    code: int = 0

    @property
    def is_delivered(self) -> bool:
        return self.push is not None and self.push.is_delivered


class Acts:
    """Everything but writing and reading."""

    async def click(
        self: Feishu, heard: Heard, label: str, *, by: str = "", form: dict[str, Any] | None = None
    ) -> Click:
        """Press a button on a card. Anybody in the chat may; without `by` it is who spoke there last.

        `form` is what was filled in: by the names of its fields, every required one.
        """
        button = heard.buttons()[label]
        name = {"name": button["name"]} if "name" in button else {}
        value = next((one["value"] for one in button.get("behaviors", ()) if one["type"] == "callback"), None)
        action = {"tag": "button", **name, **({"value": value} if value is not None else {})}
        around = next((one for one in heard.elements() if one["tag"] == "form" and _has(one, button)), None)
        if around and button.get("form_action_type") == "submit":
            action["form_value"] = _filled(around, form or {})
        elif form:
            raise AssertionError("this button submits no form")
        return await self.act(heard, by, label, action)

    async def choose(self: Feishu, heard: Heard, name: str, option: str, *, by: str = "") -> Click:
        """Choose of a list that stands alone."""
        element = heard.fields()[name]
        assert option in [one["value"] for one in element["options"]], f"{name} has no option {option}"
        return await self.act(heard, by, option, {"tag": element["tag"], "name": name, "option": option, "value": {}})

    async def act(self: Feishu, heard: Heard, by: str, label: str, action: dict[str, Any]) -> Click:
        """Bring what was done on a card to its app, and show what it answers."""
        app, chat = heard.by, heard.chat
        spoke = [one.user for one in chat.messages if isinstance(one, Said)]
        user = self.person(by or (spoke[-1] if chat.is_group else next(iter(chat.people))))
        click = Click(heard, user, label)
        if self.now() > heard.at + CARD_LASTS or heard.is_gone:
            click.code = TOO_OLD
            return click
        token = "c-" + secrets.token_hex(16)
        self.update_tokens[token] = UpdateToken(heard, self.now() + UPDATE_LASTS)
        event = clicked(app, heard, user, {**action, "timezone": "Asia/Shanghai"}, token)
        click.push = await self.push(app, CLICKED, event)
        self.update_tokens[token].is_answered = True
        click.code = NOT_SET_UP if click.push is None else self._seen(click, click.push)
        if click.code and click.push and click.push.attempts[-1]:
            self.fault("click", click.code, f"{label} was answered {click.push.attempts} {click.push.answer}")
        return click

    def _seen(self: Feishu, click: Click, push: Push) -> int:
        """Show the answer to a click; the client's code where it is none."""
        status = push.attempts[-1]
        if status != 200:
            return {-1: TIMED_OUT, 0: UNREACHED}.get(status, NOT_OK)
        if push.answer is None:
            return BAD_BODY if push.app.url else NO_DATA
        try:
            hold(push.answer, ANSWER, "answer")
        except Misshapen as wrong:
            self.fault("click", BAD_BODY, str(wrong))
            return BAD_BODY
        click.toast = push.answer.get("toast", {}).get("content", "")
        return self._shown_anew(click, push.answer["card"]) if "card" in push.answer else 0

    def _shown_anew(self: Feishu, click: Click, told: Any) -> int:
        heard = click.heard
        if not isinstance(told, dict) or told.keys() != {"type", "data"} or told["type"] != "raw":
            return BAD_CARD
        try:
            judge_card(heard.by, told["data"])
        except Refusal as refusal:
            self.fault("click", refusal.code, refusal.why)
            return OLD_CARD if "ErrCode: 200830" in refusal.why else BAD_CARD
        if len(json.dumps(told["data"], ensure_ascii=False).encode()) > 30 * 1024:
            return BAD_CARD
        heard.content, heard.updated_at = told["data"], self.now()
        heard.grew += 1
        return 0

    # Second thoughts.

    async def recall(self: Feishu, said: Said, kind: str = "message_owner") -> None:
        """Take a message back; `kind` is by what right."""
        said.is_gone = True
        await self._tell(said.chat, RECALLED, lambda _: recalled(said, self.now(), kind), READ)

    async def edit(self: Feishu, said: Said, text: str) -> None:
        """Write a text anew. No document names an event for it; `tells_edits` makes one up."""
        said.called, said.names = [], []
        said.content = {"text": self._called(said, text)}
        said.updated_at = self.now()
        said.edits += 1
        if self.tells_edits:
            await self._tell(said.chat, EDITED, lambda app: received(app, said), READ)

    async def react(self: Feishu, user: str, message: Message, emoji: str) -> Reaction:
        """Set an emoji on a message."""
        reaction = Reaction(self.number("reaction"), emoji, self.person(user), self.now())
        message.reactions.append(reaction)
        kind = "im.message.reaction.created_v1"
        await self._tell(message.chat, kind, lambda app: reacted(app, message, reaction), (REACTIONS,))
        return reaction

    async def forward(self: Feishu, user: str, messages: list[Message], *, chat: str = "", **more: Any) -> Said:
        """Merge some messages and forward them."""
        said = self._written(user, "merge_forward", chat, **more)
        said.content = {"content": "Merged and Forwarded Message"}
        for one in messages:
            inner = copy.copy(one)
            inner.id, inner.is_inside, inner.parent, inner.thread = self.number("om_"), True, None, ""
            self.messages[inner.id] = inner
            inner.chat = said.chat
            said.inside.append(inner)
        return await self.bring(said)

    async def read(self: Feishu, user: str, heard: Heard) -> None:
        """Read a message in private."""
        reader = {"reader_id": ids(heard.by, user), "read_time": str(int(self.now() * 1000))}
        event = {"reader": {**reader, "tenant_key": self.tenant_key}, "message_id_list": [heard.id]}
        if not heard.chat.is_group:
            await self.push(heard.by, "im.message.message_read_v1", event)

    # Coming and going.

    async def enter(self: Feishu, user: str, app: App | None = None) -> None:
        """Open the private chat with an app: it hears of it each time, and of the first time in the old form too."""
        app = app or next(iter(self.apps.values()))
        chat = self.private(user, app)
        if chat.id not in self.entered:
            self.entered.add(chat.id)
            named = {"name": self.persons[user].name, **ids(app, user)}
            event = {"chat_id": chat.id, "operator": ids(app, user), "user": named}
            await self.push(app, "p2p_chat_create", event, is_old=True)
        event = {
            "chat_id": chat.id,
            "operator_id": ids(app, user),
            "last_message_id": "",
            "last_message_create_time": "",
        }
        await self.push(app, "im.chat.access_event.bot_p2p_chat_entered_v1", event)

    async def add_bot(self: Feishu, chat: str, app: App, *, by: str) -> None:
        """Let somebody take an app into a group."""
        self.chats[chat].people.add(self.person(by))
        self.chats[chat].apps.append(app)
        await self.push(app, "im.chat.member.bot.added_v1", joined(app, chat, by))

    async def remove_bot(self: Feishu, chat: str, app: App, *, by: str) -> None:
        """Let somebody put an app out of a group."""
        self.chats[chat].apps.remove(app)
        await self.push(app, "im.chat.member.bot.deleted_v1", joined(app, chat, by))

    async def join(self: Feishu, chat: str, *users: str, by: str) -> None:
        """Let somebody take persons into a group."""
        self.chats[chat].people |= {self.person(user) for user in users}
        await self._tell(self.chats[chat], "im.chat.member.user.added_v1", lambda app: self._came(app, chat, users, by))

    async def leave(self: Feishu, chat: str, *users: str, by: str) -> None:
        """Let somebody put persons out of a group."""
        self.chats[chat].people -= set(users)
        kind = "im.chat.member.user.deleted_v1"
        await self._tell(self.chats[chat], kind, lambda app: self._came(app, chat, users, by))

    async def disband(self: Feishu, chat: str, *, by: str) -> None:
        """Dissolve a group."""
        self.chats[chat].refuses = 232009
        await self._tell(self.chats[chat], "im.chat.disbanded_v1", lambda app: joined(app, chat, by))

    def _came(self: Feishu, app: App, chat: str, users: tuple[str, ...], by: str) -> dict[str, Any]:
        named = [
            {"name": self.persons[user].name, "tenant_key": self.tenant_key, "user_id": ids(app, user)}
            for user in users
        ]
        return joined(app, chat, by) | {"users": named}

    async def _tell(self: Feishu, chat: Chat, kind: str, event: Any, scopes: tuple[str, ...] = ()) -> None:
        """Tell every app of a chat that may hear of it."""
        for app in list(chat.apps):
            if not scopes or app.scopes.intersection(scopes):
                await self.push(app, kind, event(app), stream=chat.id)


def _has(around: dict[str, Any], button: dict[str, Any]) -> bool:
    return any(one is button for one in elements(around))


def _filled(around: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
    """What a form says when it is submitted; the client does not submit one that lacks something."""
    values: dict[str, Any] = {}
    form = dict(form)
    for one in elements(around):
        if one["tag"] in CARD_INPUTS and one.get("name"):
            many = one["tag"].startswith("multi_")
            kept = next((one[name] for name in KEPT if name in one), [] if many else "")
            values[one["name"]] = form.pop(one["name"], kept)
            assert values[one["name"]] or not one.get("required"), f"{one['name']} must be filled in"
            options = [option["value"] for option in one.get("options", ())]
            given = values[one["name"]] if many else [values[one["name"]]]
            assert not options or all(option in options for option in given if option), f"{given} is not in {options}"
    assert not form, f"the form has no {sorted(form)}"
    return values
