"""Synthetic notes for the demo: what people of south London might say to a listener.

All of it was written for the demo; nobody said it. Drawing needs only a ``random.Random``.
"""

from .frames import frames
from .note import SpokenNote
from .spoken import SETTINGS, speak
from .themes import Theme, themes

__all__ = ["SETTINGS", "SpokenNote", "Theme", "frames", "speak", "themes"]
