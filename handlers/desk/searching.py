"""A coordinator looks something up in all notices: 「查通知 志愿服务」, the best sentences with their places."""

from __future__ import annotations

from collections.abc import Collection

from handlers import commands
from handlers.context import Context
from handlers.questions.lookup.passages import Passage, passages_of, searchable, shortened
from handlers.questions.lookup.ranking import Ranking
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.spelling import normalise
from handlers.wording import searching as wording
from scheduler.phrases import titled
from storage.chat import Reply, ReplyKind
from storage.editions import notice_of
from storage.notice.model import Notice
from storage.patterns import Late
from storage.unit_of_work import Work

_SEARCH = Late(r"(?:查|搜|搜索|查找|查询)(?:一下)?(?:通知|文件|原文)[:, ]*(?P<words>.{2,40})")
_MOST_CAMPAIGNS = 500
_MOST_SENTENCES = 200_000
_MOST_LOOKED_AT, _MOST_SHOWN = 50, 5


class Shelf:
    """The sentences of editions that were looked through before: an edition never changes, so they never age."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.ranking = Ranking()
        self.passages: list[tuple[str, Passage]] = []
        self._digests: set[str] = set()

    def put(self, digest: str, notice: Notice) -> None:
        """Take an edition in, once; where there would be too many sentences, begin anew."""
        if digest in self._digests:
            return
        if len(self.passages) > _MOST_SENTENCES:
            self._begin()
        sentences = searchable(passages_of(notice))
        self.ranking.add(passage.pairs for passage in sentences)
        self.passages += [(digest, passage) for passage in sentences]
        self._digests.add(digest)

    def find(self, words: str, digests: Collection[str]) -> list[tuple[str, Passage]]:
        """Return the best sentences of these editions, the best first."""
        ranked = self.ranking.best(terms_of(normalise(words)), most=_MOST_LOOKED_AT)
        return [self.passages[place] for _, place in ranked if self.passages[place][0] in digests][:_MOST_SHOWN]


_shelf = Shelf()


def is_search(context: Context) -> bool:
    """A coordinator wants to find something in the notices."""
    return commands.said_by_coordinator(_SEARCH)(context)


def search(context: Context, work: Work) -> Reply:
    """Quote the sentences that fit best, newest notices and closed ones alike, each with its notice and place."""
    no = commands.refusal(context)
    if no:
        return no
    notices: dict[str, Notice] = {}
    for campaign in work.campaigns.find(work.campaigns.c.taken_back_at.is_(None))[-_MOST_CAMPAIGNS:]:
        if campaign.edition_id is not None:
            digest = work.editions.digest_of(campaign.edition_id)
            notices[digest] = notice_of(work, campaign)
            _shelf.put(digest, notices[digest])
    words = commands.part(commands.match(_SEARCH, context), "words")
    found = _shelf.find(words, notices)
    lines = [
        wording.found(titled(notices[digest]), passage.number, passage.title, shortened(passage.text))
        for digest, passage in found
    ]
    return Reply(ReplyKind.ANSWER, tuple(lines) or (wording.nothing(words),))
