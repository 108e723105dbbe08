"""Landscapes, departments and provinces as texts of their own countries name them."""

from __future__ import annotations

import pytest

from places.geoparsing import Geoparser


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("de", "Im Entlebuch und im Rupertiwinkel blüht der Raps.", "Rupertiwinkel"),
        ("de", "Die Mecklenburgische Schweiz lockt Wanderer an.", "Mecklenburgische Schweiz"),
        ("en", "Sheep graze on the Lincolnshire Wolds all year.", "Lincolnshire Wolds"),
        ("en", "Snow fell across Northern Ontario on Monday.", "Northern Ontario"),
        ("en", "The Balkan states agreed on a railway.", "Balkan"),
        ("fr", "Dans le Vexin, les blés sont mûrs.", "Vexin"),
        ("fr", "Les élus du pays de Retz se réunissent.", "Retz"),
        ("es", "Ha llovido en el Aljarafe y en la Contraviesa.", "Aljarafe"),
        ("it", "Nei colli del Roero comincia la raccolta.", "Roero"),
        ("it", "La neve in Val Venosta è alta un metro.", "Val Venosta"),
        ("it", "I comuni della Valsesia chiedono un treno.", "Valsesia"),
    ],
)
def test_a_landscape_is_found_under_the_name_that_it_has_at_home(
    geoparser: Geoparser, language: str, text: str, surface: str
) -> None:
    found = {one.surface: one.place for one in geoparser.parse(text, language)}
    assert found[surface].kind in ("region", "terrain")


@pytest.mark.parametrize(
    ("language", "text", "surface", "kind"),
    [
        ("fr", "Le préfet de la Mayenne ferme deux routes.", "Mayenne", "region"),
        ("fr", "Le conseil départemental de l'Orne vote son budget.", "Orne", "region"),
        ("fr", "Les agriculteurs de l'Allier attendent la pluie.", "Allier", "region"),
        ("fr", "Un kayakiste s'est noyé dans l'Allier.", "Allier", "water"),
        ("fr", "L'Orne a débordé dans la nuit.", "Orne", "water"),
        ("fr", "Les sommets des Vosges sont blancs.", "Vosges", "terrain"),
        ("fr", "La Garonne traverse Toulouse.", "Garonne", "water"),
        ("de", "Der Landeshauptmann von Salzburg trat zurück.", "Salzburg", "region"),
        ("de", "Der Bürgermeister von Salzburg trat zurück.", "Salzburg", "city"),
        ("en", "The governor of Washington signed the bill.", "Washington", "region"),
    ],
)
def test_who_leads_an_area_or_lives_in_it_makes_no_river_and_no_town_of_it(
    geoparser: Geoparser, language: str, text: str, surface: str, kind: str
) -> None:
    found = {one.surface: one.place for one in geoparser.parse(text, language)}
    assert found[surface].kind == kind
