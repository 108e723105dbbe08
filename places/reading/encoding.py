"""Bytes of unknown encoding -> text."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, AnyStr, Final

_HEAD: Final = 64 * 1024

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16: must be asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PAR1", "a Parquet file"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"

# What stands above ASCII in western text: anything else speaks against Windows-1252.
_WESTERN: Final = frozenset(
    "äöüßÄÖÜéèêëÉÈÊàâáãåÀÂÁÅçÇñÑóôòõøÓÔØœŒæÆíîïìÍÎúûùÚÿ„“”‚‘’–—…»«›‹€§°·•†©®™£½¼¾²³´`¡¿º\u00a0\u00ad"
)
# A sign or a capital between small letters is what a wrong guess makes of an umlaut.
_AMISS_IN_WORD: Final = re.compile(r"[a-zäöüß][„”“§†‡…ŠšŽŸ°¤¥ÄÖÜÉÈÊÀÂÁÅÇÑÓÔØŒÆÍÎÚ·¡¿º][a-zäöüß]")
_SIGN_IN_WORD: Final = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f]|[^\w\s\x00-\x7f](?=[^\W\d_])")
_DOUBLED: Final = ("Ã", "â€", "Â", "Ð", "Ñ", "Å", "Ä")
"""With what the letters begin that were read byte by byte: Latin ones, quotation marks, Cyrillic."""

_SPACES: Final = "\xa0\xad\ufeff"
"""What says too little: “Â” and a space may stand beside each other."""

_AS_READ: Final = {
    ord(sign): byte for byte in range(0x80, 0xA0) if (sign := bytes((byte,)).decode("cp1252", "ignore"))
}
"""What Windows-1252 has where Latin-1 has controls."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_GUESSES: Final = [
    *("cp1250", "cp1251", "cp1253", "cp1254", "koi8_r", "iso8859_2"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]


class NotTextError(ValueError):
    """The bytes are no text; says in a few words what they seem to be."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Attributes
    ----------
    text : str
    encoding : str
        A name that `codecs.lookup` knows.
    damaged : int
        Characters that stand for bytes which the encoding does not have (U+FFFD in the text).
    """

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded:
    """Read bytes as text: by their mark, else as UTF-16 or UTF-8, else as Windows-1252.

    Windows-1252 holds Latin-1. On single German sentences it is right nearly always, where a
    statistical guess is right four times in five; so the guess is asked only where Windows-1252
    would put signs into words.

    Raises
    ------
    NotTextError
        If the bytes are no text.
    """
    encoding = guess_encoding(data)
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, text.count("\ufffd") or 1)


def decode_as(data: bytes, charset: str | None) -> str:
    """Read bytes of which something says the encoding, as browsers do: it may be wrong.

    What is called Latin-1 is Windows-1252, and what is called either and is UTF-8 is that.

    Raises
    ------
    NotTextError
        If the bytes are no text.

    References
    ----------
    WHATWG, Encoding Standard, 4.2: Names and labels.
    """
    try:
        named = codecs.lookup(charset or "").name
    except LookupError:
        return decode(data).text
    one_byte = named.startswith(("iso8859", "cp125", "ascii", "mac"))
    wide = named.startswith(("utf-16", "utf-32"))
    for encoding in ("utf-8" if one_byte else "", "cp1252" if named in ("iso8859-1", "ascii") else named):
        # A page cannot say in letters of one byte that its letters have two.
        if not encoding or (wide and b"\0" not in data):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return decode(data).text


def undoubled(text: str) -> str:
    """Put right what was UTF-8, was read as Windows-1252 and written as UTF-8 again: ``KÃ¶ln``.

    A line is put right where all of it can be: what is none of this cannot.
    """
    if not any(sign in text for sign in _DOUBLED):
        return text
    return "\n".join(map(_undoubled_line, text.split("\n")))


def _undoubled_line(line: str) -> str:
    try:
        right = line.translate(_AS_READ).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return line
    return right if any(letter > "\x7f" and letter not in _SPACES for letter in right) else line


