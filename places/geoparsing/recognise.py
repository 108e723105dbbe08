"""Find the toponyms of a text: stretches that name a place, whichever place it is.

One pass of the automaton finds every form of the lexicon. Cheap tests come first: is the
form a word of the language, does it begin and end where words do? Only what survives them
has the words around it looked at. Those words speak for a place or against it in points,
and the standing of the form says how many points it takes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from places.geo import within_degrees
from places.geoparsing.lexicon import SIDE_NAME, Lexicon, Sense
from places.languages import Language, Standing
from places.languages.people import first_names, surnames

_NEEDED: Final = (9, 3, 2, 1, 0, -1)
"""Points that a form needs, by its `Standing`."""

_SURE_FROM: Final = tuple(max(1, needed) for needed in _NEEDED)
"""Points from which a form is a place wherever the text has it, by its `Standing`."""

# Plain numbers: to look a member of an enumeration up takes longer than all the rest of such a test.
_TYPED: Final = int(Standing.TYPED)
_ASKED: Final = int(Standing.ASKED)
_DOUBTFUL: Final = int(Standing.DOUBTFUL)
_PLAUSIBLE: Final = int(Standing.PLAUSIBLE)
_CERTAIN: Final = int(Standing.CERTAIN)

RECOGNISED: Final = (0.0, 0.7, 0.8, 0.85, 0.95, 0.99)
"""Chance that what was found is a place at all, by its `Standing`."""

_OPENING: Final = "„“\"»«‚'‘’(["
_CLOSING: Final = ".,;:!?)]\"”“»«’‘'"
_QUOTES: Final = frozenset("”\"“»«’‘'")  # at the end of a quotation
_SENTENCE_ENDS: Final = frozenset(".!?:…•|")
_BETWEEN: Final = (", ", " (", "/", " / ", ",\n")  # stands between a place and what it lies in
_DASHES: Final = (" —", " –", " --")
_DATELINE: Final = (" (", " —", " –", " -", ".", ",", " /")
_STRONG: Final = 2  # points that a preposition of place is worth
_WINDOW: Final = 40  # characters looked at on either side of a form
_LONGEST_ACRONYM: Final = 6  # letters
_LONGEST_GAP: Final = 7  # characters between two names of a list
_MOST_KEPT: Final = 100_000  # readings of the words before a form; they are cheap to read again
_A_PERSON_TOO: Final = 2  # points off a name that a person of the text bears: "in Austin" stays a place
_STRAYS: Final = 1.5  # how much better known a place may be than the one meant that "lies in" a region
_PART_DEGREES: Final = 0.4  # how far a part of a town may lie from its middle
_AREAS: Final = 6  # senses of a form of which one may be the area in which something lies
_AREA_DEGREES: Final = 1.0  # how far a town may lie from the middle of an area that is little more
_NEIGHBOUR_DEGREES: Final = 0.7  # how far apart towns may lie of which one speaks for the other


_NOWHERE: Final[frozenset[str]] = frozenset()

Forms = list[tuple[int, int, int]]
"""Forms of a lexicon in a text: where each begins and ends, and its number."""


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
    inside : frozenset of str
        ISO 3166 codes of the country or the region in which the text says it lies.
    joined : bool
        Whether a hyphen joins it to another place ("Wuppertal-Frankfurt").
    article : bool
        Whether a definite article stands before it.
    """

    # Articles have millions of these: a data class would take half as long again to make each.

    def __init__(self, start: int, end: int, form: int, standing: int) -> None:
        self.start = start
        self.end = end
        self.form = form
        self.standing = standing
        self.points = 0
        self.asked = ""
        self.kind = ""
        self.inside = _NOWHERE
        self.joined = False
        self.article = False


_Beside = tuple[Toponym, Toponym, str]
"""Two toponyms with hardly anything between them, and what that is."""

# The two below are not frozen, which would make them four times as slow to make.


