"""What the two words before a form say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from places.geoparsing.weights import evidence
from places.languages import Language
from places.languages.institutions import makes
from places.languages.people import first_names
from places.model import Evidence

_OPENING: Final = "„“\"»«‚'‘’(["
_APOSTROPHES: Final = "'’"
_READ: Final = 2  # words
_SENTENCE_ENDS: Final = frozenset(".!?:…•|")

_PREPOSITION: Final = evidence("preposition")
_WEAK_PREPOSITION: Final = evidence("weak_preposition")
_ADJECTIVE: Final = evidence("adjective_before")
_TYPE_WITH_OF: Final = evidence("type_with_of")


# Not frozen, which would make it four times as slow to make.
@dataclass(slots=True)
class Before:
    """What the two words before a form say; the same words say it of any form.

    Attributes
    ----------
    opens, line : bool
        Whether a sentence, or a line, begins with the form.
    given : bool
        Whether the beginning of a sentence gave the word before it its capital ("Forget Leeds").
    person : bool
        Whether a person's name goes on with it: a title or a first name stands before it.
    titled : bool
        Whether it is a title that stands before it.
    initial : bool
        Whether an initial stands before it ("J. London").
    kin : bool
        Whether somebody's relative or animal stands before it ("su tía").
    body : bool
        Whether a body bears the form in its name ("Werder", "University of"), or a car ("Seat Toledo").
    work : bool
        Whether a word for a work or a firm stands before it that is called so ("the film Casablanca").
    thing : bool
        Whether a word stands before it that stands before no town ("einen Bordeaux").
    of : bool
        Whether an "of" stands before it.
    says : Evidence or None
        What the preposition before it is worth.
    island : bool
        Whether it is one that stands before islands and mountains.
    asked, kind : str
        The word that says what the place is, and the kind that it means.
    abroad : str
        The kind of water or mountain that a word of another language before it means ("Lago Bianco").
    typed : bool
        Whether that word stands right before it.
    taken : int
        How many characters of that word belong to the toponym ("Landkreis Konstanz").
    article : bool
        Whether a definite article stands before it.
    capital : bool
        Whether a word with a capital stands right before it, which is no function word.
    leads : bool
        Whether words stand before it that states have before them ("governor of").
    area : str
        ISO 3166 code of the area in which an adjective before it says it lies ("polnischen").
    quoted : bool
        Whether a quotation mark stands before it.
    ship : bool
        Whether it is the word for a ship that stands right before it, but for a mark of emphasis.
    called : bool
        Whether a word stands before it that tells how something is called.
    emphasised : bool
        Whether a mark of emphasis stands before it ("the *Izmir*").
    bare : bool
        Whether the article is lacking that a river had there.
    water : bool
        Whether words stand before it that stand before rivers ("along the").
    height : bool
        Whether words stand before it that stand before mountains ("summit of").
    bare_article : bool
        Whether a definite article stands before it that towns never have.
    further : bool
        Whether a third word before it may say what it is ("île de la Réunion").
    time : bool
        Whether a word stands before it that may part a verb of sport from a club ("am Samstag").
    plays : bool
        Whether a verb stands before it that has clubs for its object ("schlägt").
    may_play : bool
        Whether a preposition stands before it that clubs have before them ("gegen").
    scores : bool
        Whether one stands before it that may part a club from what it has scored ("für").
    """

    opens: bool
    line: bool
    given: bool = False
    person: bool = False
    titled: bool = False
    initial: bool = False
    kin: bool = False
    body: bool = False
    work: bool = False
    thing: bool = False
    of: bool = False
    says: Evidence | None = None
    island: bool = False
    asked: str = ""
    kind: str = ""
    abroad: str = ""
    typed: bool = False
    taken: int = 0
    article: bool = False
    capital: bool = False
    leads: bool = False
    area: str = ""
    quoted: bool = False
    ship: bool = False
    called: bool = False
    emphasised: bool = False
    bare: bool = False
    water: bool = False
    height: bool = False
    bare_article: bool = False
    further: bool = False
    time: bool = False
    plays: bool = False
    may_play: bool = False
    scores: bool = False


def read_before(text: str, language: Language) -> Before:
    """Read the last two words before a form, and a third one before two articles."""
    text = text.removesuffix("#")
    emphasised = text[-1:] == "*" and text[-2:-1] != "*"
    before = (text[:-1] if emphasised else text.removesuffix(" ") if text.endswith("« ") else text).rstrip(
        _OPENING
    )
    words = before.split()
    gap = before[len(before.rstrip()) :]
    if not words or "\n" in gap:
        return Before(opens=True, line=True)
    previous = words[-1]
    read = Before(opens=previous[-1] in _SENTENCE_ENDS, line=False)
    read.emphasised = emphasised
    joined = text[-1] in _APOSTROPHES and before == text[:-1] and previous.lower() in language.elided
    read.quoted = not emphasised and len(before) < len(text) and text[-1] not in "([" and not joined
    beside = gap == " " and len(before) == len(text)
    bare = _unelided(previous.lstrip(_OPENING), language)
    if beside and bare[:1].isupper():
        _read_capital(read, bare, words[:-1], language)
    if read.opens:
        if previous[-1] == ":" and previous[:-1].lower() in language.place_labels:
            read.opens, read.says = False, _PREPOSITION
        return read
    previous, earlier = _unelided(previous, language), words[-2] if len(words) > 1 else ""
    lower = previous.lower()
    if language.types_small and beside and language.is_title(lower):
        read.person = read.titled = True  # "el juez Toledo"
    if f"{earlier.lower()} {lower}" in language.surname_beginnings:
        read.person = True
    read.kin = (
        beside
        and lower in language.kin
        and (
            earlier.lower() in language.owners
            or (language.types_small and earlier.lower() in language.definite)
        )
    )
    _read_of(read, words, previous, language)
    # "the Northern Alliance": after an article a capital makes a name of such a word.
    named = previous[0].isupper() and earlier.lower() in language.definite
    if not named and (
        lower in language.prepositions or f"{earlier.lower()} {lower}" in language.prepositions
    ):
        read.says = _PREPOSITION
    elif read.says is None and lower in language.weak_prepositions:
        read.says = _WEAK_PREPOSITION
    if gap == " " and language.adjective_endings:
        read.area = language.area_of(previous)
        if read.area and earlier.lower() in language.before_adjective:
            read.says = _ADJECTIVE
    _read_kind(read, words, previous, language)
    if read.typed and read.asked != lower and "(" in text[len(before) :]:
        read.asked, read.kind, read.typed, read.taken = "", "", False, 0  # "Hochdorf (Biberach)"
    read.island = lower in language.island_prepositions
    read.article = lower in language.definite or _flows(earlier, lower, language)
    read.bare_article = previous in language.bare_articles
    read.bare = (
        language.rivers_take_article
        and beside
        and previous.isalpha()
        and (previous.islower() or lower in language.prepositions)
        and not read.article
        and lower not in language.bare_rivers
    )
    read.water = (
        _flows(earlier, lower, language)
        or lower in language.water_before
        or f"{earlier.lower()} {lower}" in language.water_before
    )
    read.height = (
        lower in language.mountain_before or f"{earlier.lower()} {lower}" in language.mountain_before
    )
    read.body = (
        read.body
        or lower in language.streets
        or (beside and (lower in language.helpings or f"{earlier.lower()} {lower}" in language.helpings))
    )
    read.thing, read.called = beside and lower in language.before_things, beside and lower in language.called
    read.work = (
        beside
        and (lower in language.works or lower in language.firms)
        and (
            earlier.lower() in language.definite
            or earlier.lower() in language.before_type
            or earlier.lower() in language.owners
            or _owns(earlier, language)
        )
    )
    read.ship = (beside or emphasised or read.quoted) and _is_of_ship(lower, earlier.lower(), read, language)
    _read_sport(read, earlier, previous, language)
    return read


def _flows(earlier: str, lower: str, language: Language) -> bool:
    """Tell whether an article and what is said of rivers stand before a form: "the frozen Witham"."""
    return lower in language.river_adjectives and earlier.lower() in language.definite


def _read_sport(read: Before, earlier: str, previous: str, language: Language) -> None:
    """Note what the two words say of clubs."""
    lower = previous.lower()
    meets = f"{earlier.lower()} {lower}" in language.sport.meets
    read.plays = (
        previous in language.sport.verbs
        or previous in language.sport.downs
        or f"{earlier} {previous}" in language.sport.phrases
        or (meets and not language.sport.likely.has(earlier.lower()))  # which is another word of sport
        # "der Torwart von Lille"
        or (earlier.lower() in language.sport.players and lower in language.of)
    )
    read.time = lower in language.sport.times
    read.scores = lower in language.sport.scores_for
    read.may_play = (
        lower in language.sport.prepositions
        or previous in language.sport.says
        or meets
        or (earlier.lower() in language.sport.attached and lower in language.prepositions)
    )


def _owns(word: str, language: Language) -> bool:
    """Tell whether a word is the genitive of a name: "Greene's novel", "Fellinis Film"."""
    if language.possessives:
        return word.endswith(language.possessives)
    return word[:1].isupper() and word.endswith(language.endings or ("\n",))


def _is_of_ship(lower: str, earlier: str, read: Before, language: Language) -> bool:
    """Tell whether the word for a ship stands before its name: "her sister ship, the Oslo"."""
    return (
        language.is_ship(lower)
        or (lower in language.called and language.is_ship(earlier.rstrip(",")))
        or (read.article and earlier[-1:] == "," and language.is_ship(earlier[:-1]))
    )


def _read_kind(read: Before, words: list[str], previous: str, language: Language) -> None:
    """Note the word that says what the place or the street is, with an article or two between them."""
    lower, typed = previous.lower(), previous
    if lower in language.articles:
        typed = words[-2] if len(words) > 1 else ""
        read.further = len(words) == _READ and typed.lower() in language.of
        if len(words) > _READ:
            typed = words[-3]
    typed = _unelided(typed, language)
    if lower in language.articles and typed.lower() in language.streets_of:
        read.body = True
    read.kind = language.type_of(typed)
    if len(words) > _READ and read.kind in ("city", "site"):
        read.kind = ""  # "un village de la Loire" lies in it
    if read.of and len(words) > 1 and words[-2].lower() in language.of_mayors:
        read.kind = "city"
        return
    if read.kind:
        read.asked = language.type_word(typed)
        read.typed = typed == previous
        if typed == previous and read.capital and lower in language.types_within:
            read.taken = len(typed) + 1


def _unelided(word: str, language: Language) -> str:
    """Return a word without what an apostrophe joins to it: "île" of "l'île"."""
    for apostrophe in _APOSTROPHES:
        elided, found, rest = word.partition(apostrophe)
        if found and rest and elided.lower() in language.elided:
            return rest
    return word


def _read_capital(read: Before, word: str, earlier: Sequence[str], language: Language) -> None:
    """Note what a word with a capital says, of which only a space parts the form."""
    read.given = not earlier or earlier[-1][-1] in _SENTENCE_ENDS
    bare = word.rstrip(".").lower()
    read.initial = len(bare) == 1 and word[-1] == "."
    read.titled = (not read.opens or word[-1] == ".") and language.is_title(bare)
    named = word in first_names() and word.lower() not in language.definite
    read.person = read.titled or (not read.opens and named)
    read.body = not read.opens and (word.lower() in language.bodies_before or word in makes())
    lower = word.lower()
    function_word = (
        word.capitalize() in language.never
        or word.endswith(language.possessives)
        or lower in language.prepositions
        or lower in language.weak_prepositions
        or lower in language.definite
    )
    read.capital = not read.opens and word[-1].isalpha() and not function_word
    read.abroad = language.features_abroad.get(lower, "")


def _read_of(read: Before, words: list[str], previous: str, language: Language) -> None:
    """Note whether an "of" stands before the form, and what stands before that."""
    read.of = previous.lower() in language.of
    if len(words) < _READ:
        return
    if read.of:
        _read_bearer(read, words[-2], language)
    elif len(words) > _READ and previous.lower() in language.definite and words[-2].lower() in language.of:
        read.leads = words[-3].lower() in language.of_states  # "le préfet de la Vienne"


def _read_bearer(read: Before, bearer: str, language: Language) -> None:
    """Note what the word before an "of" says."""
    lower = bearer.lower()
    read.leads = lower in language.of_states
    if lower in language.nobles or (
        language.people_of
        and bearer in first_names()
        and bearer not in language.common
        and bearer not in language.never
        and lower not in language.titles  # the Emir of a country is not part of its name
    ):
        read.person = True
    if language.type_of(bearer) or lower in language.of_towns:
        read.says = _TYPE_WITH_OF
    # "the central bank of Turkey" is described, "the Bank of England" is called so.
    if bearer[0].isupper() and lower in language.bodies_before:
        read.body = True


def area_before(text: str, language: Language) -> str:
    """Return the area that stands before the word for what a place is ("Polish city of", "US-Stadt")."""
    for word in text.split()[-3:]:
        area = language.area_of(word) or language.area_of(word.partition("-")[0])
        if area:
            return area
    return ""
