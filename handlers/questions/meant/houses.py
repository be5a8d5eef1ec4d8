"""A body that is named alone, of which the asker's own office is a department: 科协 for 市科协学会部."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from handlers.questions.asker import Asker
from handlers.questions.lookup.index import Index
from handlers.questions.meant.entities import Entities
from storage.patterns import Late

_HOUSE = Late(
    r"[省市县区校]?(?P<house>科协|[\u4e00-\u9fff]{2,6}[局委厅]|[\u4e00-\u9fff]{0,6}[学协]会)(?=[\u4e00-\u9fff])"
)
"""The body of which an office is a department: 市科协学会部."""

_REACHED_AT = Late(
    r"(?:那[边里头]|这[边里])?的?(?:电话|邮箱|联系|地址|座机|号码|手机|收件|对接|在(?:哪|什么)|[在是]?哪[栋个座层]|几[楼栋层])"
)
"""How or where a body is reached that was named: 科协那边地址在哪."""


def without_house(said: str, found: Entities, index: Index, asker: Asker) -> Entities:
    """Without the types that are such a body, asked how it is reached: 科协电话 asked by a society."""
    own = index.duty(asker.unit_type) if found.types and asker.unit_type else None
    house = _HOUSE.match(own.office) if own and own.office else None
    if house is None:
        return found
    whole = _reached(house["house"])
    return replace(found, types=tuple(one for one in found.types if not whole.match(said, one.at)))


@lru_cache(maxsize=64)
def _reached(house: str) -> Late:
    """A body that is named alone, and how it is reached."""
    return Late(rf"(?<![校县区级业厂学]){house}{_REACHED_AT.pattern}")
