"""A thing of which it is asked whether it is there or given, and that no word of the notice names."""

from __future__ import annotations

from handlers.lexicon import lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.typed.details import in_full
from handlers.wording import questions as wording
from storage.patterns import Late

_GIVEN = Late(
    r"(?:有没有|有无|[给发附列]没[给发附列]|是否[有给发附列]|(?<!没)(?:[给发附列]|有)了?)"
    r"(?:[给发附列定写]|提供|规定)*[^,。;?]{0,6}$"
)
_GIVEN_AFTER = Late(
    r"(?:有没有|有无|有吗|有不|[给发附列]没[给发附列]|[给发附列]了?(?:吗|没有?|不)"
    r"|(?:[在去从到]?哪[里儿]?(?:能|可以)?[有找看查下领要]|(?:给|发)(?:给)?我))"
)
_FORMS = frozenset(("list", "plan", "proof", "paper"))


def absent(asked: Asked, lines: list[str]) -> tuple[str, ...]:
    """Say that a thing is not in the notice where what else is said has no word of it: 有没有给名单."""
    said, words = asked.u.said, lexicon()
    if asked.u.details or any(map(wording.is_left_open, lines)):
        return ()
    for found in words.things.finditer(said):
        is_asked = _GIVEN.search(said[: found.start()]) or _GIVEN_AFTER.match(said, found.end())
        if not is_asked or words.groups[found[0]] not in _FORMS or found[0] in asked.index.plain:
            continue
        if not any(found[0] in line for line in lines):
            return (wording.not_said(in_full(found[0], said, asked.index.vocabulary)),)
    return ()
