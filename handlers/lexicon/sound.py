"""Words known again by their sound, by their pinyin, or one character off: 邮厢, youxiang, 截之时间."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from handlers.lexicon.entries import Lexicon
from handlers.lexicon.reading import lexicon
from storage.patterns import Late

_TABLE = Path(__file__).parent / "pinyin.tsv"
_MEANT = Path(__file__).parent / "homophones.tsv"
_FLAT = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_NASAL = ("ang", "eng", "ing")
_LATIN = Late(r"(?<![a-z0-9@._/-])[a-z]{2,}(?: [a-z]+)*(?![a-z0-9@._/-])")
_LONGEST = 80
"""Characters of a message that are listened to: what is longer is no slip of a question."""
_LEAST_FOR_DISTANCE = 4
_LEAST_ALIKE = 3
"""Characters of long words that a window must hold to be a step from one."""

_ALIKE = (b"\1\1\1", b"\1\0\1\1", b"\1\1\0\1")
"""How they stand in it, one for each of them: without such a run a text has no word that is a step from one."""

_ANY = "?"
_EVERYDAY = frozenset(
    "的一是不了在人有我他这中大来上个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多"
    "天而能好都然没成只还事把看想被从问哪谁吗呢吧啊请给跟与及或但什几怎钱"
)
"""Characters that make a word with any neighbour: a pair that holds one is no slip of another word."""

_WHOLE = ("纸质", "书面", "电子", "素质", "性质", "物质", "项目", "院士", "博士", "护士")
"""Words that no slip begins within: 纸质书 is no 字数, 院士讲 no 时间."""

_STOPS = ",.?!的"
_ASKED_OF = ("多少", "是多少", "是什么", "地址", "号码", "给我", "给个", "发我", "发一下", "在哪", "有吗")
"""What is said of a thing that is asked for: 有箱地址 is no box that somebody has."""

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉"
    "岑薛雷贺倪汤滕殷罗毕郝邬安乐傅卞齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛狄贝臧戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅"
    "盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房丁邓单洪包左石崔吉龚程邢裴陆荣翁荀羊曲封储靳邴松段富巫乌焦巴牧山谷车侯全班仰秋"
    "仲伊宫宁仇栾甘武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲卓池乔闻党谭贡劳姬申扶堵冉宰雍桑桂牛边燕冀尚温庄晏柴瞿阎连茹习容向古易"
    "慎戈廖庾终居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂晁敖融冷訾辛那简饶空曾关查游权益岳"
)
"""What stands before two characters that are likely somebody's given name."""


