"""After the listening: what comes in late, the debrief, the reports; and what stands then."""

from __future__ import annotations

import datetime as dt

from listens.feedback.owed import organisations_owed
from listens.listening import due_moments, offer_fetch
from listens.listening.models import Conversation, ConversationReview, HeardTally, Moment, Note, Round, Sheet
from listens.listening.progress import progress
from listens.listening.review_fetch import num_waiting
from listens.safeguarding.models import Alarm, AlarmStep, RingNumber
from tests.journeys import hours
from tests.journeys.small_round.walking import Walk
from tests.journeys.twelve import (
    CHURCH,
    EACH,
    LAST,
    MEETINGS,
    ON_THE_WALL,
    PAPER,
    ROUND,
    TENANTS,
    WOMEN,
)


class After(Walk):
    def after(self) -> None:
        self.ledger.week = "after"
        dev = self.twelve["dev"]
        self.days.on(LAST + dt.timedelta(days=3))
        self._writes_and_sends(dev, self.unsent)
        assert not ConversationReview.objects.filter(
            conversation__client_id=self.unsent[0]["client_id"]
        ).exists()
        self._reviews()
        self.bayo.comes_in()
        with self.bayo.doing("Sheets that were not used", 3) as bayo:
            bayo.follow("Listen on paper")
            for sheet in Sheet.objects.filter(steps__isnull=True):
                bayo.go("mark_sheet", number=sheet.number)
                bayo.send("It is void")
        self.days.on(MEETINGS["debrief"])
        self.ruth.comes_in()
        self._meets("debrief")
        self._prints_the_reports()

    def _prints_the_reports(self) -> None:
        self.bayo.comes_in()
        task = "Printing the report for the report-back"
        with self.bayo.doing(task, minutes=hours.PRINT.value) as bayo:
            bayo.follow("See how Spring 2026 goes")
            bayo.follow(f"The report of {CHURCH}")
            assert f"What {CHURCH} heard" in bayo.page.html.replace("&#x27;", "'")
        with self.ruth.doing(task, 2, minutes=2 * hours.PRINT.value) as ruth:
            for place in (WOMEN, TENANTS):
                ruth.go("feedback_owed", round=ROUND)
                ruth.follow(f"Print its report: {place}")

    def stands_as_it_should(self) -> None:
        sent = [item for one in self.phones for item in one.sent]
        round = Round.objects.get(slug=ROUND)
        rows = progress(round)
        self.num_accepted = Conversation.objects.accepted().count()
        self.num_heard = sum(row.heard for row in rows)
        assert self.num_accepted == Conversation.objects.count() == len(sent) + self.num_typed + 1
        assert self.num_typed == EACH * len(PAPER)
        assert self.num_heard == sum(item["people_heard"] for item in sent) + self.num_on_paper + ON_THE_WALL
        assert num_waiting(self.area) == 0 and [row.waiting for row in rows] == [0, 0, 0]
        assert Note.objects.filter(withdrawal__isnull=False).count() == self.num_taken_back
        assert HeardTally.objects.exists() and not RingNumber.objects.filter(last_checked=None).exists()
        assert Alarm.objects.get().steps.latest("seq").state == AlarmStep.State.CLOSED
        assert [one.is_owed for one in offer_fetch.offers_of(round)] == [False] * 3
        assert not offer_fetch.rounds_with_open_offers(self.area)
        moments = list(round.moments.all())
        assert not due_moments.missing(round, moments)
        assert [one.kind for one in moments if not one.is_recorded] == [Moment.Kind.REPORT_BACK]
        owed = organisations_owed(round)  # told at the report-back, which comes after this story
        assert len(owed) == 3 and not any(one.told_on for one in owed)
        assert self.ruth.go("round_home", round=ROUND).html.count("Get ready for: Report-back") == 1
        assert set(Sheet.objects.values_list("steps__state", flat=True)) == {"typed", "void"}