@dataclass(slots=True)
class _Left:
    """What the two words before a form say; the same words say it of any form.

    Attributes
    ----------
    opens, line : bool
        Whether a sentence, or a line, begins with the form.
    person : bool
        Whether a person's name goes on with it: a title or a first name stands before it.
    titled : bool
        Whether it is a title that stands before it.
    initial : bool
        Whether an initial stands before it ("J. London").
    body : bool
        Whether a body bears the form in its name ("Werder", "University of").
    points : int
        What a preposition is worth.
    island : bool
        Whether it is one that stands before islands and mountains.
    asked, kind : str
        The word that says what the place is, and the kind that it means.
    taken : int
        How many characters of that word belong to the toponym ("Landkreis Konstanz").
    article : bool
        Whether a definite article stands before it.
    capital : bool
        Whether a word with a capital stands right before it, which is no function word.
    area : str
        ISO 3166 code of the area in which an adjective before it says it lies ("polnischen").
    quoted : bool
        Whether a quotation mark stands before it.
    """

    opens: bool
    line: bool
    person: bool = False
    titled: bool = False
    initial: bool = False
    body: bool = False
    points: int = 0
    island: bool = False
    asked: str = ""
    kind: str = ""
    taken: int = 0
    article: bool = False
    capital: bool = False
    area: str = ""
    quoted: bool = False


@dataclass(slots=True)
class _Right:
    """What the word after a form says; the same word says it of any form.

    Attributes
    ----------
    capital : bool
        Whether it begins with a capital, and nothing but a space stands before it.
    surname : bool
        Whether it is a surname then.
    body : bool or None
        Whether it makes the form a part of the name of an organisation or a paper; None if the
        words after it may.
    asked, kind : str
        If it says what the place is: the word, and the kind that it means.
    taken : int
        How many characters belong to the toponym then ("Adair County").
    line : bool
        Whether a line ends with the form.
    dateline, agency : bool
        Whether it goes on as a dateline may, or does; "(dpa)" does.
    bracket : bool
        Whether an opening bracket comes, and small letters in it.
    comma : bool
        Whether a comma and a space come.
    being : bool
        Whether it may begin to say what the place is ("is a town in").
    number : bool
        Whether it is a number.
    """

    capital: bool
    surname: bool = False
    body: bool | None = False
    asked: str = ""
    kind: str = ""
    taken: int = 0
    line: bool = False
    dateline: bool = False
    agency: bool = False
    bracket: bool = False
    comma: bool = False
    being: bool = False
    number: bool = False


