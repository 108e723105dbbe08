"""Two selections side by side as a table."""

import csv
from io import BytesIO, StringIO

from places.exporting.comparison import COLUMNS, write_csv
from places.language import language
from places.model import Place
from places.query import ComparedPlace


def test_a_comparison_is_a_row_a_place_and_no_formula_of_a_spreadsheet():
    place = Place("own:x", "=1+1", "city", 53.0755, 8.8, ("DE",), names={"de": "=1+1"})
    row = ComparedPlace(place, "a-more", 3, 1, 2, 1, 0.5, 0.1234567)
    stream = BytesIO()
    write_csv([row], language("de"), stream)
    text = stream.getvalue().decode("utf-8-sig")
    (read,) = csv.DictReader(StringIO(text, newline=""))
    assert tuple(read) == COLUMNS
    assert not read["place"].startswith("=")
    assert (read["side"], read["mentions_a"], read["mentions_b"]) == ("a-more", "3", "1")
    assert read["share_b"] == "0.123457"
    assert not stream.closed
