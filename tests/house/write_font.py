"""Write storage/exports/fonts/chart.otf anew: `python -m tests.house.write_font`.

It wants an environment that has fontTools besides the bot, and Noto Sans CJK where Debian puts it (fonts-noto-cjk). The
font is data of ours from then on, under the licence of the original (SIL OFL 1.1), which lies beside it.

It holds the 3,755 characters of the first level of GB 2312, which is what names of materials, unit types and offices are
written with, and signs: some 800 kB, where both levels are 1,500 and the original 19,000. A name with any other
character is drawn with 〓 in its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from storage.exports.fonts import FONT, characters

ORIGINAL, SIMPLIFIED = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2
NAME = "Baosong Chart"
NAMES = {1: NAME, 3: NAME, 4: NAME, 6: NAME.replace(" ", "")}
"""Whoever looks at the font is told that it is not the original."""

TABLES = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
"""What Pillow does not look at where it lays out one line from left to right."""


def main() -> None:
    """Write the font; the same original gives the same bytes."""
    from fontTools import subset

    options: Any = subset.Options()
    options.font_number = SIMPLIFIED
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, *NAMES, 13, 14]
    options.notdef_outline = True
    options.drop_tables += TABLES
    font = subset.load_font(str(ORIGINAL), options)
    font.recalcTimestamp = False
    chosen = subset.Subsetter(options)
    chosen.populate(text="".join(sorted(characters())))
    chosen.subset(font)
    for row in font["name"].names:
        row.string = NAMES.get(row.nameID, str(row))
    subset.save_font(font, str(FONT), options)


if __name__ == "__main__":
    main()
