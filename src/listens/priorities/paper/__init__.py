"""Ballots on paper: typed by two people, compared, set against the phone's, counted by hand, reconciled.

Where we found paper beside phones (Decidim, Consul, Stanford's participatory budgeting), somebody types each slip
once into the same form as everybody, or a clerk adds totals. A slip typed wrongly then counts wrongly, and one that
voted by phone too counts twice. Counting houses and archives do better with two passes by two people who do not see
each other's, and a third look where they differ: that is taken over here, in two passes over a pile, without pairs
having to sit together. Better than theirs: a slip has the same number for phone and paper, so the second vote of one
is seen; only the two slips' being there is shown to whoever settles it; and all that was typed is gone at the close.
"""
