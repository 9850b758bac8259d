"""Choosing a manageable number of priorities: exact counts that explain themselves.

Read ballots (`ballots`, `pabulib`), weigh them (`weights`), and `count`. Everything is pure: text and numbers in,
numbers out, chance only from a seed that is passed in.
"""
