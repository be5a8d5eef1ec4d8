"""From the files of the lexicon, and an installation's own, to one `Lexicon`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from handlers.lexicon.alternatives import Alternatives
from handlers.lexicon.entries import HANZI, Amount, Deeds, Detail, Field, Kind, Lexicon, Purpose, Sort, Want
from handlers.lexicon.topics import Topic
from storage.errors import Misconfigured
from storage.patterns.late import Late
from storage.patterns.needs import expanded

_HERE = Path(__file__).parent
_HANZI = Late(rf"{HANZI}{{2,}}")
_OTHER = ("foreign", "field", "elsewhere", "purpose", "sort")
"""Lists of what is no campaign's, or of somebody else."""

_OF_VALUES = ("want", "measures", "alike", "related", "amount", "doubts")
"""Lists of what is wanted, and of words that say the same."""

_OF_DEEDS = ("deed", "others", "unit", "look", "product", "left")
"""Words about what is done with anything."""

_LISTS = (
    "cue",
    "deed",
    "detail",
    "kind",
    "plain",
    "empty",
    "faint",
    *_OTHER,
    *_OF_VALUES,
    "campaign",
    "headings",
    "heard",
)
_HEADED = "(?:^|[,，;；。:：])[^,，;；。:：]{0,6}(?:%s)[^,，;；。:：]{0,3}[:：]"
_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)"
_TABLES = ("words", "same", "things", "slips", "short")
_own: list[Path] = []


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the words in use, reading them the first time. Raises Misconfigured."""
    files = [*sorted(_HERE.glob("*.toml")), *_own]
    try:
        return _compiled(_merged(tomllib.loads(path.read_text(encoding="utf-8")) for path in files))
    except (OSError, ValueError, re.error, LookupError, TypeError, AttributeError) as error:
        raise Misconfigured(_wrong(files[-1], error)) from error


def _wrong(path: Path, error: Exception) -> str:
    """Which file cannot be read, and why."""
    return f"词库文件 {path} 有误：{error}。写法见 handlers/lexicon 中的各文件。"


def use(*own: Path) -> None:
    """Read these files as well, from now on; at once, so that what is wrong in them is said at the start.

    Raises Misconfigured.
    """
    if own or _own:
        _own[:] = own
        lexicon.cache_clear()
    known = lexicon()
    try:
        for pattern in _patterns(known) if own else ():
            re.compile(pattern.pattern)
    except re.error as error:
        raise Misconfigured(_wrong(own[-1], error)) from error


def _patterns(value: Any) -> Iterator[Late]:
    """Every pattern of a lexicon: none is compiled sooner than it is needed."""
    if isinstance(value, Late):
        yield value
    elif isinstance(value, Alternatives):
        yield from (one for one in value.patterns if isinstance(one, Late))
    elif isinstance(value, tuple):
        for one in value:
            yield from _patterns(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _patterns(getattr(value, part.name))


def _merged(read: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """All files in one: lists follow each other, in tables the later word holds."""
    out: dict[str, Any] = {**{name: [] for name in _LISTS}, **{name: {} for name in _TABLES}}
    for values in read:
        for name, value in values.items():
            if name in _LISTS:
                out[name] += value
            elif name == "things":
                for group, things in value.items():
                    out[name][group] = f"{out[name].get(group, '')} {things}"
            else:
                out[name] |= value  # an unknown name is a KeyError
    return out


def _compiled(values: Mapping[str, Any]) -> Lexicon:
    groups = {thing: group for group, things in values["things"].items() for thing in things.split()}
    words = _words(values["words"], groups)
    late = partial(_late, words)
    return Lexicon(
        topics=tuple(dict.fromkeys(Topic(row["topic"]) for row in values["cue"])),
        means=Alternatives(((Topic(row["topic"]), row["means"]) for row in values["cue"]), words),
        unless=Alternatives(((Topic(row["topic"]), row.get("unless", ())) for row in values["cue"]), words),
        deeds=_deeds(values["deed"], words),
        details=tuple(_detail(one, late) for one in values["detail"]),
        asked=Alternatives(((one["key"], one["asked"]) for one in values["detail"]), words),
        wants=tuple(_want(one, late) for one in values["want"]),
        wanted=Alternatives(((one["key"], one["asked"]) for one in values["want"]), words),
        **_of_values(values, words),
        kinds=tuple(Kind(late(one["shows"]), late(one["named"])) for one in values["kind"]),
        sorts=tuple(Sort(late(one["told"])) for one in values["sort"]),
        purposes=tuple(_purpose(one, late) for one in values["purpose"]),
        sorts_said=Alternatives(((at, one["said"]) for at, one in enumerate(values["sort"])), words),
        purposes_said=Alternatives(((at, one["said"]) for at, one in enumerate(values["purpose"])), words),
        purposes_told=Alternatives(((at, one["told"]) for at, one in enumerate(values["purpose"])), words),
        same=Alternatives(((means, (said,)) for said, means in values["same"].items()), words),
        plain=Alternatives((((one["said"], one["word"]), (one["said"],)) for one in values["plain"]), words),
        slips=(slips := {wrong: right for right, wrongs in values["slips"].items() for wrong in wrongs.split()}),
        heard=tuple(values["heard"]),
        short=values["short"],
        groups=groups,
        headings=frozenset(values["headings"]),
        empty=late(values["empty"]),
        faint=late(values["faint"]),
        foreign=Alternatives(((one, (one,)) for one in values["foreign"]), words),
        fields=tuple(Field(late(one["signs"]), late(one["own"])) for one in values["field"]),
        elsewhere=late(values["elsewhere"]),
        campaign=late(values["campaign"]),
        things=late(_longest_first(groups)),
        slipped=late(re.escape(wrong) for wrong in _longest_first(slips)),
        spoken=frozenset(_pairs(values)),
        words=words,
    )


def _of_values(values: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """What can be counted, how amounts are asked for, and words that say the same."""
    return {
        "measures": _others_of(values["measures"]),
        "alike": _others_of(values["alike"]),
        "related": _told_of(values["related"]),
        "amounts": tuple(Amount(one["label"], tuple(one["measures"].split())) for one in values["amount"]),
        "amounted": Alternatives(((at, one["asked"]) for at, one in enumerate(values["amount"])), words),
        "doubts": Alternatives((("", values["doubts"]),), words),
    }


def _late(words: Mapping[str, str], patterns: Iterable[str]) -> Late:
    return Late(expanded("|".join(patterns), words))


def _deeds(rows: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> Deeds:
    told, untold = ([(row["key"], row.get(name, ())) for row in rows] for name in ("means", "unless"))
    return Deeds(Alternatives(told, words), Alternatives(untold, words))


def _detail(one: Mapping[str, Any], late: Callable[[Iterable[str]], Late]) -> Detail:
    prefers = late(one["best"]) if "best" in one else None
    return Detail(one["key"], one["label"], late(one["said"]), one.get("of_thing", True), prefers)


def _purpose(one: Mapping[str, Any], late: Callable[[Iterable[str]], Late]) -> Purpose:
    is_apart, is_special = one.get("apart", False), one.get("special", True)
    return Purpose(one["label"], late(one["said"]), late(one["told"]), is_apart, is_special)


def _pairs(value: Any, name: str = "") -> Iterator[str]:
    """Every two neighbouring characters of the words in use, but for those of other subjects and other offices."""
    if isinstance(value, str):
        yield from (run[at : at + 2] for run in _HANZI.findall(value) for at in range(len(run) - 1))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pairs(key)
            yield from _pairs(inner, key)
    elif isinstance(value, list) and name not in (*_OTHER, *_OF_VALUES, *_OF_DEEDS):
        for inner in value:
            yield from _pairs(inner)


def _want(one: Mapping[str, Any], late: Callable[[Iterable[str]], Late]) -> Want:
    return Want(one["key"], late(one["told"]), one.get("label", ""), Late(_HEADED % one.get("head", "(?!)")))


def _others_of(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each word of some lines with all words of those that it stands in, the longest first."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for word in line.split():
            found.setdefault(word, set()).update(line.split())
    return {word: tuple(_longest_first(others)) for word, others in found.items()}


def _told_of(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each word that is said of a matter with the words that notices have for it: said > told."""
    found: dict[str, set[str]] = {}
    for line in lines:
        said, told = line.split(">")
        for word in said.split():
            found.setdefault(word, set()).update(told.split())
    return {word: tuple(_longest_first(others)) for word, others in found.items()}


def _words(groups: Mapping[str, list[str]], things: Iterable[str]) -> dict[str, str]:
    """What `<send>` and the like stand for; one may stand in another that comes later."""
    words = {"hanzi": HANZI, "number": _NUMBER, "thing": f"(?:{'|'.join(_longest_first(things))})"}
    for name, alternatives in groups.items():
        words[name] = f"(?:{expanded('|'.join(alternatives), words)})"
    return words


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=len, reverse=True)
