"""The words of the field, as data: what people ask, how they name things and units, how they mistype it.

Every `*.toml` here is read into one `Lexicon`; an installation may add a file of its own in the same form
(`[bot] lexicon` of its configuration), which is read last. What a file may hold:

- `[words]`: names for groups of alternatives, used as `<send>` in any pattern below; `<hanzi>`: of words;
- `[[cue]]` `topic`, `means`, `unless`: what asks for a topic; cues of one topic add up;
- `[[deed]]` `key`, `means`, `unless`: what tells of something done, or asks about it;
- `[[detail]]` `key`, `label`, `asked`, `said`, `of_thing`: a particular, how it is asked and how a notice settles it;
- `[[want]]` `key`, `asked`, `told`: a kind of value, how a question wants it and how a sentence shows it; `measures`;
- `alike`: words that say the same, a line each; `related`: what people say of a matter > what notices say of it;
- `[[amount]]` `label`, `measures`, `asked`: an amount that is asked for by a noun; `doubts`: whether one will do;
- `[things]`: what can be handed in, by what it is; `[same]`: what people say, and the notice's words for it;
- `[[kind]]` `shows`, `named`: a kind of unit, in the notice's words and in people's; `[short]`: 文旅 for 文化和旅游;
- `[[sort]]` `said`, `told`: a sort of unit that a notice's sentences tell apart more closely;
- `[[purpose]]` `label`, `said`, `told`, `apart`: what somebody in particular is asked about;
- `[[plain]]` `said`, `word`; `[slips]`: other spellings; `heard`: words that are known again by their sound;
- `empty`, `faint`, `elsewhere`, `campaign`, `headings`: see `subjects.toml`; `foreign`, `[[field]]`: `foreign.toml`.

Patterns are regular expressions over the spelling that `handlers.questions.typed.spelling.normalise` gives.
"""

from handlers.lexicon.alternatives import Alternatives
from handlers.lexicon.entries import HANZI, Detail, Field, Kind, Lexicon, Purpose, Sort, Want
from handlers.lexicon.reading import lexicon, use
from handlers.lexicon.topics import Topic

__all__ = [
    "HANZI",
    "Alternatives",
    "Detail",
    "Field",
    "Kind",
    "Lexicon",
    "Purpose",
    "Sort",
    "Topic",
    "Want",
    "lexicon",
    "use",
]
