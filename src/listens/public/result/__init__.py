"""The whole result of a vote for anybody: what was chosen and why, from the kept count, never counted again.

What the best do: equalshares.net prints what each project's supporters paid and had left, in tables for readers who
know the method; Swiecie and Wieliczka published theirs by hand, Pabulib keeps the files, OpenSlides and Loomio show
totals. Here one page says for each organisation what it paid for, for each proposal that lost how near it came and
what those behind it got instead, what other rules would have chosen and whom they would have reached, and hands out
the ballots, the log and a verifier of one file. Every number is exact, sourced, and in the file to take away.
"""
