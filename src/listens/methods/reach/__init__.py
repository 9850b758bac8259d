"""Who was heard, against who lives here: is anybody missing, and whom to hear next.

`tables` reads the two tables, `measure` compares them, `fair_sample` says how uneven a perfectly fair sample would
look, `raking` is the weighting that may be asked for and is never the default: a listening campaign is no random
sample, so what is shown first is who was heard, uncorrected.
"""
