"""Which addresses of articles an export passes on: those of the web and of mails."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from places.exporting import FORMATS, Extract
from places.exporting.extract import web_address


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize(
    "url",
    [
        "data:text/html,<b>owned</b>",
        "javascript:alert('owned')",
        "JaVaScRiPt:owned()",
        "file:///etc/owned",
        "ftp://owned.example/",
        " https://owned.example/",
        "https://owned.example/ javascript:1",
        "//owned.example/",
    ],
)
def test_an_address_that_is_not_of_the_web_or_of_a_mail_goes_nowhere(
    extract: Extract, name: str, url: str
) -> None:
    spoiled = replace(extract, articles=[replace(article, url=url) for article in extract.articles])
    stream = io.BytesIO()
    FORMATS[name].write(spoiled, stream)
    assert b"owned" not in stream.getvalue()


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c&d=%20e", "HTTP://example.org", "mailto:desk@example.org?subject=a"]
)
def test_an_address_of_the_web_or_of_a_mail_stays_as_it_is(url: str) -> None:
    assert web_address(url) == url
