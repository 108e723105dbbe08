"""The page with the places: a table of all, and a page for each one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Final

import streamlit as st

from places.corrections import NO_PLACE, correction_row
from places.dataset import Dataset
from places.language import PAGE_LANGUAGES, Language
from places.model import Candidate, Place
from places.query import (
    Explanation,
    PlaceRow,
    explain,
    find_place,
    points_on_courses,
    select_nearest,
)
from places.query.spots import marks_of
from places.selection import Selection
from places.views import company_shown, elements, marking, panel, place_table, state, timeline
from places.views.elements import Action, Node, element
from places.views.map_page import draw_map, map_places
from places.views.pages import MAP
from places.views.reasons import recognition_text, resolution_text
from places.views.shell import Visit

_FORMS: Final = 3  # of a toponym for which corrections are offered
_NOT_IN_GAZETTEER: Final = ("osm:", "corrected:")
_TABLE: Final = "places_table"


def show(visit: Visit) -> None:
    """Show the table, or the page of the place that is chosen."""
    wanted = visit.selection.place
    found = find_place(visit.dataset, visit.selection, wanted) if wanted else None
    if wanted and found is None:
        st.info(visit.say("The place of this link is not in this dataset."), icon=":material/link_off:")
    if found and not state.listed():
        _place(visit, found)
    else:
        with st.container(key="places_all"):
            place_table.show(visit)
            if visit.may_edit:
                _editing().show_list(visit)
    if visit.may_edit:
        _editing().show(visit)


def _act(action: Action) -> None:
    if action[0] == "list":
        state.show_list(wanted=True)
    else:
        panel.act(action)


def _editing() -> ModuleType:
    from places.views.editing import own_places  # only for who may edit

    return own_places


def _place(visit: Visit, row: PlaceRow) -> None:
    say, dataset, place = visit.say, visit.dataset, row.place
    shown: int = st.session_state.get(panel.SHOWN, panel.PAGE_LENGTH)
    with st.container(key="place", horizontal=True, gap="large"):
        with st.container(key="place_main", width="stretch"):
            head = [
                element("button", say("All places"), css="quiet back", action=("list", "")),
                element("h2", place.name_in(say.code), css="page-title"),
                *(
                    [element("p", marking.confidence(row.confidence, say), css="facts")]
                    if row.mentions
                    else []
                ),
                element(
                    "a", say("Show on the map"), css="quiet", action=("page", MAP.name), href=panel.link(MAP)
                ),
            ]
            elements.show(head, key="place_head", on_action=_act)
            excerpts: list[Node] = [
                element("h3", say("Excerpts"), css="eyebrow"),
                *panel.excerpts(dataset, visit.selection, row, say, shown, edit=visit.may_edit),
            ]
            elements.show(excerpts, key="place_excerpts", on_action=_act)
        with st.container(key="place_side", width=420):
            with st.container(key="place_map"):
                draw_map(
                    visit, map_places([row], say, points_on_courses(visit.dataset)), [], key="map_of_place"
                )
            if visit.may_edit:
                _editing().show_buttons(visit, place.id)
            elements.show(_facts(visit, place), key="place_facts", on_action=panel.act)
    with st.container(key="timeline"):
        timeline.show(dataset, visit.selection, say, key="place_timeline")


def _facts(visit: Visit, place: Place) -> list[Node]:
    say, dataset = visit.say, visit.dataset
    explanations = explain(dataset, place.id)
    rows: list[tuple[str, str]] = [
        (say("Kind"), say.kind(place.kind)),
        (say("Country"), ", ".join(map(say.country, place.country_codes))),
        (say("Inhabitants"), say.number(place.population) if place.population else ""),
        (say("Source"), say.source(place.source)),
        (say("Identifier"), place.id),
        *_said(dataset, place, say),
    ]
    return [
        *_definitions(rows, css="facts-table"),
        _point(place, say),
        element("h3", say("Names"), css="eyebrow"),
        *_definitions(_names(place.names, say), css="names"),
        element("h3", say("Why this place?"), css="eyebrow"),
        *_explanations(explanations, place, say),
        *company_shown.counted_in_part(dataset, Selection(), place, say("Mentions"), say),
        _set_right(explanations, place, say),
        element("h3", say("Named together with"), css="eyebrow"),
        company_shown.table(visit.dataset, visit.selection, place, say),
        element("h3", say("Nearest other places"), css="eyebrow"),
        _nearest(visit, place),
    ]


def _said(dataset: Dataset, place: Place, say: Language) -> list[tuple[str, str]]:
    """Tell who made a place and why, and who found it right."""
    marks = marks_of(dataset, place.id)
    rows = []
    if marks.by_hand:
        by = marks.by_hand
        facts = [by.who, say.day(by.at.date()) if by.at else "", by.note]
        rows.append((say("Made by"), " · ".join(filter(None, facts))))
    if marks.checked:
        rows.append((say("Checked by"), f"{marks.checked.who} · {say.day(marks.checked.at.date())}"))
    return rows


def _point(place: Place, say: Language) -> Node:
    """Show the coordinates (WGS 84 degrees) in a form for people, and in one to be copied."""
    point = f"{place.latitude:.5f}, {place.longitude:.5f}"
    return element(
        "p",
        element("span", say.coordinates(place.latitude, place.longitude), css="degrees"),
        " ",
        element("button", point, css="quiet", action=("copy", point), title=say("Coordinates copied")),
        css="point",
    )


def _definitions(rows: Sequence[tuple[str, str]], css: str) -> list[Node]:
    pairs = [(element("dt", term), element("dd", text)) for term, text in rows if text]
    return [element("dl", *[node for pair in pairs for node in pair], css=css)]


def _names(names: Mapping[str, str], say: Language) -> list[tuple[str, str]]:
    """Group the languages that share a name, those of the page first."""
    by_name: dict[str, list[str]] = {}
    for code in sorted(names, key=lambda code: (code not in PAGE_LANGUAGES, code)):
        by_name.setdefault(names[code], []).append(say.language_name(code))
    return [(name, ", ".join(languages)) for name, languages in by_name.items()]


def _explanations(explanations: Sequence[Explanation], place: Place, say: Language) -> list[Node]:
    nodes: list[Node] = []
    several = len(explanations) > 1  # of a single form the heading has told it
    for explained in explanations:
        nodes += [
            element(
                "p",
                element(
                    "span",
                    say.quoted(explained.surface),
                    css="quoted",
                ),
                f" · {say.plural('{n} mention', '{n} mentions', explained.mentions)}",
                f" · {marking.confidence_text(explained.confidence, say)}" if several else "",
                css="form",
            ),
            _recognition(explained, say),
            element(
                "ol", *[_candidate(each, place, say) for each in explained.candidates[:4]], css="candidates"
            ),
        ]
    return nodes


def _recognition(explained: Explanation, say: Language) -> Node:
    """Tell why a form was taken for a place at all, in points: from nothing upwards it is one."""
    return element(
        "ul",
        *[
            element("li", f"{_points(each.weight)} {recognition_text(each.reason, say)}")
            for each in explained.evidence
        ],
        css="recognition",
        title=say("Points that speak for a place, and against it"),
    )


def _points(weight: float) -> str:
    return f"{weight:+.0f}".replace("-", "−") if weight else "0"


def _candidate(candidate: Candidate, place: Place, say: Language) -> Node:
    where = ", ".join(map(say.country, candidate.country_codes[:2]))
    reasons = [
        element("li", f"{'+' if each.weight >= 0 else '−'} {resolution_text(each.reason, say)}")
        for each in sorted(candidate.evidence, key=lambda each: -abs(each.weight))
        if abs(each.weight) >= 0.05
    ]
    return element(
        "li",
        element("strong", place.name_in(say.code))
        if candidate.place_id == place.id
        else element("span", candidate.name),
        f" · {say.kind(candidate.kind)}{' · ' + where if where else ''} · {say.percent(candidate.score)}",
        element("ul", *reasons),
    )


def _set_right(explanations: Sequence[Explanation], place: Place, say: Language) -> Node:
    """Offer the rows of a table of corrections that would make another place of this one, or none."""
    choices: list[Node] = []
    for explained in explanations[:_FORMS]:
        others = [
            (
                each.place_id,
                " · ".join([each.name, say.kind(each.kind), *map(say.country, each.country_codes[:2])]),
            )
            for each in explained.candidates[:4]
            if each.place_id != place.id and not each.place_id.startswith(_NOT_IN_GAZETTEER)
        ]
        for place_id, meaning in (*others, (NO_PLACE, say("no place"))):
            row = correction_row(explained.surface, place_id)
            copy = element("button", row, css="quiet", action=("copy", row), title=say("Row copied"))
            choices.append(element("li", f"{say.quoted(explained.surface)}: {meaning} ", copy))
    return element(
        "details",
        element("summary", say("Not right?")),
        element(
            "p",
            say(
                "A row in the table corrections.csv, in the folder of the articles, goes before all of this "
                "when the dataset is built the next time. Its first row is: {columns}"
            ).format(columns="name,article,place"),
        ),
        element("ul", *choices),
        css="set-right",
    )


def _nearest(visit: Visit, place: Place) -> Node:
    say = visit.say
    return element(
        "ol",
        *[
            element(
                "li",
                element(
                    "button",
                    element("span", other.name_in(say.code), css="name"),
                    element("span", f"{say.number(round(kilometres))} km", css="number"),
                    css="row",
                    action=("choose", other.id),
                ),
            )
            for other, kilometres in select_nearest(visit.dataset, visit.selection, place.id)
        ],
        css="ranking",
    )
