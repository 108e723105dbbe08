"""What is known of each language: a folder of words, and a small module of rules where words do not do.

To add a language, add a folder: `places.languages.folder` and ``docs/languages.md`` say what it holds.
The gazetteer asks a language what towns are called in it, the geoparser reads texts by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from places.languages.folder import WORDS, load
from places.languages.language import Language, Standing
from places.languages.people import first_names, surnames

__all__ = ["LANGUAGES", "UNDETERMINED", "Language", "Languages", "Standing", "discover", "rules_for"]

UNDETERMINED = "und"
"""ISO 639-2 code that stands for every language without a folder."""


class Languages(Mapping[str, Language]):
    """Languages by their code, and the rules that hold in any other one under ``und``.

    Parameters
    ----------
    known : iterable of Language
        In the order of their codes.
    files : iterable of Path, optional
        What they were read from; an index that depends on languages is made anew where one changes.
    """

    def __init__(self, known: Iterable[Language], files: Iterable[Path] = ()) -> None:
        self.files = tuple(files)
        known = tuple(known)
        common = frozenset[str]().union(*(one.common | one.frequent for one in known))
        lent = frozenset[str]().union(*(one.common | one.frequent for one in known if one.lends_words))
        ordinary = common | first_names() | surnames()
        self._languages = {
            one.code: replace(one, lent=lent, ordinary=ordinary, features_abroad=_features_abroad(one, known))
            for one in (*known, _undetermined(known))
        }

    def __getitem__(self, code: str) -> Language:
        """Return the language of an ISO 639-1 code."""
        return self._languages[code]

    def __iter__(self) -> Iterator[str]:
        """Yield the codes, ``und`` last."""
        return iter(self._languages)

    def __len__(self) -> int:
        """Count the languages, ``und`` too."""
        return len(self._languages)

    def rules_for(self, code: str | None) -> Language:
        """Return the rules of a language, or those that hold in any language."""
        return self._languages.get((code or "").lower().partition("-")[0], self._languages[UNDETERMINED])

    def words_for(self, *feature_codes: str) -> tuple[str, ...]:
        """Return the words of all languages for what has one of some GeoNames feature codes."""
        words = (
            word
            for one in self._languages.values()
            for code in feature_codes
            for word in one.feature_words.get(code, ())
        )
        return tuple(dict.fromkeys(words))


def _features_abroad(language: Language, known: Iterable[Language]) -> Mapping[str, str]:
    """Return what other languages call waters and mountains before a name, and their kinds: "lago"."""
    return {
        word: kind
        for one in known
        if one.types_small and one.code != language.code
        for word, kind in one.types_before.items()
        if kind in ("water", "terrain") and word not in language.types_before and word.isalpha()
    }


def _undetermined(known: Iterable[Language]) -> Language:
    """Put together what holds where the language is not known: only words that say "no place"."""
    known = tuple(known)
    return Language(
        code=UNDETERMINED,
        common=frozenset[str]().union(*(one.common for one in known)),
        frequent=frozenset[str]().union(*(one.frequent for one in known)),
        possessives=tuple(sorted({ending for one in known for ending in one.possessives})),
        surname_beginnings=frozenset[str]().union(*(one.surname_beginnings for one in known)),
        abbreviations=frozenset[str]().union(*(one.abbreviations for one in known)),
        agencies=frozenset[str]().union(*(one.agencies for one in known)),
    )


def discover(*folders: Path) -> Languages:
    """Find the languages of this folder, and of others.

    Parameters
    ----------
    *folders : Path
        Where further folders of languages lie; of two with the same name the later one counts.
    """
    own = Path(__file__).parent
    found = {file.parent.name: file.parent for place in (own, *folders) for file in place.glob(f"*/{WORDS}")}
    known = [load(found[code]) for code in sorted(found)]
    files = [*own.glob("*.py"), *own.glob("*.txt")]
    for folder in found.values():
        files += (file for pattern in ("*.py", WORDS, "*.txt") for file in folder.glob(pattern))
    return Languages(known, sorted(files))


LANGUAGES = discover()
"""Those that have a folder here."""


def rules_for(code: str | None) -> Language:
    """Return the rules of a language that has a folder here, or those that hold in any language."""
    return LANGUAGES.rules_for(code)
