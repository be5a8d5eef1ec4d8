"""What a rehearsal invents: files from their names, units from their types, always the same from the same."""

from __future__ import annotations

import hashlib
import io
import random
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from storage.roster import Entry

_FIXED = (2020, 1, 1, 0, 0, 0)
_SIDE = 320
_SENTENCES = (
    "本单位结合实际制定方案，明确分工，按时间节点推进各项活动。",
    "活动期间组织座谈交流、现场咨询和参观学习，参加人员反响良好。",
    "充分发挥专业优势，面向基层开展服务，解决了一批实际问题。",
    "下一步将总结经验，完善机制，推动活动常态长效开展。",
)


def invent_file(name: str) -> bytes:
    """Return the bytes of a file of that name: a real picture or paper where the ending says so."""
    chance = random.Random(hashlib.sha256(name.encode()).digest())  # noqa: S311 - the same name, the same bytes
    ending = PurePath(name).suffix.lower()
    if ending in {".jpg", ".jpeg"}:
        return _picture(chance, "JPEG")
    if ending in {".png", ".webp"}:
        return _picture(chance, ending[1:].upper())
    if ending == ".docx":
        return _paper(name, chance)
    if ending == ".mp4":
        return b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + chance.randbytes(4096)
    if ending == ".pdf":
        return b"%PDF-1.4\n%" + hashlib.sha256(name.encode()).hexdigest().encode() + b"\n%%EOF\n"
    return "\n".join([PurePath(name).stem, *_told(chance)]).encode()


def _picture(chance: random.Random, form: str) -> bytes:
    """A small picture of coloured fields, without any place in it."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_SIDE, _SIDE * 3 // 4), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = chance.randrange(_SIDE), chance.randrange(_SIDE)
        draw.rectangle((x, y, x + 60, y + 40), fill=tuple(chance.randrange(256) for _ in range(3)))
    data = io.BytesIO()
    picture.save(data, form)
    return data.getvalue()


def _paper(name: str, chance: random.Random) -> bytes:
    """A Word document with a heading and a few sentences; its archive bears no time of making."""
    import docx

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(*_FIXED)  # noqa: DTZ001
    document.add_heading(PurePath(name).stem, 1)
    for sentence in _told(chance):
        document.add_paragraph(sentence)
    written = io.BytesIO()
    document.save(written)
    settled = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(zipfile.ZipInfo(part, _FIXED), source.read(part), zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def _told(chance: random.Random) -> list[str]:
    """Sentences of a report in an order and with figures of their own."""
    told = chance.sample(_SENTENCES, len(_SENTENCES))
    return [*told, f"共开展活动{chance.randrange(2, 20)}场，参加{chance.randrange(50, 3000)}人次。"]


_PLACES = ("青溪", "石桥", "临湖", "白沙", "枫林", "东岭", "南浦", "云岗", "松江", "竹溪", "平湖", "长堤")
_PEOPLE = ("林岚", "贺川", "方晴", "苏禾", "江岳", "周舟", "温宁", "梁柏", "许言", "宋祁", "唐远", "叶知秋")
LEAST_UNITS = 6


def invent_units(unit_types: Sequence[str]) -> list[Entry]:
    """Invent two units for each type, at least six; each bears its type's word, so that its type is plain."""
    each = max(2, -(-LEAST_UNITS // max(len(unit_types), 1)))
    entries = []
    for number, kind in enumerate(kind for kind in unit_types for _ in range(each)):
        place = _PLACES[number % len(_PLACES)] + ("" if number < len(_PLACES) else str(number // len(_PLACES) + 1))
        person = _PEOPLE[number % len(_PEOPLE)] + ("" if number < len(_PEOPLE) else str(number // len(_PEOPLE) + 1))
        name = f"{place}{re.sub(r'[（(][^（）()]*[）)]', '', kind).removeprefix('各')}"
        entries.append(Entry(name, kind, liaison=person, phone=f"1380000{number + 1:04}"))
    return entries
