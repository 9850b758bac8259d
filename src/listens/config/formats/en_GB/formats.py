"""The month in words, as on a letter."""

DATE_FORMAT = "j F Y"
