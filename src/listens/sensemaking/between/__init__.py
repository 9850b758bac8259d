"""From round to round: what each theme meant, how much of it was heard, and whether the two can be compared.

What the best do. Statistical offices mark a break in a series and say why (SDMX: observation status B), and compare
like with like by standardising. NVivo, ATLAS.ti and MAXQDA compare groups of documents, whatever became of a code's
definition meanwhile; BERTopic's "topics over time" fits words anew in each period and draws one line through.
Here codes are frozen, a line ends where a definition changed, shares have a range, and only who was heard both times is
compared.
"""
