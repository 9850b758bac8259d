"""A link as a picture that a phone's camera reads: plain SVG, with no style in it (our pages allow none)."""

from __future__ import annotations

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M

BORDER = 4  # modules of white around it, as ISO/IEC 18004 asks


def svg(address: str, title: str) -> SafeString:
    """The address as one path on a white ground."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=BORDER)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    size = len(rows)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges" direction="ltr">'
        '<rect width="{}" height="{}" fill="#fff"></rect><path d="{}" fill="#000"></path></svg>',
        size, size, title, size, size, path,
    )  # fmt: skip
