"""Names that the gazetteer lacks: words that a text speaks of as places, and that are none on the map.

After a preposition of place ("bei Edenbachen") or a word for a kind of place ("the village of Foua")
stands a name more often than not. What is no name, the texts themselves tell: other nouns have an article
or an adjective before them somewhere ("die Sicht"), people and firms another name, words small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from places.dataset import Dataset
from places.languages import Language, rules_for
from places.query.doubts import MOST_ARTICLES, Doubt
from places.query.remember import remembered

Known = Callable[[str], bool]
"""Tells whether the gazetteer has a name."""

_LETTERS: Final = r"[\p{L}\p{M}]"
_NAME: Final = rf"\p{{Lu}}\p{{Ll}}{_LETTERS}+(?:['’-]{_LETTERS}+)*"
_BEFORE: Final = r"(?:^|[^\p{L}\p{N}-])"
_ENDING: Final = re.compile(r"['’]s$")
_MOST: Final = 200
"""Names that are listed."""
_LOOKED_AT: Final = 300
"""Names, the most frequent, that are looked for in the texts."""
_SAMPLE: Final = 1_500
"""Articles that tell well enough how a word stands elsewhere."""
_TIMES: Final = 4
"""So often at least a name stands after a preposition for each time that it stands as other nouns do."""
_OF_ALL: Final = 3
"""One of so many times that it stands in the texts at least it stands after such a word."""
_LEAST: Final = 2
"""So often a name stands in the texts that nothing but prepositions speak for."""
_SHORTEST: Final = 4
"""Letters of the last part of a compound."""


def select_missing(dataset: Dataset, known: Known) -> tuple[Doubt, ...]:
    """List names that are no mention and may be places, those first that the texts call places.

    Parameters
    ----------
    dataset : Dataset
    known : callable
        Tells whether the gazetteer has a name; the same one at every call, for it is remembered.
    """
    return _missing(dataset, known)


@remembered(1)
def _missing(dataset: Dataset, known: Known) -> tuple[Doubt, ...]:
    languages = dataset.rows("SELECT language, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1")
    found = [
        doubt
        for language, articles in languages
        if language
        for doubt in _of_language(dataset, language, articles, known)
    ]
    found.sort(key=lambda doubt: ("called" not in doubt.why, -doubt.mentions, doubt.name))
    return tuple(found[:_MOST])


def _of_language(dataset: Dataset, code: str, articles: int, known: Known) -> Iterable[Doubt]:
    rules = rules_for(code)
    before = [word for word in rules.prepositions - rules.of if " " not in word]
    if not before:
        return
    kinds = [word.capitalize() if rules.nouns_capitalised else word for word in rules.types_before]
    # Where nouns have no capitals, another capital says that the name goes on.
    end = "" if rules.nouns_capitalised else r"(?:$|[^\p{L}\p{N} -]| [^\p{Lu}])"
    located = _after(dataset, code, f"(?i:{_any(before)})", end)
    called = (
        _after(dataset, code, f"(?:{_any(kinds)})(?: (?:{_any(rules.of)}))?", end) if kinds else Counter()
    )
    one_in = -(-articles // _SAMPLE)
    words = f"(?i:{_any([*rules.articles, *rules.definite])})"
    before_nouns = r"\p{Ll}+e[nmrs]?" if rules.nouns_capitalised else r"\p{Lu}\p{Ll}{3,}"
    other = _after(dataset, code, f"{words}|{before_nouns}", one_in=one_in)
    ordinary = rules.common | rules.frequent | rules.never | rules.ordinary
    names = [
        name
        for name, count in (located + called).most_common()
        if name not in ordinary
        and not rules.type_of(name)
        and not rules.area_of(name)
        and (name in called or other[name] * one_in * _TIMES < count)
        and not (rules.nouns_capitalised and _is_compound(name, other, rules))
        and not known(name)
    ][:_LOOKED_AT]
    small = _written_small(dataset, code, names)
    for name, spots in _spots(dataset, code, [name for name in names if name not in small]).items():
        if name not in called and (len(spots) < _LEAST or located[name] * _OF_ALL < len(spots)):
            continue
        of_spots = tuple(dict.fromkeys(article for article, _, _ in spots))[:MOST_ARTICLES]
        kept = frozenset(of_spots)
        yield Doubt(
            name,
            "",
            len(spots),
            of_spots,
            tuple(spot for spot in spots if spot[0] in kept),
            ("called",) if name in called else ("located",),
            shared=False,
        )


def _after(dataset: Dataset, language: str, before: str, end: str = "", *, one_in: int = 1) -> Counter[str]:
    """Count the names that stand right after some words, in the articles of a language or one in so many."""
    rows = dataset.rows(
        "SELECT name, count(*) FROM (SELECT unnest(regexp_extract_all(text, ?, 1)) AS name "
        "FROM articles WHERE language = ? AND hash(id) % ? = 0) GROUP BY name",
        [rf"{_BEFORE}(?:{before}) ({_NAME}){end}", language, one_in],
    )
    counted: Counter[str] = Counter()
    for name, count in rows:
        counted[_ENDING.sub("", name)] += count
    return counted


def _written_small(dataset: Dataset, language: str, names: Iterable[str]) -> frozenset[str]:
    """Return those names that are words in small letters elsewhere."""
    by_small = {name.lower(): name for name in names}
    if not by_small:
        return frozenset()
    rows = dataset.rows(
        "SELECT DISTINCT unnest(regexp_extract_all(text, ?, 1)) FROM articles WHERE language = ?",
        [rf"{_BEFORE}({_any(by_small)})(?:$|[^\p{{L}}\p{{N}}-])", language],
    )
    return frozenset(by_small[small] for (small,) in rows)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _is_compound(name: str, nouns: Counter[str], rules: Language) -> bool:
    """Tell whether the last part of a word is a common noun of these texts, and no word of places."""
    for at in range(2, len(name) - _SHORTEST + 1):
        last = name[at:].capitalize()
        if nouns[last] and not rules.type_of(last):
            return True
    return False


def _spots(dataset: Dataset, language: str, names: list[str]) -> dict[str, list[tuple[str, int, int]]]:
    """Find where names stand as words, outside of all mentions; those that stand nowhere are left out."""
    if not names:
        return {}
    found: dict[str, list[tuple[str, int, int]]] = {name: [] for name in names}
    word = re.compile(rf"(?<![\w-])(?:{_any(names)})(?![\w-])")
    pattern = rf"(?:{_any(names)})"
    for article_id, text, starts, ends in dataset.rows(
        'SELECT a.id, a.text, list(m.start), list(m."end") FROM articles a '
        "LEFT JOIN mentions m ON m.article_id = a.id "
        "WHERE a.language = ? AND regexp_matches(a.text, ?) GROUP BY a.id, a.text ORDER BY a.id",
        [language, pattern],
    ):
        taken = [(start, end) for start, end in zip(starts, ends, strict=True) if start is not None]
        for match in word.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found[match[0]].append((article_id, *match.span()))
    return {name: spots for name, spots in found.items() if spots}
