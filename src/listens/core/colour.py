"""Colours that can be read: contrast as WCAG 2.2 counts it, and an area's colour made dark enough for text."""

from __future__ import annotations

WHITE = "#ffffff"
BLACK = "#000000"
SAND = "#f1ece5"  # the darkest ground that frontend/scss puts text on
READABLE = 4.5


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0-255) of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white): WCAG 2.2, "relative luminance"."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21: WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `colour`, the rest of `other`."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def on(colour: str) -> str:
    """White or black, whichever reads better on `colour`; the better one always reaches 4.5."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, colour))


def readable(colour: str, ground: str = SAND) -> str:
    """`colour`, darkened in small steps until it can be read as text on `ground`."""
    for step in range(100, -1, -2):
        darker = mix(colour, BLACK, step / 100)
        if contrast(darker, ground) >= READABLE:
            return darker
    raise ValueError(f"Nothing can be read on {ground}.")
