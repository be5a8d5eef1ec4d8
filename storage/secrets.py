"""Marks of secrecy: found before anything is kept, in what was said, in a file's name, in a paper's first words.

Only marks are found, never the talk about them: 「涉密的不能传吧」 is a question, 「机密★1年」 is a mark.
"""

from __future__ import annotations

import re
import unicodedata

_LOOKED_AT = 4000
_SIGN = re.compile("[密部电份№]")
"""A mark bears one of these; most texts bear none, and need not be looked through mark by mark."""

_MARKS = (
    (
        "绝密",
        re.compile(r"绝密\s*[★☆*]|(?:^|[\s【\[(《])绝密(?:\s*[\])】》]|级?\s*$|级?[\s._-]+|\s*\d+\s*年)", re.MULTILINE),
    ),
    (
        "机密",
        re.compile(r"机密\s*[★☆*]|(?:^|[\s【\[(《])机密(?:\s*[\])】》]|级?\s*$|级?[\s._-]+|\s*\d+\s*年)", re.MULTILINE),
    ),
    ("秘密", re.compile(r"秘密\s*[★☆*]|(?:^|[\s【\[(《])秘密(?:\s*[\])】》]|级?\s*$|[._-]|\s*\d+\s*年)", re.MULTILINE)),
    (
        "内部资料",
        re.compile(
            r"内部(?:资料|文件|材料|刊物)\s*[,，、:：·]?\s*(?:注意保存|请勿外传|不得外传|严禁外传|妥善保管|请勿公开)"
        ),
    ),
    ("内部资料", re.compile(r"(?:^|[【\[(])(?:内部资料|内部文件|内部使用|工作秘密)(?:[\])】]|\s*$)", re.MULTILINE)),
    ("明传电报", re.compile(r"内?部?明传电报|明电\s*[〔\[(]|发电(?:单位|时间)?\s*[:：].{0,40}等级", re.DOTALL)),
    ("份号", re.compile(r"(?:^|\n)\s*份\s*号\s*[:：]?\s*\d{3,}|(?:^|\n)\s*№\s*\d{6}\s*\n")),
)


def mark_of(text: str) -> str | None:
    """Return the kind of mark that a text bears near its beginning, None where it bears none."""
    folded = unicodedata.normalize("NFKC", text[:_LOOKED_AT])
    if not _SIGN.search(folded):
        return None
    for kind, pattern in _MARKS:
        if pattern.search(folded):
            return kind
    return None
