"""Feishu's figures and names: sizes, lives, rates, scopes, emoji, and refusals with what a gateway adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.platforms import double
from tests.platforms.shapes import DAY, KB, MB

TOKEN_LASTS, TOKEN_STAYS = 7200, 1800
"""The life of a token, and what must be left of it for the same to come back."""
TEXT_OCTETS, RICH_OCTETS = 150 * KB, 30 * KB
IMAGE_OCTETS, FILE_OCTETS, RESOURCE_OCTETS = 10 * MB, 30 * MB, 100 * MB
UUID_CHARS, UUID_LASTS = 50, 3600
CARD_LASTS = 14 * DAY
EDITS = 20
RECALL_LASTS = 365 * DAY
UPDATE_LASTS, UPDATE_USES = 1800, 2
REPUSHES = (15.0, 300.0, 3600.0, 21600.0)
ANSWERED_WITHIN, CHALLENGED_WITHIN = 3.0, 1.0
CONNECTIONS = 50
PER_CHAT = ((5, 1.0),)
PER_API = ((50, 1.0), (1000, 60.0))

SEND = ("im:message:send_as_bot", "im:message")
READ = ("im:message:readonly", "im:message")
GROUP = "im:message.group_msg"
AT, AT_BOTS, P2P = (
    "im:message.group_at_msg:readonly",
    "im:message.group_at_msg.include_bot:readonly",
    "im:message.p2p_msg:readonly",
)
REACTIONS = "im:message.reactions:read"
SCOPES = frozenset(
    {
        AT,
        P2P,
        GROUP,
        "im:message:send_as_bot",
        "im:message:readonly",
        "im:resource",
        "im:message.reactions:write_only",
        REACTIONS,
        "im:chat:readonly",
        "im:chat.members:read",
        "contact:user.basic_profile:readonly",
        "event:ip_list",
    }
)
"""All that a bot of the house asks for."""
MODEST = SCOPES - {GROUP}
"""The same without the one that needs an administrator's yes."""

EVERY_EMOJI = """
OK THUMBSUP THANKS MUSCLE FINGERHEART APPLAUSE FISTBUMP JIAYI DONE SMILE BLUSH LAUGH SMIRK LOL FACEPALM LOVE WINK
PROUD WITTY SMART SCOWL THINKING SOB CRY ERROR NOSEPICK HAUGHTY SLAP SPITBLOOD TOASTED GLANCE DULL INNOCENTSMILE
JOYFUL WOW TRICK YEAH ENOUGH TEARS EMBARRASSED KISS SMOOCH DROOL OBSESSED MONEY TEASE SHOWOFF COMFORT CLAP PRAISE
STRIVE XBLUSH SILENT WAVE WHAT FROWN SHY DIZZY LOOKDOWN CHUCKLE WAIL CRAZY WHIMPER HUG BLUBBER WRONGED HUSKY SHHH
SMUG ANGRY HAMMER SHOCKED TERROR PETRIFIED SKULL SWEAT SPEECHLESS SLEEP DROWSY YAWN SICK PUKE BETRAYED HEADSET
EatingFood MeMeMe Sigh Typing Lemon Get LGTM OnIt OneSecond VRHeadset YouAreTheBest SALUTE SHAKE HIGHFIVE
UPPERLEFT ThumbsDown SLIGHT TONGUE EYESCLOSED RoarForYou CALF BEAR BULL RAINBOWPUKE ROSE HEART PARTY LIPS BEER
CAKE GIFT CUCUMBER Drumstick Pepper CANDIEDHAWS BubbleTea Coffee Yes No OKR CheckMark CrossMark MinusOne Hundred
AWESOMEN Pin Alarm Loudspeaker Trophy Fire BOMB Music XmasTree Snowman XmasHat FIREWORKS REDPACKET FORTUNE LUCK
FIRECRACKER HEARTBROKEN POOP CLEAVER Soccer Basketball TV Movie Pumpkin BeamingFace Delighted ColdSweat
FullMoonFace Partying GoGoGo ThanksFace SaluteFace Shrug ClownFace HappyDragon
"""
EMOJI = frozenset(EVERY_EMOJI.split())


class Refusal(double.Refusal):
    """An answer with a code; `status` is the HTTP status it comes with, `more` what stands beside code and msg."""

    def __init__(self, code: int, why: str, status: int = 400, **more: Any) -> None:
        super().__init__(code, why)
        self.status = status
        self.more = more
        self.headers: dict[str, str] = {}


def card_refused(sub: int, why: str) -> Refusal:
    """What a card is refused with: 230099, and why in `ErrCode`."""
    return Refusal(230099, f"Failed to create card content, ext=ErrCode: {sub}; ErrMsg: {why}; ErrorValue: ; ")


@dataclass(frozen=True, slots=True)
class Api:
    """One API: its name here, its address, and the scopes of which one is needed."""

    way: str
    method: str
    path: str
    scopes: tuple[str, ...] = ()
    refused_with: int = 400
    """The HTTP status of its own refusals; the oldest APIs refuse with 200."""
