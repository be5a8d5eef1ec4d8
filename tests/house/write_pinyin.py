"""Write handlers/lexicon/pinyin.tsv and homophones.tsv anew: `python -m tests.house.write_pinyin`.

It wants an environment that has pypinyin and jieba besides the bot. The tables are data of ours from then on; the bot
itself imports neither.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from handlers.lexicon import lexicon
from handlers.lexicon.sound import flat

FOLDER = Path(__file__).parents[2] / "handlers" / "lexicon"
MEANT = "# Words of the lexicon, and the words of the same sound that people mean when they write them.\n"
LEAST = 3
HEAD = "# The usual reading of each character of GB 2312, without tones: a syllable, a tab, its characters.\n"


def characters() -> list[str]:
    """Every character that GB 2312 knows."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [char for code in codes if len(char := code.decode("gb2312", "ignore")) == 1]


def write_readings() -> dict[str, str]:
    """Write the table of readings; return it."""
    from pypinyin import Style, lazy_pinyin

    spoken = defaultdict(list)
    for char in characters():
        spoken[lazy_pinyin(char, style=Style.NORMAL, v_to_u=False)[0]].append(char)
    rows = (f"{syllable}\t{''.join(spoken[syllable])}\n" for syllable in sorted(spoken))
    (FOLDER / "pinyin.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return {char: flat(syllable) for syllable, chars in spoken.items() for char in chars}


def write_homophones(readings: dict[str, str]) -> None:
    """Write which words of a dictionary sound like one that is listened for."""
    import jieba

    heard = lexicon().heard
    sounds = defaultdict(list)
    for word in heard:
        sounds[" ".join(readings[char] for char in word)].append(word)
    meant = defaultdict(list)
    for line in jieba.get_dict_file():
        word, count, *_ = line.decode().split(" ")
        if len(word) in (2, 3) and int(count) >= LEAST and word not in heard:
            for other in sounds.get(" ".join(readings.get(char, char) for char in word), ()):
                meant[other].append(word)
    rows = (f"{word}\t{' '.join(meant[word])}\n" for word in heard if meant[word])
    (FOLDER / "homophones.tsv").write_text(MEANT + "".join(rows), encoding="utf-8")


def main() -> None:
    write_homophones(write_readings())


if __name__ == "__main__":
    main()
