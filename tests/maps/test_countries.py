"""In which country a point of the map lies."""

import pytest

from places.maps.countries import countries_near, country_at


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((48.5839, 7.7455), "FR"),  # Strasbourg, and across the Rhine
        ((48.5730, 7.8084), "DE"),
        ((-29.5, 28.3), "LS"),  # South Africa lies all around
        ((66.0, -172.0), "RU"),  # beyond the 180° meridian
        ((-17.8, 178.0), "FJ"),
        ((45.0, 34.1), "UA"),
        ((-80.0, 0.0), "AQ"),
        ((54.5, 8.0), None),
        ((30.0, -40.0), None),
        ((90.0, 180.0), None),
    ],
)
def test_a_point_lies_within_the_borders_of_its_country(point, code):
    assert country_at(*point) == code


def test_near_a_border_both_countries_are_near_and_farther_from_it_one():
    assert set(countries_near(51.1531, 14.9872, 3)) == {"DE", "PL"}
    assert countries_near(51.05, 13.74, 3) == ("DE",)
    assert countries_near(30.0, -40.0, 3) == ()
    assert countries_near(-90.0, 0.0, 3) == ("AQ",)
