"""Text of others in what Streamlit reads as Markdown."""

import pytest

from places.views.plain import plain


@pytest.mark.parametrize(
    "title",
    [
        "Badegäste, Brücke, Soldaten: ein Bündnis",
        "Rund 40 Orte (von 50) - und mehr!",
        "1,5 Grad. Am 3. Mai",
        "a.b+c",
    ],
)
def test_a_title_without_marks_stays_as_it_is_and_is_heard_so(title):
    assert plain(title) == title


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("*bold* and _thin_", r"\*bold\* and \_thin\_"),
        (":red[alarm] :smile: :material/home:", r"\:red\[alarm\] \:smile: \:material/home:"),
        ("[here](https://example.org)", r"\[here\](https\://example.org)"),
        ("see www.example.org", r"see www\.example.org"),
        ("# large", r"\# large"),
        ("1. first", r"1\. first"),
        ("2024) last", r"2024\) last"),
        ("- line", r"\- line"),
        ("<b>", r"\<b\>"),
        ("$x$ `y`", r"\$x\$ \`y\`"),
    ],
)
def test_what_markdown_would_read_is_escaped(title, escaped):
    assert plain(title) == escaped
