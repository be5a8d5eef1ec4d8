"""Ways to somebody as they are printed: phones, mailboxes, names; what looks like them and is none."""

from __future__ import annotations

import re

from storage.notice import words

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,60} ?@ ?[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,4}"
)
PHONE = re.compile(
    r"(?<![\dA-Za-z@._-])(?<!(?<!\d)/)(?:\(?0\d{2,3}\)?(?:-{1,2}| )?\d{7,8}|1[3-9]\d(?:[- ]?\d{4}){2}"
    r"|\d{7,8}|400-?\d{3}-?\d{4})"
    r"(?:\s?\(?(?:转|-)\d{1,6}\)?)?(?![\dA-Za-z@])(?!\s*(?:\(传真\)|平方|万|元))"
)
_NO_PHONE = re.compile(
    r"(?:QQ|qq|群|微信|邮编|邮政编码|编号|账号|帐号|代码|会议号|编码)[^,。;\d]{0,6}:?\s*\d[\d ]*"
    r"|\d{7,8}(?=\.[A-Za-z])"
)
HEADED_OFFICE = re.compile(
    rf"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9、]{{1,24}}?(?:{words.OFFICE_ENDS})(?:\([^()]{{1,24}}\))?"
)
_NO_OFFICE = {"含传真", "兼传真", "联系部门", "负责部门", "联系单位", "咨询部门", "各有关单位", "有关单位"}
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}$")
_ODD = re.compile(r"^\s*(0\d{2,3}-\d{5,6}|1[3-9]\d{7,8}|1[3-9]\d{10}|\d{5,6})(?![\d@A-Za-z-])")
"""A phone that is printed with too few or too many digits is kept, to be asked about."""

_DAY_NUMBER = re.compile(r"20\d\d(?:0[1-9]|1[0-2])[0-3]\d")


def emails(flat: str) -> list[str]:
    """The mailboxes of a text, blanks around their @ left out."""
    return list(dict.fromkeys(match.replace(" ", "") for match in EMAIL.findall(flat)))


def phones(flat: str) -> list[str]:
    """The phones of a text: no digits of a mailbox, of a group or of a date."""
    found = (match.strip() for match in PHONE.findall(_NO_PHONE.sub(" ", EMAIL.sub(" ", flat))))
    return list(dict.fromkeys(phone for phone in found if not _DAY_NUMBER.fullmatch(phone)))


def odd_phones(flat: str) -> list[str]:
    """A number behind the label of a phone that has too few or too many digits."""
    return _ODD.findall(EMAIL.sub(" ", flat))


def first_phone(flat: str) -> int | None:
    """Where the first phone of a text begins."""
    masked = EMAIL.sub(lambda match: "@" * len(match[0]), _NO_PHONE.sub(lambda match: " " * len(match[0]), flat))
    found = PHONE.search(masked)
    return found.start() if found else None


def is_office(text: str) -> bool:
    """Whether a text is an office's name and nothing else."""
    return bool(HEADED_OFFICE.fullmatch(text)) and text not in _NO_OFFICE


def names(flat: str) -> list[str]:
    """Persons: blanks inside a name of two characters are closed, titles are left out."""
    pieces: list[str] = []
    for piece in re.split(r"[\s、/]+", flat.strip()):
        if pieces and len(pieces[-1]) == 1 and len(piece) == 1:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    clean = [re.sub(r"(?<=..)(?:老师|同志|先生|女士|主任|科长|处长)$", "", piece) for piece in pieces]
    return [name for name in clean if _NAME.fullmatch(name) and not HEADED_OFFICE.fullmatch(name)]
