"""What a reader sees in their own language: messages, dates, numbers, countries, coordinates.

Messages are gettext catalogues (``locales/<language>.po``, English is the message itself);
everything else comes from the CLDR through Babel.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from places.model import DateOrigin, Kind, PartialDate

PAGE_LANGUAGES: Final = {"de": "Deutsch", "en": "English"}
"""The languages of the page by their ISO 639-1 codes, as each calls itself, in their order on the page.

To add one: an entry here, and its messages in ``locales/<code>.po``.
"""
DEFAULT: Final = "en"


_REASON: Final = "reason"
"""The context of those messages of a catalogue that say why something was not read."""

_CREDIT: Final = "credit"
"""The context of those that say whose data are in a dataset."""

_LONGEST_REASON: Final = 2_000
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_NUMBER: Final = re.compile(r"n\d*")
_TERRITORY: Final = re.compile(r"[A-Z]{2}")
_QUOTED: Final = re.compile("“([^“”]*)”")


@dataclass(frozen=True)
class ReasonTemplate:
    """Why something was not read: the English with places for values, as a pattern, and its translation.

    A value is a number where it is called ``n``, ``n2`` and so on, a reason of its own where its name
    begins with ``why``, and otherwise whatever stands there.
    """

    english: str
    pattern: re.Pattern[str]
    translated: str

    @classmethod
    def of(cls, english: str, translated: str) -> ReasonTemplate:
        """Make it from a message of a catalogue."""
        parts = _PLACEHOLDER.split(english)
        pattern = "".join(
            (r"(?P<%s>\d[\d,.]*)" if _NUMBER.fullmatch(part) else "(?P<%s>.+?)") % part
            if at % 2
            else re.escape(part)
            for at, part in enumerate(parts)
        )
        return cls(english, re.compile(pattern, re.DOTALL), translated)

    def filled(self, values: Mapping[str, str]) -> str:
        """Write the translation with values in it."""
        return _PLACEHOLDER.sub(lambda place: values.get(place[1], place[0]), self.translated)

    @property
    def literal(self) -> int:
        """How many characters have to be there as they are."""
        return len(_PLACEHOLDER.sub("", self.english))


@dataclass(frozen=True)
class Language:
    """One language of the page.

    Attributes
    ----------
    code : str
        ISO 639-1.
    locale : babel.Locale
    messages : gettext.NullTranslations
    """

    code: str
    locale: Locale
    messages: gettext.NullTranslations
    reasons: tuple[ReasonTemplate, ...] = ()

    def __call__(self, message: str) -> str:
        """Translate a message."""
        return self.messages.gettext(message)

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Translate a message that counts, and put the number where it says ``{n}``."""
        return self.messages.ngettext(singular, plural, number).format(n=self.number(number))

    def number(self, value: int) -> str:
        """Write a whole number with the separators of the language."""
        return f"{value:,}".replace(",", self._group)

    @cached_property
    def _group(self) -> str:
        return str(self.locale.number_symbols["latn"]["group"])

    def percent(self, share: float) -> str:
        """Write a share (0 to 1) as whole percents."""
        return str(format_percent(share, locale=self.locale))

    def decimal(self, value: float, digits: int = 2) -> str:
        """Write a number with a fixed count of decimals."""
        return str(format_decimal(value, format="0." + "0" * digits, locale=self.locale))

    def ago(self, when: datetime) -> str:
        """Say how long ago something was: "3 seconds ago"."""
        past = min(when - datetime.now(UTC), timedelta(seconds=-1))
        return str(format_timedelta(past, add_direction=True, locale=self.locale))

    def day(self, day: date) -> str:
        """Write a day, its month in short."""
        return str(format_date(day, "medium", locale=self.locale))

    def month(self, day: date, *, short: bool = False) -> str:
        """Write the month of a day."""
        return str(format_skeleton("yMMM" if short else "yMMMM", day, locale=self.locale))

    def published(self, published: PartialDate | None, origin: DateOrigin | None = None) -> str:
        """Write a date no more precisely than it is known, and say so where it is estimated."""
        if published is None:
            return self("undated")
        match published.precision:
            case "day":
                written = str(format_date(published.first, "long", locale=self.locale))
            case "month":
                written = self.month(published.first)
            case "year":
                written = str(published.first.year)
            case _:
                last = published.last
                whole_months = published.first.day == 1 and (last + timedelta(days=1)).day == 1
                skeleton = "yMMM" if whole_months else "yMMMd"
                written = str(format_interval(published.first, last, skeleton, locale=self.locale))
        return self("{date}, estimated").format(date=written) if origin == "estimated" else written

    def country(self, code: str) -> str:
        """Name a country (ISO 3166-1 alpha-2)."""
        return str(self.locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Name a language (ISO 639-1)."""
        return str(self.locale.languages.get(code, code))

    def coordinates(self, latitude: float, longitude: float) -> str:
        """Write a point in degrees with the letters of its hemispheres; a line does not break in it."""
        north = self("N") if latitude >= 0 else self("S")
        east = self("E") if longitude >= 0 else self("W")
        written = f"{self.decimal(abs(latitude))}° {north} {self.decimal(abs(longitude))}° {east}"
        return written.replace(" ", "\N{NO-BREAK SPACE}")

    def kind(self, kind: Kind) -> str:
        """Name a kind of places, for one of them."""
        return {
            "country": self("Country"),
            "region": self("Region"),
            "city": self("City"),
            "water": self("Water"),
            "terrain": self("Terrain"),
            "site": self("Site"),
        }[kind]

    def quoted(self, text: str) -> str:
        """Put a text between the quotation marks of the language."""
        return self("“{text}”").format(text=text)

    def reason(self, reason: str) -> str:
        """Say in the language of the page why something was not read, or not all of it.

        Reading tells it in English, with values in it; what the catalogue does not know stays as it is.
        """
        if len(reason) > _LONGEST_REASON:  # not one of ours
            return reason
        for template in self.reasons:
            found = template.pattern.fullmatch(reason)
            if found:
                return template.filled(
                    {name: self._value(name, of) for name, of in found.groupdict().items()}
                )
        return reason

    def _value(self, name: str, value: str) -> str:
        if name.startswith("why"):
            return self.reason(value)
        if _NUMBER.fullmatch(name):
            point = str(self.locale.number_symbols["latn"]["decimal"])
            return point.join(part.replace(",", self._group) for part in value.split("."))
        return _QUOTED.sub(lambda found: self.quoted(found[1]), value)

    def credit(self, line: str) -> str:
        """Say in the language of the page whose data are in a dataset.

        A build writes it down in English; what the catalogue does not know stays as it is.
        """
        return self.messages.pgettext(_CREDIT, line)

    def source(self, source: str) -> str:
        """Say in the language of the page where a place comes from.

        The gazetteer tells it in English, out of a few phrases; what is none of them stays as it is.
        """
        return self._phrase.sub(lambda found: self._phrases[found[0]], source)

    @cached_property
    def _phrase(self) -> re.Pattern[str]:
        longest_first = sorted(self._phrases, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @cached_property
    def _phrases(self) -> dict[str, str]:
        return {
            "Set by hand": self("Set by hand"),
            "Set by hand in": self("Set by hand in"),
            "Names": self("Names"),
            "Coordinates": self("Coordinates"),
            "own estimate from general knowledge, about": self("own estimate from general knowledge, about"),
            "own estimate of the middle": self("own estimate of the middle"),
            "own estimate of the middle of the land": self("own estimate of the middle of the land"),
            "own estimate, checked: within": self("own estimate, checked: within"),
            "of the position in the package": self("of the position in the package"),
            "lies on land in": self("lies on land in"),
            "lies in or at a lake of": self("lies in or at a lake of"),
            "mean of its places in": self("mean of its places in"),
            "mean of its towns in": self("mean of its towns in"),
            "its seat in": self("its seat in"),
            "its largest place in": self("its largest place in"),
            "position of the seat": self("position of the seat"),
            "centroid in": self("centroid in"),
            "public domain": self("public domain"),
            "rounded": self("rounded"),
            "published coordinates of the launch site": self("published coordinates of the launch site"),
            "published coordinates of the test site": self("published coordinates of the test site"),
            "published coordinates of the airport on the same spit": self(
                "published coordinates of the airport on the same spit"
            ),
            "published coordinates of the foot of the slopes": self(
                "published coordinates of the foot of the slopes"
            ),
            "and of the pass": self("and of the pass"),
            "a point on its course": self("a point on its course"),
        }


@lru_cache
def language(code: str, territory: str = "") -> Language:
    """Open a language of the page; one that there is no catalogue for gives `DEFAULT`.

    Parameters
    ----------
    code : str
        ISO 639-1.
    territory : str
        Where dates and numbers are written as there (ISO 3166-1 alpha-2); one in which nobody is known to
        write the language changes nothing.
    """
    if code not in PAGE_LANGUAGES:
        code = DEFAULT
    locale = Locale.parse(code)
    if _TERRITORY.fullmatch(territory):
        with suppress(UnknownLocaleError):
            locale = Locale(code, territory)
    catalogue = files("places").joinpath("locales", f"{code}.po")
    if not catalogue.is_file():
        return Language(code, locale, gettext.NullTranslations())
    with catalogue.open("rb") as po:
        translations = read_po(po, locale=code)
    reasons = [
        ReasonTemplate.of(str(message.id), str(message.string))
        for message in translations
        if message.context == _REASON and message.string
    ]
    reasons.sort(key=lambda template: template.literal, reverse=True)
    compiled = BytesIO()
    write_mo(compiled, translations)
    compiled.seek(0)
    return Language(code, locale, gettext.GNUTranslations(compiled), tuple(reasons))


def language_for(code: str | None, browser: str | None) -> Language:
    """Open a language of the page as whoever looks at it writes dates and numbers.

    Parameters
    ----------
    code : str or None
        That of the page, if it was chosen; None follows the browser.
    browser : str or None
        The language of the browser, a BCP 47 tag such as ``en-GB``.
    """
    chosen = code or preferred(browser)
    spoken, *more = (browser or "").replace("_", "-").split("-")
    territory = next((part.upper() for part in more if _TERRITORY.fullmatch(part.upper())), "")
    return language(chosen, territory if spoken.lower() == chosen else "")


def preferred(browser: str | None) -> str:
    """Choose the language of the page by that of the browser (a BCP 47 tag such as ``de-AT``)."""
    code = (browser or "").split("-")[0].lower()
    return code if code in PAGE_LANGUAGES else DEFAULT
