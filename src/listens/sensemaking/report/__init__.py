"""The findings of one round as a report: for the screen, for paper and as a Word file, out of the same numbers.

NVivo and MAXQDA export what was coded, raw segments with it, and leave the report to whoever has the licence; survey
sites print charts without saying how sure they are. This one says how it was done and by how many people, gives each
theme its definition, its count or estimate with its interval and how well two people agree on it, shows only quotes
that passed their gate, and ends with what was not clear. No raw note is in it. In the file headings, lists and tables
are real ones, every picture has its words, and the language and its direction are set, so that it can be read aloud.
"""
