"""Notes that say nearly the same are pointed out to the leader.

Never gathered by themselves: automatic clusters of short notes were worse than none (tried).
"""

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from cachetools import LRUCache

MIN_SIMILARITY = 0.5  # share of words, of both notes together, that two notes have in common to be pointed out
BEGINNING = 5  # letters of a word that count: "kartan" and "kartor" are the same
MAX_COMPARED_PER_WORD = 40  # notes with a word that a new one is held against: a wall that says one thing stays cheap
MOST_WALLS = 400  # whose words are kept in memory


def significant_words(text: str) -> frozenset[str]:
    """The words of a note that say something, each by its beginning."""
    return frozenset(word[:BEGINNING] for word in re.findall(r"[^\W\d_]{4,}|\d+", text.casefold()))


class Likeness:
    """Which notes of a wall are alike. Asked again, it looks only at what has changed: walls grow note by note.

    A note is held against the latest MAX_COMPARED_PER_WORD that have one of its rarer words, so that each costs the
    same however many there are. A pair is missed only where each rarer word of its second is in more notes than that.
    """

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.words: dict[int, frozenset[str]] = {}
        self.numbers_by_word: dict[str, dict[int, None]] = defaultdict(dict)  # in the order that they came
        self.ranked_pairs: list[tuple[float, int, int]] = []  # minus the share, and the numbers, lower first

    def groups_in(self, texts: Mapping[int, str], most: int | None = None) -> list[tuple[int, int]]:
        """The pairs of notes that say most nearly the same, by number, most alike first; all of them without `most`."""
        self._forget({number for number, text in self.texts.items() if texts.get(number) != text})
        for number, text in texts.items():
            if number not in self.texts:
                self._add(number, text)
        return [(one, other) for _, one, other in self.ranked_pairs[:most]]

    def _forget(self, numbers: set[int]) -> None:
        for number in numbers:
            del self.texts[number]
            for word in self.words.pop(number):
                del self.numbers_by_word[word][number]
                if not self.numbers_by_word[word]:
                    del self.numbers_by_word[word]
        if numbers:
            self.ranked_pairs = [pair for pair in self.ranked_pairs if numbers.isdisjoint(pair[1:])]

    def _add(self, number: int, text: str) -> None:
        its = significant_words(text)
        rarest_first = sorted(its, key=lambda word: len(self.numbers_by_word.get(word, ())))
        telling = rarest_first[: len(its) // 2 + 1]  # whoever has half of the words has one of these
        met = {other for word in telling for other in self._latest_with(word)}
        for other in met:
            common = len(its & self.words[other])
            share = common / (len(its) + len(self.words[other]) - common)
            if share >= MIN_SIMILARITY:
                insort(self.ranked_pairs, (-share, min(number, other), max(number, other)))
        self.texts[number], self.words[number] = text, its
        for word in its:
            self.numbers_by_word[word][number] = None

    def _latest_with(self, word: str) -> "islice[int]":
        return islice(reversed(self.numbers_by_word.get(word, {})), MAX_COMPARED_PER_WORD)


_walls: LRUCache[int, Likeness] = LRUCache(MOST_WALLS)  # by step; only the reading thread asks


def similar_notes_in(step: int, texts: Mapping[int, str], most: int) -> list[tuple[int, int]]:
    """So many pairs of notes on a step's wall that say nearly the same, most alike first."""
    return _walls.setdefault(step, Likeness()).groups_in(texts, most)
