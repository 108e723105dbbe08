"""Dates that stand in the first lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Final

from places.model import PartialDate
from places.reading.agency_codes import AGENCY
from places.reading.calendar_names import months, weekdays
from places.reading.centuries import CenturyError, completed
from places.reading.dates import Stated, read_unless_ambiguous

_LINES: Final = 6
_ADDRESSES: Final = 14  # lines that the addresses of a letter have at most
_SHORT: Final = 50  # characters of such a line
_LOOKED_AT: Final = 1500
_LINE: Final = 160
"""Characters of a line that are looked at: a date further in belongs to a sentence."""

_LABEL: Final = (
    r"(?:stand|datum|date|dated|erschienen|veröffentlicht|erstellt|aktualisiert|ausgabe|publiziert|published"
    r"|updated|posted|issued|released|zuletzt|last)\b"
)
_SAID_BEFORE: Final = rf"{_LABEL}[^\d\n]{{0,30}}"
_PUBLISHED: Final = (
    r"(?:publi(?:é|ée|cado|cada)|mise?\sà\sjour|actualizad[oa]|fecha|pubblicat[oa]|aggiornat[oa])\b"
    r"[^\d\n]{0,10}"
)
"""As `_SAID_BEFORE` in French, Spanish and Italian, at the beginning of a line."""

_ABOUT: Final = r"(?:um|ca\.?|circa|etwa|gegen|vers|around|about|approx\.?)\s?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_NAME: Final = r"(?:(?-i:[ldLD])['’])?(?-i:[A-ZÀ-ÖØ-Þ])[^\W\d_]*(?:(?:['’-]|\.-?)[^\W\d_]+)*\.?"
_PARTICLES: Final = (
    r"(?:\s(?:de|del|della|delle|di|da|du|des|d|la|le|les|lès|el|los|las|en|sur|sous|y|e"
    r"|am|an|der|im|in|bei|ob|von|upon|on|of|the)){0,2}"
)
_PLACE: Final = rf"{_NAME}(?:{_PARTICLES}[\s/]{_NAME}){{0,4}}(?:\s\([^()\d]{{1,40}}\))?"
"""A name in capitals: San Pedro de Atacama, Châlons-sur-Saône, L'Aquila, Frankfurt (Oder)."""

_ARTICLE: Final = r"(?:der|die|das|eine?|the|an?)\s"
_WITH_ARTICLE: Final = r"(?:den|le|el|il|l[iì]|a|a\sd[iì]|add[iì])\s"

_DOCUMENT: Final = (
    r"(?:[^\W\d_]{0,30}(?:brief|protokoll|telegramm|postkarte|ansichtskarte|vermerk|mitteilung|meldung|bericht"
    r"|notiz|niederschrift|tagebucheintrag)|schreiben|rede|ansprache|predigt|depesche"
    r"|letter|postcard|minutes|memo|memorandum|telegram|report|note|speech|dispatch|press\srelease|diary\sentry"
    r"|lettre|carte\spostale|procès-verbal|compte\srendu|télégramme|rapport|discours|communiqué"
    r"|carta|postal|acta|telegrama|informe|nota|discurso|comunicado"
    r"|lettera|cartolina|verbale|telegramma|relazione|discorso|comunicato)\b"
)
"""What is written on one day."""

# "Bericht über die Wahl vom 3. Mai 2024": a date behind what it is about is the date of that.
_ADDRESSED: Final = (
    r"(?:(?!\s(?:über|zu|zum|zur|auf|wegen|nach|about|on|re|sur|sobre|su|sul|sulla)\b)[^.!?:]){0,80}?"
)
"""From whom, to whom and where."""

_NUMBERED: Final = r"(?:s|seite|seiten|p|pp|page|pages|nr|no|jg|heft|ausgabe|bd)\b\.?\s?[\dIVX][^!?]{0,40}"
_PAPER: Final = r"(?-i:[A-ZÄÖÜ])[^!?:]{1,80}?"
_CITED: Final = rf"(?:aus|in|quelle|source|from):\s{_PAPER}(?:,|\svom)\s"
"""What a clipping is cut from: ``Südkurier, 3. Mai 1999, S. 4``, ``Quelle: Seeblatt vom 4. August 1914``."""


