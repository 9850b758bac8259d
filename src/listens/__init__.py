"""Listens: a community listening partnership, from the first conversation to a promise kept in public."""
