"""Before the listening: the area, the plan, the paper, the links and the training."""

from __future__ import annotations

from listens.cli.main import main
from listens.core.models import Area
from listens.listening.models import Round
from tests.journeys import hours
from tests.journeys.small_round.walking import Walk
from tests.journeys.twelve import (
    AREA,
    CHURCH,
    CONCERNS,
    FIRST,
    GRACE,
    LAST,
    MEETINGS,
    PHONES,
    PLACES,
    PROMPTS,
    ROUND,
    SECOND_CHECK_IN,
    STAFF,
    TENANTS,
    WEEK,
    WOMEN,
    a_file,
    codes_on,
)


class Before(Walk):
    def before(self) -> None:
        self.ledger.week = "before"
        self.days.on(FIRST - 2 * WEEK)
        for command in (
            [
                "area",
                AREA,
                "Kestrel Listens",
                "--community-host",
                CHURCH,
                "--key-custodians",
                "Ruth, and Bayo",
            ],
            ["account", "ruth@example.org", "--area", AREA, "--name", "Ruth"],
        ):
            assert main(command) == 0
        self.area = Area.objects.get()
        self.ruth.comes_in()
        self._names_the_people()
        self._plans_the_round()
        self._makes_the_area_ready()
        self._opens_the_round()
        self.days.on(MEETINGS["commissioning"])
        self._hands_over_links()
        self._prints_paper()
        self._meets("commissioning")

    def _names_the_people(self) -> None:
        with self.ruth.doing("Wards, organisations and people, once") as ruth:
            ruth.go("import_places")
            ruth.send("Check the file", file=a_file("places.csv", PLACES))
            ruth.send("Bring in the good rows")
            for name, kind in ((CHURCH, "faith"), (WOMEN, "association"), (TENANTS, "association")):
                ruth.go("organisations")
                ruth.follow("Add an organisation")
                ruth.send("Add", name=name, kind=kind)
            self.organisations = {one.name: one for one in self.area.organisations.all()}
            for name, (_words, role, home) in STAFF.items():
                ruth.go("organisation", organisation=self.organisations[home].pk)
                ruth.follow("Add a person")
                given = {} if name == "ruth" else {"email": f"{name}@example.org", "role": role}
                ruth.send("Add person", name=name.title(), **given)

    def _plans_the_round(self) -> None:
        with self.ruth.doing("Planning the round") as ruth:
            ruth.go("desk")
            ruth.follow("Start a round")
            ruth.send(
                "Start the round", name="Spring 2026", target_heard=120, prompts=PROMPTS, concerns=CONCERNS
            )
            self.round = Round.objects.get(slug=ROUND)
            for stage, opens, closes in (
                ("listening", FIRST, LAST),
                ("report_back", LAST + 3 * WEEK, LAST + 6 * WEEK),
            ):
                ruth.follow("Set the dates of a stage")
                ruth.send("Set the dates", stage=stage, opens_on=opens, closes_on=closes, grace_days=GRACE)
            days = [*MEETINGS.items(), ("check_in", SECOND_CHECK_IN), ("report_back", LAST + 4 * WEEK)]
            for kind, day in days:
                ruth.go("round_plan", round=ROUND)
                ruth.follow("Add a moment")
                ruth.send("Add moment", kind=kind, held_on=day)
            ruth.go("round_home", round=ROUND)
            ruth.follow("Set the targets")
            aims = {CHURCH: 34, WOMEN: 34, TENANTS: 22}
            ruth.send(
                "Save",
                **{f"conversations__{self.organisations[name].pk}": num for name, num in aims.items()},
            )

    def _makes_the_area_ready(self) -> None:
        with self.ruth.doing("The five papers an area must have", 5, minutes=5 * hours.PAPER.value) as ruth:
            ruth.go("round_plan", round=ROUND)
            for kind in ("Data-protection", "Controller", "Privacy", "Retention", "Safeguarding"):
                ruth.go("readiness")
                ruth.follow(kind)
                alarm = {"test_alarm_answered_at": "2026-02-16 09:30"} if kind == "Safeguarding" else {}
                ruth.send("Record it", where_kept="The locked folder in the church office", **alarm)
        self.leila.comes_in()
        with self.leila.doing("Numbers to ring, each rung", 3, minutes=3 * hours.CALL.value) as leila:
            for who, telephone, whose in (
                ("Leila, safeguarding lead", "020 7946 0100", ""),
                ("A helpline, day and night", "020 7946 0111", ""),
                ("Bayo, at the church", "020 7946 0122", self.organisations[CHURCH].pk),
            ):
                leila.go("ring_numbers")
                leila.follow("Add a number to ring")
                leila.send(
                    "Add the number", name=who, telephone=telephone, organisation=whose, hours="day and night"
                )
                leila.page.forms = [f for f in leila.page.forms if f.buttons and who in f.buttons[0][0]]
                leila.send("I rang it today")
            assert "Ring it now" not in leila.page.html

    def _opens_the_round(self) -> None:
        with self.ruth.doing("Planning the round", 0) as ruth:
            ruth.go("round_plan", round=ROUND)
            ruth.follow("Open the round")
            ruth.send("Open the round")
            assert "The round is open." in ruth.page.html

    def _hands_over_links(self) -> None:
        self.ruth.comes_in()
        minutes = hours.PRINT.value
        with self.ruth.doing("Links and listeners' cards", len(PHONES), minutes=minutes) as ruth:
            for name, home in PHONES.items():
                ruth.go("round_links", round=ROUND)
                ruth.follow("Hand over a link")
                ruth.send("Make the link", organisation=self.organisations[home].pk)
                self.codes[name], *self.twelve[name].slips = codes_on(ruth.page.html)
                assert "020 7946 0100" in ruth.page.html  # whom to ring stands on the card
                ruth.go(
                    "heard_cards", round=ROUND
                )  # ten slips are on the listener's card: a page more for six weeks
                self.twelve[name].slips += codes_on(ruth.page.html)
        for phone in self.phones:
            phone.opens_link(self.codes[phone.name])

    def _prints_paper(self) -> None:
        self.bayo.comes_in()
        with self.bayo.doing("Printing sheets, slips and the refresher", minutes=hours.PRINT.value) as bayo:
            bayo.follow("Listen on paper")
            bayo.follow("Print numbered sheets")
            bayo.send("Make the sheets", organisation=self.organisations[CHURCH].pk, how_many=36)
            assert bayo.page.html.count('class="app-sheet__number"') == 36
            bayo.go("heard_cards", round=ROUND)
            assert len(codes_on(bayo.page.html)) == 6
            bayo.go("refresher")
            words = bayo.read()
        for one in self.on_paper:
            one.spends("Reading the refresher", words / hours.READING.value)
