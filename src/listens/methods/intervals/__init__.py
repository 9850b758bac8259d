"""How far a number may be off: intervals, exact tests, and false-discovery control for many at once.

Shares are between 0 and 1, intervals are pairs (low, high), chances are between 0 and 1. Everything is pure: numbers
in, numbers out. What cannot be a count raises ValueError with one sentence.

The normal ("Wald") interval is not offered: it covers 34 % of the time at 8 people and a share of 0.05, where it
promises 95 % (`make bench-intervals` prints both).
"""
