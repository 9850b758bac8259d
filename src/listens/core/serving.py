"""Sending a stored file, whole or the part a player asks for: without parts, some phones play no film at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
BLOCK = 64 * 1024


def send_file(request: HttpRequest, file: IO[bytes], size: int, content_type: str) -> HttpResponseBase:
    """As RFC 9110 has it for one range; a range that cannot be is answered 416, one that makes no sense with all."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not (asked[1] or asked[2]):
        answer: HttpResponseBase = FileResponse(file, content_type=content_type)
        answer.headers["Content-Length"] = str(size)
    else:
        start = int(asked[1]) if asked[1] else max(size - int(asked[2]), 0)
        end = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
        if start > end:
            file.close()
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        answer = StreamingHttpResponse(
            _part(file, start, end - start + 1), status=206, content_type=content_type
        )
        answer.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        answer.headers["Content-Length"] = str(end - start + 1)
    answer.headers["Accept-Ranges"] = "bytes"
    return answer


def _part(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while length > 0 and (block := file.read(min(length, BLOCK))):
            length -= len(block)
            yield block
