"""A bar as a picture: PNG from an array, with nothing but the standard library and NumPy.

A chart library would weigh more than the rest of the product for what is a rectangle and a line.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

WIDTH, HEIGHT = 480, 32  # pixels
GROUND, FILL, RANGE = (240, 244, 245), (0, 94, 184), (33, 43, 50)


def bar(
    share: float, low: float | None = None, high: float | None = None, *, from_right: bool = False
) -> bytes:
    """A bar that takes `share` (0 to 1) of the width, with a line from `low` to `high` where they are given."""
    pixels = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    pixels[:] = GROUND
    pixels[:, : _at(share)] = FILL
    if low is not None and high is not None:
        start, end = _at(low), max(_at(high), _at(low) + 2)
        pixels[14:18, start:end] = RANGE
        for place in (start, end - 2):
            pixels[8:24, place : place + 2] = RANGE
    if from_right:
        pixels = pixels[:, ::-1]
    rows = b"".join(b"\x00" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _at(share: float) -> int:
    return round(WIDTH * min(max(share, 0.0), 1.0))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
