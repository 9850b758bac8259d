"""Comparing rounds and groups without seeing differences that are not there.

`power` says, before anybody looks, the smallest difference that could be seen; `shares` compares. "No clear
difference" and "too few to say" are the usual answers, and nothing is ranked: with 40 people heard in each of twelve
places, the one that looks highest is the highest in 30 % of cases.
"""
