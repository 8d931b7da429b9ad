"""The sRGB colour space to an ICC profile, and to the output intent that says what a file's red, green and blue mean.

Archives ask for it (ISO 19005-1, 6.2.2), with a profile of version 2; the ones that imaging libraries make are of 4.
"""

from __future__ import annotations

import struct
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument

from ...core.colour import light
from .structure import Raw, add, number_of, stream

NAME = "sRGB IEC61966-2.1"
D50 = (0.9642, 1.0, 0.8249)  # the white of the profile connection space (ICC.1:2001-04, A.1)
# The primaries of IEC 61966-2-1, adapted from D65 to D50 after Bradford: X, Y, Z.
RED = (0.436075, 0.222504, 0.013932)
GREEN = (0.385065, 0.716879, 0.097105)
BLUE = (0.143080, 0.060617, 0.714173)
SAMPLES = 1024  # of the transfer curve


def output_intent(document: PDFDocument) -> Raw:
    """The catalogue's ``OutputIntents``; the profile is put into the document."""
    profile = number_of(document, add(document, stream(srgb(), "/N 3")))
    return Raw(
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({NAME})/Info({NAME})"
        f"/DestOutputProfile {profile}>>]".encode("ascii")
    )


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """The profile: a display's three primaries and one transfer curve (ICC.1:2001-04, 6.3.1.2)."""
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0" + b"No copyright: from the figures of the standard\0",
        b"wtpt": _xyz(D50),
        b"rXYZ": _xyz(RED),
        b"gXYZ": _xyz(GREEN),
        b"bXYZ": _xyz(BLUE),
        b"rTRC": _curve(),
    }
    first = 128 + 4 + 12 * (len(tags) + 2)
    places: dict[bytes, tuple[int, int]] = {}
    data = b""
    for tag, body in tags.items():
        places[tag] = first + len(data), len(body)
        data += body + bytes(-len(body) % 4)
    places[b"gTRC"] = places[b"bTRC"] = places[b"rTRC"]
    table = struct.pack(">I", len(places)) + b"".join(tag + struct.pack(">II", *place) for tag, place in places.items())
    return _header(first + len(data)) + table + data


def _header(size: int) -> bytes:
    """The header (6.1): version 2.1, a display, RGB to XYZ, perceptual; dated as the colour space's standard is."""
    dated = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
    head = struct.pack(">I4sI", size, b"", 0x02100000) + b"mntrRGB XYZ " + dated + b"acsp"
    return (head.ljust(68, b"\0") + _fixed(*D50)).ljust(128, b"\0")


def _fixed(*numbers: float) -> bytes:
    """Numbers as s15Fixed16."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*colour)


def _description(name: str) -> bytes:
    """A textDescriptionType (6.5.17): ASCII, and nothing as Unicode and as Macintosh script."""
    ascii_name = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_name)) + ascii_name + bytes(4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    """The transfer function of IEC 61966-2-1: from the value that a screen gets to the light that it gives."""
    values = (index / (SAMPLES - 1) for index in range(SAMPLES))
    lights = [round(65535 * light(value)) for value in values]
    return b"curv\0\0\0\0" + struct.pack(f">I{SAMPLES}H", SAMPLES, *lights)
