"""What happens once in the six weeks."""

from __future__ import annotations

from listens.listening.models import Conversation
from tests.journeys import hours
from tests.journeys.small_round.walking import Walk
from tests.journeys.twelve import (
    CHURCH,
    ON_THE_WALL,
    ROUND,
    Person,
)


class Once(Walk):
    def a_link_is_held(self) -> None:
        """Ezra's phone was left on a bus: his link is stopped for a look until he has it back."""
        self._hold("ezra", "Hold")
        self._writes_and_sends(self.twelve["ezra"], [self.said.conversation(self.days.today)])
        self._hold("ezra", "Release")
        held = Conversation.objects.filter(link__isnull=False, reviews__reason__contains="on hold")
        assert held.count() == 1

    def _hold(self, name: str, button: str) -> None:
        with self.ruth.doing("A link on hold, and released", minutes=hours.CALL.value) as ruth:
            ruth.go("round_links", round=ROUND)
            ruth.page.forms = [form for form in ruth.page.forms if self.twelve[name].link in form.action]
            ruth.send(button)

    def somebody_is_at_risk(self) -> None:
        asha = self.twelve["asha"]
        with asha.doing("Ringing and reporting that somebody is at risk", minutes=hours.CALL.value):
            asha.go("at_risk")
            asha.send(
                "Send the report",
                in_danger="no",
                what_happened="She said that she has not eaten since Monday and that nobody comes.",
                who="A woman in her eighties",
                where="The flats by the river",
                done="I rang the lead and stayed until she called back.",
                reach_me="07700 900321",
            )
        self.days.on(self.days.today)  # the machine tells those who answer
        self.leila.comes_in()
        with self.leila.doing("A report that somebody is at risk", minutes=hours.AT_RISK.value) as leila:
            for answer, words in (
                ("acknowledged", "I rang the listener and adult social care."),
                ("closed", "She has a visit every day from today."),
            ):
                leila.go("alarms")
                leila.page.links = [
                    one for one in leila.page.links if "/safeguarding/" in one[1] and "-" in one[1]
                ]
                leila.follow("")
                leila.send("Keep my answer", state=answer, words=words)
        with asha.doing("Ringing and reporting that somebody is at risk", 0):
            asha.go("at_risk")
            assert "closed" in asha.page.html.lower()

    def a_wall_is_typed_in(self) -> None:
        """After the service twenty-five people wrote on the wall; Fola and Gwen ran it."""
        for one in self.on_paper[:2]:
            one.spends("Listening", hours.TABLE_TALK.value, is_listening=True)
        walls = ["\n".join(f"{self.said.sticky()} x{n}" for n in range(1, 10)) for _prompt in (1, 2)]
        with self.bayo.doing("A wall of stickies typed in") as bayo:
            bayo.go("round_sheets", round=ROUND)
            bayo.follow("Type in a wall of stickies")
            bayo.send(
                "Keep the wall",
                organisation=self.organisations[CHURCH].pk,
                held_on=str(self.days.today.day),
                people_heard=ON_THE_WALL,
                stickies__1=walls[0],
                stickies__2=walls[1],
            )
            assert "18 stickies are in." in bayo.page.html

    def some_offer_to_help(self) -> None:
        concern = str(self.round.concerns.first().pk)
        for one, kind in zip(self.phones, ("host", "speak", "come"), strict=False):
            with one.doing("Contact details, in a page of their own"):
                assert concern in one.go("contact").html
                one.taps += 4
                one.words += 4
            person = {"name": "Amal", "phone": "07700 900123", "language": "en", "uses": ["told"]}
            one.post_one("api_contacts", {**person, "offers": [{"kind": kind, "concern": concern}]})

    def they_are_rung(self) -> None:
        self.ruth.comes_in()
        with self.ruth.doing("Ringing those who offered to help", 3, minutes=3 * hours.CALL.value) as ruth:
            ruth.follow("Get in touch with those who offered")
            for _offer in range(3):
                ruth.page.links = [
                    one for one in ruth.page.links if "/offers/" in one[1] and ROUND not in one[1]
                ]
                ruth.follow("")
                ruth.send("Show the name")
                assert "07700 900123" in ruth.page.html
                ruth.send("Save", outcome="done", way="phone")

    def words_are_taken_back(self) -> None:
        """By somebody who was heard, with the slip in her hand and no account."""
        anybody = Person("anybody", "", hours.Ledger())
        anybody.go("withdraw")
        anybody.send("Take", code=self.twelve["asha"].slips[0])
        self.num_taken_back = len(self.twelve["asha"].sent[0]["notes"])
