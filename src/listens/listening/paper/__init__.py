"""Listening on paper: numbered sheets, typing them in, cards for the people heard, a wall of stickies, tables."""
