"""The bytes of a text file to lines of text: UTF-8, UTF-16 by its mark, else Windows-1252, which the user is told."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from ..core.diagnostics import Diagnostic, Refused, Span
from ..core.messages import diagnose
from ..yamlfile.text import BAD_IN_FILE, bad_character
from .refusals import refused

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
BINARY = (b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"PAR1")
SAMPLE = 200_000  # bytes by which an encoding is known
CHUNK = 1 << 20
MAX_LINE = 1_000_000  # characters
MAX_REPORTS = 20


def encoding_of(sample: bytes, file: str) -> tuple[str, int, tuple[Diagnostic, ...]]:
    """The encoding of a text by its first bytes, how many of them are its mark, and diagnostics.

    Raises Refused for what is no text.
    """
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name, len(mark), ()
    if sample.startswith(BINARY):
        raise Refused([diagnose("BW105", Span(file), kind="a binary file")])
    if (wide := _wide(sample)) is not None:
        return wide, 0, ()
    if b"\0" in sample:
        raise Refused([diagnose("BW105", Span(file), kind="a binary file")])
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252", 0, (diagnose("BW236", Span(file)),)
    return "utf-8", 0, ()


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of plain letters is a null."""
    pairs = sample[: len(sample) // 2 * 2]
    if len(pairs) < 4:
        return None
    even, odd = pairs[::2].count(0), pairs[1::2].count(0)
    half = len(pairs) // 4
    return "utf-16-le" if odd > half > even else "utf-16-be" if even > half > odd else None


def lines(stream: IO[bytes], encoding: str, file: str) -> Iterator[str]:
    """The lines of a stream behind its mark, without their ends, one chunk in memory at a time.

    Raises Refused at a byte that is none of the encoding, a character that no document can hold, an endless line.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "cp1252" else "strict")
    line, rest, last = 1, "", False
    while not last:
        data = stream.read(CHUNK)
        last = not data
        try:
            text = rest + decoder.decode(data, last)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "ignore") if error.start else ""
            at = Span(file, line + (rest + before).count("\n"), 1)
            raise Refused([diagnose("BW104", at, byte=error.object[error.start])]) from None
        if not last and text.endswith("\r"):
            text, kept = text[:-1], "\r"
        else:
            kept = ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        whole = text.split("\n")
        rest = whole.pop() + kept
        if len(rest) > MAX_LINE:
            raise refused(Span(file, line + len(whole)), "has an endless line")
        if BAD_IN_FILE.search(text):
            _refuse(whole if not last else [*whole, rest], line, file)
        yield from whole
        line += len(whole)
    if rest:
        yield rest


def _refuse(texts: list[str], line: int, file: str) -> None:
    found = [
        bad_character(match[0], Span(file, line + n, match.start() + 1))
        for n, text in enumerate(texts)
        for match in BAD_IN_FILE.finditer(text)
    ]
    if found:
        raise Refused(found[:MAX_REPORTS])
