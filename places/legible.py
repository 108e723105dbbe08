"""A text as a person would have typed it, with the way back to the text as it was read.

Text that comes out of files is broken in ways that a reader does not see: lines wrapped hard, words
divided at line ends, soft hyphens, no-break spaces, letters taken apart from their marks, entities of
HTML. Whoever looks for names looks at a legible view of it, and maps what was found back, so that the
text itself stays as it is and every offset counts its characters.

References
----------
Unicode Standard Annex #14, Line Breaking Properties: what breaks a line, and what only may.
Unicode Standard Annex #15, Normalization Forms.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final

_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_HYPHENS: Final = "\u2010\u2011"
_MARKS: Final = "\u0300-\u036f"
_ENDS: Final = "\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LIGATURES: Final = "\ufb00-\ufb06"

_ODD: Final = re.compile(f"[{_ENDS}{_SPACES}{_INVISIBLE}{_HYPHENS}{_MARKS}{_LIGATURES}]")
"""What no text of plain words and line breaks has."""

_PLAIN: Final = bytes(code for code in range(128) if chr(code) in "\t" or chr(code) >= " ").translate(
    None, b"&#@"
)
"""Characters that tell of nothing broken, whatever stands around them."""

_ODD_RUN: Final = re.compile(f"{_ODD.pattern}+")
_DIVIDED: Final = re.compile(
    rf"[-¬\u00ad{_HYPHENS}][{_INVISIBLE}]*[ \t{_SPACES}]*(?:\n|[{_ENDS}]+\n?)[ \t{_SPACES}]*(?=\w)"
)
_BLANKS: Final = re.compile("  +")
_ENTITY: Final = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});")
_GARBLED: Final = re.compile("[ÂÃâ](?:[\u0080-\u00bf]|[^\x00-\u00ff]){1,3}")
"""UTF-8 that was read as Windows-1252 or Latin-1: "KÃ¶ln"."""

_SPACED: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ](?: [A-ZÄÖÜ]){3,}(?!\w)")
_FIGURE: Final = re.compile(r"[01](?=[a-zß-ÿ])")
_AROUND: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ][a-zß-ÿ01]*[a-zß-ÿ]\Z|(?<!\w)[^\W\d_a-zß-ÿ]\Z")
_MISREAD: Final = re.compile(r"[01][a-zß-ÿ][a-zß-ÿ01]*(?!\w)")
_SHORTEST_WORD: Final = 5  # letters of a word in which one may stand
_LONGEST_WORD: Final = 30  # characters before such a figure
_IN_CODES: Final = frozenset("/=#@&?%")
_VOWELS: Final = frozenset("aeiouyäöü")
_QUOTED: Final = re.compile(r"(?:\A|(?<=\n))(?:> ?)+")
_TAG: Final = re.compile(r"#\w+")
_INNER_CAPITAL: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ])")
_PAGE: Final = re.compile(r"https?://\S+")
_BARE_PAGE: Final = re.compile(r"www\.\S+")
_BEFORE_AT: Final = re.compile(r"[\w.+-]*$")
_AFTER_AT: Final = re.compile(r"@[\w-]+(?:\.[\w-]+)*")
_LONGEST_BEFORE_AT: Final = 64  # characters, RFC 5321

_NARROWEST: Final = 30  # characters of a line, fewer of which are a list and no wrapped text
_NARROWEST_PAIR: Final = 45  # ... where there are but two lines: a narrow column has more
_RAGGED: Final = 0.8  # of the width that a line in print has at least, but the last one of a paragraph
_SENTENCE_ENDS: Final = ".!?:…"
_WIDEST: Final = 120  # characters of a line, more of which nobody wraps by

_BEGIN: Final = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as a person would have typed it.

    Attributes
    ----------
    text : str
        What to read; the original itself where nothing is broken.
    """

    text: str
    # Of each stretch that was changed: where it begins and ends here, and where in the original.
    _changes: tuple[tuple[int, int, int, int], ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a stretch of `text` back: offsets into the original, in characters.

        What is invisible at either end does not belong to it.
        """
        if not self._changes:
            return start, end
        if end <= start:
            first = self._first(start)
            return first, first
        return self._first(start), self._last(end)

    def shown(self, start: int, end: int) -> tuple[int, int]:
        """Map offsets into the original to offsets into `text`."""
        return self._shown(start, after=True), self._shown(end, after=False)

    def _shown(self, position: int, *, after: bool) -> int:
        """Map an offset; `after` tells on which side of what was put in there."""
        find = bisect_right if after else bisect_left
        at = find(self._changes, position, key=itemgetter(2)) - 1
        if at < 0:
            return position
        begin, end, first, last = self._changes[at]
        return min(begin + position - first, end) if position < last else position + end - last

    def _first(self, position: int) -> int:
        at = bisect_right(self._changes, position, key=_BEGIN) - 1
        # Of several changes at one spot the last one counts: those before it hold nothing.
        if at < 0:
            return position
        _, end, first, last = self._changes[at]
        return first if position < end else last + position - end

    def _last(self, position: int) -> int:
        at = bisect_right(self._changes, position - 1, key=_BEGIN) - 1
        if at < 0:
            return position
        _, end, _, last = self._changes[at]
        return last if position <= end else last + position - end


def legible(text: str, conjunctions: Collection[str] = (), *, for_names: bool = False) -> Legible:
    r"""Return a text as a person would have typed it.

    Lines that were wrapped are joined, divided words too; odd spaces are spaces, invisible
    characters are gone, letters have their marks, ligatures and HTML entities are letters; so are
    letters that were read in a wrong encoding ("KÃ¶ln"), spaced capitals are words ("B R E M E N"),
    and the marks of what a mail quotes are gone.

    Parameters
    ----------
    text : str
    conjunctions : collection of str
        Words, in lower case, before which a hyphen at a line's end stays ("Nord-⏎und Ostsee").
    for_names : bool
        Whether names are looked for: then hashtags are taken apart ("#NewYork"), and addresses of
        mails and pages and handles blotted out, since they name no place, and figures in words are
        the letters that they look like ("L0ndon").

    Examples
    --------
    >>> view = legible("im Saar-\nbrücker Schloss")
    >>> view.text, view.original(3, 14)
    ('im Saarbrücker Schloss', (3, 16))
    """
    text = text.replace("\u00a0", " ")  # the most frequent change, which moves no offset
    # What is not plain tells what there may be to change, and is a fraction of the text.
    signs = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    changes = _changes(text, signs, conjunctions, for_names)
    view = _applied(text, _apart(changes)) if changes else Legible(text)
    wraps = list(_unwrapped(view.text)) if "\n" in view.text else []
    if not wraps:
        return view
    joined = [(*view.original(start, end), replacement) for start, end, replacement in wraps]
    return _applied(text, _apart([*joined, *changes]))


_Change = tuple[int, int, str]
"""Where a stretch of a text begins and ends, and what stands there then."""


def _changes(text: str, signs: str, conjunctions: Collection[str], for_names: bool) -> list[_Change]:
    """Return what is to be changed, one kind after another; each looks only where its signs are."""
    changes: list[_Change] = []
    if _ODD.search(signs):
        changes += _odd(text)
        changes += [(*match.span(), _divided(match, conjunctions)) for match in _DIVIDED.finditer(text)]
    if "\n" in signs and (" \n" in text or "-\n" in text or "¬\n" in text):
        changes += _line_ends(text, conjunctions)
    if "  " in text:
        changes += [(*blanks.span(), " ") for blanks in _BLANKS.finditer(text)]
    if "&" in signs:
        changes += _entities(text)
    if "Ã" in signs or "â" in signs or "Â" in signs:
        changes += _garbled(text)
    if "\n>" in text:
        changes += [(*mark.span(), "") for mark in _QUOTED.finditer(text)]
    for word in _SPACED.finditer(text):
        joined = word[0].replace(" ", "")
        changes.append((*word.span(), joined.capitalize() if for_names else joined))
    if for_names:
        changes += _misread(text)
        if "#" in signs:
            changes += _words_of_tags(text)
        if "@" in signs or "://" in text or "www." in text:
            changes += [(start, end, "_" * (end - start)) for start, end in _addresses(text, signs)]
    return changes


def _misread(text: str) -> Iterator[_Change]:
    """Yield the figures in words that a scanner or a joker took for letters: "L0ndon", "Ha1ifax"."""
    for figure in _FIGURE.finditer(text):
        at = figure.start()
        word = _AROUND.search(text, max(at - _LONGEST_WORD, 0), at)
        rest = _MISREAD.match(text, at)
        long = word and rest and len(word[0]) + len(rest[0]) >= _SHORTEST_WORD
        if word and long and text[word.start() - 1 : word.start()] not in _IN_CODES:
            one = "l" if {text[at - 1], text[at + 1]} & _VOWELS else "i"
            yield at, at + 1, "o" if figure[0] == "0" else one


def _entities(text: str) -> Iterator[_Change]:
    """Yield the entities of HTML that stand for something legible."""
    for entity in _ENTITY.finditer(text):
        character = html.unescape(entity[0])
        if character != entity[0] and all(each.isprintable() or _ODD.match(each) for each in character):
            yield *entity.span(), "".join(map(_plain, character))


def _garbled(text: str) -> Iterator[_Change]:
    """Yield the letters whose bytes were read as those of another encoding."""
    for found in _GARBLED.finditer(text):
        for end in range(len(found[0]), 1, -1):
            letters = _as_utf8(found[0][:end])
            if letters:
                yield found.start(), found.start() + end, letters
                break


def _as_utf8(letters: str) -> str:
    """Return what letters are as bytes of UTF-8 in Windows-1252 or Latin-1; nothing if they are none."""
    try:
        read = bytes(_byte(letter) for letter in letters).decode("utf-8")
    except ValueError:
        return ""
    return read if len(read) == 1 and ((read.isalpha() and read < "\u0100") or read in "‘’“”„–—…") else ""


def _byte(letter: str) -> int:
    code = ord(letter)
    return code if code < 0x100 else letter.encode("cp1252")[0]


def _line_ends(text: str, conjunctions: Collection[str]) -> Iterator[_Change]:
    """Yield the changes where lines end: of words that are divided there, and of blanks."""
    for place in _all(text, "\n"):
        begin = _begin_of_blanks(text, place)
        match = _DIVIDED.match(text, begin - 1) if begin and text[begin - 1] in "-¬" else None
        if match:
            yield *match.span(), _divided(match, conjunctions)
        elif begin < place:
            yield begin, place + 1, "\n"


def _all(text: str, part: str) -> Iterator[int]:
    """Yield where a part begins in a text."""
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + len(part))


def _begin_of_blanks(text: str, place: int) -> int:
    while place and text[place - 1] == " ":
        place -= 1
    return place


def _words_of_tags(text: str) -> Iterator[_Change]:
    """Yield what parts the words of hashtags."""
    for tag in _TAG.finditer(text):
        for inner in _INNER_CAPITAL.finditer(text, *tag.span()):
            yield inner.start(), inner.start(), " "


def _odd(text: str) -> Iterator[_Change]:
    """Yield the changes of odd characters, those of one kind that stand together at once."""
    for run in _ODD_RUN.finditer(text):
        begin = run.start()
        for kind, letters in groupby(run[0], _kind):
            end = begin + len(list(letters))
            odd = text[begin:end]
            if kind == "mark":
                if begin and text[begin - 1].isalpha():
                    yield begin - 1, end, unicodedata.normalize("NFC", text[begin - 1 : end])
            elif kind == "space":
                first = begin - 1 if text.endswith(" ", 0, begin) else begin
                yield first, end + text.startswith(" ", end), " "
            elif kind == "end":
                after_return = odd[-1] == "\r" and text.startswith("\n", end)
                yield begin, end + after_return, "\n" * len(odd.replace("\r\n", "\n"))
            else:
                yield begin, end, "".join(map(_plain, odd))
            begin = end


def _kind(character: str) -> str:
    if unicodedata.combining(character):
        return "mark"
    if character in "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "end"
    return "space" if unicodedata.category(character) == "Zs" else "letter"


@lru_cache(maxsize=1024)
def _plain(character: str) -> str:
    """Return what a person types for one character."""
    if _ODD.fullmatch(character) is None:
        return character
    if character in _HYPHENS:
        return "-"
    if unicodedata.category(character) == "Zs":
        return " "
    return unicodedata.normalize("NFKC", character) if "\ufb00" <= character <= "\ufb06" else ""


def _divided(match: re.Match[str], conjunctions: Collection[str]) -> str:
    """Say what becomes of a hyphen at a line's end: capitals are divided too, "Rheinland-⏎Pfalz" is not."""
    text, end = match.string, match.end()
    if text[end].islower():
        word = re.split(r"\W", text[end : end + 30], maxsplit=1)[0]
        return "- " if word in conjunctions else ""
    in_capitals = text[match.start() - 1].isupper() and text[end : end + 2].isupper()
    return "-" if match[0][0] in f"-{_HYPHENS}" and not in_capitals else ""


def _addresses(text: str, signs: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses of pages and mails and handles stand."""
    if "://" in text:
        yield from (page.span() for page in _PAGE.finditer(text))
    if "www." in text:
        yield from (page.span() for page in _BARE_PAGE.finditer(text))
    at = text.find("@") if "@" in signs else -1
    while at >= 0:
        if after := _AFTER_AT.match(text, at):
            before = _BEFORE_AT.search(text[max(at - _LONGEST_BEFORE_AT, 0) : at])
            yield at - len(before[0] if before else ""), after.end()
        at = text.find("@", at + 1)


def _apart(changes: Iterable[_Change]) -> list[_Change]:
    """Put changes in order; of two that overlap the first one counts, or the longer one."""
    apart: list[_Change] = []
    for change in sorted(changes, key=lambda each: (each[0], -each[1])):
        if not apart or change[0] >= apart[-1][1]:
            apart.append(change)
    return apart


def _applied(text: str, changes: list[_Change]) -> Legible:
    """Change a text."""
    pieces: list[str] = []
    kept: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, end, replacement in changes:
        pieces += (text[done:start], replacement)
        begin = length + start - done
        length = begin + len(replacement)
        kept.append((begin, length, start, end))
        done = end
    pieces.append(text[done:])
    return Legible("".join(pieces), tuple(kept))


def _unwrapped(text: str) -> Iterator[_Change]:
    """Yield the line breaks that stand where a space belongs.

    Within a block of lines such a break is one after which the next word would not have fitted
    into the width of the block; a list, a heading or a verse breaks its lines earlier. Letters are
    not equally wide in print, so that a line within a sentence may be somewhat shorter; and what
    goes on in small letters goes on.
    """
    begin = 0
    for block in text.split("\n\n"):
        if "\n" in block:
            yield from _unwrapped_block(block, begin)
        begin += len(block) + 2


def _unwrapped_block(block: str, begin: int) -> Iterator[_Change]:
    lines = block.split("\n")
    width = max(map(len, lines))
    if not (_NARROWEST if len(lines) > 2 else _NARROWEST_PAIR) <= width <= _WIDEST:
        return
    position = begin
    for number, (line, following) in enumerate(pairwise(lines)):
        position += len(line)
        word = following.split(None, 1)[0] if following.strip() else ""
        if word and _goes_on(line, word, width, heading=not number):
            yield position, position + 1 + len(following) - len(following.lstrip()), " "
        position += 1


def _goes_on(line: str, word: str, width: int, *, heading: bool) -> bool:
    """Tell whether a line goes on with the word that begins the next one."""
    if len(line) + 1 + len(word) > width:
        return True
    if not line or line[-1] in _SENTENCE_ENDS:
        return False
    return word[0].islower() or (not heading and width >= _NARROWEST_PAIR and len(line) >= _RAGGED * width)
