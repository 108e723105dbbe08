"""Find the toponyms of a text: stretches that name a place, whichever place it is.

One pass of the automaton finds every form of the lexicon. Cheap tests come first (is the
form a word of the language? does it end where a word ends?); only what survives them has
the words around it looked at. Those words speak for a place or against it in points, and
the standing of the form says how many points it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from places.geoparsing.languages import Language, Standing
from places.geoparsing.languages.language import first_names, surnames
from places.geoparsing.lexicon import Lexicon

_NEEDED = {
    Standing.CERTAIN: -1,
    Standing.PLAUSIBLE: 0,
    Standing.DOUBTFUL: 1,
    Standing.ASKED: 2,
    Standing.TYPED: 3,
}
_OPENING = "„“\"»«‚'‘’(["
_CLOSING = ".,;:!?)]\"”“»«’‘'"
_SENTENCE_ENDS = frozenset(".!?:")
_GENITIVE_APOSTROPHES = "'’"
_WINDOW = 48  # characters looked at on either side of a form


@dataclass(slots=True)
class Toponym:
    """A stretch of text that names a place.

    Attributes
    ----------
    start, end : int
        Character offsets into the text.
    form : int
        Number of the form in the lexicon.
    standing : int
        A `Standing`.
    points : int
        What spoke for a place in the words around it, less what spoke against.
    asked : str
        The word beside it that says what it is, in lower case; empty if there is none.
    kind : str
        The kind of place that `asked` means; "place" if any, empty if there is no such word.
    inside : str
        ISO 3166-2 code of the region that an abbreviation after it names; else empty.
    """

    start: int
    end: int
    form: int
    standing: int
    points: int = 0
    asked: str = ""
    kind: str = ""
    inside: str = ""


class Recogniser:
    """Finds toponyms by the forms of a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The forms to look for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._first_names = first_names()
        self._surnames = surnames()

    def recognise(self, text: str, language: Language) -> list[Toponym]:
        """Return the toponyms of a text in order; no two overlap."""
        people: set[int] = set()
        found = [
            toponym
            for hit in self._hits(text, language)
            if (toponym := self._weigh(text, hit, language, people)) is not None
        ]
        sure = {t.form for t in found if t.points >= _NEEDED[Standing(t.standing)] and t.points > 0}
        return [t for t in found if self._accepted(t, sure, people)]

    def _accepted(self, toponym: Toponym, sure: set[int], people: set[int]) -> bool:
        points = toponym.points
        if toponym.form in people and toponym.standing < Standing.CERTAIN:
            points -= 2
        elif toponym.form in sure:
            points += 1
        return points >= _NEEDED[Standing(toponym.standing)]

    def _hits(self, text: str, language: Language) -> Iterator[Toponym]:
        """Yield the forms that stand in the text as words of their own."""
        standing = self._lexicon.standing(language)
        length = len(text)
        for start, stop, number in self._lexicon.find(text):
            level = standing[number]
            if not level or (start and text[start - 1].isalnum() and not _glued_before(text, start)):
                continue
            end, form = stop, number
            if end < length and text[end].isalnum():
                ending = _ending(text, start, end, language)
                if ending:
                    end += ending
                elif not (level >= Standing.PLAUSIBLE and _glued_after(text, start, end)):
                    shorter = self._shorter(text, start, end)
                    if not shorter:
                        continue
                    end, form = shorter
                    level = standing[form]
                    if not level:
                        continue
            yield Toponym(start, end, form, level)

    def _shorter(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a form that begins at the same spot and ends where an earlier word ends."""
        for cut in range(end - 1, start, -1):
            if not text[cut].isalnum() and text[cut - 1].isalnum():
                for first, stop, form in self._lexicon.find(text[start:cut]):
                    if first == 0 and stop == cut - start:
                        return cut, form
        return None

    def _weigh(self, text: str, hit: Toponym, language: Language, people: set[int]) -> Toponym | None:
        """Count what the words around a form say; None if they say that it is no place."""
        start, end = hit.start, hit.end
        left = text[max(0, start - _WINDOW) : start]
        right = text[end : end + _WINDOW]
        before = left.rstrip(_OPENING)
        gap = before[len(before.rstrip()) :]
        previous_words = before.split()
        previous = previous_words[-1] if previous_words else ""
        opens = not previous or "\n" in gap or previous[-1] in _SENTENCE_ENDS
        adjacent = gap == " " and len(before) == len(left)
        lower = previous.lower()

        if not self._hyphens_allow(text, hit, language):
            return None
        surface = text[start:end]
        following = right[1:].split(None, 1)[0] if right[:1] == " " and right[1:2].isalpha() else ""

        # people
        if adjacent and previous[:1].isupper() and not (opens and previous[-1] in ":!?"):
            bare = previous.rstrip(".")
            if (
                (previous in self._first_names and lower not in language.prepositions)
                or (len(bare) == 1 and previous[-1] == "." and not language.nouns_capitalised)
                or bare.lower() in language.titles
            ) and hit.standing <= Standing.CERTAIN:
                people.add(hit.form)
                return None
            if lower in language.bodies_before:
                return None
        if lower in language.of and len(previous_words) > 1:
            bearer = previous_words[-2]
            if bearer in self._first_names or bearer.lower() in language.nobles:
                people.add(hit.form)
                return None
            if bearer.lower() in language.bodies_before:
                return None
        if surface in self._first_names and following[:1].isupper():
            word = following.strip(".,;:!?\"”“)'’")
            if word in self._surnames or not language.nouns_capitalised:
                people.add(hit.form)
                return None
        if self._body_follows(right, language):
            return None

        points = 0
        # what it is said to be
        index = -1
        if lower in language.articles and len(previous_words) > 1 and not opens:
            index = -2
        if previous_words and abs(index) <= len(previous_words):
            word = previous_words[index].lower()
            kind = language.types_before.get(word) or language.type_of_compound(previous_words[index])
            if kind and (index == -1 or language.code != "de"):
                hit.asked, hit.kind = word, kind
                points += 3
        after = following.rstrip('.,;:!?)"”').lower() if following else ""
        if not hit.asked and after in language.types_after:
            hit.asked, hit.kind = after, language.types_after[after]
            points += 2
        if not opens:
            points += 2 if lower in language.prepositions else lower in language.weak_prepositions
        if right[:2] in (", ", " (") or right[:1] in "/(":
            tail = self._tail(right, language)
            if tail:
                hit.inside = tail
                points += 3
        if (opens or "\n" in gap) and (
            right.startswith((" (dpa", " (Reuters", " (AP", " (AFP", " —", " --"))
        ):
            points += 2
        if not language.nouns_capitalised and hit.standing < Standing.CERTAIN and not points:
            if opens:
                points -= 1
            elif adjacent and previous[:1].isupper():
                points -= 2
            if following[:1].isupper():
                points -= 1
        hit.points = points
        return hit

    def _hyphens_allow(self, text: str, hit: Toponym, language: Language) -> bool:
        start, end = hit.start, hit.end
        if (
            start > 1
            and text[start - 1] in "-–"
            and text[start - 2].isalnum()
            and not language.compounds_count
        ):
            return text[start - 1] == "–"
        if end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():
            if language.compounds_count:
                return True
            stop = end + 1
            while stop < len(text) and text[stop].isalpha():
                stop += 1
            head = text[end + 1 : stop].lower()
            if head in language.region_heads:
                hit.end = stop
                hit.asked, hit.kind = head, "region"
                return True
            return False
        return True

    def _body_follows(self, right: str, language: Language) -> bool:
        if right[:1] != " ":
            return False
        for word in right[1:].split(" ")[:3]:
            bare = word.rstrip(_CLOSING)
            if not bare[:1].isupper():
                return False
            if bare.lower() in language.bodies_after:
                return True
            if bare != word or language.nouns_capitalised:
                return False
        return False

    def _tail(self, right: str, language: Language) -> str:
        if right[:2] == ", " and language.tails:
            word = right[2:].split(None, 1)[0] if len(right) > 2 else ""
            return language.tails.get(word.rstrip(",;:)"), "") or language.tails.get(word.rstrip(",;:)."), "")
        return ""


def _glued_before(text: str, start: int) -> bool:
    """Tell whether a paragraph break was lost before a form: "PufferzoneRussland"."""
    return (
        text[start].isupper()
        and text[start - 1].islower()
        and start > 3
        and text[start - 3 : start].isalpha()
        and text[start - 3 : start].islower()
    )


def _glued_after(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph break was lost after a form: "Masik-RyongDiskussionen"."""
    return (
        end - start > 3
        and text[end - 1].islower()
        and text[end].isupper()
        and text[end + 1 : end + 2].islower()
    )


def _ending(text: str, start: int, end: int, language: Language) -> int:
    """Return how many letters after a form are an ending that belongs to it."""
    for ending in language.endings:
        stop = end + len(ending)
        if (
            text.startswith(ending, end)
            and not text[stop : stop + 1].isalnum()
            and text[end - 1] not in "sxzß"
            and end - start > 2
        ):
            return len(ending)
    return 0
