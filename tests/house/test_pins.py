"""The pins hold for the oldest pip they are installed with, Debian 12's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[(?P<extras>[\w,.-]+)\])?==", re.MULTILINE)
CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"


def pins() -> dict[str, set[str]]:
    """Each pinned package, with the extras that stand beside its pin."""
    found = PIN.finditer(CONSTRAINTS.read_text(encoding="utf-8"))
    return {canonicalize_name(pin["name"]): set((pin["extras"] or "").split(",")) for pin in found}


def wanted_by(name: str) -> Iterator[Requirement]:
    """What a package asks of others on this machine; nothing where it is for another one."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for one in map(Requirement, lines):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield one


def test_an_extra_that_one_package_wants_of_another_stands_beside_its_pin():
    """Without it that pip takes the newest version, not the pinned one, and refuses it for want of a hash."""
    pinned = pins()
    wanted = {
        (canonicalize_name(one.name), extra) for name in pinned for one in wanted_by(name) for extra in one.extras
    }
    assert ("coverage", "toml") in wanted
    assert not {(name, extra) for name, extra in wanted if extra not in pinned[name]}
