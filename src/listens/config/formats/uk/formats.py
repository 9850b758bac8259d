"""The day without a nought before it."""

DATE_FORMAT = "j E Y р."
