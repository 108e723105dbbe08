"""Which country is proposed for a place of one's own."""

import pytest

from places.views.editing.lookup import countries_at


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((51.1540, 14.9850), "DE"),  # Görlitz, on the Neisse
        ((51.1498, 15.0080), "PL"),  # Zgorzelec, on the other bank
        ((47.6633, 9.1753), "DE"),  # Konstanz
        ((47.6459, 9.1783), "CH"),  # Kreuzlingen
        ((50.7708, 6.0184), "NL"),  # Vaals, which is nearer to Aachen than to any Dutch town of its size
        ((51.26, 15.25), "PL"),  # in a wood
        ((54.45, 8.05), "DE"),  # off Amrum
    ],
)
def test_the_country_of_a_point_is_that_within_whose_borders_it_lies(point, code):
    assert countries_at(*point) == (code,)


def test_far_out_at_sea_no_country_is_proposed():
    assert countries_at(30.0, -40.0) == ()
