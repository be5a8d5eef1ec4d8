"""The properties of every component of card JSON 2.0: what is not named here is an error."""

from __future__ import annotations

from typing import Any

from tests.platforms.feishu.record import CARD_INPUTS
from tests.platforms.shapes import WHATEVER, Between, Kept, Many, Misshapen, One, Part, Text, hold

ANY, MUST = Text(), Text(must=True)
FLAG = One((True, False))
_COLOURS = (
    "default neutral grey black white blue wathet indigo turquoise green lime yellow orange red carmine purple violet"
)
COLOURS = _COLOURS.split()
COLOUR = Text(form=rf"(?:{'|'.join(COLOURS)})(?:-\d{{2,3}})?|rgba\([\d., %]+\)|cus-\d+")
_TEMPLATES = "blue wathet turquoise green yellow orange red carmine violet purple indigo grey default"
TEMPLATES = _TEMPLATES.split()
_SIZES = (
    "heading-0 heading-1 heading-2 heading-3 heading-4 heading normal notation xxxx-large xxx-large xx-large "
    "x-large large medium small x-small"
)
SIZES = _SIZES.split()
TEXT_SIZE = Text(form=rf"{'|'.join(SIZES)}|cus-\d+")
ALIGN = One(("left", "center", "right"))
STANDS = One(("top", "center", "bottom"))
PIXELS = Text(form=r"(?:-?\d{1,2}(?:px)?)(?: -?\d{1,2}(?:px)?){0,3}")
FOUR_PIXELS = Text(form=r"\d{1,2}px(?: \d{1,2}px){3}|\d{1,2}px")
SPACING = Text(form=r"small|medium|large|extra_large|\d{1,2}px")
WIDTH = Text(form=r"default|fill|auto|weighted|\d{1,3}px")
COMMON = {"element_id": Text(form=r"[A-Za-z][A-Za-z0-9_]{0,19}"), "margin": PIXELS}
FLOW = {
    "direction": One(("vertical", "horizontal")),
    "vertical_spacing": SPACING,
    "horizontal_spacing": SPACING,
    "horizontal_align": ALIGN,
    "vertical_align": STANDS,
    "padding": PIXELS,
}
LOCALIZED = Part(dict.fromkeys(("zh_cn", "en_us", "ja_jp", "zh_hk", "zh_tw"), ANY))
STYLED = {"text_size": TEXT_SIZE, "text_color": COLOUR, "text_align": ALIGN, "lines": Between(1, 100)}


def worded(*tags: str, must: bool = False) -> Part:
    """A text in a component."""
    return Part({"tag": One(tags, must=True), "content": ANY, "i18n_content": LOCALIZED, **STYLED}, must=must)


PLAIN, PLAIN_MUST = worded("plain_text"), worded("plain_text", must=True)
RICH, RICH_MUST = worded("plain_text", "lark_md"), worded("plain_text", "lark_md", must=True)
ICON = Part(
    {
        "tag": One(("standard_icon", "custom_icon"), must=True),
        "token": ANY,
        "color": COLOUR,
        "img_key": ANY,
        "size": PIXELS,
    }
)
URLS = {"pc_url": ANY, "ios_url": ANY, "android_url": ANY}


