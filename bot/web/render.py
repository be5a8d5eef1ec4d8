"""From values to HTML: the templates' environment, and what a chat's entries look like on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import chart, qr
from bot.web import wording
from bot.web.history import Entry
from handlers.wording.submissions import reason
from scheduler.clock import BEIJING
from scheduler.phrases import day
from storage.wording import in_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent
STATIC = HERE / "static"
_ADDRESS = re.compile(r"https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+", re.ASCII)


@cache
def environment(*folders: Path) -> Environment:
    """Return the templates of these folders and of this one; everything in them is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(day=day, in_beijing=in_beijing, linked=linked, moment=wording.moment, size=wording.size)
    made.filters.update(drawn=chart.inline, in_words=in_words)
    made.filters.update(reason=reason, qr=lambda address: trusted(qr.svg(address)))
    return made


def page(environment: Environment, template: str, **values: Any) -> str:
    """Render one template."""
    return environment.get_template(template).render(**values)


def entry(environment: Environment, one: Entry, files: str) -> dict[str, str]:
    """Return an entry as the page's script takes it; `files` is the address below which its files lie."""
    html = page(environment, "entry.html", entry=one, files=files)
    return {"key": one.key, "version": one.version, "client": one.client if one.own else "", "html": html}


def entries(environment: Environment, shown: Sequence[Entry], files: str) -> list[dict[str, str]]:
    """Return several entries so."""
    return [entry(environment, one, files) for one in shown]


def trusted(html: str) -> Markup:
    """Mark what a template of ours has rendered already, so that it is not escaped twice."""
    from markupsafe import Markup

    return Markup(html)  # noqa: S704 - escaped when it was rendered


def linked(text: str) -> Markup:
    """Escape a line and make the addresses in it links."""
    from markupsafe import Markup, escape

    parts, last = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:)")
        parts += [escape(text[last : found.start()])]
        parts += [Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>').format(address)]
        last = found.start() + len(address)
    return Markup("").join([*parts, escape(text[last:])])


def in_beijing(value: datetime) -> datetime:
    """Turn an instant to Beijing time, in which people read it."""
    return value.astimezone(BEIJING)
