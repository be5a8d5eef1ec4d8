"""Judgement over a card of JSON 2.0: every property known, forms and tables where they may be, names and ids unique."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.cardshapes import (
    ANY,
    CHARTS,
    CHILDREN,
    COLOUR,
    COMMON,
    COMPONENTS,
    CONTAINERS,
    FLAG,
    FLOW,
    ICON,
    INTERACTIVE,
    LOCALIZED,
    MUST,
    PIXELS,
    PLAIN_MUST,
    RICH,
    RICH_MUST,
    TEMPLATES,
    URLS,
)
from tests.platforms.feishu.limits import Refusal, card_refused
from tests.platforms.feishu.record import elements, mentions
from tests.platforms.shapes import WHATEVER, Many, Misshapen, One, Part, hold

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App

MOST_ELEMENTS, MOST_TABLES, DEEPEST = 200, 5, 5
TABLE_IN_MARKDOWN = re.compile(r"^[^\n]*\|[^\n]*\n\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*$", re.MULTILINE)
PICTURES = {"double": 2, "triple": 3, "bisect": 4, "trisect": 6, "nine": 9}
HEADER = Part(
    {
        "title": RICH_MUST,
        "subtitle": RICH,
        "text_tag_list": Many(
            Part({"tag": One(("text_tag",), must=True), "text": PLAIN_MUST, "color": COLOUR, **COMMON}), 3, least=0
        ),
        "i18n_text_tag_list": WHATEVER,
        "template": One(tuple(TEMPLATES)),
        "icon": ICON,
        "padding": PIXELS,
    }
)
CONFIG = Part(
    {
        "update_multi": One((True,)),
        "enable_forward": FLAG,
        "enable_forward_interaction": FLAG,
        "width_mode": One(("compact", "fill", "default")),
        "use_custom_translation": FLAG,
        "streaming_mode": FLAG,
        "streaming_config": WHATEVER,
        "summary": Part({"content": ANY, "i18n_content": LOCALIZED}),
        "locales": Many(ANY, 20, least=0),
        "style": WHATEVER,
    }
)
CARD = Part(
    {
        "schema": One(("2.0",), must=True),
        "config": CONFIG,
        "card_link": Part({"url": MUST, **URLS}),
        "header": HEADER,
        "body": Part({**FLOW, **CHILDREN}, must=True),
    }
)

AT_ROOT = frozenset({"form", "table"})


@dataclass
class Judging:
    """What has been met in a card so far."""

    app: App
    names: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)


def judge_card(app: App, card: Any) -> None:
    """Hold a card to the rules of its format. Raises Refusal 230099 with the ErrCode."""
    if not isinstance(card, dict):
        raise card_refused(200621, "parse card json err, please check whether the card json is correct: no object")
    if card.get("schema") != "2.0":
        raise (
            card_refused(200830, "schemaV2 card can not change schemaV1")
            if "elements" in card
            else card_refused(200380 if card.get("type") == "template" else 200621, f"schema is {card.get('schema')!r}")
        )
    try:
        hold(card, CARD, "card")
        _judge_sizes(card)
        judging = Judging(app)
        for place, element in enumerate(card["body"]["elements"]):
            _judge(judging, element, f"body.elements[{place}]", ("body",))
    except Misshapen as wrong:
        raise card_refused(300301 if "element_id" in wrong.where else 200621, f"parse card json err: {wrong}") from None
    for called in mentions("interactive", card):
        if called != "all" and not app.knows(called):
            raise card_refused(100290, f"invalid user id in at or person: {called!r}")


def _judge_sizes(card: dict[str, Any]) -> None:
    every = list(elements(card))
    if len(every) > MOST_ELEMENTS:
        raise card_refused(300305, f"element exceeds the limit: {len(every)}")
    tables = sum(one["tag"] == "table" for one in every)
    texts = (one["content"] for one in every if one["tag"] == "markdown" and isinstance(one.get("content"), str))
    tables += sum(len(TABLE_IN_MARKDOWN.findall(text)) for text in texts)
    if tables > MOST_TABLES:
        raise card_refused(11310, f"card table number over limit: {tables}")


def _judge(judging: Judging, element: Any, where: str, inside: tuple[str, ...]) -> None:
    """One element and what is in it; `inside` are the containers around it."""
    tag = element.get("tag") if isinstance(element, dict) else None
    if tag not in COMPONENTS or (tag == "column") != (inside[-1] == "column_set"):
        raise card_refused(200861, f"not support tag: {tag!r} at {where}")
    if tag in AT_ROOT and inside != ("body",):
        raise card_refused(
            200621, f"type of element is not supported tag: {tag} stands at the root only, not at {where}"
        )
    within = (*inside, tag)
    if sum(one in CONTAINERS for one in within) > DEEPEST:
        raise card_refused(200621, f"more than {DEEPEST} containers inside each other at {where}")
    hold(element, Part({"tag": MUST, **COMMON, **COMPONENTS[tag]}), where)
    _judge_names(judging, element, where, in_form="form" in inside)
    OWN_RULES.get(tag, _nothing_more)(judging, element, where)
    for name in ("elements", "columns"):
        for place, child in enumerate(element.get(name, ()) if tag != "table" else ()):
            _judge(judging, child, f"{where}.{name}[{place}]", within)
    if tag == "form" and not any(one.get("form_action_type") == "submit" for one in elements(element)):
        raise Misshapen(where, "is a form without a button that submits it")


def _judge_names(judging: Judging, element: dict[str, Any], where: str, *, in_form: bool) -> None:
    if known := element.get("element_id"):
        if known in judging.ids:
            raise card_refused(300301, f"element_id {known} is not unique")
        judging.ids.add(known)
    name = element.get("name", "")
    if in_form and element["tag"] in INTERACTIVE and not name.strip():
        raise card_refused(200530, f"an interactive component of a form needs a name: {where}")
    if name in judging.names and name:
        raise card_refused(200530, f"the name {name} is not unique")
    judging.names.add(name)
    acts = element.get("behaviors") or in_form or element.get("disabled")
    if element["tag"] == "button" and not acts:
        raise Misshapen(where, "is a button that does nothing")
    for name in ("form_action_type", "required"):
        if element.get(name) and not in_form:
            raise Misshapen(f"{where}.{name}", "stands outside of a form")


def _nothing_more(judging: Judging, element: dict[str, Any], where: str) -> None:
    """Most components are no more than their properties."""


def _button(judging: Judging, button: dict[str, Any], where: str) -> None:
    if not button.get("text", {}).get("content", "").strip() and "icon" not in button:
        raise Misshapen(where, "is a button without words")


def _words(judging: Judging, div: dict[str, Any], where: str) -> None:
    if "text" not in div and "fields" not in div:
        raise Misshapen(where, "says nothing")


def _picture(judging: Judging, element: dict[str, Any], where: str) -> None:
    shown = [element["img_key"]] if element["tag"] == "img" else [one["img_key"] for one in element["img_list"]]
    if element["tag"] == "img_combination" and len(shown) != PICTURES[element["combination_mode"]]:
        raise Misshapen(where, f"has {len(shown)} pictures, not as many as {element['combination_mode']}")
    for key in shown:
        try:
            judging.app.find(key, "image")
        except Refusal as refusal:
            raise card_refused(200570, f"invalid image key {key} at {where}") from refusal


def _person(judging: Judging, element: dict[str, Any], where: str) -> None:
    named = [element["user_id"]] if element["tag"] == "person" else [one["id"] for one in element["persons"]]
    for one in named:
        if not judging.app.knows(one):
            raise card_refused(100290, f"invalid user id {one!r} at {where}")


def _select(judging: Judging, element: dict[str, Any], where: str) -> None:
    chosen = [*element.get("selected_values", ()), *filter(None, [element.get("initial_option")])]
    if set(chosen) - {one["value"] for one in element["options"]}:
        raise Misshapen(where, f"has nothing like {chosen} among its options")


def _table(judging: Judging, table: dict[str, Any], where: str) -> None:
    kinds = {column["name"]: column["data_type"] for column in table["columns"]}
    for place, row in enumerate(table["rows"]):
        if not isinstance(row, dict) or row.keys() - kinds.keys():
            raise card_refused(200914, f"table rows are invalid: {where}.rows[{place}] has other columns")
        for name, cell in row.items():
            if not _is_cell(kinds[name], cell):
                raise card_refused(200915, f"table rows data is invalid: {where}.rows[{place}].{name} is {cell!r}")


def _is_cell(kind: str, cell: Any) -> bool:
    if kind in ("number", "date"):
        return isinstance(cell, int | float) and not isinstance(cell, bool)
    if kind == "options" and isinstance(cell, list):
        return all(isinstance(one, dict) and one.keys() <= {"text", "color"} and one.get("text") for one in cell)
    return isinstance(cell, str) or (kind == "persons" and isinstance(cell, list))


def _chart(judging: Judging, chart: dict[str, Any], where: str) -> None:
    spec = chart.get("chart_spec")
    data = spec.get("data") if isinstance(spec, dict) else None
    try:
        hold(spec.get("type") if isinstance(spec, dict) else None, One(tuple(CHARTS)), f"{where}.chart_spec.type")
    except Misshapen as wrong:
        raise card_refused(200550, f"chart spec is invalid: {wrong}") from None
    for one in data if isinstance(data, list) else [data]:
        if not isinstance(one, dict) or not isinstance(one.get("values"), list):
            raise card_refused(200550, f"chart spec is invalid: {where}.chart_spec.data has no values")


OWN_RULES = {
    "button": _button,
    "div": _words,
    "img": _picture,
    "img_combination": _picture,
    "person": _person,
    "person_list": _person,
    "select_static": _select,
    "multi_select_static": _select,
    "table": _table,
    "chart": _chart,
}