def _behavior(value: Any, where: str) -> None:
    """One behavior: what a callback carries is an object, never a text."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "callback":
        hold(value, Part({"type": ANY, "value": WHATEVER}), where)
        if not isinstance(value.get("value"), dict):
            raise Misshapen(f"{where}.value", "is no object")
    elif kind == "open_url":
        address = Text(must=True, form=r"(?:https?|lark)://\S+")
        hold(value, Part({"type": ANY, "default_url": address, **URLS}), where)
    else:
        raise Misshapen(where, f"has no type {kind!r}")


BEHAVIORS = Many(Kept(_behavior), 2)
CONFIRM = Part({"title": PLAIN_MUST, "text": PLAIN_MUST})
ACTED = {
    "name": Text(must=False, chars=100),
    "behaviors": BEHAVIORS,
    "confirm": CONFIRM,
    "disabled": FLAG,
    "hover_tips": PLAIN,
    "disabled_tips": PLAIN,
    "width": WIDTH,
}
FILLED = {**ACTED, "placeholder": PLAIN, "required": FLAG}
OPTION = Part({"text": RICH_MUST, "value": MUST, "icon": ICON})
OPTIONS = Many(OPTION, 200, unique="value", must=True)
PERSONS = Many(Part({"value": MUST}), 200, least=0)
BORDER = Part({"color": COLOUR, "corner_radius": Text(form=r"\d{1,2}px")})
CHILDREN = {"elements": Many(WHATEVER, 200, must=True)}
PANEL_HEADER = Part(
    {
        "title": worded("plain_text", "markdown", must=True),
        "background_color": COLOUR,
        "vertical_align": STANDS,
        "padding": FOUR_PIXELS,
        "position": One(("top", "bottom")),
        "width": One(("fill", "auto", "auto_when_fold")),
        "icon": ICON,
        "icon_position": One(("left", "right", "follow_text")),
        "icon_expanded_angle": One((-180, -90, 90, 180)),
    },
    must=True,
)
COLUMN = {"width": WIDTH, "weight": Between(1, 5), "background_style": COLOUR, "action": WHATEVER, **FLOW, **CHILDREN}
TABLE_COLUMN = Part(
    {
        "name": MUST,
        "display_name": ANY,
        "data_type": One(("text", "lark_md", "markdown", "number", "options", "persons", "date"), must=True),
        "width": Text(form=r"auto|(?:[89]\d|[1-5]\d\d|600)px|\d{1,3}%"),
        "horizontal_align": ALIGN,
        "vertical_align": STANDS,
        "format": Part({"precision": Between(0, 10), "symbol": ANY, "separator": FLAG}),
        "date_format": ANY,
    }
)
HEADER_STYLE = Part(
    {
        "text_align": ALIGN,
        "text_size": TEXT_SIZE,
        "text_color": One(("default", "grey")),
        "background_style": One(("none", "grey")),
        "bold": FLAG,
        "lines": Between(1, 100),
    }
)
_CHARTS = "bar line area pie scatter radar gauge funnel wordCloud common linearProgress circularProgress"
CHARTS = _CHARTS.split()
_BUTTONS = "default primary danger text primary_text danger_text primary_filled danger_filled laser"
BUTTONS = _BUTTONS.split()

COMPONENTS: dict[str, dict[str, Any]] = {
    "markdown": {"content": MUST, "text_size": TEXT_SIZE, "text_align": ALIGN, "icon": ICON, "i18n_content": LOCALIZED},
    "div": {
        "text": RICH,
        "fields": Many(Part({"is_short": FLAG, "text": RICH_MUST}), 20),
        "icon": ICON,
        "width": WIDTH,
    },
    "hr": {},
    "img": {
        "img_key": MUST,
        "alt": PLAIN_MUST,
        "title": RICH,
        "mode": One(("fit_horizontal", "crop_center")),
        "scale_type": One(("crop_center", "crop_top", "fit_horizontal")),
        "size": ANY,
        "corner_radius": ANY,
        "transparent": FLAG,
        "preview": FLAG,
    },
    "img_combination": {
        "combination_mode": One(("double", "triple", "bisect", "trisect", "nine"), must=True),
        "img_list": Many(Part({"img_key": MUST}), 9, least=2, must=True),
        "corner_radius": ANY,
        "combination_transparent": FLAG,
    },
    "person": {
        "user_id": MUST,
        "user_id_type": One(("open_id", "user_id", "union_id")),
        "style": One(("normal", "capsule")),
        "show_name": FLAG,
        "show_avatar": FLAG,
        "size": One(("extra_small", "small", "medium", "large")),
    },
    "person_list": {
        "persons": Many(Part({"id": MUST}), 100, must=True),
        "show_name": FLAG,
        "show_avatar": FLAG,
        "size": One(("extra_small", "small", "medium", "large")),
        "lines": Between(1, 100),
        "drop_invalid_user_id": FLAG,
        "icon": ICON,
    },
    "table": {
        "page_size": Between(1, 10),
        "row_height": Text(form=r"low|middle|high|auto|\d{2,3}px"),
        "row_max_height": Text(form=r"\d{2,3}px"),
        "freeze_first_column": FLAG,
        "header_style": HEADER_STYLE,
        "columns": Many(TABLE_COLUMN, 50, unique="name", must=True),
        "rows": Many(WHATEVER, 10000, least=0, must=True),
    },
    "chart": {
        "aspect_ratio": One(("1:1", "2:1", "4:3", "16:9")),
        "height": Text(form=r"auto|\d{3}px"),
        "color_theme": One(("brand", "rainbow", "complementary", "converse", "primary")),
        "preview": FLAG,
        "chart_spec": WHATEVER,
    },
    "column_set": {
        "flex_mode": One(("none", "stretch", "flow", "bisect", "trisect")),
        "horizontal_spacing": SPACING,
        "horizontal_align": ALIGN,
        "background_style": COLOUR,
        "action": Part({"multi_url": Part({"url": MUST, **URLS}, must=True)}),
        "columns": Many(WHATEVER, 20, must=True),
    },
    "column": COLUMN,
    "collapsible_panel": {
        "expanded": FLAG,
        "background_color": COLOUR,
        "border": BORDER,
        "header": PANEL_HEADER,
        **FLOW,
        **CHILDREN,
    },
    "interactive_container": {
        "width": WIDTH,
        "height": ANY,
        "background_style": COLOUR,
        "has_border": FLAG,
        "border_color": COLOUR,
        "corner_radius": ANY,
        "border": BORDER,
        **{name: rule for name, rule in ACTED.items() if name not in ("width", "name")},
        "behaviors": Many(Kept(_behavior), 2, must=True),
        **FLOW,
        **CHILDREN,
    },
    "form": {"name": MUST, **FLOW, **CHILDREN},
    "button": {
        **ACTED,
        "text": PLAIN,
        "type": One(tuple(BUTTONS)),
        "size": One(("tiny", "small", "medium", "large")),
        "icon": ICON,
        "form_action_type": One(("submit", "reset")),
        "required": FLAG,
    },
    "input": {
        **FILLED,
        "label": PLAIN,
        "label_position": One(("top", "left")),
        "default_value": ANY,
        "max_length": Between(1, 1000),
        "input_type": One(("text", "multiline_text", "password")),
        "rows": Between(1, 100),
        "auto_resize": FLAG,
        "max_rows": Between(1, 100),
        "show_icon": FLAG,
    },
    "select_static": {
        **FILLED,
        "type": One(("default", "text")),
        "options": OPTIONS,
        "initial_option": ANY,
        "initial_index": Between(0, 200),
    },
    "multi_select_static": {
        **FILLED,
        "type": One(("default", "text")),
        "options": OPTIONS,
        "selected_values": Many(MUST, 200, least=0),
    },
    "select_person": {**FILLED, "type": One(("default", "text")), "options": PERSONS, "initial_option": ANY},
    "multi_select_person": {
        **FILLED,
        "type": One(("default", "text")),
        "options": PERSONS,
        "selected_values": Many(MUST, 200, least=0),
    },
    "date_picker": {**FILLED, "initial_date": Text(form=r"\d{4}-\d\d-\d\d"), "type": One(("default", "text"))},
    "picker_time": {**FILLED, "initial_time": Text(form=r"\d\d:\d\d"), "type": One(("default", "text"))},
    "picker_datetime": {**FILLED, "initial_datetime": Text(form=r"\d{4}-\d\d-\d\d \d\d:\d\d"), "type": ANY},
    "checker": {
        **ACTED,
        "checked": FLAG,
        "text": RICH,
        "overall_checkable": FLAG,
        "button_area": WHATEVER,
        "checked_style": Part({"show_strikethrough": FLAG, "opacity": Between(0, 1)}),
        "padding": PIXELS,
    },
    "overflow": {
        **ACTED,
        "options": Many(Part({"text": PLAIN_MUST, "value": ANY, "multi_url": WHATEVER}), 20, must=True),
        "value": WHATEVER,
    },
}
INTERACTIVE = CARD_INPUTS | {"button"}
CONTAINERS = frozenset({"column_set", "collapsible_panel", "interactive_container", "form"})
