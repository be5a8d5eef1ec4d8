"""What a coordinator counts in a sentence: 总结1份、照片6张; each item with the notice's own name for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.dates import number
from handlers.lexicon import lexicon
from handlers.submissions import kinds
from storage.chat import MediaKind
from storage.notice.model import Material, MaterialKind
from storage.patterns import Late

_NUMBER = r"\d{1,4}|[一二三四五六七八九十两]{1,3}"
_MEASURE = r"份|张|个|段|篇|件|条|部|套|幅|则|幅|本"
_AFTER = Late(rf"(?P<name>[^\d、,;和及]{{1,20}}?)(?P<count>{_NUMBER}) ?(?:{_MEASURE})")
_BEFORE = Late(rf"(?P<count>{_NUMBER}) ?(?:{_MEASURE})(?P<name>[^\d、,;和及]{{1,20}})")
_LEADS = Late(rf"(?P<one>(?<![\d、,;和及一二三四五六七八九十两]))(?P<two>(?:{_NUMBER}) ?(?:{_MEASURE}))")
_FOLLOWS = Late(rf"(?P<one>(?<![、,;和及\d])(?:{_NUMBER}) ?(?:{_MEASURE}))(?P<two>(?=[^\d、,;]))")
_APART = r"\g<one>、\g<two>"
"""Several things in a row without a sign between them: 总结一份照片5张, 1份总结6张照片."""


@dataclass(frozen=True, slots=True)
class Item:
    """Some pieces of one kind. `material` is the notice's name for them, None where it knows none."""

    name: str
    count: int
    kind: MediaKind
    material: str | None


def read_items(words: str, materials: tuple[Material, ...]) -> tuple[Item, ...]:
    """Read what is counted in a sentence; () where nothing is, or where a part was not understood.

    A thing that is only named beside others that are counted is one: 总结和3张照片.
    """
    items: list[Item] = []
    is_counted = False
    words = (_LEADS if _LEADS.match(words) else _FOLLOWS).sub(_APART, words)
    for part in re.split(r"[、,;]|和|及|以及|还有|加", words):
        bare = part.strip(" 。.的共")
        if not bare:
            continue
        found = _AFTER.fullmatch(bare) or _BEFORE.fullmatch(bare)
        if not found and bare not in lexicon().groups:
            return ()
        is_counted |= found is not None
        items.append(item(found["name"].strip() if found else bare, number(found["count"]) if found else 1, materials))
    return tuple(items) if is_counted else ()


def item(name: str, count: int, materials: tuple[Material, ...]) -> Item:
    """Give one counted thing its kind, and the notice's name for it."""
    if any(word in name for word in kinds.PICTURE_WORDS):
        kind = MediaKind.IMAGE
    else:
        kind = MediaKind.VIDEO if any(word in name for word in kinds.FILM_WORDS) else MediaKind.FILE
    return Item(name, count, kind, _material(name, kind, materials))


def _material(name: str, kind: MediaKind, materials: tuple[Material, ...]) -> str | None:
    """The notice's own name: one that holds the word or is held by it, else means the same, else is the only one."""
    named = [one for one in materials if name in one.name or one.name in name]
    named = named or [one for one in materials if kinds.fits(name, one)]
    if named:
        return named[0].name
    wanted = MaterialKind.DOCUMENT if kind is MediaKind.FILE else MaterialKind.MEDIA
    alike = [one for one in materials if one.kind is wanted]
    is_plain = kind is not MediaKind.FILE or name in ("材料", "文档", "文件", "报告", "word", "Word")
    return alike[0].name if alike and is_plain else None
