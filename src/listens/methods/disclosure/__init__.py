"""Tables of people that may be published: what is hidden, what has to be hidden with it, and proof that it is enough.

`tables` reads and checks, `rules` says what is small, `cells` holds what adds up to what, `attack` is an outsider with
a computer, `search` hides the fewest further counts that beat the outsider, `protect` does it all, `releases` looks
at what was published before. Everything is pure: counts in, counts out, and what cannot be made safe is refused in
one sentence. docs/adr/0009-numbers-nobody-can-work-out.md says why it is done so.
"""
