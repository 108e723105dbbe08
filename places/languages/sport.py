"""The words of sport of a language, and what is said of the clubs that towns stand for there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.,;!?:]")
_MARKS: Final = frozenset(".,;!?:")
_NUMBER: Final = "#"
_CLAUSE_END: Final = "."
_OWNED: Final = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and groups of words to look for in a sentence.

    Attributes
    ----------
    words : frozenset of str
        Single words, in lower case.
    beginnings, endings : tuple of str
        What words begin or end in.
    groups : mapping of str to tuple of tuple of str
        What follows a first token: "sheet" after "clean".
    """

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    groups: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Iterable[str]) -> Terms:
        """Make terms of what a list says.

        Parameters
        ----------
        listed : iterable of str
            ``goalie`` is a word, ``clean sheet`` a group of them, in which ``#`` stands for a number and
            ``.`` for the end of a clause; ``pokal*`` is what words begin with, ``*torwart`` what they end in.
        """
        words, beginnings, endings = set[str](), list[str](), list[str]()
        groups = defaultdict[str, list[tuple[str, ...]]](list)
        for term in listed:
            first, *rest = term.casefold().split(" ")
            if rest:
                groups[first].append(tuple(rest))
            elif first.endswith("*"):
                beginnings.append(first[:-1])
            elif first.startswith("*"):
                endings.append(first[1:])
            else:
                words.add(first)
        return cls(
            frozenset(words),
            tuple(beginnings),
            tuple(endings),
            {first: tuple(rests) for first, rests in groups.items()},
        )

    def has(self, word: str) -> bool:
        """Tell whether a word, in lower case, is among them."""
        return word in self.words or word.startswith(self.beginnings) or word.endswith(self.endings)