def encodable(text: str) -> str:
    """Put U+FFFD for a lone surrogate, which JSON can hold and UTF-8 cannot; offsets stay."""
    try:
        text.encode()  # seven times as quick as to search for what is hardly ever there
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def guess_encoding(data: bytes) -> str:
    """Tell the encoding of a text from its bytes or from the first of them.

    Raises
    ------
    NotTextError
        If the bytes are no text.
    """
    for signature, what in _OTHER_FILES:
        if data.startswith(signature):
            raise NotTextError(f"{what}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        if utf_16 := _utf_16_without_mark(data):
            return utf_16
        raise NotTextError("a binary file, not text")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > 2 and controls > len(data) // 200:
        raise NotTextError("a binary file, not text")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _without_utf_8(data)
    return "utf-8"


def _utf_16_without_mark(data: bytes) -> str | None:
    """Western UTF-16 has a zero in every other byte, other scripts have one at each space."""
    pairs = data[: len(data) // 2 * 2]
    even, odd = pairs[0::2].count(0), pairs[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < len(pairs) / 50 or min(even, odd) > max(even, odd) / 10:
        return None
    try:
        text = pairs.decode(encoding)
    except UnicodeDecodeError:
        return None
    head = text[:10_000]
    strange = sum(not (letter.isprintable() or letter in "\t\n\r\f\v\xad") for letter in head)
    # Bytes that were never UTF-16 come out as Chinese; Latin, Greek and Cyrillic stand below U+0600.
    alphabetic = sum(letter < "\u0600" for letter in head)
    return encoding if strange <= len(head) / 100 and alphabetic > len(head) / 2 else None


def _without_utf_8(data: bytes) -> str:
    """Choose among UTF-8 with a few broken bytes, Windows-1252 and what a guess says."""
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in lenient) - broken
    # Two bytes that fit together by chance are rare in other encodings, ten are not to be had.
    if whole > 2 * broken or (broken == 1 and _only_cut(data)):
        return "utf-8"
    for encoding in ("cp1252", "mac_roman", "cp850"):
        if _is_western(data.decode(encoding, errors="replace")):
            return encoding
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_HEAD], cp_isolation=_GUESSES).best()
    if best is not None:
        both = ("cp1250", "iso8859_2")  # they differ in a few letters
        return min(both, key=partial(_amiss, data)) if best.encoding in both else best.encoding
    if sum(byte > 0x7F for byte in data) > len(data) / 4:
        raise NotTextError("in no encoding that could be told; save it as UTF-8")
    return "cp1252"


def _is_western(text: str) -> bool:
    """Tell whether what is above ASCII stands where western languages have it."""
    high = [letter for letter in text if letter > "\x7f"]
    odd = sum(letter not in _WESTERN for letter in high) + 2 * len(_AMISS_IN_WORD.findall(text))
    return odd <= len(high) / 10 and len(high) <= len(text) / 4


def _amiss(data: bytes, encoding: str) -> int:
    """Count signs amid words, and letters that Czech has in Polish, or Polish in Czech."""
    text = data[:_HEAD].decode(encoding, errors="replace")
    polish = text.count("ą") if any(letter in text for letter in "čřěů") else 0
    czech = text.count("š") if any(letter in text for letter in "łęż") else 0
    return len(_SIGN_IN_WORD.findall(text)) + polish + czech


def _only_cut(data: bytes) -> bool:
    """Tell whether nothing is wrong but a character cut at the very end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def lines(path: Path, limit: int) -> Iterator[str | None]:
    """Read a file of any size line by line, each with its line end.

    A line that is no UTF-8 in a file of UTF-8 is read as Windows-1252, so that files put
    together from several sources are read too.

    Parameters
    ----------
    path : Path
    limit : int
        The longest line, in bytes (in characters for UTF-16).

    Yields
    ------
    str or None
        None stands for a line longer than `limit`.

    Raises
    ------
    NotTextError
        If the file begins with what is no text.
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        # A head that ends inside a character must not look like damage.
        encoding = guess_encoding(head[: head.rfind(b"\n") + 1 or None] if len(head) == _HEAD else head)
        file.seek(len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        wide = encoding.startswith(("utf-16", "utf-32"))
        old_mac = b"\r" in head and b"\n" not in head
        if wide or old_mac:
            newline = "\r" if old_mac else "\n"
            text = io.TextIOWrapper(file, encoding, errors="replace", newline=newline)
            yield from _limited(text, limit, newline)
            return
        other = "cp1252" if encoding.startswith("utf-8") else encoding
        for line in _limited(file, limit, b"\n"):
            if line is None:
                yield None
                continue
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield line.decode(other, errors="replace")


def _limited(file: IO[AnyStr], limit: int, newline: AnyStr) -> Iterator[AnyStr | None]:
    """Yield the lines of a file, None for one that is longer than the limit."""
    while line := file.readline(limit):
        if len(line) < limit or line.endswith(newline):
            yield line
            continue
        while (rest := file.readline(limit)) and not rest.endswith(newline):
            pass
        yield None
