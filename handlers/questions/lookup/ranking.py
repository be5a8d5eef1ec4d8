"""Bigram BM25: which of many sentences share the rarest pairs of characters with what was said."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping

_K1, _B = 1.2, 0.5
_COMMON = 0.2
"""A pair that stands in more than this part of very many sentences tells nothing, and is not looked at."""
_MANY = 2_000


class Ranking:
    """The pairs of sentences, each sentence by its place; sentences may be added at the end."""

    def __init__(self, sentences: Iterable[frozenset[str]] = ()) -> None:
        self._places: dict[str, array[int]] = {}
        self._lengths = array("H")
        self._total = 0
        self.add(sentences)

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, sentences: Iterable[frozenset[str]]) -> None:
        """Take further sentences in."""
        for pairs in sentences:
            place = len(self._lengths)
            for pair in pairs:
                known = self._places.get(pair)
                if known is None:
                    self._places[pair] = array("I", (place,))
                else:
                    known.append(place)
            self._lengths.append(min(len(pairs), 65535))
            self._total += len(pairs)

    @property
    def rarest(self) -> float:
        """What a pair weighs that no sentence has."""
        return math.log(2 + 2 * len(self))

    def weight(self, pair: str) -> float:
        """How much a pair says: the fewer sentences hold it, the more; most of all if none does."""
        return math.log(1 + (len(self) + 0.5) / (len(self._places.get(pair, ())) + 0.5))

    def holds(self, pair: str) -> bool:
        """Whether any sentence has this pair."""
        return pair in self._places

    def best(self, terms: Mapping[str, float], most: int = 8) -> list[tuple[float, int]]:
        """Return weight and place of the best sentences, the best first; `terms` are pairs with their importance."""
        if not len(self):
            return []
        scores: dict[int, float] = {}
        mean = self._total / len(self) or 1.0
        for pair, places, important in self._found(terms):
            idf = self.weight(pair) * important * (_K1 + 1)
            for place in places:
                weight = idf / (1 + _K1 * (1 - _B + _B * self._lengths[place] / mean))
                scores[place] = scores.get(place, 0.0) + weight
        ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        return [(weight, place) for place, weight in ranked[:most]]

    def _found(self, terms: Mapping[str, float]) -> Iterator[tuple[str, array[int], float]]:
        """The terms that stand somewhere, without those that stand nearly everywhere."""
        most = len(self) * _COMMON if len(self) > _MANY else len(self)
        for pair, important in terms.items():
            places = self._places.get(pair)
            if places is not None and len(places) <= most:
                yield pair, places, important
