"""A self-built app: encrypted XML callbacks and passive answers (D:90238-90241), REST by token (D:90236, 90253, 94888)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from tests.platforms.double import Refusal
from tests.platforms.wecom.delivery import Mailbox, Sent
from tests.platforms.wecom.judging import Rate, judge, judge_card
from tests.platforms.wecom.record import Heard
from tests.platforms.wecom.sealing import Seal, Unsealed, from_xml, to_xml
from tests.platforms.wecom.uploads import Uploads

if TYPE_CHECKING:
    from tests.platforms.wecom.record import Said
    from tests.platforms.wecom.server import WeCom

TOKEN_LASTS = 7200
RESPONSE_LASTS = 72 * 3600
TEXT_OCTETS = 2048
BESIDE = ("touser", "toparty", "totag", "agentid", "safe", "enable_id_trans", "enable_duplicate_check")
PASSIVE = {"text": "Content", "image": "Image", "voice": "Voice", "video": "Video", "news": "Articles"}
PASSIVE |= {"update_button": "Button", "update_template_card": "TemplateCard"}


def cut(text: str) -> str:
    """What is left of a text for an app: 2,048 bytes, the rest is gone without a word."""
    return text.encode()[:TEXT_OCTETS].decode(errors="ignore")


@dataclass(eq=False)
class Application:
    """One app of a corporation. Members in `visible` may be written to; all persons where it is None."""

    wecom: WeCom
    corp: str
    agent: int
    secret: str
    url: str = ""
    token: str = ""
    aes_key: str = ""
    name: str = "应用"
    visible: set[str] | None = None
    is_trusted: bool = True
    """Whether the caller's address is in the app's list; if not, every call is answered 60020."""
    may_read_names: bool = True
    entered: set[tuple[str, int]] = field(default_factory=set)
    entering = "enter_agent"

    def __post_init__(self) -> None:
        self.mailbox = Mailbox(self.wecom, self.url, Seal(self.token, self.aes_key or "a" * 43, self.corp))
        self.uploads = Uploads(self.wecom)
        self.rate = Rate(self.wecom.now, (30, 60), (1000, 3600))
        self.access_token, self.expires_at = "", 0.0
        self.token_fetches: list[float] = []
        self.responses: dict[str, tuple[Heard, float]] = {}
        self.repeated: dict[str, float] = {}

    def hears(self, *, is_group: bool) -> bool:
        """An app hears what is said to it alone."""
        return bool(self.url) and not is_group

    def revoke(self) -> None:
        """Make the present token invalid before its time."""
        self.access_token = ""

    async def verify(self) -> bool:
        """What happens when the page of the console is saved."""
        return await self.mailbox.verify()

    # What it is told.

    async def deliver(self, said: Said) -> None:
        """Deliver a callback and judge what is answered to it."""
        said.body = said.body or to_xml(self._fields(said))

        def envelope(sealed: str) -> tuple[str, str]:
            return to_xml({"ToUserName": self.corp, "AgentID": str(self.agent), "Encrypt": sealed}), "text/xml"

        sent = await self.mailbox.bring(said, envelope)
        if sent and sent.text:
            try:
                self._take(said, self._opened(sent))
            except Refusal as refusal:
                self.wecom.refused("passive answer", refusal)

    def _fields(self, said: Said) -> dict[str, object]:
        common: dict[str, object] = {"ToUserName": self.corp, "FromUserName": said.user, "CreateTime": int(said.at)}
        if said.more:
            return common | {"MsgType": "event", "AgentID": self.agent} | self._event(said)
        common |= {"MsgType": said.kind, **self._content(said)}
        return common | {"MsgId": int(said.id.removeprefix("MSG")) + 10**18, "AgentID": self.agent}

    def _content(self, said: Said) -> dict[str, object]:
        if said.part is not None:
            return dict(said.part)
        if said.kind == "text":
            return {"Content": said.text}
        if said.kind == "location":
            place = {"Location_X": 39.9, "Location_Y": 116.4, "Scale": 15, "Label": "某地", "AppType": "wxwork"}
            return dict(place)
        if said.kind == "link":
            return {"Title": "某页", "Description": "", "Url": "https://example.invalid/a", "PicUrl": ""}
        file = said.files[0]
        media_id = secrets.token_urlsafe(20)
        self.uploads.kept[media_id] = (said.kind, file, self.wecom.now() + 3 * 86400)
        more = {
            "image": {"PicUrl": "https://example.invalid/p"},
            "voice": {"Format": "amr"},
            "file": {"FileName": file.name},
        }
        return {"MediaId": media_id, **more.get(said.kind, {"ThumbMediaId": media_id})}

    def _event(self, said: Said) -> dict[str, object]:
        fields: dict[str, object] = {"Event": said.more["event"], **said.more.get("fields", {})}
        if "card" in said.more:
            heard: Heard = said.more["card"]
            code = self._response_code(heard)
            chosen = said.more["chosen"].items()
            items = [{"QuestionKey": key, "OptionIds": {"OptionId": ids}} for key, ids in chosen]
            fields |= {"EventKey": said.more["key"], "TaskId": heard.card["task_id"], "ResponseCode": code}
            fields |= {"CardType": heard.card["card_type"], "SelectedItems": {"SelectedItem": items}}
        return {"EventKey": "", **fields}

    def _response_code(self, heard: Heard) -> str:
        code = secrets.token_urlsafe(20)
        self.responses[code] = (heard, self.wecom.now() + RESPONSE_LASTS)
        return code

    def _opened(self, sent: Sent) -> ET.Element:
        try:
            envelope = from_xml(sent.text)
            if set(envelope) != {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}:
                raise Refusal(40058, f"no envelope of an answer: {sent.text[:80]}")
            signed = self.mailbox.seal.sign(*(str(envelope[name]) for name in ("TimeStamp", "Nonce", "Encrypt")))
            if envelope["MsgSignature"] != signed:
                raise Refusal(40058, "wrong MsgSignature")
            return ET.fromstring(self.mailbox.seal.open(str(envelope["Encrypt"])))  # noqa: S314 - the bot's
        except (Unsealed, ET.ParseError) as error:
            raise Refusal(40058, f"what was answered cannot be opened: {error}") from error

    def _take(self, said: Said, answer: ET.Element) -> None:
        kind = answer.findtext("MsgType", "")
        body = from_xml(ET.tostring(answer, encoding="unicode"))
        if body.get("ToUserName") != said.user or body.get("FromUserName") != self.corp or not body.get("CreateTime"):
            raise Refusal(40058, "ToUserName, FromUserName or CreateTime is not as it must be")
        if kind not in PASSIVE or PASSIVE[kind] not in body:
            raise Refusal(40008, f"no passive answer of type {kind!r}")
        if kind.startswith("update_") != ("card" in said.more):
            raise Refusal(40008, f"{kind} does not answer this")
        if said.answer is None:
            said.answer = body
            self._show_passive(said, kind, body)

    def _show_passive(self, said: Said, kind: str, body: dict[str, Any]) -> None:
        if kind == "text":
            shown = {"msgtype": "text", "text": {"content": cut(body["Content"])}}
            self.wecom.show(
                said.user, self, "passive answer", shown, was_cut=shown["text"]["content"] != body["Content"]
            )
        elif "card" in said.more:
            said.more["card"].seen_by[said.user] = {"msgtype": kind, kind: body[PASSIVE[kind]]}
            said.more["card"].grew += 1
        else:
            part = body[PASSIVE[kind]]
            pages = part.get("item", []) if isinstance(part, dict) else []
            if not isinstance(part, dict) or (isinstance(pages, list) and len(pages) > 8):
                raise Refusal(40058, f"{PASSIVE[kind]} is empty or has more than 8 items")
            file = self.uploads.find(kind, part.get("MediaId", "")) if kind != "news" else None
            self.wecom.show(said.user, self, "passive answer", {"msgtype": kind, kind: part}, file=file)

    # What it says.

    def can_see(self, user: str) -> bool:
        """Whether a member is in the app's visible range."""
        return user in self.wecom.persons and (self.visible is None or user in self.visible)

    def send(self, body: Any) -> dict[str, Any]:
        """message/send. Raises Refusal; what WeCom cuts or drops without a word is cut or dropped, and kept as such."""
        kind = judge("message/send", body, *BESIDE, "duplicate_check_interval")
        self._check_agent(body)
        if not any(body.get(name) for name in ("touser", "toparty", "totag")):
            raise Refusal(82001, "no recipient")
        named = [user for user in str(body.get("touser") or "").split("|") if user]
        if len(named) > 1000:
            raise Refusal(40058, "touser has more than 1000 members")
        users = [user for user in self.wecom.persons if self.can_see(user)] if named == ["@all"] else named
        reached = [user for user in dict.fromkeys(users) if self.can_see(user)]
        if not reached:
            raise Refusal(81013, "all users, parties and tags are invalid")
        answer = {"msgid": self.wecom.number("APP"), "invaliduser": "|".join(u for u in users if not self.can_see(u))}
        if self._was_said(body):
            return answer
        seen = [self._show(user, kind, body) for user in reached]
        if kind == "template_card" and seen[0].card.get("task_id"):
            answer["response_code"] = self._response_code(seen[0])
        return answer

    def _check_agent(self, body: dict[str, Any]) -> None:
        if not isinstance(body.get("agentid"), int) or body["agentid"] != self.agent:
            raise Refusal(40056, f"invalid agentid {body.get('agentid')!r}")

    def _was_said(self, body: dict[str, Any]) -> bool:
        interval = body.get("duplicate_check_interval", 1800)
        if body.get("enable_duplicate_check", 0) not in (0, 1) or not 0 < interval <= 14400:
            raise Refusal(40058, "enable_duplicate_check or its interval is out of range")
        said = repr(sorted((name, repr(part)) for name, part in body.items()))
        was = self.repeated.get(said, -1.0) > self.wecom.now() - interval
        if not body.get("enable_duplicate_check"):
            return False
        self.repeated.setdefault(said, self.wecom.now())
        return was

    def _show(self, user: str, kind: str, body: dict[str, Any]) -> Heard:
        part = dict(body[kind])
        was_cut = kind == "text" and cut(part["content"]) != part["content"]
        if kind == "text":
            part["content"] = cut(part["content"])
        file = self.uploads.find(kind, part["media_id"]) if "media_id" in part else None
        is_over = self.rate.is_over(user)
        if was_cut or is_over:
            self.wecom.fault("message/send", 0, "the text was cut" if was_cut else f"{user} was sent too much, dropped")
        shown = {"msgtype": kind, kind: part}
        return self.wecom.show(user, self, "message/send", shown, file=file, was_cut=was_cut, was_dropped=is_over)

    def update(self, body: Any) -> None:
        """message/update_template_card: one use of a response_code within 72 hours. Raises Refusal."""
        if not isinstance(body, dict):
            raise Refusal(40058, "no object")
        self._check_agent(body)
        heard, until = self.responses.get(body.get("response_code", ""), (None, 0.0))
        if heard is None or self.wecom.now() > until:
            raise Refusal(40058, "invalid response_code")
        if ("button" in body) == ("template_card" in body):
            raise Refusal(40058, "either button or template_card")
        if "template_card" in body:
            judge_card(body["template_card"], "message/send")
            heard.body = {"msgtype": "template_card", "template_card": body["template_card"]}
        elif not (body["button"] or {}).get("replace_name"):
            raise Refusal(40058, "button.replace_name is missing")
        else:
            changed = {"msgtype": "update_button", "update_button": body["button"]}
            heard.seen_by |= dict.fromkeys(body.get("userids") or [heard.chat], changed)
        heard.grew += 1
        del self.responses[body["response_code"]]
