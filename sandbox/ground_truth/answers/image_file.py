"""PNG and JPEG image sizes, and PNG masks, without an imaging library.

Sources: https://www.w3.org/TR/png-3/ and ITU-T T.81, Annex B (frame headers).
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# Start-of-frame markers: 0xC0 to 0xCF, except the three that define tables.
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE_MARKERS = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}


@dataclass(frozen=True)
class ImageSize:
    """Width and height in pixels, and the number of channels."""

    width: int
    height: int
    depth: int


def image_size(content: bytes) -> ImageSize | None:
    """The size of an image; None if it is neither PNG nor JPEG."""
    if content.startswith(_PNG) and len(content) >= 26:
        width, height = struct.unpack(">II", content[16:24])
        return ImageSize(width, height, _PNG_CHANNELS.get(content[25], 3))
    if content.startswith(_JPEG):
        return _jpeg_size(content)
    return None


def png_mask(size: ImageSize, *, colors: Sequence[str], see_through: bool = False) -> bytes:
    """A palette image: the left half has the first color (``#rrggbb``) or is transparent (`see_through`), the right half has the second."""
    half = size.width // 2
    row = b"\x00" + bytes(half) + b"\x01" * (size.width - half)
    compressor = zlib.compressobj()
    pixels = b"".join(compressor.compress(row) for _ in range(size.height)) + compressor.flush()
    header = struct.pack(">IIBBBBB", size.width, size.height, 8, 3, 0, 0, 0)
    palette = b"".join(bytes.fromhex(color.removeprefix("#")) for color in colors)
    opacity = _chunk(b"tRNS", b"\x00") if see_through else b""
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"PLTE", palette) + opacity + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _jpeg_size(content: bytes) -> ImageSize | None:
    position = len(_JPEG)
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker in _FRAME_MARKERS:
            height, width, depth = struct.unpack(">HHB", content[position + 5 : position + 10])
            return ImageSize(width, height, depth)
        if marker == 0xFF:
            position += 1
        elif marker in _STANDALONE_MARKERS:
            position += 2
        else:
            position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None
