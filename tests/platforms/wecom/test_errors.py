"""WeCom's error codes: each has its remedy, the number alone decides, and where waiting is asked for it says how long."""

from __future__ import annotations

import pytest

from bot.wecom.errors import GONE, TOKEN_REFUSED, Code, check_answer, refusal
from storage.errors import PlatformError, Remedy

REMEDIES = {
    Remedy.RETRY: [-1, 6000, 45033],
    Remedy.WAIT: [45009],
    Remedy.REFRESH: [40001, 40014, 42001, 40007, 846609],
    Remedy.CONFIGURATION: [40013, 40056, 48002, 50001, 60011, 60020, 80001, 85005, 93019, 853000],
    Remedy.GIVE_UP: [
        40003, 60111, 40004, 40005, 40006, 40008, 40009, 40010, 40011, 40058, 40063, 41001, 44004, 45002, 81013, 82001, *range(86001, 86009),
        *range(86215, 86225), 93000, 93004, 93006, 93008, 600039, 846605, 846608, 851008, 851013, 851014, 853001, 853006, 12345,
    ],
}  # fmt: skip
GONE_FOR_GOOD = {40003, 60111, 81013, 93000, 93004, 93006, 93008, *range(86001, 86009), *range(86215, 86225)}


@pytest.mark.parametrize(("remedy", "code"), [(remedy, code) for remedy, codes in REMEDIES.items() for code in codes])
def test_every_code_has_its_remedy(remedy, code):
    error = refusal("message/send", code, "ok, errcode 0, retry")
    assert (error.remedy, error.code, error.unknown) == (remedy, code, False)
    assert error.gone is (code in GONE_FOR_GOOD)
    assert str(error) == f"message/send: errcode {code}"


def test_frequency_waits_a_minute_first():
    assert refusal("message/send", Code.TOO_OFTEN).wait_seconds == 60


def test_all_codes_with_a_name_are_in_this_table():
    told = {code for codes in REMEDIES.values() for code in codes}
    assert set(Code) | TOKEN_REFUSED | GONE <= told


@pytest.mark.parametrize(
    ("errmsg", "caller"),
    [
        (
            "not allow to access from your ip, hint: [1], from ip: 203.0.113.9, more info at https://example.cn",
            "203.0.113.9",
        ),
        ("not allow, from ip: 2001:db8::9, more", "2001:db8::9"),
        ("not allow to access from your ip", ""),
        ("from ip: <script>", ""),
    ],
)
def test_the_address_that_must_be_allowed_is_kept(errmsg, caller):
    assert refusal("agent/get", Code.ADDRESS_NOT_ALLOWED, errmsg).caller == caller


def test_words_of_people_in_an_error_are_not_repeated():
    assert "王一" not in str(refusal("message/send", 40058, "content '王一 13800000000' exceeds max length"))


def test_an_answer_without_a_code_is_accepted_and_one_that_says_nothing_is_not():
    assert check_answer("ping", {"errcode": 0}) == {"errcode": 0}
    assert check_answer("aibot/response", {"body": 1}) == {"body": 1}
    for answer in ({"errcode": "0"}, {"errcode": None}, {"errcode": [1]}):
        with pytest.raises(PlatformError) as caught:
            check_answer("message/send", answer)
        assert caught.value.unknown