class Sounds:
    """The words that are listened for, by how they sound."""

    def __init__(self, words: tuple[str, ...], meant: Iterable[str], known: Iterable[str] = ()) -> None:
        rows = tuple(_rows(_TABLE))
        self.readings = {char: sound for syllable, chars in rows for sound in (flat(syllable),) for char in chars}
        self.meant = frozenset(meant)
        self.by_sound: dict[str, str] = {}
        self.by_pinyin: dict[str, str] = {}
        self.mistyped: dict[str, str] = {}
        plain = {char: syllable for syllable, chars in rows for char in chars}
        for word in words:
            self.by_sound.setdefault(self.sound(word), word)
            self.by_pinyin.setdefault("".join(plain.get(char, char) for char in word), word)
            if len(word) >= _LEAST_FOR_DISTANCE:
                self.mistyped |= dict.fromkeys(_a_step_from(word), word)
        self.openings = frozenset(sound.partition(" ")[0] for sound in self.by_sound)
        self.known = frozenset((*words, *known))
        self.letters = frozenset(char for word in words if len(word) >= _LEAST_FOR_DISTANCE for char in word)

    def sound(self, word: str) -> str:
        """How a word sounds, without tones and without what dialects do not tell apart."""
        return " ".join(self.readings.get(char, char) for char in word)

    def respelt(self, said: str) -> str:
        """Write the words that were mistyped as they are meant; everything else stays."""
        if len(said) > _LONGEST:
            return said
        shown = _LATIN.sub(lambda found: self._spelt(found[0]), said)
        return self._nearest(self._by_ear(shown))

    def _spelt(self, latin: str) -> str:
        """Pinyin typed for its characters: lianxiren; none of it is changed unless all of it is known."""
        out, rest = "", latin.replace(" ", "")
        while rest:
            found = next((rest[:end] for end in range(len(rest), 3, -1) if rest[:end] in self.by_pinyin), None)
            if found is None:
                return latin
            out, rest = out + self.by_pinyin[found], rest[len(found) :]
        return out

    def _by_ear(self, said: str) -> str:
        """Put the right word where one of the same sound stands that is no word of its own."""
        heard = [self.readings.get(char, char) for char in said]
        at = 0
        while at < len(said) - 1:
            for length in (3, 2) if heard[at] in self.openings else ():
                window = said[at : at + length]
                word = self.by_sound.get(" ".join(heard[at : at + length]))
                if word and window != word and self._is_slip(said, at, word):
                    said = said[:at] + word + said[at + length :]
                    at += length - 1
                    break
            at += 1
        return said

    def _is_slip(self, said: str, at: int, word: str) -> bool:
        """Not a word that is meant, nor the end of one word and the beginning of another."""
        end = at + len(word)
        window = said[at:end]
        if window in self.meant or window in self.known or said[end - 1 : end + 1] in self.known:
            return False
        if at and (said[at - 1] in _SURNAMES or said[at - 1 : at + 1] in self.known):
            return False
        is_alone = (at == 0 or said[at - 1] in _STOPS) and said[end:].startswith(_ASKED_OF)
        return is_alone or not any(char in _EVERYDAY and char not in word for char in window)

    def _nearest(self, said: str) -> str:
        """Long words with one character wrong, missing, or in its neighbour's place."""
        alike = bytes(char in self.letters for char in said)
        if not any(run in alike for run in _ALIKE):
            return said
        for at, window in _windows(said):
            if sum(alike[at : at + len(window)]) < _LEAST_ALIKE:
                continue
            word = self._near(window)
            if word and word != window and word not in said:
                return said[:at] + word + said[at + len(window) :]
        return said

    def _near(self, window: str) -> str | None:
        """The long word that is one step away."""
        known = self.mistyped.get(window)
        if known or len(window) < _LEAST_FOR_DISTANCE:
            return known
        for at, char in enumerate(window):
            word = self.mistyped.get(window[:at] + _ANY + window[at + 1 :])
            if word and char not in _EVERYDAY and not self._is_of_word(window, at):
                return word
        return None

    def _is_of_word(self, window: str, at: int) -> bool:
        """The character belongs to a word of its own: 箱 in 邮箱地址 is no slip."""
        return window[at : at + 2] in self.known or window[max(at - 1, 0) : at + 1] in self.known


def _a_step_from(word: str) -> Iterator[str]:
    """A word with a character inside it missing, two that changed places, or any one of them another."""
    last = len(word) - 1
    yield from (word[:at] + word[at + 1 :] for at in range(1, last))
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(last))
    yield from (word[:at] + _ANY + word[at + 1 :] for at in range(last + 1))


def flat(syllable: str) -> str:
    """A syllable without what many do not tell apart: zh and z, ing and in."""
    for full, short in _FLAT:
        if syllable.startswith(full):
            syllable = short + syllable[2:]
    return syllable[:-1] if syllable.endswith(_NASAL) else syllable


@lru_cache(maxsize=1)  # of the lexicon in use
def _sounds(words: Lexicon) -> Sounds:
    meant = (word for _, row in _rows(_MEANT) for word in row.split())
    return Sounds(words.heard, meant, (*words.groups, *_WHOLE))


def respelt(said: str) -> str:
    """Write the words that were mistyped as they are meant."""
    return _sounds(lexicon()).respelt(said)


def sounds_as(word: str, other: str) -> bool:
    """Whether two words of one length sound alike, tones aside."""
    sounds = _sounds(lexicon())
    return len(word) == len(other) and sounds.sound(word) == sounds.sound(other)


def _windows(said: str) -> Iterator[tuple[int, str]]:
    """Every run of four characters, then of three: a character may be missing."""
    for length in (_LEAST_FOR_DISTANCE, _LEAST_FOR_DISTANCE - 1):
        yield from ((at, said[at : at + length]) for at in range(len(said) - length + 1))


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of a table of two columns."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, second = line.partition("\t")
            yield first, second
