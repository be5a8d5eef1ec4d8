"""What a pattern cannot do without: words of which every match has one, read off the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_CLASS = r"\[(?:[^\]\\]|\\.)(?:[^\]\\]|\\.)*\]"
_INSIDE = rf"[^()\[\\]|\\.|{_CLASS}"
_GROUP = rf"\((?:{_INSIDE}|\((?:{_INSIDE}|\((?:{_INSIDE})*\))*\))*\)"
_PART = re.compile(
    r"(?P<word>(?:[^\\.^$*+?{}\[\]()|<](?![?*+{]))+)"
    rf"|(?:(?P<escaped>\\.)|(?P<set>{_CLASS})|(?P<group>{_GROUP})|<(?P<name>\w+)>|(?P<either>\|)|(?P<other>.))"
    r"(?P<repeated>[?*+]|\{\d*(?:,\d*)?\})?[?+]?",
    re.DOTALL,
)
"""One part of a pattern: some letters, a set of characters, a group at most three deep, a name of the lexicon."""

_WORDS = re.compile(r"[^\\.^$*+?{}\[\]()|<]+(?:\|[^\\.^$*+?{}\[\]()|<]+)*")
"""Nothing but words of which one stands there."""

_UNREAD = re.compile(r"\(\?[a-zA-Z(]|\\[xuUN0-9]")
"""Flags, conditions, references, numbers of characters: a pattern that has one of them is always tried."""

WRITTEN = re.compile(r"[\\.^$*+?{}\[\]()|<]")
"""What makes more of a pattern than its letters."""

_REPEATED = re.compile(r"(?:[?*+]|\{\d*(?:,\d*)?\})[?+]?")
"""How often what stands before it may stand."""

_OPENED = re.compile(r"\((?:\?:|(?!\?))")
"""How a group begins that matches something: no look ahead or behind."""

_NESTED = re.compile(rf"\\.|{_CLASS}|[()|]")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
_MOST = 256
"""Words of a group that are looked for; where there are more, one of them is nearly always said."""

_NOTHING, _ENOUGH, _MUCH = (0, 0), (2, -8), (2, -1)
"""How much is told by no words, by few of two characters, and by one of them: then no other part is looked at."""

Needs = tuple[str, ...]
"""Words of which every match of a pattern has one; () where none can be told."""


def expanded(template: str, words: Mapping[str, str]) -> str:
    """Put the groups of alternatives in their places."""
    if "<" in template:
        for name, alternatives in words.items():
            template = template.replace(f"<{name}>", alternatives)
    return template


def branches_of(pattern: str, words: Mapping[str, str]) -> Iterator[str]:
    """The patterns of which one is a pattern's match, as far as that can be told."""
    pattern = words.get(pattern[1:-1], pattern) if pattern[:1] == "<" else pattern
    if "|" not in pattern or not WRITTEN.search(pattern) or _UNREAD.search(pattern):
        yield pattern
        return
    while pattern.startswith("(?:") and pattern.endswith(")") and _end_of_group(pattern, 0) == len(pattern):
        pattern = pattern[3:-1]
    depth = start = 0
    for found in _NESTED.finditer(pattern):
        depth += (found[0] == "(") - (found[0] == ")")
        if found[0] == "|" and not depth:
            yield pattern[start : found.start()]
            start = found.end()
    yield pattern[start:]


def needs_of(pattern: str, words: Mapping[str, str]) -> Needs:
    """Return words of which every match of a pattern has one."""
    if _WORDS.fullmatch(pattern):
        return tuple(pattern.split("|"))
    if _UNREAD.search(pattern):
        return ()
    before: list[str] = []
    told: Needs = ()
    tells = _NOTHING
    for part in _parts(pattern):
        if part["either"]:
            if not told:
                return ()
            before, told, tells = [*before, *told], (), _NOTHING
        elif tells < _MUCH and (more := _telling(one := _of_part(part, words))) > tells:
            told, tells = one, more
    return (*before, *told) if told else ()


def some_needs_of(branch: str, words: Mapping[str, str]) -> list[Needs]:
    """Some of all that a pattern without alternatives needs, enough to go by; [] where nothing can be told."""
    if not WRITTEN.search(branch):
        return _pairs(branch)
    parts = [] if _UNREAD.search(branch) else list(_parts(branch))
    word = max((part["word"] or "" for part in parts), key=len, default="")
    if len(word) > 1:
        return _pairs(word)
    told: Needs = ()
    tells = _NOTHING
    for part in parts:
        if tells < _ENOUGH and (more := _telling(one := _of_part(part, words))) > tells:
            told, tells = one, more
    return [_beginnings(told)] if told else []


def all_needs_of(branch: str, words: Mapping[str, str]) -> list[Needs]:
    """All that a pattern without alternatives needs, each with its beginnings; of letters alone every two of them."""
    if not WRITTEN.search(branch):
        return _pairs(branch)
    if _UNREAD.search(branch):
        return []
    needs: list[Needs] = []
    for part in _parts(branch):
        if part["word"]:
            needs += _pairs(part["word"])
        elif 0 < len(one := _of_part(part, words)) <= _MOST:
            needs.append(_beginnings(one))
    return needs


def _beginnings(needs: Needs) -> Needs:
    """What words begin with, two characters of each."""
    return tuple(dict.fromkeys(word[:2] for word in needs))


def _parts(pattern: str) -> Iterator[re.Match[str]]:
    """The parts of a pattern, without the groups that are nested too deep to be read."""
    at = 0
    while part := _PART.match(pattern, at):
        at = _end_of_group(pattern, at) if part["other"] == "(" else part.end()
        if part["other"] != "(":
            yield part


def _end_of_group(pattern: str, begins: int) -> int:
    """Where the bracket closes that opens at a place, and what says how often it may stand."""
    depth = 0
    for found in _NESTED.finditer(pattern, begins):
        depth += (found[0] == "(") - (found[0] == ")")
        if not depth:
            repeated = _REPEATED.match(pattern, found.end())
            return repeated.end() if repeated else found.end()
    return len(pattern)


def _pairs(letters: str) -> list[Needs]:
    """Every two letters that stand side by side, each as what is needed; one alone is a need, too."""
    return [(letters[at : at + 2],) for at in range(max(len(letters) - 1, 1))]


def _telling(needs: Needs) -> tuple[int, int]:
    """Long words tell more than short ones, and few more than many."""
    return (min(map(len, needs)), -len(needs)) if 0 < len(needs) <= _MOST else _NOTHING


def _of_part(part: re.Match[str], words: Mapping[str, str]) -> Needs:
    """What one part of a pattern needs."""
    text = part[0]
    if part["word"]:
        return (text,)
    if (part["repeated"] or "").startswith(_MAY_BE_MISSING):
        return ()
    if part["group"]:
        opened = _OPENED.match(text)
        return needs_of(part["group"][opened.end() : -1], words) if opened else ()
    if part["set"]:
        return () if re.search(r"[\\^-]", part["set"]) else tuple(part["set"][1:-1])
    if part["name"]:
        return _of_words(words[part["name"]]) if part["name"] in words else ()
    letter = part["escaped"] or part["other"]
    return () if (letter[-1].isalnum() and len(letter) > 1) or letter in ".^$" else (letter[-1],)


@lru_cache(maxsize=32)
def _of_words(alternatives: str) -> Needs:
    """What a group of the lexicon's needs."""
    return needs_of(alternatives, {})