def date_at_head(text: str, known: Sequence[PartialDate] = ()) -> Stated | None:
    """Find the date in the first lines of a text: ``Berlin, 7. Januar 2025``.

    A whole day counts where it stands alone, after a place, a name, a word such as ``Stand`` or
    ``Protokoll``, or before a dash: a date in a sentence is what the text tells about. Where there is
    none, a month or year counts that ends a line after such a word (``Stand: Juni 2024``, ``Brief aus
    Meran, um 1920``), and in the first line after a place (``Meran, um 1920``).

    Parameters
    ----------
    text : str
    known : sequence of PartialDate
        What tells the century of a year of two digits.

    Raises
    ------
    ValueError
        If the date could be two (``London, 06/07/2024``), or more (``Lindau, 3.5.12``).
    """
    head = [" ".join(line[:_LINE].split()) for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    # Of a letter there are addresses before the date.
    addresses = sum(1 for _ in takewhile(_is_short, head[:_ADDRESSES]))
    lines = [completed(line, known) for line in head[: max(_LINES, addresses + 1)]]
    patterns = _patterns()
    unclear: CenturyError | None = None
    for line in lines:
        try:
            if read := _first_read(line, (*patterns.datelines, patterns.document)):
                return read
        except CenturyError as error:
            unclear = unclear or error
    for number, line in enumerate(lines):
        place = (patterns.place_and_month,) if number == 0 else ()
        if read := _first_read(line, (*place, patterns.label_and_month, patterns.document_and_month)):
            return read
    if unclear:
        raise unclear
    return None


def _is_short(line: str) -> bool:
    return len(line) <= _SHORT and not line.endswith((".", "!", "?", ":"))


def after_dateline(text: str) -> int:
    """Tell where a text begins whose first line is nothing but a dateline: ``Emden, 3. Mai 2024``.

    Returns
    -------
    int
        0 where there is no such line, or nothing behind it.
    """
    patterns = _patterns()
    return _after_first_line(
        text, (*patterns.datelines, patterns.place_and_month, patterns.label_and_month), None
    )


def after_date(text: str, read: PartialDate) -> int:
    """Tell where a text begins whose first line is nothing but a date, with no place: ``Stand: Juni 2024``.

    Parameters
    ----------
    text : str
    read : PartialDate
        What was read of the text; a line with another date belongs to it.

    Returns
    -------
    int
        0 where there is no such line, or nothing behind it.
    """
    patterns = _patterns()
    try:
        return _after_first_line(text, (patterns.nothing_but_day, patterns.label_and_month), read)
    except ValueError:  # a line that could be two dates, while another place tells which
        return 0


def _after_first_line(text: str, patterns: tuple[re.Pattern[str], ...], read: PartialDate | None) -> int:
    begin = len(text) - len(text.lstrip())
    first, end, _ = text[begin : begin + _LINE].partition("\n")
    after = begin + len(first) + len(end)
    if not end or not text[after:].strip():
        return 0
    line = completed(" ".join(first.split()), [read] if read else ())
    for pattern in patterns:
        found = pattern.match(line)
        if (
            found
            and found.end() == len(line)
            and (read is None or read in [one.date for one in _dates(found)])
        ):
            return after
    return 0


def _first_read(line: str, patterns: tuple[re.Pattern[str], ...]) -> Stated | None:
    for pattern in patterns:
        if found := pattern.match(line):
            for read in _dates(found):
                return read
    return None


def _dates(found: re.Match[str]) -> Iterator[Stated]:
    for text in found.groups():
        if text is not None and (read := read_unless_ambiguous(text)) is not None:
            yield read


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a line has to match from its beginning; what a pattern catches are dates."""

    datelines: tuple[re.Pattern[str], ...]
    document: re.Pattern[str]
    place_and_month: re.Pattern[str]
    label_and_month: re.Pattern[str]
    document_and_month: re.Pattern[str]
    nothing_but_day: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, weekdays()), key=len, reverse=True))
    weekdays_ = rf"(?:{weekday})\.?"
    weekday = rf"(?:(?:{weekday})\.?,?\s)?"
    ordinal = r"(?:\.?[º°]|\.|st|nd|rd|th|er|s?ten|s?te|ter)?\.?"
    date = (
        r"\d{4}-\d\d-\d\d|\d\d?\.\s?(?:\d\d?|[IVX]{1,4})\.\s?\d\d(?:\d\d)?(?!\d|\.\d)|\d\d?/\d\d?/\d{4}"
        rf"|\d\d?(?:{ordinal}\s|\.)(?:de\s)?(?:{month})\.?,?\s(?:del?\s)?\d{{4}}|\d\d?\.\s(?:{month})\.?\s\d\d(?!\d)"
        rf"|\d{{4}},?\s(?:{month})\.?\s\d\d?(?!\d)"
        rf"|(?:{month})\.?\s\d\d?(?:st|nd|rd|th)?,?\s\d{{4}}"
    )
    time = r",?\s(?:um\s|at\s|à\s|a\slas\s|alle\s|ore\s)?\d\d?[:.h]\d\d"
    number = r"(?:(?:nr|no|jg|jahrgang|vol|ausgabe)\b\.?\s?[\dIVX]{1,5}[.\s,·•|/–-]{1,4}){0,2}"
    before = rf"{number}(?:[^.!?:]{{0,80}}?(?:[,|•·–—/(]|\s-)\s?|[^.!?:,]{{0,60}}?\b{_SAID_BEFORE})?"
    after = (
        r"(?:$|,?\s(?:um\s|at\s)?\d\d?[:.]\d\d|\s?[|•·(:);/]|\s?(?:[–—]|-\s)(?!.{0,30}\d{4})|\.(?:$|\s[–—-]))"
    )
    # "Potsdam, 12. März 2024. An der Brücke ...": a place and a comma, and then it needs no dash.
    town = r"[^\W\d_](?:(?!\b(?:am|an|im|on|in)\b)[^.!?:,\d]){1,40},\s(?:den\s)?"
    # "Elle est née à Lyon, le 3 février 1950": where an article leads on, only names may go before it.
    place = rf"{_PLACE}(?:,\s{_PLACE})?"
    month_or_about = rf"(?:{_ABOUT})?(?:{month})\.?\s(?:del?\s)?{_YEAR}|{_ABOUT}{_YEAR}"
    return _Patterns(
        datelines=_compiled(
            rf"{before}{weekday}(?:(?:am|vom|den|dem|on|of)\s)?({date}){after}|{town}({date})\.\s",
            rf"(?:{weekdays_}),?\s(?:den\s|the\s)?({date})[.:]\s",
            rf"{place}(?:,\s{_WITH_ARTICLE}|\sl[iì]\s){weekday}({date})(?:{after}|\.\s)",
            rf"{place}\s?\({AGENCY}(?:[/-]{AGENCY}){{0,2}}\)\s{weekday}({date}){after}",
            rf"(?:le|el|il)\s{weekday}({date})\.?$",
            rf"{_CITED}{weekday}({date})(?:,\s{_NUMBERED})?\.?$|{_PAPER},\s{weekday}({date}),\s{_NUMBERED}\.?$",
            rf"{_PUBLISHED}{weekday}({date})(?:{after}|{time})",
        ),
        document=_compiled(
            rf"{_DOCUMENT}{_ADDRESSED}\s(?:vom|of|from|dated|du|del|de|dell['’])\s{weekday}({date}){after}"
        )[0],
        place_and_month=_compiled(rf"(?!{_DOCUMENT}|{_ARTICLE}){place},\s(?:im\s)?({month_or_about})\.?$")[0],
        label_and_month=_compiled(rf"{_LABEL}:?\s(?:im\s|in\s)?({month_or_about}|(?<=:\s){_YEAR})\.?$")[0],
        document_and_month=_compiled(
            rf"{_DOCUMENT}{_ADDRESSED}(?:,?\s(?:(?:vom|im|of|from|in|du|del|de)\s)?({month_or_about})|,\s({_YEAR}))\.?$"
        )[0],
        nothing_but_day=_compiled(
            rf"(?:{_LABEL}(?:\s(?:am|vom|on|at))?:?\s)?{weekday}(?:(?:am|vom|den|le|el|il)\s)?({date})"
            rf"(?:{time}(?:\sUhr)?)?\.?$"
        )[0],
    )


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