class Recogniser:
    """Finds toponyms by the forms of a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The forms to look for.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lefts: dict[str, dict[str, _Left]] = defaultdict(dict)
        self._rights: dict[str, dict[str, _Right]] = defaultdict(dict)

    def search(self, text: str) -> Forms:
        """Return where a text has forms of the lexicon, whether as words or within words."""
        return self._lexicon.find(text)

    def recognise(self, text: str, language: Language, forms: Forms | None = None) -> list[Toponym]:
        """Return the toponyms of a text in order; no two overlap.

        Parameters
        ----------
        text : str
        language : Language
        forms : Forms, optional
            What `search` returned, if it was asked before.
        """
        hits = self._hits(text, self._lexicon.find(text) if forms is None else forms, language)
        if not hits:
            return []
        people: set[int] = set()
        found: list[Toponym] = []
        _join(text, hits)
        taken = 0
        for hit in hits:
            if hit.start < taken:
                continue  # the one before has taken it in
            if self._weigh(text, hit, language, people):
                if found and found[-1].asked:
                    _share_type(text, found[-1], hit, language)
                found.append(hit)
                taken = hit.end
        beside = [
            (hit, following, text[hit.end : following.start])
            for hit, following in pairwise(found)
            if following.start - hit.end <= _LONGEST_GAP
        ]
        if beside:
            self._relate(beside, language)
            _support_lists(beside, language)
        sure = {hit.form for hit in found if hit.points >= _SURE_FROM[hit.standing]}
        accepted = [hit for hit in found if _accepted(hit, sure, people)]
        if accepted and len(accepted) < len(found):
            accepted = self._with_neighbours(text, found, accepted, people, language)
        if language.first_parts and any(f"-{gap}" in text for gap in language.conjunctions):
            accepted = self._complete(text, accepted, language)
        return accepted

    def _with_neighbours(
        self,
        text: str,
        found: Sequence[Toponym],
        accepted: list[Toponym],
        people: set[int],
        language: Language,
    ) -> list[Toponym]:
        """Add towns for which a little too little speaks, if others of the text lie close to them."""
        least = _DOUBTFUL if language.nouns_capitalised else _ASKED
        taken = {hit.start for hit in accepted}
        waiting = [
            hit
            for hit in found
            if hit.start not in taken
            and hit.standing >= least
            and hit.form not in people
            # Two words are seldom anything else.
            and hit.points >= _NEEDED[hit.standing] - (2 if " " in text[hit.start : hit.end] else 1)
        ]
        if not waiting:
            return accepted
        surroundings = _Surroundings(self._lexicon.senses(form)[0] for form in {hit.form for hit in accepted})
        near = {
            form
            for form in {hit.form for hit in waiting}
            if any(map(surroundings.have, self._lexicon.senses(form)[:3]))
        }
        added = [hit for hit in waiting if hit.form in near]
        return sorted((*accepted, *added), key=lambda hit: hit.start)

    def _complete(self, text: str, hits: Sequence[Toponym], language: Language) -> list[Toponym]:
        """Add the first of two names that share their last part: "Nord- und Südkorea"."""
        standing = self._lexicon.standing(language)
        completed: list[Toponym] = []
        for hit in hits:
            first, _, gap = text[max(hit.start - _WINDOW, 0) : hit.start].rpartition("- ")
            first = first.rpartition(" ")[2]
            if f" {gap}" in language.conjunctions and first.lower() in language.first_parts:
                surface = text[hit.start : hit.end]
                parts = (one for one in language.first_parts if surface.lower().startswith(one))
                last = surface[len(next(parts, surface)) :]
                bare = (last.removesuffix(ending) for ending in language.endings)
                form = max(self._form(first + one) for one in (last, *bare))
                if last and form >= 0 and standing[form] >= _PLAUSIBLE:
                    start = hit.start - len(gap) - len(first) - 2
                    completed.append(Toponym(start, start + len(first) + 1, form, standing[form]))
            completed.append(hit)
        return completed

    def _form(self, text: str) -> int:
        """Return the number of the form that a text is; -1 if it is none."""
        return next((form for start, end, form in self._lexicon.find(text) if end - start == len(text)), -1)

    def _hits(self, text: str, forms: Forms, language: Language) -> list[Toponym]:
        """Return the forms that stand in the text as words of their own."""
        standing = self._lexicon.standing(language)
        endings = {ending[0] for ending in language.endings}
        hits: list[Toponym] = []
        for start, stop, number in forms:
            following = text[stop : stop + 1]
            if following.islower() and following not in endings and text[start:stop].isalpha():
                continue  # the beginning of a longer word, as most are
            level = standing[number]
            if start and text[start - 1].isalnum() and not _glued_before(text, start, level):
                continue
            if following.isalnum():
                # A small place seldom stands in the genitive: "Basis" is a word, not Basi's.
                inflected = following in endings and level != _DOUBTFUL
                end = inflected and _end_of_inflected(text, start, stop, language)
                if end:
                    stop = end  # noqa: PLW2901
                elif not (following.isupper() and _glued_after(text, start, stop, level)):
                    shorter = self._shorter(text, start, stop)
                    if not shorter:
                        continue
                    stop, number = shorter  # noqa: PLW2901
                    level = standing[number]
            if level:
                hits.append(Toponym(start, stop, number, level))
        return hits

    def _shorter(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a form that begins at the same spot and ends where an earlier word ends."""
        if text.find(" ", start, end) < 0 and text.find("-", start, end) < 0:
            return None
        for cut in range(end - 1, start, -1):
            if not text[cut].isalnum() and text[cut - 1].isalnum():
                for first, stop, form in self._lexicon.find(text[start:cut]):
                    if first == 0 and stop == cut - start:
                        return cut, form
                    break
        return None

    def _weigh(self, text: str, hit: Toponym, language: Language, people: set[int]) -> bool:
        """Count what the words around a form say; tell whether it can be a place at all."""
        if (text.startswith("-", hit.end) or text.endswith("-", 0, hit.start)) and not (
            self._hyphens_allow(text, hit, language)
        ):
            return False
        start, end, standing = hit.start, hit.end, hit.standing
        left = self._left(text, start, language)
        if left.body or (
            standing == _TYPED
            and not (left.kind or left.area or language.type_after_suffices)
            and text[end : end + 2] not in _BETWEEN
            and text[start - 2 : start] not in _BETWEEN
        ):
            return False  # a word, and nothing beside it that could make a place of it
        right = self._right(text, end, language)
        if right.capital and _bears_its_name(text[start:end], text[end : end + _WINDOW], language):
            return False
        if self._is_person(text, hit, left, right, language):
            people.add(hit.form)
            return False
        if right.number and not left.article and text[start:end] in language.roads:
            return False
        if right.body or (right.body is None and _goes_on_as_body(text[end : end + _WINDOW], language)):
            return False
        hit.points = self._points(text, hit, left, right, language)
        hit.article = left.article
        # "Oder": a capital that the beginning of the sentence gave it
        return not (left.opens and text.startswith(" ", end) and text[hit.start : hit.end] in language.small)

    def _is_person(self, text: str, hit: Toponym, left: _Left, right: _Right, language: Language) -> bool:
        """Tell whether a form is a part of the name of a person."""
        if left.person:
            surface = text[hit.start : hit.end]
            # "der Präsident Russlands" leads a country, nobody is called Russlands; "der Italiener Paris" is.
            genitive = left.titled and surface.endswith(language.endings)
            if not (genitive and self._form(surface) != hit.form):
                return True
        if hit.standing == _CERTAIN:
            return False
        # A first name that is a place too has a surname after it ("Paris Hilton").
        return left.initial or (right.surname and text[hit.start : hit.end] in first_names())

    def _points(self, text: str, hit: Toponym, left: _Left, right: _Right, language: Language) -> int:
        """Add up what the words around a form say; note what and where they say that the place is."""
        points = left.points
        if left.island and any(
            sense.kind in ("terrain", "region") for sense in self._lexicon.senses(hit.form)[:2]
        ):
            points = 2
        if left.quoted and (
            (text[hit.end : hit.end + 1] in _QUOTES and not self._is_feature(hit.form))
            or (right.capital and not right.kind and language.quoted_before_capital)
        ):
            points -= 3  # a ship, a song: "die „Bremen“", "die „Helgoland Trader“"
        if left.kind or right.kind:
            points += self._said_kind(text, hit, left, right, language)
        elif right.being:
            points += _said_being(text, hit, language)
        if left.area or left.kind or (right.comma and language.tails):
            points += self._said_area(text, hit, left, language)
        if left.opens:
            points += _dateline(text, hit, left, right)
        if hit.standing < _CERTAIN:
            if text[hit.start + 1 : hit.start + 2].isupper():
                points -= self._may_be_acronym(text, hit, left)
            if not language.nouns_capitalised:
                points -= _among_capitals(hit.standing, left, right)
        if left.article and hit.standing < _PLAUSIBLE and self._takes_article(hit.form):
            points += language.article_worth
        if right.capital and hit.standing < _CERTAIN and left.points < _STRONG and not hit.kind:
            points -= self._may_be_somebody(text, hit)
        return points

    def _may_be_somebody(self, text: str, hit: Toponym) -> int:
        """Count what a name that people bear too loses before another name ("Lena Ruhland")."""
        named = text[hit.start : hit.end] in first_names()
        return _STRONG if named and self._lexicon.senses(hit.form)[0].kind in ("city", "water") else 0

    def _may_be_acronym(self, text: str, hit: Toponym, left: _Left) -> int:
        """Count what capitals cost a name that is not written so, but in headlines: "APRA" is not Apra."""
        surface = text[hit.start : hit.end]
        if left.opens or len(surface) > _LONGEST_ACRONYM or not (surface.isupper() and surface.isalpha()):
            return 0
        if text[max(hit.start - 3, 0) : hit.start].rstrip().isupper():
            return 0
        usual = self._form(surface.capitalize())
        senses = self._lexicon.senses
        return 2 * _STRONG if usual >= 0 and senses(usual)[0].row == senses(hit.form)[0].row else 0

    def _left(self, text: str, start: int, language: Language) -> _Left:
        """Return what the words before a position say; kept, as the same words come again."""
        low = start - _WINDOW if start > _WINDOW else 0
        first = text.rfind(" ", low, start - 1 if start else 0)
        first = text.rfind(" ", low, first) if first > low else -1
        words = text[max(first + 1, low) : start]
        known = self._lefts[language.code]
        left = known.get(words)
        if left is None:
            if len(known) > _MOST_KEPT:
                known.clear()
            left = known[words] = _read_left(words, language)
        return left

    def _right(self, text: str, end: int, language: Language) -> _Right:
        """Return what the word after a position says; kept, as the same words come again."""
        high = end + _WINDOW
        stop = text.find(" ", end + 1, high)
        word = text[end : stop if stop >= 0 else high]
        if stop == end + 1:
            word += " "
        known = self._rights[language.code]
        right = known.get(word)
        if right is None:
            if len(known) > _MOST_KEPT:
                known.clear()
            right = known[word] = _read_right(word, language)
        return right

    def _said_kind(self, text: str, hit: Toponym, left: _Left, right: _Right, language: Language) -> int:
        """Note the word that says what the place is ("Fluss", "County"); return its points."""
        if left.kind:
            if left.kind != "region" and self._owns(text, hit, language):
                return 3
            hit.asked, hit.kind = left.asked, left.kind
            hit.start -= left.taken
            return 3
        following = text[hit.end + 1 + len(right.asked) : hit.end + _WINDOW].split(None, 1)
        if following and following[0] in language.of:
            return 0  # of another: "the Ontario city of London"
        hit.asked, hit.kind = right.asked, right.kind
        hit.end += right.taken
        return 3

    def _owns(self, text: str, hit: Toponym, language: Language) -> bool:
        """Tell whether it is a country in the genitive: "die Hauptstadt Estlands" is not called so."""
        genitive = text.endswith(language.endings, hit.start, hit.end)
        return genitive and self._lexicon.senses(hit.form)[0].kind == "country"

    def _said_area(self, text: str, hit: Toponym, left: _Left, language: Language) -> int:
        """Note the area that an adjective or an abbreviation names ("Ky."); return its points."""
        if text.startswith(", ", hit.end) and text[hit.end + 2 : hit.end + 3].isupper():
            tail = text[hit.end + 2 : hit.end + _WINDOW].split(None, 1)[0]
            code = language.tails.get(tail.rstrip(',;:)"”'))
            if code and self._inside(hit, code):
                return 3
        area = left.area or (_area_before(text, hit.start, language) if left.kind else "")
        return 2 if area and self._inside(hit, area) else 0

    def _inside(self, hit: Toponym, code: str) -> bool:
        """Note the area in which the text says a place lies, if any of its senses does."""
        area = frozenset([code])
        if not any(lies_in(sense, area) for sense in self._lexicon.senses(hit.form)):
            return False
        hit.inside = area
        return True

    def _takes_article(self, form: int) -> bool:
        return self._lexicon.senses(form)[0].kind in ("water", "terrain", "region")

    def _is_feature(self, form: int) -> bool:
        return self._lexicon.senses(form)[0].kind in ("water", "terrain")

    def _hyphens_allow(self, text: str, hit: Toponym, language: Language) -> bool:
        """Look at a hyphen on either side; a compound that names a place is taken in whole."""
        start, end = hit.start, hit.end
        if hit.joined:
            return True
        if start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
            return language.compounds_count
        if not (text.startswith("-", end) and text[end + 1 : end + 2].isalnum()):
            return not text.startswith(tuple(f"-{gap}" for gap in language.conjunctions), end)  # "Nord- und"
        if language.compounds_count:
            return True
        stop = end + 1
        while stop < len(text) and (text[stop].isalpha() or text[stop] == "-"):
            stop += 1
        head = text[end + 1 : stop]
        if head.lower() in language.region_heads:
            hit.end = stop
            hit.asked, hit.kind = head.lower(), language.region_heads[head.lower()]
            return True
        return self._is_part(hit, head, stop, language)

    def _is_part(self, hit: Toponym, head: str, stop: int, language: Language) -> bool:
        """Take in the part of a town ("Berlin-Mitte"); let both ends of a line stand."""
        if head.lower() in language.parts:
            hit.end = stop
            return self._lexicon.senses(hit.form)[0].kind == "city"  # but no "US-Stadt"
        for first, last, form in self._lexicon.find(head):
            if first or last != len(head):
                break
            here, there = self._lexicon.senses(hit.form), self._lexicon.senses(form)
            if any(_close(one, other, _PART_DEGREES) for one in here[:3] for other in there):
                hit.end = stop
                return True
            return False
        # "Hildesheim-Drispenstedt": a quarter that the gazetteer lacks.
        named = head[:1].isupper() and head.endswith(language.part_endings) and "-" not in head
        if named and hit.standing >= _PLAUSIBLE and self._lexicon.senses(hit.form)[0].kind == "city":
            hit.end = stop
            return True
        return False

    def _relate(self, beside: Sequence[_Beside], language: Language) -> None:
        """Note what lies in what: "Paris, Texas", "Graben (Bayern)", "Weiden in der Oberpfalz"."""
        for hit, following, gap in beside:
            said = gap in language.lies_in
            if not said and gap not in _BETWEEN:
                continue
            senses = self._lexicon.senses(hit.form)
            if senses[0].kind == "country" and senses[0].role > SIDE_NAME:
                continue
            codes, region = self._area_codes(following)
            if said:  # "der Krieg Moskaus in der Ukraine": a preposition says less than a comma
                least = senses[0].salience + senses[0].role - _STRAYS
                senses = tuple(sense for sense in senses if sense.salience + sense.role > least)
            if codes and any(lies_in(sense, codes) for sense in senses):
                hit.inside = codes
                hit.points += 3
                following.points += 3
                if not (said or following.kind):
                    following.kind = self._kind_of_area(following, senses)
            elif senses[0].kind == "city" and (
                hit.standing < _PLAUSIBLE if said else region and gap == ", " and hit.standing < _CERTAIN
            ):
                hit.inside = codes  # said to lie in an area where the gazetteer has none of that name

    def _kind_of_area(self, hit: Toponym, within: Sequence[Sense]) -> str:
        """Tell which kind of area it is in which something lies: "Kingston, New York" is in the state.

        Where a town of the name lies there as well ("Schwabing, München"), nothing is told.
        """
        senses = self._lexicon.senses(hit.form)[:_AREAS]
        for area in senses:
            codes = frozenset(area.countries if area.kind == "country" else (area.admin1,))
            if area.kind in ("country", "region") and any(lies_in(sense, codes) for sense in within):
                far = not _close(senses[0], area, _AREA_DEGREES)
                return area.kind if area.kind == "country" or far else ""
        return ""

    def _area_codes(self, hit: Toponym) -> tuple[frozenset[str], bool]:
        """Return the codes of the areas that a hit may name, and whether it is first of all a region."""
        codes: set[str] = set()
        for sense in self._lexicon.senses(hit.form)[:_AREAS]:
            if sense.kind == "country":
                codes.update(sense.countries)
            elif sense.kind == "region" and sense.admin1:
                codes.add(sense.admin1)
        senses = self._lexicon.senses(hit.form)
        return frozenset(codes), senses[0].kind == "region"


