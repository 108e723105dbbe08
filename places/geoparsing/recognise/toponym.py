"""A stretch of text that may name a place, and what is known of the text around it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from places.geoparsing.lexicon import Lexicon, Sense
from places.geoparsing.recognise.after import After
from places.geoparsing.recognise.before import Before
from places.geoparsing.weights import WEIGHTS, evidence
from places.languages import Language, Standing
from places.model import Evidence

# Plain numbers: to look a member of an enumeration up takes longer than all the rest of such a test.
TYPED: Final = int(Standing.TYPED)
ASKED: Final = int(Standing.ASKED)
DOUBTFUL: Final = int(Standing.DOUBTFUL)
PLAUSIBLE: Final = int(Standing.PLAUSIBLE)
CERTAIN: Final = int(Standing.CERTAIN)

OF_STANDING: Final = {
    TYPED: evidence("common_word"),
    ASKED: evidence("often_a_word"),
    DOUBTFUL: evidence("doubtful_name"),
    PLAUSIBLE: evidence("plausible_name"),
    CERTAIN: evidence("well_known_name"),
}
"""What the form itself says, before the words around it are looked at."""

RECOGNISED: Final = WEIGHTS.recognised
"""Chance that what was found is a place at all, by its `Standing`."""

WINDOW: Final = 40
"""Characters looked at on either side of a form."""

DASHES: Final = frozenset({"–", " – "})
"""What may stand between the two ends of a way: "Magdeburg–Burg"."""

NOWHERE: Final[frozenset[str]] = frozenset()


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
    points : float
        What speaks for a place, less what speaks against: the sum of `evidence`. It takes 0.
    evidence : tuple of Evidence
        What each rule said, the standing of the form first.
    asked : str
        The word beside it that says what it is, in lower case; empty if there is none.
    kind : str
        The kind of place that `asked` means; "place" if any, empty if there is no such word.
    inside : frozenset of str
        ISO 3166 codes of the country or the region in which the text says it lies.
    joined : bool
        Whether a hyphen joins it to another place ("Wuppertal-Frankfurt").
    article : int
        1 if a definite article stands before it, 2 if it is one that towns never have; -1 if it is lacking
        where a river had one; 0 otherwise.
    """

    # Articles have millions of these: a data class would take half as long again to make each.

    __slots__ = ("start", "end", "form", "standing", "points", "evidence", "asked", "kind", "inside", "joined", "article")  # fmt: skip  # noqa: E501, RUF023

    def __init__(self, start: int, end: int, form: int, standing: int) -> None:
        first = OF_STANDING[standing]
        self.start = start
        self.end = end
        self.form = form
        self.standing = standing
        self.points = first.weight
        self.evidence: tuple[Evidence, ...] = (first,)
        self.asked = ""
        self.kind = ""
        self.inside = NOWHERE
        self.joined = False
        self.article = 0

    def add(self, said: Evidence) -> None:
        """Count what a rule says."""
        self.points += said.weight
        self.evidence += (said,)

    @property
    def support(self) -> float:
        """Points without those of the form itself."""
        return self.points - OF_STANDING[self.standing].weight


@dataclass(slots=True)
class Reading:
    """A text that is being read.

    Attributes
    ----------
    text : str
    language : Language
    lexicon : Lexicon
    standing : bytes
        The standing of each form of the lexicon in that language.
    senses : callable
        Tells what a form may name in that language, best known first.
    before, after : callable
        Read what stands before a form, or after it.
    people : set of int
        Forms that are names of people in this text.
    works : set of int
        Forms that are names of works or bands in this text.
    listed : int
        Where the last of them ends that may begin a list of them.
    relatives : list of int
        Where names stand of somebody's relatives.
    state : int
        Where the code of a state begins that stands after a town and a comma ("Austin, TX").
    taken : int
        Where one ends that only a space parts from it ("Austin TX"): it is no toponym.
    surname : int
        Where a name begins that goes on with the first name before it.
    studies : bool
        Whether the text has named a university by its town alone.
    playing : list of (Toponym, str)
        Those beside which stands what is said of clubs, in order, and how sure that is: "club" (of
        clubs, if the sentence is about sport), "many" (of many things), "plural" (of nothing else),
        "result" (it stands in one), "owner" (of what clubs have) or "bare" (nothing: a town without a
        preposition).
    """

    text: str
    language: Language
    lexicon: Lexicon
    standing: bytes
    senses: Callable[[int], tuple[Sense, ...]]
    before: Callable[[str], Before]
    after: Callable[[str], After]
    people: set[int] = field(default_factory=set)
    works: set[int] = field(default_factory=set)
    listed: int = -1
    relatives: list[int] = field(default_factory=list)
    state: int = -1
    taken: int = 0
    surname: int = -1
    studies: bool = False
    playing: list[tuple[Toponym, str]] = field(default_factory=list)

    def form(self, text: str) -> int:
        """Return the number of the form that a text is; -1 if it is none."""
        return self.lexicon.form(text)

    def kind(self, toponym: Toponym) -> str:
        """Return the kind of the best known place that a toponym may name."""
        return self.senses(toponym.form)[0].kind

    def is_capital(self, toponym: Toponym) -> bool:
        """Tell whether the best known place that a toponym may name is the capital of a country."""
        row = self.senses(toponym.form)[0].row
        return bool(self.lexicon.gazetteer.column("feature_code")[row].as_py() == "PPLC")

    def may_be(self, toponym: Toponym, kinds: Collection[str], most: int = 2) -> bool:
        """Tell whether one of the best known places that a toponym may name is of one of some kinds."""
        return any(sense.kind in kinds for sense in self.senses(toponym.form)[:most])

    def is_genitive(self, toponym: Toponym) -> bool:
        """Tell whether a name has an ending: "die Oper Kölns" is not called so."""
        surface = self.text[toponym.start : toponym.end]
        return surface.endswith(self.language.endings) and self.form(surface) != toponym.form
