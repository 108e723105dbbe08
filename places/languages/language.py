"""What a language is: data, and a few rules."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from places.languages.joined import Joined
from places.languages.people import first_names, first_names_after_places, surnames
from places.languages.sport import Sport
from places.languages.town import Area, Part, Town, TownName

CERTAIN_FROM = 5.2
PLAUSIBLE_FROM = 3.9
"""Salience from which a form that is nothing else is certain, or plausible."""

_LENT_FROM = (
    3.65  # salience from which a town at home is looked for that is called like another language's word
)
_FREQUENT_FROM = 4.0  # salience from which a town is looked for that is called like a very frequent word


class Standing(IntEnum):
    """How readily a form is taken for a place, before the words around it are looked at."""

    NEVER = 0
    """A word of the language; not looked at any further."""
    TYPED = 1
    """A common word: a place only beside a word that says so ("Stadt Moos")."""
    ASKED = 2
    """As often a word as a place: needs a preposition of place or better ("nach Essen")."""
    DOUBTFUL = 3
    """A small place, or a name that people bear too: needs some support."""
    PLAUSIBLE = 4
    """A place unless something speaks against it."""
    CERTAIN = 5
    """A place unless it is a part of something else."""


def no_forms(_name: str, _city: bool) -> Iterable[str]:
    """Say that a name stands in texts as it is listed and in no other form."""
    return ()


def no_parts(_area: Area) -> Iterable[Part]:
    """Say that no part of an area has a name of its own."""
    return ()


@dataclass(frozen=True, slots=True)
class Language(Joined):
    """A language as data and a few rules.

    What joins names stands in `Joined`, what is called after places in `CalledAfter`.

    Attributes
    ----------
    code : str
        ISO 639-1, or ``und``.
    nouns_capitalised : bool
        Whether common nouns begin with a capital, so that a capital proves nothing.
    type_after_suffices : bool
        Whether a word after a common word can make a place of it ("Orange County").
    types_small : bool
        Whether a word for a kind of place has no capital before the name ("le lac Léman"), so that names
        are known without it.
    bare_articles : frozenset of str
        Definite articles, in lower case, that towns never have before them, but for those with one in their
        name: "dans la Vienne".
    streets_of : frozenset of str
        Words, in lower case, that with an "of" stand before what a street is called after.
    elided : frozenset of str
        Words, in lower case, that an apostrophe joins to what follows ("l'île").
    compounds_in_one_word : bool
        Whether compounds are written as one word, so that a word for a kind of place says so
        whatever follows it; elsewhere "is a city official" names an official.
    quoted_before_capital : bool
        Whether a name with a quotation mark before it and a word with a capital after it is that
        of a ship or a work ("die „Helgoland Trader“"); elsewhere it rather begins direct speech.
    regions_take_article : bool
        Whether regions have a definite article as rivers have it ("la Drôme").
    article_worth : int
        Points that a definite article is worth before a river, a mountain or an area.
    common : frozenset of str
        Words of the language that are also names of places, capitalised.
    frequent : frozenset of str
        The most frequent among them: no place, unless a very well known one, or where they have no capitals
        one of two towns side by side ("from Deal to Dover").
    small : frozenset of str
        Words that are written small within a sentence, so that there the capital tells the
        place ("die Oder"), but not at the beginning of one; in no other list.
    lends_words : bool
        Whether texts in other languages are full of its words, so that its common words are
        words there too.
    lent, ordinary : frozenset of str
        What the other languages lend, and every common word of any language, every first name
        and every surname; filled in when all languages are known.
    features_abroad : mapping of str to str
        What other languages call waters and mountains before a name, in lower case, and their kinds
        ("lago"); filled in then, too.
    never : frozenset of str
        Forms that are no place in this language, whatever stands around them.
    home : frozenset of str
        ISO 3166-1 codes of the countries whose small places its texts name most.
    towns_listed : frozenset of str
        ISO 3166-1 codes of the countries where the name under which GeoNames lists a town is its
        name in this language; elsewhere it may be an exonym.
    marks_kept : bool
        Whether the names of its own countries are never written without their marks ("Köln").
    prepositions, weak_prepositions : frozenset of str
        Words before which a place is likely, or more likely than elsewhere, when it
        follows at once; in lower case.
    island_prepositions : frozenset of str
        Words that make an island or a mountain of what follows at once, if it can be one.
    of : frozenset of str
        Words between a name or a body and its place ("University of", "Isabella von").
    of_towns : frozenset of str
        Words, in lower case, that with such a word have a town after them ("outskirts of").
    of_states : frozenset of str
        Words, in lower case, that with such a word have a state after them, rather than a country, a
        town or a river of its name ("governor of").
    articles : frozenset of str
        Words that may stand between a preposition or a type word and a name.
    types_before, types_after : mapping of str to str
        Words that say what the name beside them is: the word in lower case, and a kind of
        place or "place" where it may be any.
    being : frozenset of str
        Words after a name after which the sentence may say what it is ("is a town").
    before_type : frozenset of str
        Words between such a word and that.
    possessives : tuple of str
        What a word ends in that owns what follows ("London's").
    abbreviations : frozenset of str
        What a full stop may follow without ending a sentence.
    place_labels : frozenset of str
        Words before a colon and the name of a place ("Venue:"), in lower case.
    dates : frozenset of str
        Words, in lower case, of an hour or a date before a place at the beginning of a line ("14.30 Uhr,").
    rivers_take_article : bool
        Whether rivers have a definite article before them, so that a name without one right after a
        word in small letters is rather that of a town ("in Fulda").
    article_makes_river : bool
        Whether towns and countries have none, so that one makes a river of a name that may be one.
    bare_rivers : frozenset of str
        Words in small letters after which they have none ("an Rhein und Ruhr").
    water_before : frozenset of str
        Words before a name that make a river of it, if it can be one ("along the"), in lower case.
    of_mayors : frozenset of str
        Words, in lower case, that with an "of" stand before a town, whatever word it is called like
        ("mayor").
    neuter : frozenset of str
        Articles, in lower case, that no river has ("das").
    mountain_before : frozenset of str
        Words before a name that make a mountain of it, if it can be one ("summit of"), in lower case.
    river_verbs : frozenset of str
        Verbs right after a name with an article that make a river of it ("flows").
    river_words : frozenset of str
        Words near a name with an article that make a river of it ("burst its banks"), in lower case.
    directions : frozenset of str
        Nouns, in lower case, for the part of an area that lies one way ("west").
    landscapes : frozenset of str
        Nouns, in lower case, behind the adjective of an area, for a part of it ("English Midlands").
    known_as : frozenset of str
        Further words, in lower case, that say so of a town ("spa").
    as_kind : tuple of str
        What stands at the beginning of a clause before a word that says what its subject is ("As a").
    tails : mapping of str to str
        Abbreviations after a comma that say in which region a place lies: the
        abbreviation and an ISO 3166-2 code.
    codes : mapping of str to str
        Codes behind a town, in brackets or not, that say in which region it lies ("Reinach (BL)"): the code
        and one of ISO 3166-2.
    region_heads : mapping of str to str
        Last parts of hyphen compounds that name a place themselves ("Donbass-Region"), and
        its kind.
    types_within : frozenset of str
        Those words in `types_before` that are taken into the toponym ("Landkreis Konstanz").
    types_taken : frozenset of str
        Those words in `types_after` that are taken into the toponym ("Adair County").
    worldwide : bool
        Whether texts in it tell of all the world, and many of the world's names have namesakes where it is
        spoken: then that says nothing of which one is meant.
    varieties : mapping of str to str
        Words, in lower case, that only some of its varieties have, and the ISO 3166-1 codes of the countries
        where they are spoken ("colour").
    country_types : frozenset of str
        Words that countries have before them ("Republic of Guyana") or behind them ("Georgia, the country").
    republics : tuple of str
        What follows the adjective of a country in its long name ("Tunisian Republic").
    shortened : mapping of str to tuple of str
        Words of the names of countries, and what tables shorten them to ("Rep.").
    capitals : frozenset of str
        Those in `types_before` that, with an "of", areas have before them whose town is meant.
    types_in_name : frozenset of str
        Those that stay in a name that the gazetteer has with them ("Volksrepublik Donezk").
    plural_types : frozenset of str
        Those that hold for what follows after an "and" too ("Gebiete Donezk und Luhansk").
    definite : frozenset of str
        Definite articles, alone or grown together with a preposition ("am Amur"): they
        stand before rivers and mountains, hardly before towns.
    adjectives : mapping of str to str
        Adjectives, in lower case and with each of their endings, that say in which area the place
        after them lies, and the ISO 3166 code of that area.
    adjective_endings : frozenset of str
        Those endings; without any, they stand only before a word of `types_before`.
    before_things : frozenset of str
        Words, in lower case, that stand before things and never before towns and regions ("einen Bordeaux");
        where nouns have no capitals, at the end of a clause alone ("lit a Havana").
    before_quarters : frozenset of str
        Prepositions, in lower case, grown together with the article that some quarters have ("im Wedding").
    before_adjective : frozenset of str
        Words after which an adjective and a name make a place ("im polnischen Posen").
    town_adjectives : mapping of str to tuple of str
        What an adjective of a town ends in, and what the town ends in instead; "-" for nothing
        ("Lübecker", "Bremer").
    said_of_things : frozenset of str
        Verbs after a name with an article, which make of a town a ship, a hotel, a horse.
    past_endings : tuple of str
        What verbs of the past end in.
    sport : Sport
        Words of sport, and what is said of the clubs that towns stand for there.
    weather_prepositions : frozenset of str
        Prepositions, in lower case, behind which a common word without an article is no river ("bei Regen").
    bare_prepositions : frozenset of str
        Prepositions, in lower case, after which a noun without an article is hardly anything but a place
        where it may be one ("in Burg").
    river_adjectives : frozenset of str
        Adjectives, in lower case, that stand between an article and a river ("the frozen Witham").
    parts : frozenset of str
        Last parts of hyphen compounds that mean a part of a town ("Bremen-Nord").
    part_endings : tuple of str
        What the names of quarters end in that such compounds may have as their last part.
    compounds_count : bool
        Whether a place before a hyphen is a mention ("U.S.-led").
    towns_vary : str
        RE2 pattern that all names of towns match of which `forms` has more to say; empty if any may.
    forms : callable
        Yields the further forms of a name: (name, whether it is a city's) -> forms.
    endings : tuple of str
        What may follow a name and belongs to it (the German genitive's s).
    type_genitives : tuple of str
        What words for a kind of place end in where something is theirs (the German genitive's "es" and "s").
    no_ending_after : frozenset of str
        Last letters of names that none of those endings follows.
    type_suffixes : mapping of str to str
        Last parts of compounds that say what the name after them is, and a kind of place.
    feature_words : mapping of str to tuple of str
        GeoNames feature codes, and the words that may stand beside such a place and say what it is.
    renamed_in : frozenset of str
        ISO 3166-1 codes of the countries for whose towns `town_names` is asked.
    town_names : callable
        Yields what a town is called besides: (the town, names that other towns are listed
        under) -> names.
    regions_with_parts : frozenset of str
        ISO 3166-1 codes of the countries of whose first-level regions `area_parts` is asked as well.
    area_parts : callable
        Yields the parts of a country or a region that have a name: the area -> its parts.
    """

    code: str
    nouns_capitalised: bool = False
    type_after_suffices: bool = False
    types_small: bool = False
    bare_articles: frozenset[str] = frozenset()
    streets_of: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    compounds_in_one_word: bool = False
    quoted_before_capital: bool = False
    regions_take_article: bool = False
    article_worth: int = 2
    common: frozenset[str] = frozenset()
    frequent: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    lends_words: bool = False
    lent: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    features_abroad: Mapping[str, str] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    towns_listed: frozenset[str] = frozenset()
    marks_kept: bool = False
    prepositions: frozenset[str] = frozenset()
    weak_prepositions: frozenset[str] = frozenset()
    island_prepositions: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    of_towns: frozenset[str] = frozenset()
    of_states: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    types_before: Mapping[str, str] = field(default_factory=dict)
    types_after: Mapping[str, str] = field(default_factory=dict)
    being: frozenset[str] = frozenset()
    before_type: frozenset[str] = frozenset()
    possessives: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    place_labels: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    rivers_take_article: bool = False
    article_makes_river: bool = False
    bare_rivers: frozenset[str] = frozenset()
    water_before: frozenset[str] = frozenset()
    of_mayors: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    mountain_before: frozenset[str] = frozenset()
    river_verbs: frozenset[str] = frozenset()
    river_words: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    landscapes: frozenset[str] = frozenset()
    known_as: frozenset[str] = frozenset()
    as_kind: tuple[str, ...] = ()
    tails: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    region_heads: Mapping[str, str] = field(default_factory=dict)
    said_of_things: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    sport: Sport = field(default_factory=Sport)
    weather_prepositions: frozenset[str] = frozenset()
    bare_prepositions: frozenset[str] = frozenset()
    river_adjectives: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    types_within: frozenset[str] = frozenset()
    types_taken: frozenset[str] = frozenset()
    worldwide: bool = False
    varieties: Mapping[str, str] = field(default_factory=dict)
    country_types: frozenset[str] = frozenset()
    republics: tuple[str, ...] = ()
    shortened: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    types_in_name: frozenset[str] = frozenset()
    plural_types: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    adjectives: Mapping[str, str] = field(default_factory=dict)
    adjective_endings: frozenset[str] = frozenset()
    before_things: frozenset[str] = frozenset()
    before_quarters: frozenset[str] = frozenset()
    before_adjective: frozenset[str] = frozenset()
    town_adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    part_endings: tuple[str, ...] = ()
    compounds_count: bool = False
    towns_vary: str = ""
    forms: Callable[[str, bool], Iterable[str]] = no_forms
    endings: tuple[str, ...] = ()
    type_genitives: tuple[str, ...] = ()
    no_ending_after: frozenset[str] = frozenset()
    type_suffixes: Mapping[str, str] = field(default_factory=dict)
    feature_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    renamed_in: frozenset[str] = frozenset()
    town_names: Callable[[Town, Container[str]], Iterable[TownName]] = lambda _town, _listed: ()
    regions_with_parts: frozenset[str] = frozenset()
    area_parts: Callable[[Area], Iterable[Part]] = no_parts

    def type_of(self, word: str) -> str:
        """Return the kind of place that a word before a name says it is; else an empty string."""
        lower = self._without_genitive(word.lower())
        if lower in self.types_before:
            return self.types_before[lower]
        for suffix, kind in self.type_suffixes.items():
            if lower.endswith(suffix):
                return kind
        return ""

    def type_word(self, word: str) -> str:
        """Return the word, in lower case, by which a word before a name says so: "Ostseeinsel" by "insel"."""
        lower = self._without_genitive(word.lower())
        if lower in self.types_before:
            return lower
        return next((suffix for suffix in self.type_suffixes if lower.endswith(suffix)), lower)

    def _without_genitive(self, word: str) -> str:
        """Return a word for a kind of place without the ending of a genitive: "Bundesstaats"."""
        if word in self.types_before or not self.type_genitives:
            return word
        bare = (word.removesuffix(ending) for ending in self.type_genitives if word.endswith(ending))
        return next((one for one in bare if one in self.types_before), word)

    def is_title(self, word: str) -> bool:
        """Tell whether a word, in lower case, is one before which a person's name follows."""
        return word in self.titles or word.endswith(self.title_endings)

    def area_of(self, word: str) -> str:
        """Return the ISO 3166 code of the area that an adjective means; else an empty string."""
        return self.adjectives.get(word.lower(), "")

    def towns_of(self, word: str) -> Iterator[str]:
        """Yield what a town may be called of which a word may be the adjective."""
        for ending, instead in self.town_adjectives.items():
            if word.endswith(ending):
                for end in instead:
                    yield word.removesuffix(ending) + ("" if end == "-" else end)

    def standing(self, form: str, salience: float, at_home: float = 0.0) -> Standing:
        """Say how readily a form is taken for a place.

        Parameters
        ----------
        form : str
            As it stands in a text.
        salience : float
            How well known the best known place of that name is; about the decimal
            logarithm of its inhabitants.
        at_home : float
            The same of the best known one where the language is at home.
        """
        word = form.capitalize() if form.isupper() and len(form) > 4 else form
        if word in self.never:
            return Standing.NEVER
        if word in self.frequent and salience < 6.2:  # "Mobile, Alabama"
            least = CERTAIN_FROM if self.nouns_capitalised else _FREQUENT_FROM
            return Standing.TYPED if salience >= least else Standing.NEVER
        if form in self.tails:
            return Standing.ASKED if "." in form else Standing.TYPED
        if len(form) < 4 and form.isupper() and salience < 6.2:
            return Standing.TYPED
        own = word in self.common
        if (own and salience < 6.2) or (word in self.lent and salience < 5):
            # Where hardly any word has a capital, one in the middle of a sentence says much: "à Loches".
            # A word of another language alone is seldom meant where a town at home is called so: "nach Brig".
            known = salience >= (3.69 if self.types_small else 4.1) or (not own and at_home >= _LENT_FROM)
            return Standing.ASKED if known else Standing.TYPED
        if word in first_names():
            if salience >= (5.3 if word in first_names_after_places() else 5.6):
                return Standing.PLAUSIBLE
            return Standing.ASKED if salience >= 3.8 else Standing.TYPED
        if self._is_titled(word) and salience < CERTAIN_FROM:
            return Standing.ASKED
        article, _, rest = word.partition(" ")
        if article.lower() in self.definite and (
            (rest in self.common and salience < 4.8) or rest.lower() in self.types_before
        ):
            return Standing.ASKED  # "La Esperanza": hope, or a village; "The River"
        if " " in word and salience >= 3.3 and word.split(" ", 1)[0] not in first_names():
            return Standing.CERTAIN if salience >= CERTAIN_FROM else Standing.PLAUSIBLE
        if word in surnames() and salience < 6:
            return Standing.PLAUSIBLE if salience >= 5 else Standing.DOUBTFUL
        return plain_standing(salience)

    def _is_titled(self, form: str) -> bool:
        """Tell whether a name is one of a person as well: "King George"."""
        first, _, last = form.partition(" ")
        return first.lower() in self.titles and last in first_names()

    def special(self) -> Iterator[str]:
        """Yield the forms of which it knows more than how salient their places are; `people` are others."""
        for word in {*self.never, *self.frequent, *self.common, *self.tails, *self.lent}:
            yield word
            yield word.upper()
        for article in self.definite:
            yield from (f"{article.capitalize()} {word}" for word in self.common)
            yield from (f"{article.capitalize()} {word.capitalize()}" for word in self.types_before)


def plain_standing(salience: float) -> Standing:
    """Return the standing of a form that is neither a word nor the name of a person."""
    if salience >= CERTAIN_FROM:
        return Standing.CERTAIN
    return Standing.PLAUSIBLE if salience >= PLAUSIBLE_FROM else Standing.DOUBTFUL
