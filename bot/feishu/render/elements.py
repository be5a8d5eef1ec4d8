"""Elements of a card, JSON 2.0: plain dicts without any property that Feishu does not know, for those are errors.

Pages: feishu-cards/card-json-v2-structure and card-json-v2-components on open.feishu.cn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.escaping import clean
from bot.feishu.render import wording

Element = dict[str, Any]

PAGE_OF_TABLE = 10
"""Rows that a table shows at once; the others are reached by turning its pages."""


def plain(text: str) -> Element:
    """A text without any format."""
    return {"tag": "plain_text", "content": text}


def spoken(says: str) -> str:
    """Return what a click will say: as it is written, but that it calls nobody, whoever reads a card's JSON."""
    return clean(says).replace("<", "\N{FULLWIDTH LESS-THAN SIGN}")


def markdown(text: str, size: str = "normal") -> Element:
    """A text with markdown."""
    return {"tag": "markdown", "content": text, "text_size": size}


def button(
    label: str, value: dict[str, Any], style: str = "default", *, warning: str = "", in_form: str = ""
) -> Element:
    """A button that calls back with an object; a `warning` asks first, `in_form` is its name where it sends one off."""
    made: Element = {
        "tag": "button",
        "text": plain(label),
        "type": style,
        "behaviors": [{"type": "callback", "value": value}],
    }
    if in_form:
        made |= {"name": in_form, "form_action_type": "submit"}
    if warning:
        made["confirm"] = {"title": plain(label), "text": plain(warning)}
    return made


def in_a_row(elements: Sequence[Element]) -> Element:
    """Elements beside each other, in as many rows as it takes on a narrow screen."""
    columns = [{"tag": "column", "width": "auto", "elements": [one]} for one in elements]
    return {"tag": "column_set", "flex_mode": "flow", "columns": columns}


def panel(title: str, elements: Sequence[Element]) -> Element:
    """What is shown once its title is pressed."""
    return {
        "tag": "collapsible_panel",
        "expanded": False,
        "header": {"title": plain(title)},
        "border": {"color": "grey", "corner_radius": "5px"},
        "padding": "8px 8px 8px 8px",
        "elements": list(elements),
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    """A table of plain texts; every row has as many cells as the head."""
    columns = [{"name": f"c{place}", "display_name": name, "data_type": "text"} for place, name in enumerate(head)]
    return {
        "tag": "table",
        "page_size": min(PAGE_OF_TABLE, max(1, len(rows))),
        "row_height": "auto",
        "header_style": {"background_style": "grey", "bold": True},
        "columns": columns,
        "rows": [{f"c{place}": cell for place, cell in enumerate(row)} for row in rows],
    }


def picture(said: str) -> Element:
    """A picture and what it says in words; its key is put in when it was uploaded."""
    return {"tag": "img", "img_key": "", "alt": plain(said)}


def code() -> Element:
    """A code to be scanned."""
    return {**picture(wording.CODE), "scale_type": "crop_center", "size": "large"}


def rule() -> Element:
    """A line between what was and what became of it."""
    return {"tag": "hr"}


def children(element: Element) -> list[Element]:
    """Return what stands in a container; nothing of what is none."""
    found: list[Element] = element.get("elements") or (element["columns"] if element["tag"] == "column_set" else [])
    return found


def walk(value: Any) -> Iterator[Element]:
    """Give every element of a card, containers before what is in them."""
    if isinstance(value, dict):
        if "tag" in value:
            yield value
        for one in value.values():
            yield from walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one)
