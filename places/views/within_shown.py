"""What lies in a place or around it: how much is said of that, and buttons that keep to it."""

from __future__ import annotations

from typing import Final

from places.dataset import Dataset
from places.language import Language
from places.model import Place
from places.query import count_held
from places.ranges import Around, InPlace, range_of
from places.selection import Selection
from places.views import state
from places.views.elements import Action, Node, element

_AROUND_KM: Final = (25, 100, 500)


def nodes_of(dataset: Dataset, selection: Selection, place: Place, say: Language) -> list[Node]:
    """Show what is said of the places in a place, and offer to keep to them, or to those around it."""
    within = selection.within
    nodes: list[Node] = []
    buttons: list[Node] = []
    held = count_held(dataset, selection, place.id) if place.kind != "city" else None
    if held:
        told = say("{itself} of itself, {inside} {in_places}").format(
            itself=say.plural("{n} mention", "{n} mentions", held.itself),
            inside=say.number(held.inside),
            in_places=say.plural("in {n} place in it", "in {n} places in it", held.places),
        )
        nodes.append(element("p", told, css="facts held"))
        buttons.append(_button(say("All in it"), str(InPlace(place.id)), pressed=within == InPlace(place.id)))
    if place.kind != "country":
        buttons.append(element("span", say("Around it:"), css="note"))
        buttons += [
            _button(
                say("{n} km").format(n=say.number(kilometres)),
                str(Around(place.id, kilometres)),
                pressed=within == Around(place.id, kilometres),
            )
            for kilometres in _AROUND_KM
        ]
    return [*nodes, element("div", *buttons, css="within")]


def keeps_to(selection: Selection, place: Place) -> bool:
    """Tell whether a selection keeps to what lies in a place or around it."""
    within = selection.within
    return isinstance(within, (InPlace, Around)) and within.place_id == place.id


def act(action: Action) -> None:
    """Keep to a range, or no more where that is done already."""
    _, of = action
    asked = range_of(of)
    state.change(within=None if state.selection().within == asked else asked)


def _button(label: str, of: str, *, pressed: bool) -> Node:
    return element(
        "button", label, css="chip", action=("within", of), aria_pressed="true" if pressed else "false"
    )
