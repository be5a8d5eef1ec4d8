"""Feishu's error codes: each has its remedy, the number alone decides, and where waiting is asked for it says how long."""

from __future__ import annotations

import pytest

from bot.feishu.errors import (
    GONE,
    NO_REPLY,
    REFUSED_CONTENT,
    TOKEN_REFUSED,
    Answered,
    CardRefused,
    Code,
    ContentRefused,
    FeishuError,
    NoReply,
    check_answer,
    refusal,
)
from storage.errors import PlatformError, Remedy

REMEDIES = {
    Remedy.RETRY: [234041, 234042],
    Remedy.WAIT: [99991400, 99991403, 230020, 230049, 11232, 11233],
    Remedy.REFRESH: [99991661, 99991663, 99991668, 99991671],
    Remedy.CONFIGURATION: [99991401, 99991662, 99991672, 99991673, 99991679, 230006, 230027, 234007],
    Remedy.GIVE_UP: [
        99992351, 99992354, 99992361, 99992402, 230001, 230002, 232009, 230011, 230013, 230015, 230017, 230018, 230019, 230022, 230025, 230028,
        230029, 230031, 230034, 230035, 230038, 230053, 230054, 230055, 230071, 230072, 230075, 230099, 230101, 230110, 230111, 231001, 231003,
        234001, 234002, 234003, 234004, 234006, 234009, 234010, 234037, 234038, 234040, 234043, 300020, 300030, 300040, 300090, 12345,
    ],
}  # fmt: skip
GONE_FOR_GOOD = {230002, 232009, 230013, 230029, 230053}


@pytest.mark.parametrize(("remedy", "code"), [(remedy, code) for remedy, codes in REMEDIES.items() for code in codes])
def test_every_code_has_its_remedy(remedy, code):
    error = refusal("im/send", code, "ok, code 0, retry")
    assert (error.remedy, error.code, error.unknown) == (remedy, code, False)
    assert error.gone is (code in GONE_FOR_GOOD)
    assert str(error) == f"im/send: code {code}"
    assert (error.wait_seconds > 0) is (remedy is Remedy.WAIT)


def test_all_codes_with_a_name_are_in_this_table():
    told = {code for codes in REMEDIES.values() for code in codes}
    assert set(Code) | TOKEN_REFUSED | GONE | NO_REPLY | REFUSED_CONTENT <= told


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (230099, CardRefused), (230054, CardRefused), (230025, CardRefused), (230011, NoReply), (230019, NoReply), (230110, NoReply), (230071, NoReply), (230072, NoReply), (231003, NoReply), (230111, NoReply),
        (99992354, NoReply), (230022, ContentRefused), (230028, ContentRefused), (230002, FeishuError), (230020, FeishuError),
    ],
)  # fmt: skip
def test_what_can_be_said_otherwise_is_an_error_of_its_own(code, kind):
    error = refusal("im/send", code)
    assert type(error) is kind
    assert type(error.but(Remedy.RETRY)) is kind


def test_how_long_to_wait_is_what_the_answer_says_and_of_no_other_error():
    assert refusal("im/send", 99991400, wait_seconds=7.0).wait_seconds == 7
    assert refusal("im/send", 230001, wait_seconds=7.0).wait_seconds == 0


def test_what_is_wrong_with_a_card_is_kept():
    error = refusal(
        "im/send", 230099, "Failed to create card content, ext=ErrCode: 11310; ErrMsg: card table number over limit;"
    )
    assert (error.details.inner, str(error)) == (11310, "im/send: code 230099/11310")


@pytest.mark.parametrize(
    ("msg", "scopes"),
    [
        (
            "Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot, contact:user.base:readonly]. 应用尚未开通所需的应用身份权限：[im:message, im:message:send_as_bot, contact:user.base:readonly]，点击链接申请：https://open.feishu.cn/app",
            ("im:message", "im:message:send_as_bot", "contact:user.base:readonly"),
        ),
        ("Access denied.", ()),
        ("[<script>, 你好, A:B]", ()),
    ],
)
def test_the_scopes_that_are_missing_are_named(msg, scopes):
    assert refusal("im/send", Code.SCOPE_MISSING, msg).details.scopes == scopes
    assert refusal("im/send", Code.TOO_LONG, msg).details.scopes == ()


@pytest.mark.parametrize(
    ("msg", "caller"),
    [
        ("ip 203.0.113.9 is denied by app setting", "203.0.113.9"),
        ("ip [2001:db8::9] is denied", "2001:db8::9"),
        ("ip is denied by app setting", ""),
        ("ip is denied: at 12:30", ""),
    ],
)
def test_the_address_that_must_be_allowed_is_kept(msg, caller):
    assert refusal("token", Code.ADDRESS_NOT_ALLOWED, msg).details.caller == caller


def test_words_of_people_in_an_error_are_not_repeated_and_the_id_of_the_log_is():
    answer = {
        "code": 230001,
        "msg": "content '王一 13800000000' is invalid",
        "error": {"log_id": "2026020317214479BBF5C203"},
    }
    with pytest.raises(FeishuError) as caught:
        check_answer("im/send", answer)
    assert str(caught.value) == "im/send: code 230001, log 2026020317214479BBF5C203"
    assert str(refusal("im/send", 1, log_id="<b>13800000000")) == "im/send: code 1"


def test_an_answer_without_a_code_says_nothing():
    assert check_answer("im/send", {"code": 0, "data": {}})["data"] == {}
    for answer in ({}, {"code": "0"}, {"code": None}, {"code": True}):
        with pytest.raises(PlatformError) as caught:
            check_answer("im/send", answer)
        assert (caught.value.remedy, caught.value.unknown) == (Remedy.RETRY, True)


def test_an_unknown_error_of_the_servers_own_may_be_over_soon_and_a_known_one_is_what_it_is():
    for status, code, remedy, unknown in (
        (500, 2200, Remedy.RETRY, True),
        (400, 2200, Remedy.GIVE_UP, False),
        (500, 230002, Remedy.GIVE_UP, False),
    ):
        with pytest.raises(PlatformError) as caught:
            check_answer("im/send", {"code": code, "msg": "internal"}, Answered(status))
        assert (caught.value.remedy, caught.value.unknown) == (remedy, unknown)
