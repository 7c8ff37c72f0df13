"""What holds on a wall; pure."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from math import ceil

ALIKE = 0.5  # share of words, of both notes together, that two notes have in common to be pointed out
BEGINNING = 5  # letters of a word that count: "kartan" and "kartor" are the same


@lru_cache(2_000)
def words(text: str) -> frozenset[str]:
    """The words of a note that say something, each by its beginning."""
    return frozenset(word[:BEGINNING] for word in re.findall(r"[^\W\d_]{4,}|\d+", text.casefold()))


def alike(texts: Mapping[int, str]) -> list[tuple[int, int]]:
    """Pairs of notes that say nearly the same, by number, most alike first.

    Pointed out, never gathered by themselves: automatic clusters of short notes were worse than none (tried).
    """
    said = {number: words(text) for number, text in texts.items()}
    common = Counter(word for its in said.values() for word in its)
    by_word: dict[str, list[int]] = {}
    for number, its in said.items():
        # Two that are alike share half of each one's words, so they meet in the rarest ones: a note's other words,
        # which half the wall may use, need not be looked at.
        for word in sorted(its, key=lambda word: (common[word], word))[: len(its) - ceil(ALIKE * len(its)) + 1]:
            by_word.setdefault(word, []).append(number)
    near = {pair for numbers in by_word.values() for pair in combinations(sorted(numbers), 2)}
    shares = {(one, two): len(said[one] & said[two]) / len(said[one] | said[two]) for one, two in near}
    return sorted((pair for pair, share in shares.items() if share >= ALIKE), key=lambda pair: (-shares[pair], pair))


def ranks(counts: Mapping[str, int]) -> dict[str, tuple[int, bool]]:
    """Each thing's place by its dots, and whether it shares it: 1, 2, 2, 4. What has no dots has no place."""
    given = {key: dots for key, dots in counts.items() if dots > 0}
    return {
        key: (1 + sum(other > dots for other in given.values()), sum(other == dots for other in given.values()) > 1)
        for key, dots in given.items()
    }


def room_for(wanted: int, elsewhere: int, dots: int, most: int) -> bool:
    """Whether someone with so many dots elsewhere may put so many on one thing."""
    return 0 <= wanted <= most and wanted + elsewhere <= dots
