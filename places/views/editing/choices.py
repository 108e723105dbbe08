"""What words in a text may stand for: candidates with what spoke for each, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, floor, log2, pi, radians, sinh, tan
from typing import TYPE_CHECKING, Any, Final

from places.language import Language
from places.maps import GLYPHS, MapPlace
from places.model import Evidence, MapView, Place
from places.query.spots import Spot
from places.views.editing import lookup
from places.views.elements import Node, element
from places.views.reasons import resolution_text

if TYPE_CHECKING:
    from places.views.shell import Visit

NO_PLACE: Final = "none"
OWN_PLACE: Final = "own"
"""What is chosen where no place of the lists is."""

_MOST: Final = 6
_TILE: Final = 256  # pixels that the world is wide at zoom 0
_CLOSEST: Final = 5.0
_MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that words may stand for.

    Attributes
    ----------
    place : Place
    score : float or None
        Its share of the belief, 0 to 1; None where it was searched for.
    evidence : tuple of Evidence
        What spoke for it and against it.
    """

    place: Place
    score: float | None = None
    evidence: tuple[Evidence, ...] = ()


def choices(visit: Visit, spot: Spot, query: str) -> list[Choice]:
    """List what words may stand for: the candidates, or what bears the name that somebody searches for."""
    if not query.strip():
        found = [
            Choice(place, candidate.score, candidate.evidence)
            for candidate in spot.candidates
            if (place := lookup.find(visit.settings, candidate.place_id)) is not None
        ]
        if found:
            return found[:_MOST]
        query = lookup.base_name(spot.mention.surface, spot.article.language)
    return [Choice(place) for place in lookup.named(visit.settings, visit.dataset, query, visit.say.code)]


def choice_nodes(listed: Sequence[Choice], picked: str, say: Language, *, token: str = "") -> list[Node]:
    """Write choices as buttons; the last ones are a place of one's own, and no place.

    Parameters
    ----------
    listed : sequence of Choice
    picked : str
        The id of the place that is chosen, `OWN_PLACE` or `NO_PLACE`.
    say : Language
    token : str
        What the choices are of, where they are chosen by keys: each tells its key, and with a choice
        comes the token. A place of one's own is not among them.
    """
    of = f"{token} " if token else ""
    rows = [
        _row(
            of + choice.place.id,
            GLYPHS[choice.place.kind],
            choice.place.kind,
            choice.place.name_in(say.code),
            what(choice.place, say),
            picked=of + picked,
            share=say.percent(choice.score) if choice.score else "",
            reasons=_reasons(choice, say),
            key=str(number) if token else "",
        )
        for number, choice in enumerate(listed, start=1)
    ]
    if not token:
        rows.append(
            _row(OWN_PLACE, "+", "own", say("A place of your own"), say("click on the map"), picked=picked)
        )
    none = _row(
        of + NO_PLACE,
        "–",
        "none",
        say("No place"),
        say("the words name none"),
        picked=of + picked,
        key="0" if token else "",
    )
    told = say("Percentages: how likely each place is, if the words name a place at all.")
    return [
        *([element("p", told, css="facts")] if any(choice.score for choice in listed) else []),
        element("div", *rows, none, css="choices", role="group", aria_label=say("What is it?")),
    ]


def what(place: Place, say: Language) -> str:
    """Say in short what a place is, so that namesakes can be told apart."""
    facts = [say.kind(place.kind), *lookup.where_of(place, say)]
    if place.population:
        facts.append(say("{n} inhabitants").format(n=say.number(place.population)))
    facts.append(say.coordinates(place.latitude, place.longitude))
    return " · ".join(facts)


def on_map(listed: Sequence[Choice], say: Language) -> list[MapPlace]:
    """Turn choices into what a map draws."""
    return [
        MapPlace(
            choice.place.id,
            choice.place.name_in(say.code),
            choice.place.kind,
            choice.place.latitude,
            choice.place.longitude,
            1,
            1,
            1.0,
            what(choice.place, say),
        )
        for choice in listed
    ]


def view_of(
    listed: Sequence[MapPlace] | Sequence[Place], width: int, height: int, *, closest: float = _CLOSEST
) -> MapView | None:
    """Give a view of a map that has all of some places in it, a continent at most for one alone.

    Parameters
    ----------
    listed : sequence of MapPlace or Place
    width, height : int
        Pixels of the map.
    closest : float
        The zoom that is not passed, however near to one another they are.
    """
    if not listed:
        return None
    longitudes = [place.longitude for place in listed]
    norths = [_mercator(place.latitude) for place in listed]
    east, north = max(longitudes) - min(longitudes), max(norths) - min(norths)
    room = 0.7  # names stand beside their places
    shares = [room * width / _TILE / (east / 360), room * height / _TILE / north] if east and north else []
    zoom = min(max(min(map(log2, shares), default=closest), 0.0), closest)
    middle = (max(norths) + min(norths)) / 2
    latitude = degrees(atan(sinh(2 * pi * middle)))
    return MapView(round(latitude, 2), round((max(longitudes) + min(longitudes)) / 2, 2), floor(zoom * 4) / 4)


def _mercator(latitude: float) -> float:
    """Return how far north a latitude lies on a Mercator map whose width is 1."""
    return asinh(tan(radians(max(min(latitude, 85.0), -85.0)))) / (2 * pi)


def _row(
    of: str,
    glyph: str,
    css: str,
    name: str,
    facts: str,
    *,
    picked: str,
    share: str = "",
    reasons: str = "",
    key: str = "",
) -> Node:
    lines = [element("span", name, css="name"), element("span", facts, css="what")]
    if reasons:
        lines.append(element("span", reasons, css="what"))
    about: dict[str, Any] = {"data_key": key} if key else {}
    return element(
        "button",
        *([element("kbd", key)] if key else []),
        element("span", glyph, css=f"glyph {css}"),
        element("span", *lines, css="lines"),
        element("span", share, css="number"),
        css="row choice",
        action=("pick", of),
        aria_pressed="true" if of == picked else "false",
        **about,
    )


def _reasons(choice: Choice, say: Language) -> str:
    strongest = sorted(choice.evidence, key=lambda each: -abs(each.weight))[:_MOST_REASONS]
    return ", ".join(
        f"{'+' if each.weight >= 0 else '−'} {resolution_text(each.reason, say)}"
        for each in strongest
        if abs(each.weight) >= 0.05
    )
