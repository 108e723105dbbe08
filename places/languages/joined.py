"""What stands between the names of places in a language, and what else joins, parts or lists them."""

from __future__ import annotations

from dataclasses import dataclass

from places.languages.called_after import CalledAfter


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(CalledAfter):
    """Words between names of places and around several of them.

    Attributes
    ----------
    lies_in : frozenset of str
        What stands between a place and the region or the country in which it lies, spaces too.
    close_to : frozenset of str
        What stands between a place and a better known one close to it.
    beside_water : frozenset of str
        What stands between a place and the river or the sea at which it lies.
    conjunctions : frozenset of str
        What stands between two names that share a word before them.
    on_the_way : frozenset of str
        What stands between two names between which something goes, spaces too.
    links : frozenset of str
        The words of both, spaces too; filled in when the language is read.
    local : frozenset of str
        Words, in lower case, of sentences about what is local, whose places are neighbours.
    districts : frozenset of str
        Words, in lower case, for areas so small that a town in one lies near its middle.
    flights : frozenset of str
        Words, in lower case, of sentences about flights, whose places are none.
    inscriptions : frozenset of str
        Words, in lower case, for what bears names in quotation marks that are those of places ("Schild").
    life_events : frozenset of str
        Words for a birth, a death and the like, in lower case, as registers have them before a date.
    others : frozenset of str
        Words, in lower case, before a name that means another place of it than the one told ("other").
    between_two : tuple of str
        What stands before two places that one may go between, in lower case, space included.
    joining, joined_by : frozenset of str
        Verbs before two names, in lower case, that join or part them, and what stands between then.
    between : frozenset of str
        Words, in lower case, before two names between which something lies ("zwischen").
    first_parts : frozenset of str
        First parts of names of which the last one may be told once ("Nord- und Südkorea").
    route_endings : tuple of str
        What words for lines and ways end in, behind which a hyphen joins two towns ("Bahnstrecke").
    """

    lies_in: frozenset[str] = frozenset()
    close_to: frozenset[str] = frozenset()
    beside_water: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    on_the_way: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    flights: frozenset[str] = frozenset()
    inscriptions: frozenset[str] = frozenset()
    life_events: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    between_two: tuple[str, ...] = ()
    joining: frozenset[str] = frozenset()
    joined_by: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    first_parts: frozenset[str] = frozenset()
    route_endings: tuple[str, ...] = ()