# Compared and hashed by identity, so that what it knows of words is kept.
@dataclass(frozen=True, slots=True, eq=False)
class Sport:
    """What a language says of sport; words are in lower case where nothing else is said.

    Attributes
    ----------
    sure : Terms
        What hardly any but a sentence about sport has.
    likely : Terms
        What a sentence about sport has, and others too.
    weak : Terms
        What a sentence about sport has, and others as often.
    civic : Terms
        What a sentence about the life of a town has, in which it stands for itself ("mayor").
    disciplines : frozenset of str
        Kinds of sport, which make a sentence one about sport, or stand in a headline before a colon.
    players : frozenset of str
        Words for a player, whose club follows after "from".
    verbs : frozenset of str
        Words right beside a town, as they are written, that are said of its club, and of hardly anything
        else in a sentence that has a score or a word of sport.
    beats : frozenset of str
        Those of them that stand between two clubs, and between two towns hardly ever ("thrashed").
    downs : frozenset of str
        Verbs right before a town, as they are written, that have no town for their object, but a club
        ("sinks").
    alone : frozenset of str
        Verbs after a town that a sentence begins with, as they are written, that say of nothing but a club
        what they say.
    behind_plural : frozenset of str
        Words behind a verb, and hardly behind a noun ("their"): "Woking waste their chances". Empty
        where a verb is the same for one and for many.
    pasts : frozenset of str
        Verbs of the past without an ending, which one does as well as many ("lost").
    says : frozenset of str
        Verbs that are said of many things, as they are written, and of a club in a sentence about sport.
    prepositions : frozenset of str
        What stands before a town that is a club in such a sentence.
    objects : frozenset of str
        Prepositions of place after which a town may still be a club ("sold him to Nashville").
    times : frozenset of str
        Words between a verb of `beats` and the other club ("empfängt am Samstag").
    meets : frozenset of str
        Pairs of words before a town whose club meets another one there ("win over").
    phrases : tuple of str
        Words of several before a name, as they are written, that make a sentence about sport of it
        ("drew with").
    attached : frozenset of str
        Words behind which a preposition leads to a club ("fans").
    transfers : frozenset of str
        Words of a sentence that tells of a player who goes from one club to another ("signed").
    between : frozenset of str
        Prepositions that lead from club to club there, in lower case ("bei", "from").
    travels : frozenset of str
        Words before a preposition that leads to where a club plays ("travel to Taunton").
    venues : Terms
        What is held where an "of" leads to ("im Endspiel von Cardiff").
    native : frozenset of str
        Prepositions after `attached` that tell where somebody comes from or is ("a coach from Derby").
    scores_for : frozenset of str
        What stands between a score and a club.
    owned : frozenset of str
        Words after a town, or after its genitive, for what hardly anything but a club has ("fans").
    opposing : frozenset of str
        Prepositions between what a club does and the club that it does it to ("too deep for Memphis").
    leading : frozenset of str
        Words before a town that what a town does has before another ("and", "as", "than").
    """

    sure: Terms = field(default_factory=Terms)
    likely: Terms = field(default_factory=Terms)
    weak: Terms = field(default_factory=Terms)
    civic: Terms = field(default_factory=Terms)
    disciplines: frozenset[str] = frozenset()
    players: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    beats: frozenset[str] = frozenset()
    downs: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    behind_plural: frozenset[str] = frozenset()
    pasts: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    meets: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    attached: frozenset[str] = frozenset()
    transfers: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    travels: frozenset[str] = frozenset()
    venues: Terms = field(default_factory=Terms)
    native: frozenset[str] = frozenset()
    scores_for: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    opposing: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Tell whether hardly any but a sentence about sport has a word."""
        return _points_of_word(self, word.casefold()) == SURE or word.casefold() in _folded(self)[1]

    def is_discipline(self, word: str) -> bool:
        """Tell whether a word is a kind of sport."""
        return word.casefold() in _folded(self)[0]

    def points(self, sentence: str) -> int:
        """Return what the words of a sentence come to, each different one once.

        Returns
        -------
        int
            The points of all that it has of `sure` and `disciplines`, of `likely` and `players`, of `weak`
            and of `civic`.
        """
        words = _tokens(sentence)
        groups = _groups(self)
        found: dict[str, int] = {}
        taken = 0  # a word of a group does not count by itself: "on the road"
        for place, token in enumerate(words):
            for rest, worth in groups.get(token, ()):
                end = place + 1 + len(rest)
                if end > taken and words[place + 1 : end] == rest:
                    found[" ".join((token, *rest))] = worth
                    taken = end
            points = _points_of_word(self, token) if place >= taken else 0
            if points:
                found[token.removesuffix("s")] = points
        return sum(found.values())


SURE: Final = 4
"""Points of a word that only sport has: so many make a sentence one about sport."""
_LIKELY: Final = 2
_WEAK: Final = 1
_CIVIC: Final = -4


@lru_cache(maxsize=100_000)
def _points_of_word(sport: Sport, token: str) -> int:
    """Return the points of a word or of the best of its parts; those of the life of towns first."""
    words = [token, *token.split("-")] if "-" in token else [token]
    words += [word[:-1] for word in words if word.endswith("s")]
    if any(map(sport.civic.has, words)):
        return _CIVIC
    disciplines, players = _folded(sport)
    if not disciplines.isdisjoint(words) or any(map(sport.sure.has, words)):
        return SURE
    if not players.isdisjoint(words) or any(map(sport.likely.has, words)):
        return _LIKELY
    return _WEAK if any(map(sport.weak.has, words)) else 0


@lru_cache(maxsize=32)
def _folded(sport: Sport) -> tuple[frozenset[str], frozenset[str]]:
    """Return the disciplines and the players with "ss" for "ß"."""
    return (
        frozenset(word.casefold() for word in sport.disciplines),
        frozenset(word.casefold() for word in sport.players),
    )


@lru_cache(maxsize=32)
def _groups(sport: Sport) -> Mapping[str, Sequence[tuple[list[str], int]]]:
    """Return by their first token what follows in the groups of all lists, and their points."""
    groups = defaultdict[str, list[tuple[list[str], int]]](list)
    lists = ((sport.sure, SURE), (sport.likely, _LIKELY), (sport.weak, _WEAK), (sport.civic, _CIVIC))
    for terms, worth in lists:
        for first, rests in terms.groups.items():
            groups[first] += [(list(rest), worth) for rest in sorted(rests, key=len, reverse=True)]
    return dict(groups)


def _tokens(sentence: str) -> list[str]:
    """Return the words of a sentence in small letters, a number as ``#``, the end of a clause as ``.``.

    A clause ends at every mark but a hyphen and a bracket, and where the sentence ends.
    """
    found = [
        token[:-2]
        if token.endswith(_OWNED)
        else _CLAUSE_END
        if token in _MARKS
        else _NUMBER
        if token.isdigit()
        else token
        for token in _TOKEN.findall(sentence.casefold())
    ]
    return [*found, _CLAUSE_END]
