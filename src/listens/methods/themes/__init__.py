"""Themes in thousands of notes: proposed by a machine, decided by people, counted with an interval."""
