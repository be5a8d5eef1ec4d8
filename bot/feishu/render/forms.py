"""A form on a card, and what is said by sending it off: a sentence, as by a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.feishu.render import elements
from bot.feishu.render.elements import Element
from bot.feishu.render.fitting import octets
from scheduler.phrases import clipped
from storage.chat import FieldKind, Form, FormField

NAME = "form"
_SUBMIT = "submit"
_MOST_FIELDS, _MOST_OPTIONS, _LONGEST = 8, 60, 100
_OCTETS = 8000
_MOST_TYPED = 1000
"""Characters that a field takes at the most (input)."""


def element(form: Form, escape: Callable[[str], str]) -> Element | None:
    """Return a form as an element at the root of a card; None where it is too much for one."""
    if not _can_be_shown(form):
        return None
    names = {one.name: one.required for one in form.fields}
    button = elements.button(
        escape(form.label), {"says": elements.spoken(form.says), "fields": names}, "primary_filled", in_form=_SUBMIT
    )
    shown = [part for one in form.fields for part in _field(one, escape)]
    made: Element = {"tag": "form", "name": NAME, "vertical_spacing": "medium", "elements": [*shown, button]}
    return made if octets(made) <= _OCTETS else None


def pressed(action: Mapping[str, Any]) -> str | None:
    """Return the sentence that a callback's `action` says; None where it says none, or a field is empty that must not.

    It comes from outside: whatever is in it is a sentence that anybody may type as well.
    """
    value, filled = action.get("value"), action.get("form_value")
    says = value.get("says") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(says, str) or not says.strip():
        return None
    names = value.get("fields")
    if not isinstance(names, Mapping):
        return says
    fields = tuple(FormField(str(name), "", required=must is True) for name, must in names.items())
    return Form(says, fields).sentence(filled if isinstance(filled, Mapping) else {})


def makes(form: Form | None, sentence: str) -> bool:
    """Whether a sentence is one of those that a form makes: it begins with what is filled in nowhere."""
    beginning = form.says.partition("；")[0].partition("{")[0] if form else ""
    return bool(beginning) and sentence.startswith(elements.spoken(beginning))


def _field(one: FormField, escape: Callable[[str], str]) -> list[Element]:
    """What stands for a field: what is chosen has its label above it, what is typed bears it itself."""
    rules: Element = {"name": one.name, "required": one.required, "width": "fill"}
    if one.placeholder:
        rules["placeholder"] = elements.plain(escape(one.placeholder))
    if one.kind is FieldKind.TEXT:
        typed = {"input_type": "multiline_text", "rows": 2, "max_length": _MOST_TYPED}
        return [{"tag": "input", **rules, "label": elements.plain(escape(one.label)), **typed}]
    options = [
        {"text": elements.plain(clipped(escape(option), _LONGEST)), "value": elements.spoken(option)}
        for option in one.options
    ]
    label: Element = {"tag": "div", "text": elements.plain(escape(one.label))}
    return [label, {"tag": "select_static", **rules, "options": options}]


def _can_be_shown(form: Form) -> bool:
    """No more fields and choices than a card takes, each with words, and with names that tell them apart."""
    names = {one.name for one in form.fields} - {NAME, _SUBMIT}
    every = [*form.fields]
    told_apart = len(names) == len(every) and all(name.isidentifier() for name in names)
    labels = [form.label, *(one.label for one in every)]
    options = [option for one in every for option in one.options]
    worded = all(text.strip() for text in (*labels, *options)) and all(len(text) <= _LONGEST for text in labels)
    chosen = all(0 < len(one.options) == len(set(one.options)) for one in every if one.kind is FieldKind.CHOICE)
    return 0 < len(every) <= _MOST_FIELDS and len(options) <= _MOST_OPTIONS and told_apart and worded and chosen
