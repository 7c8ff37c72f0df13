"""Notes that say nearly the same are pointed out to the leader.

Never gathered by themselves: automatic clusters of short notes were worse than none (tried).
"""

import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Mapping

ALIKE = 0.5  # share of words, of both notes together, that two notes have in common to be pointed out
BEGINNING = 5  # letters of a word that count: "kartan" and "kartor" are the same
MOST_WALLS = 400  # whose words are kept in memory


def words(text: str) -> frozenset[str]:
    """The words of a note that say something, each by its beginning."""
    return frozenset(word[:BEGINNING] for word in re.findall(r"[^\W\d_]{4,}|\d+", text.casefold()))


class Likeness:
    """Which notes of a wall are alike. Asked again, it looks only at what has changed: walls grow note by note."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.said: dict[int, frozenset[str]] = {}
        self.by_word: dict[str, set[int]] = defaultdict(set)
        self.shares: dict[tuple[int, int], float] = {}

    def of(self, texts: Mapping[int, str]) -> list[tuple[int, int]]:
        """Pairs of notes that say nearly the same, by number, most alike first."""
        self._forget({number for number, text in self.texts.items() if texts.get(number) != text})
        for number, text in texts.items():
            if number not in self.texts:
                self._add(number, text)
        return sorted(self.shares, key=lambda pair: (-self.shares[pair], pair))

    def _forget(self, numbers: set[int]) -> None:
        for number in numbers:
            del self.texts[number]
            for word in self.said.pop(number):
                self.by_word[word].discard(number)
        if numbers:
            self.shares = {pair: share for pair, share in self.shares.items() if numbers.isdisjoint(pair)}

    def _add(self, number: int, text: str) -> None:
        its = words(text)
        common = Counter(other for word in its for other in self.by_word[word])
        for other, shared in common.items():
            share = shared / (len(its) + len(self.said[other]) - shared)
            if share >= ALIKE:
                self.shares[min(number, other), max(number, other)] = share
        self.texts[number], self.said[number] = text, its
        for word in its:
            self.by_word[word].add(number)


_walls: OrderedDict[int, Likeness] = OrderedDict()  # by step; only the reading thread asks


def alike_in(step: int, texts: Mapping[int, str]) -> list[tuple[int, int]]:
    """Pairs of notes on a step's wall that say nearly the same, most alike first."""
    wall = _walls.pop(step, None) or Likeness()
    _walls[step] = wall
    if len(_walls) > MOST_WALLS:
        _walls.popitem(last=False)
    return wall.of(texts)


def alike(texts: Mapping[int, str]) -> list[tuple[int, int]]:
    """The same of any notes."""
    return Likeness().of(texts)
