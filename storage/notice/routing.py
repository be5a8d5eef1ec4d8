"""Who is bound by what: from a unit type to its level, deadline, office, contact and materials."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from storage.notice.model import Contact, Deadline, Material


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit type owes under a notice: everything an answer, a reminder or a ledger needs.

    `unit_type` is the notice's own word. `owed` are documents and media of the binding level, `content`
    what is to be worked out inside them. `deadline` is the nearest one that binds the type.
    """

    unit_type: str
    level: int
    deadline: Deadline | None
    deadlines: tuple[Deadline, ...]
    office: str | None
    contact: Contact | None
    owed: tuple[Material, ...]
    content: tuple[Material, ...]


def fold(text: str) -> str:
    """Fold width, case, spaces, brackets, punctuation and a leading 各 or 有关, so that only the words are compared."""
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"^(?:各|有关|相关)+", "", bare)
