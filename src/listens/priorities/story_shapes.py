"""What `story_pictures` hands to the templates: heights in the units of jug.html and bucket.html, numbers to print."""

from __future__ import annotations

from dataclasses import dataclass

from listens.core.published import Published

JUG, BUCKET = 66.0, 92.0  # heights inside
JUG_FOOT, BUCKET_FOOT = 70.0, 122.0


@dataclass(frozen=True)
class Jug:
    """`was`, `level` and `stays` are heights; `stays` is left when it has paid. `name` is empty for the others."""

    name: str
    num: Published
    was: float
    level: float
    stays: float
    holds: Published
    pays: Published

    @property
    def top(self) -> float:
        return round(JUG_FOOT - self.level, 2)

    @property
    def risen(self) -> float:
        return round(max(0.0, self.level - self.was), 2)

    @property
    def was_top(self) -> float:
        return round(JUG_FOOT - self.was, 2)

    @property
    def poured(self) -> float:
        return round(self.level - self.stays, 2)

    @property
    def stays_top(self) -> float:
        return round(JUG_FOOT - self.stays, 2)


@dataclass(frozen=True)
class Payer:
    """One part of a bucket: `top` and `height` where it lies. The largest is uppermost, as in the list beside it."""

    letter: str
    name: str
    num: Published
    part: Published
    top: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.top + self.height / 2 + 3, 2)

    @property
    def has_letter(self) -> bool:
        return self.height >= 8


@dataclass(frozen=True)
class Near:
    """A proposal that is not chosen (yet), and how full its bucket is. Empty where the rule knows no buckets."""

    title: str
    held: Published | None
    top: float
    height: float
    missing: Published
    ballots: Published | None = None
    with_another: Published | None = None


@dataclass(frozen=True)
class Step:
    """One that was chosen. What a tie-break settled is close too: one more ballot would have settled it otherwise.

    `tie` says how (organisations, people or lot; empty without one), `level` which others were exactly level with it.
    """

    rank: Published
    title: str
    is_close: bool
    tie: str
    level: list[str]
    num_payers: Published
    jugs: list[Jug]
    payers: list[Payer]
    near: list[Near]


@dataclass(frozen=True)
class Beside:
    """One of a list of chosen proposals; `is_shared`: the other way of counting chose it too."""

    title: str
    is_shared: bool


@dataclass(frozen=True)
class Story:
    """`kind` is drip, shares (Equal Shares: purses, no filling) or votes (nobody pays); `is_equal`: every organisation
    has the same share.
    """

    kind: str
    is_equal: bool
    language: str
    num_ballots: Published
    num_organisations: Published | None
    steps: list[Step]
    not_chosen: list[Near]
    ours: list[Beside]
    by_votes: list[Beside]

    @property
    def is_same(self) -> bool:
        return all(one.is_shared for one in self.ours)
