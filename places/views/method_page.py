"""The page that says how it knows: what was read, how places were found, and whose data it is."""

from __future__ import annotations

import streamlit as st

from places.dataset import Dataset
from places.language import Language
from places.maps import UNSURE_BELOW
from places.query import credits_of, versions_of
from places.views import account, elements, panel
from places.views.elements import Node, element
from places.views.shell import Visit

_CREDITS = (
    ("GeoNames", "https://www.geonames.org", "CC BY 4.0"),
    ("Natural Earth", "https://www.naturalearthdata.com", "public domain"),
    ("Unicode CLDR", "https://cldr.unicode.org", "Unicode License v3"),
    ("OpenStreetMap", "https://www.openstreetmap.org/copyright", "ODbL"),
    ("Leaflet", "https://leafletjs.com", "BSD 2-Clause"),
    ("Source Sans, Source Serif", "https://adobe-fonts.github.io", "SIL OFL 1.1"),
)


def show(visit: Visit) -> None:
    """Show the page."""
    say = visit.say
    with st.container(key="method_text"):
        elements.show(
            [
                element("h2", say("How this map knows"), css="page-title"),
                element(
                    "section",
                    *_read(visit),
                    *_chapter(say("How places are recognised"), recognising(say)),
                    *_chapter(say("How the right place is chosen"), resolving(say)),
                    *_chapter(say("What it gets wrong"), mistakes(say)),
                    *_credits(visit.dataset, say),
                    css="prose",
                ),
            ],
            key="method_elements",
            on_action=_act,
        )


def _act(action: elements.Action) -> None:
    if not account.act(action):
        panel.act(action)


def _chapter(title: str, paragraphs: list[str]) -> list[Node]:
    return [element("h3", title), *[element("p", paragraph) for paragraph in paragraphs]]


def _read(visit: Visit) -> list[Node]:
    say = visit.say
    counts = visit.opened.total
    return [
        element("h3", say("What was read")),
        element(
            "p",
            say("{articles}, in which {mentions} of {places} were found.").format(
                articles=say.plural("{n} article", "{n} articles", counts.articles),
                mentions=say.plural("{n} mention", "{n} mentions", counts.mentions),
                places=say.plural("{n} place", "{n} places", counts.places),
            ),
        ),
        *account.account(visit.dataset, say),
    ]


def _versions(dataset: Dataset, say: Language) -> list[Node]:
    versions = versions_of(dataset)
    if not versions:
        return []
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return [
        element(
            "details",
            element("summary", say("Versions of the gazetteer")),
            element("p", listed, css="versions"),
            css="account",
        )
    ]


def recognising(say: Language) -> list[str]:
    """Tell how toponyms are recognised."""
    return [
        say(
            "Every text is searched for the names of a gazetteer that comes along: cities from 500 "
            "inhabitants up, countries, their first-level regions, and a table of our own with seas, rivers, "
            "mountains, regions and sites. Nothing is sent anywhere for it."
        ),
        say(
            "A name counts in the forms that a language gives it: genitives, compounds with a direction, "
            "adjectives that are part of a name, older and foreign spellings. Then its neighbours count: "
            "“in”, “city of”, “river” or “is a town” speak for a place; a first name, a title, a club, a "
            "ship or a newspaper speak against it. The more a name is an ordinary word, the more must speak "
            "for it; for a small town it speaks that the text names others nearby. Adjectives such as “North "
            "Korean” are not mentions."
        ),
    ]


def resolving(say: Language) -> list[str]:
    """Tell how the place is chosen that a toponym stands for."""
    return [
        say(
            "Many names belong to several places. Which one is meant is decided by how well known each is "
            "(its inhabitants tell, and how many languages have a name for it), "
            "by the kind that the words around the name ask for, by what the text says itself "
            "(“Paris, Texas”), by the countries and regions of the rest of the article, and by nearness to "
            "its other places. A name that a larger town bears hardly means another one that has been called "
            "so too. It may also be a place that the gazetteer lacks; that is reckoned with."
        ),
        say(
            "The confidence is the share of the best reading, together with what lies within 50 km of it, "
            "times the chance that the name means a place at all. A mention below {limit} is underlined with "
            "dots: it may well be another place. The page of a place shows the candidates and what spoke for "
            "and against each. What somebody has set by hand, in a table of corrections, goes before all of "
            "that."
        ).format(limit=say.decimal(UNSURE_BELOW)),
    ]


def mistakes(say: Language) -> list[str]:
    """Tell what goes wrong."""
    return [
        say(
            "Villages below 500 inhabitants, streets and buildings are mostly unknown. A name that is also a "
            "common word may be missed where nothing speaks for it, and a little place may be taken for its "
            "famous namesake. A capital that stands for its government is shown as the city. Regions "
            "and rivers are shown as one point, not as a line or an area."
        ),
        say(
            "Of the mentions that claim a confidence of 0.9 or more, about 95 in 100 were right on the "
            "articles with known places on which this was measured; the rules were made with these articles "
            "in view, so expect less on others."
        ),
        say(
            "Borders follow Natural Earth, except that Crimea is drawn with Ukraine, as in GeoNames and "
            "resolution 68/262 of the General Assembly of the United Nations."
        ),
    ]


def _credits(dataset: Dataset, say: Language) -> list[Node]:
    of_dataset = [element("li", say.credit(line)) for line in credits_of(dataset)]
    rows = [
        element("li", element("a", name, href=address), f" · {say(licence)}")
        for name, address, licence in _CREDITS
    ]
    return [
        element("h3", say("Data and licences")),
        element("ul", *rows, *of_dataset),
        *_versions(dataset, say),
    ]
