"""Which promises a reader is looking for: by verdict, past their date, by body, by words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.http import QueryDict

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.pledges.models import Pledge, PledgeOwner, Progress, Verdict
from listens.pledges.models.pledge_query import PledgeQuerySet
from listens.public.standings import VERDICTS
from listens.sensemaking.models import Theme

LONGEST = 100
# Words that stand in nearly every sentence and tell no promise from another.
EMPTY = frozenset(("the", "and", "for", "with", "that", "this", "from", "are", "our", "who", "what", "was"))


@dataclass(frozen=True)
class Wanted:
    """What was asked for; anything unreadable in the address counts as not asked."""

    verdict: str = ""
    is_overdue: bool = False
    body: UUID | None = None
    words: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Wanted:
        verdict = query.get("verdict", "")
        words = "".join(c for c in query.get("q", "")[:LONGEST] if not text.problem_with(c)).strip()
        return cls(
            verdict if verdict in VERDICTS else "",
            query.get("overdue") == "yes",
            _uuid(query.get("body", "")),
            words,
        )

    @property
    def is_anything(self) -> bool:
        return bool(self.verdict or self.is_overdue or self.body or self.words)

    def as_query(self) -> str:
        """For the links to other pages of the same list."""
        asked = {
            "verdict": self.verdict,
            "overdue": "yes" if self.is_overdue else "",
            "body": str(self.body or ""),
            "q": self.words,
        }
        return urlencode({name: value for name, value in asked.items() if value})


def find(area: Area, wanted: Wanted) -> PledgeQuerySet:
    """The area's promises that fit, newest first, as a list page shows them."""
    today = area.today()
    found = Pledge.objects.of_area(area).with_standing(today)
    if wanted.verdict:
        value = "" if wanted.verdict == "no_verdict" else wanted.verdict
        found = found.with_verdict(value, today)
    if wanted.is_overdue:
        found = found.overdue(today)
    if wanted.body:
        found = found.owned_by(organisations=[wanted.body])
    if not wanted.words:
        return listed(found, area)
    best = with_words(area, wanted.words)
    ranked = [When(pk=pk, then=Value(num)) for pk, num in best.items()]
    found = listed(found.filter(pk__in=best), area)
    if ranked:
        found = found.annotate(num_words=Case(*ranked, default=Value(0))).order_by("-num_words", "-number")
    return found


def listed(found: PledgeQuerySet, area: Area) -> PledgeQuerySet:
    """With what the card of a promise shows; its last news is a report, a verdict or the closing (`last_news`)."""
    newest = Progress.objects.filter(row__pledge=OuterRef("pk"), happened_on__lte=area.today())
    newest = newest.order_by("-happened_on", "-row__seq")
    judged = Verdict.objects.filter(row__pledge=OuterRef("pk"), published_on__lte=area.today())
    shown: PledgeQuerySet = (
        found.annotate(
            reported_on=Subquery(newest.values("happened_on")[:1]),
            reported_in_words=Subquery(newest.values("happened_in_words")[:1]),
            judged_on=Subquery(judged.order_by("-published_on").values("published_on")[:1]),
        )
        .with_owners()
        .select_related("ask__proposal", "ask__round")
        .prefetch_related("ask__proposal__themes")
        .order_by("-number")
    )
    return shown


def with_words(area: Area, words: str) -> dict[UUID, int]:
    """Promises in whose title, wording, ask, owners or themes a word comes up, and how many of them do. A word of
    one or two letters counts only where it is all that was typed. Three queries.
    """
    content: dict[UUID, list[str]] = defaultdict(list)
    by_proposal: dict[UUID, list[UUID]] = defaultdict(list)
    pledges = Pledge.objects.of_area(area).order_by()
    for pk, proposal, *fields in pledges.values_list(
        "pk",
        "ask__proposal",
        "title",
        "wording",
        "measure_words",
        "ask__title",
        "ask__wording",
        "ask__proposal__title",
    ):
        content[pk] += [field for field in fields if field]
        by_proposal[proposal].append(pk)
    for pk, name in PledgeOwner.objects.filter(pledge__area=area).values_list("pledge", "organisation__name"):
        content[pk].append(name)
    themes = Theme.objects.filter(area=area, proposals__in=[p for p in by_proposal if p])
    for proposal, name, above in themes.values_list("proposals", "name", "parent__name"):
        for pk in by_proposal[proposal]:
            content[pk] += [name, above or ""]
    typed = set(text.key(words).split())
    wanted = {word for word in typed if len(word) > 2 and word not in EMPTY} or typed
    found = {}
    for pk, said in content.items():
        whole = text.key(" ".join(said))
        if num := sum(word in whole for word in wanted):
            found[pk] = num
    return found


def bodies(area: Area) -> QuerySet[Organisation]:
    """Everybody who made a promise here, for the choice of a body."""
    owners = PledgeOwner.objects.filter(pledge__area=area)
    return Organisation.objects.filter(pk__in=owners.values("organisation")).order_by("name_key")


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