class _Surroundings:
    """Where a text moves: its regions, and a grid with its towns, so that each cell has a few of them."""

    def __init__(self, senses: Iterable[Sense]) -> None:
        self._regions: set[str] = set()
        self._cells: defaultdict[tuple[int, int], list[Sense]] = defaultdict(list)
        seen: set[int] = set()
        for sense in senses:
            if sense.kind == "region" and sense.admin1:
                self._regions.add(sense.admin1)
            elif sense.kind in ("city", "site") and sense.row not in seen:
                seen.add(sense.row)
                north, east = _cell(sense)
                for cell in product((north - 1, north, north + 1), (east - 1, east, east + 1)):
                    self._cells[cell].append(sense)

    def have(self, sense: Sense) -> bool:
        """Tell whether a town lies in one of the regions, or close to another town."""
        return sense.kind == "city" and (
            sense.admin1 in self._regions
            or any(
                _close(sense, town, _NEIGHBOUR_DEGREES) and town.row != sense.row
                for town in self._cells.get(_cell(sense), ())
            )
        )


def _cell(sense: Sense) -> tuple[int, int]:
    return int(sense.latitude // _NEIGHBOUR_DEGREES), int(sense.longitude // _NEIGHBOUR_DEGREES)


def lies_in(sense: Sense, codes: frozenset[str]) -> bool:
    """Tell whether a place lies in one of some countries and regions, and is none of them."""
    if sense.kind == "country":
        return False
    if sense.kind != "region" and sense.admin1 in codes:
        return True
    return any(code in codes for code in sense.countries)


def _read_left(text: str, language: Language) -> _Left:
    """Read the last two words before a form."""
    before = text.rstrip(_OPENING)
    words = before.split()
    gap = before[len(before.rstrip()) :]
    if not words or "\n" in gap:
        return _Left(opens=True, line=True)
    previous = words[-1]
    left = _Left(opens=previous[-1] in _SENTENCE_ENDS, line=False)
    left.quoted = len(before) < len(text) and text[-1] not in "(["
    beside = gap == " " and len(before) == len(text)
    if beside and previous[0].isupper():
        _read_capital(left, previous, language)
    if left.opens:
        return left
    lower = previous.lower()
    earlier = words[-2] if len(words) > 1 else ""
    if f"{earlier.lower()} {lower}" in language.surname_beginnings:
        left.person = True
    if lower in language.of and earlier:
        _read_bearer(left, earlier, language)
    # "the Northern Alliance": after an article a capital makes a name of such a word.
    named = previous[0].isupper() and earlier.lower() in language.definite
    if not named and (
        lower in language.prepositions or f"{earlier.lower()} {lower}" in language.prepositions
    ):
        left.points = _STRONG
    elif not left.points:
        left.points = int(lower in language.weak_prepositions)
    if gap == " " and language.adjective_endings:
        left.area = language.area_of(previous)
        if left.area and earlier.lower() in language.before_adjective:
            left.points = 1
    typed = earlier if lower in language.articles else previous
    left.kind = language.type_of(typed)
    if left.kind:
        left.asked = typed.lower()
        if typed is previous and left.capital and lower in language.types_within:
            left.taken = len(typed) + 1
    left.island = lower in language.island_prepositions
    left.article = lower in language.definite
    return left


def _read_capital(left: _Left, word: str, language: Language) -> None:
    """Note what a word with a capital says, of which only a space parts the form."""
    bare = word.rstrip(".").lower()
    left.initial = len(bare) == 1 and word[-1] == "."
    left.titled = (not left.opens or word[-1] == ".") and language.is_title(bare)
    left.person = left.titled or (not left.opens and word in first_names())
    left.body = not left.opens and word.lower() in language.bodies_before
    function_word = word.capitalize() in language.never or word.endswith(language.possessives)
    left.capital = not left.opens and word[-1].isalpha() and not function_word


def _read_bearer(left: _Left, bearer: str, language: Language) -> None:
    """Note what the word before an "of" says."""
    lower = bearer.lower()
    if lower in language.nobles or (
        language.people_of
        and bearer in first_names()
        and bearer not in language.common
        and lower not in language.titles  # the Emir of a country is not part of its name
    ):
        left.person = True
    if language.type_of(bearer):
        left.points = _STRONG  # "Hafen von"
    # "the central bank of Turkey" is described, "the Bank of England" is called so.
    if bearer[0].isupper() and lower in language.bodies_before:
        left.body = True


def _accepted(hit: Toponym, sure: set[int], people: set[int]) -> bool:
    """Tell whether enough speaks for a form, with what the rest of the text says of it."""
    points = hit.points
    if hit.form in people and not (hit.form in sure and hit.standing == _CERTAIN):
        points -= _A_PERSON_TOO
    elif hit.form in sure:
        points += 1
    return points >= _NEEDED[hit.standing]


def _read_right(text: str, language: Language) -> _Right:
    """Read what follows a form, up to the end of the next word."""
    line = text[:1] == "\n"
    dateline = text.startswith(_DATELINE)
    agency = text.startswith((*_DASHES, *(f" ({name}" for name in language.agencies)))
    bracket = text[:2] == " (" and text[2:4].islower()
    if text[:1] != " " or not text[1:2].isalnum():
        comma = text[:2] == ", "
        return _Right(
            capital=False, line=line, dateline=dateline, agency=agency, bracket=bracket, comma=comma
        )
    word = text.split(None, 1)[0]
    bare = word.rstrip(_CLOSING)
    lower = bare.lower()
    kind = language.types_after.get(lower, "")
    taken = kind and lower != bare and lower in language.types_taken
    capital = word[0].isupper()
    body: bool | None = (capital or word[0].isdigit()) and lower in language.bodies_after
    if capital and not body and bare == word:
        body = None
    return _Right(
        capital=capital,
        surname=capital and bare in surnames(),
        body=lower in language.diseases or body,
        asked=lower if kind else "",
        kind=kind,
        taken=1 + len(bare) if taken else 0,
        being=lower in language.being,
        number=word[0].isdigit(),
    )


def _said_being(text: str, hit: Toponym, language: Language) -> int:
    """Note what the sentence says that a place is ("Bled is a town in"); return its points."""
    words = text[hit.end : hit.end + 2 * _WINDOW].split()[1:7]
    if not words or words[0].lower() not in language.before_type:
        return 0
    for word, following in pairwise((*words[1:], "")):
        kind = language.type_of(word.rstrip(_CLOSING))
        # "a city official" is none.
        if kind and (
            language.compounds_in_one_word or word[-1] in _CLOSING or _is_function(following, language)
        ):
            hit.asked, hit.kind = word.rstrip(_CLOSING).lower(), kind
            return 3
        if word[-1] in _CLOSING:
            break
    return 0


def _is_function(word: str, language: Language) -> bool:
    return word.lower() in language.prepositions or word.capitalize() in language.never


def _area_before(text: str, start: int, language: Language) -> str:
    """Return the area that stands before the word for what a place is ("Polish city of", "US-Stadt")."""
    for word in text[max(start - _WINDOW, 0) : start].split()[-3:]:
        area = language.area_of(word) or language.area_of(word.partition("-")[0])
        if area:
            return area
    return ""


def _bears_its_name(surface: str, right: str, language: Language) -> bool:
    """Tell whether what a name and the capital after it name is none: "Holstein Kiel", a saint's church."""
    if surface.lower() in language.bodies_before:
        return True
    if not surface.startswith(language.saints):
        return False
    return right.split(maxsplit=1)[0].rstrip(_CLOSING).lower() in language.churches


def _goes_on_as_body(right: str, language: Language) -> bool:
    """Tell whether a form is the first part of the name of an organisation or a paper."""
    for word in right.split(None, 3)[:3]:
        bare = word.rstrip(_CLOSING)
        if bare.lower() in language.bodies_after and not bare.islower():
            return True
        if bare != word or not bare[:1].isupper():
            return False
    return False


def _among_capitals(standing: int, left: _Left, right: _Right) -> int:
    """Count the words with a capital beside a form, where nouns have none."""
    points = 0
    if left.capital:
        points += 2
    if standing < _PLAUSIBLE:
        points += left.opens + right.capital
    return points


def _dateline(text: str, hit: Toponym, left: _Left, right: _Right) -> int:
    """Count for a name with which a report begins: "KIEW (dpa) -"; or that is a line of its own."""
    if left.line and right.line:
        return 1
    if not right.dateline:
        return 0
    if right.agency or (left.line and right.bracket):
        return 2
    return 2 if left.line and hit.end - hit.start > 3 and text[hit.start : hit.end].isupper() else 0


def _join(text: str, hits: Sequence[Toponym]) -> None:
    """Mark pairs of places that a hyphen joins, as the two ends of a line are."""
    for hit, following in pairwise(hits):
        if (
            following.start == hit.end + 1
            and text[hit.end] in "-–"
            and min(hit.standing, following.standing) >= _PLAUSIBLE
        ):
            hit.joined = following.joined = True


def _share_type(text: str, before: Toponym, hit: Toponym, language: Language) -> None:
    """Let a word in the plural hold for each of the names that follow it."""
    if before.asked in language.plural_types and not hit.asked:
        between = text[before.end : hit.start]
        if len(between) < _LONGEST_GAP and between in language.conjunctions:
            hit.asked, hit.kind = before.asked, before.kind
            hit.points += 3


def _support_lists(beside: Sequence[_Beside], language: Language) -> None:
    """Let what is surely a place speak for its neighbours in a list: "in Palma, Manacor und Inca"."""
    members: list[Toponym] = []
    ended = False
    for hit, following, gap in beside:
        if members and members[-1] is not hit:
            _support(members, ended)
            members, ended = [], False
        if gap in language.conjunctions:
            members = members or [hit]
            members.append(following)
            ended = ended or gap != ", "
    if members:
        _support(members, ended)


def _support(members: Sequence[Toponym], ended: bool) -> None:
    """Give points to the members of a list; more if an "and" ends it.

    What stands between two commas after a single place may be somebody ("der Minister Irans, Abbas").
    """
    lent = int(any(hit.points > 0 for hit in members))  # "zwischen Bergen und Stavanger"
    several = sum(hit.standing >= _PLAUSIBLE and hit.points >= 0 for hit in members) > 1
    if (ended or len(members) > 2) and (several or any(_is_sure(hit, lent) for hit in members)):
        for hit in members:
            if hit.standing < _PLAUSIBLE:
                hit.points += 2 if ended else 1


def _is_sure(hit: Toponym, lent: int) -> bool:
    if hit.standing < _PLAUSIBLE:
        return hit.points >= max(2, _NEEDED[hit.standing])
    return hit.points >= 0 if hit.standing == _CERTAIN else hit.points + lent >= 1


def _close(one: Sense, other: Sense, degrees: float) -> bool:
    return within_degrees(one.latitude, one.longitude, other.latitude, other.longitude, degrees)


def _glued_before(text: str, start: int, level: int) -> bool:
    """Tell whether a paragraph break was lost before a form: "PufferzoneRussland"."""
    return (
        level >= _PLAUSIBLE
        and start > 3
        and text[start].isupper()
        and text[start - 3 : start].isalpha()
        and text[start - 3 : start].islower()
    )


def _glued_after(text: str, start: int, end: int, level: int) -> bool:
    """Tell whether a paragraph break was lost after a form: "Masik-RyongDiskussionen"."""
    return (
        level >= _PLAUSIBLE
        and end - start > 3
        and text[end - 1].islower()
        and text[end + 1 : end + 2].islower()
    )


def _end_of_inflected(text: str, start: int, end: int, language: Language) -> int:
    """Return where a form with an ending of the language ends; 0 if it has none."""
    for ending in language.endings:
        stop = end + len(ending)
        if text.startswith(ending, end) and not text[stop : stop + 1].isalnum():
            return stop if text[end - 1] not in language.no_ending_after and end - start > 2 else 0
    return 0
