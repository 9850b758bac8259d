"""Files packed as zip, of somebody else's making: which of their parts may be unpacked at all."""

from __future__ import annotations

import zipfile

METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def may_be_unpacked(part: zipfile.ZipInfo) -> bool:
    """Only what office programs write. The other ways unpack whole blocks at once, so that no limit would hold:

    400 bytes packed by bzip2 fill 400 MB before a reader can stop.
    """
    return part.compress_type in METHODS
