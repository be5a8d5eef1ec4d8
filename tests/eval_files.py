"""Renders each notice of a folder as .docx, .pdf and scanned .pdf, and says whether they are read as their text is.

    python tests/eval_files.py FOLDER [--score SCORER] [--only PREFIX] [--keep FOLDER]

A notice is NAME.txt with its label NAME.json. The Word file and the PDF must give what `notice parse --json` gives for
the text, apart from line numbers and blanks; the scans must reach 0.95 of the text's mean F1. It is scored with the
`compare` and `FIELDS` of a scorer (by default `score.py` beside the folder); where there is none, or no label, against
what was read from the text. Exit status 0: all of it holds.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from storage.documents import read_document
from storage.notice.parser import read
from storage.notice.printed import as_json
from tests import papers

LEAST = 0.95
PLACES = ("lines", "source", "first_line", "last_line")
FIELDS = ("title", "doc_number", "issuers", "issued_on", "theme", "deadlines", "contacts", "routes", "materials")


def reading(data, name):
    """What `notice parse --json` prints of a file."""
    return as_json(read(read_document(data, name).lines))


def bare(value):
    """What was read, without where it stands and without blanks."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [bare(each) for each in value]
    return "".join(value.split()) if isinstance(value, str) else value


def folded(value):
    """What was read, without the width of its signs, punctuation and case too."""
    if isinstance(value, dict):
        return {key: folded(each) for key, each in value.items() if key not in (*PLACES, "doubts")}
    if isinstance(value, list):
        return [folded(each) for each in value]
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", value)).lower() if isinstance(value, str) else value


class Score:
    """Hits, what should be found and what was found, field by field, over all notices."""

    def __init__(self, scorer):
        self.compare, self.fields = (scorer.compare, scorer.FIELDS) if scorer else (agreement, FIELDS)
        self.counts = {field: Counter() for field in self.fields}

    def add(self, gold, found):
        for field, (hits, wanted, given) in self.compare(gold, found).items():
            self.counts[field].update(hits=hits, wanted=wanted, given=given)

    @property
    def mean(self):
        return sum(f1(**counts) for counts in map(dict, self.counts.values())) / len(self.fields)


def f1(hits=0, wanted=0, given=0):
    return 2 * hits / (wanted + given) if wanted or given else 1.0


def agreement(gold, found):
    """How many values of each field are the same: (hits, wanted, given)."""
    counted = {}
    for field in FIELDS:
        want, have = (
            Counter(
                json.dumps(each, sort_keys=True)
                for each in (value if isinstance(value, list) else [value] if value else [])
            )
            for value in (folded(gold.get(field)), folded(found.get(field)))
        )
        counted[field] = ((want & have).total(), want.total(), have.total())
    return counted


def loaded(path):
    """The scorer at a path; None where there is none."""
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--score", type=Path, help="a scorer with `compare` and `FIELDS`")
    parser.add_argument("--only", default="", help="only notices whose names begin so")
    parser.add_argument("--keep", type=Path, help="keep the rendered files in this folder")
    chosen = parser.parse_args()
    if not papers.can_recognise():
        print("needs the extra ocr and a font with Chinese signs (fonts-noto-cjk)", file=sys.stderr)
        return 2
    scorer = loaded(chosen.score or chosen.folder.parent / "score.py")
    texts, scans = Score(scorer), Score(scorer)
    different = 0
    for path in sorted(chosen.folder.glob(f"{chosen.only}*.txt")):
        different += judged(path, chosen.keep, texts, scans, has_scorer=scorer is not None)
    share = scans.mean / texts.mean if texts.mean else 0.0
    print(
        f"read differently from .docx or .pdf: {different}; mean F1 of the texts {texts.mean:.3f}, of the scans {scans.mean:.3f}, share {share:.3f}"
    )
    return 1 if different or share < LEAST else 0


def judged(path, keep, texts, scans, *, has_scorer):
    """Render one notice and read it three times; how many of the two exact formats differ."""
    data = path.read_bytes()
    lines = read_document(data, path.name).lines
    text = reading(data, path.name)
    label = path.with_suffix(".json")
    gold = json.loads(label.read_text(encoding="utf-8")) if has_scorer and label.exists() else text
    texts.add(gold, text)
    different = 0
    said = []
    for ending, made in (
        (".docx", papers.as_docx(lines)),
        (".pdf", papers.as_pdf(lines)),
        (".scan.pdf", papers.as_scan(lines)),
    ):
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{path.stem}{ending}").write_bytes(made)
        began = time.process_time()
        found = reading(made, f"{path.stem}{ending}")
        seconds = time.process_time() - began
        if ending == ".scan.pdf":
            scans.add(gold, found)
            is_same = folded(found) == folded(text)
        else:
            is_same = bare(found) == bare(text)
            different += not is_same
        said.append(f"{ending} {'same' if is_same else 'DIFFERENT'} ({seconds:.2f} s CPU)")
    print(f"{path.name}: {', '.join(said)}", flush=True)
    return different


if __name__ == "__main__":
    sys.exit(main())
