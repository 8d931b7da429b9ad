"""The smallest picture that is one, for the tests of the writers."""

import struct
import zlib
from pathlib import Path


def pixel_picture(folder: Path) -> Path:
    """A PNG of 2 × 2 pixels, the smallest picture that is one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"\x00\xcb\x2a\x1a\xff\xff\xff" + b"\x00\xff\xff\xff\x1b\x5a\x7a"
    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    path = folder / "logo.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    return path
