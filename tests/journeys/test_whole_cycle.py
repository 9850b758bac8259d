"""Notes of real conversations go in; a public promise that can be traced back to them comes out.

One journey through every step, in the browser, by the people whose steps they are. It runs on synthetic notes
always, and with `make test-long` on 10,334 real comments, their human labels and a real election.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from listens.cli.main import main
from listens.listening.models import Note
from listens.pledges.models import Pledge
from listens.priorities.models import LongList
from listens.sensemaking.counts import theme_counts
from tests.browser import check_page, sign_in
from tests.cast import Cast
from tests.journeys import sources
from tests.journeys.sources import Source
from tests.working import work_now

NUM_SEATS = 2
WORDS = "Yes. We will start every repair within fourteen days, and say each month how many were late."


@pytest.fixture(params=["synthetic", pytest.param("real", marks=pytest.mark.shared_data)])
def source(request, tmp_path: Path) -> Source:
    if request.param == "synthetic":
        return sources.synthetic(tmp_path)
    if not os.environ.get("LISTENS_LONG"):
        pytest.skip("The real comments are walked by: make test-long. The synthetic twin has run.")
    if not sources.COMMENTS.exists():
        pytest.skip("The real comments are not on this machine; the synthetic twin has run.")
    return sources.real(tmp_path)


@pytest.mark.browser
def test_from_what_was_said_to_a_promise_in_public(cast: Cast, source: Source, new_page, tmp_path: Path):
    journey = Journey(cast, source, new_page, tmp_path)
    journey.notes_come_in()
    journey.they_are_accepted_and_coded()
    journey.themes_become_proposals()
    journey.delegates_vote()
    journey.an_ask_is_ratified_and_answered()
    journey.the_answer_becomes_a_promise()
    journey.anybody_can_trace_it_back()


class Journey:
    """The steps share one area; each is walked by the person whose step it is."""

    def __init__(self, cast: Cast, source: Source, new_page, folder: Path) -> None:
        self.cast, self.source, self.folder = cast, source, folder
        self.new_page = new_page
        self.round = cast.round.slug
        self.references = [f"p{number}" for number in range(1, len(source.projects) + 1)]

    def as_(self, name: str) -> Page:
        page = self.new_page()
        if name:
            sign_in(page, getattr(self.cast, name))
        return page

    def go(self, page: Page, path: str) -> None:
        answer = page.goto(f"/{self.cast.area.slug}/{path}")
        assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"

    def run(self, *arguments: str) -> dict:
        """The command, with its answer as data."""
        out = self.folder / "answer.json"
        code = main([*arguments, "--area", self.cast.area.slug, "--json", str(out)])
        assert code in (0, 1), code
        return json.loads(out.read_text(encoding="utf-8"))

    def bring_in(self, kind: str, file: Path, *more: str) -> dict:
        return self.run("import", kind, str(file), *more)

    def notes_come_in(self) -> None:
        """`listens import notes`, twice: the second time changes nothing."""
        options = ["--round", self.round]
        for pair in self.source.mapping:
            options += ["--map", pair]
        first = self.bring_in("notes", self.source.notes, *options)
        assert first["rows"] == self.source.num_rows
        assert first["added"] + first["rejected"] == self.source.num_rows
        assert first["added"] >= 0.99 * self.source.num_rows
        assert all(finding["row"] and finding["problem"] for finding in first["findings"])
        second = self.bring_in("notes", self.source.notes, *options)
        assert (second["added"], second["unchanged"]) == (0, first["added"])
        self.num_notes = first["added"]

    def they_are_accepted_and_coded(self) -> None:
        reviewer = self.as_("grace")
        self.go(reviewer, "review/")
        check_page(reviewer)
        reviewer.get_by_role("button", name="Accept").first.click()
        assert Note.objects.counted().count() == self.num_notes
        maker = self.as_("femi")
        self.go(maker, "codebook/import/")
        maker.set_input_files("input[type=file]", str(self.source.codebook))
        maker.check("[name=how][value=all]")
        maker.locator("main form button").first.click()
        codings = self.bring_in("codings", self.source.codings)
        assert codings["added"] >= 0.95 * self.num_notes * 0.9
        assert self.bring_in("codings", self.source.codings)["added"] == 0
        self.go(maker, "codebook/")
        check_page(maker)
        counts = sorted(theme_counts(self.cast.area), key=lambda count: -count.num_conversations)
        self.themes = [count.theme for count in counts[: len(self.references)]]
        self.go(maker, f"codebook/themes/{self.themes[0].code}/")
        check_page(maker)

    def themes_become_proposals(self) -> None:
        organiser = self.as_("amina")
        for reference, theme in zip(self.references, self.themes, strict=True):
            self.go(organiser, f"rounds/{self.round}/proposals/add/")
            organiser.fill("[name=reference]", reference)
            organiser.fill("[name=title]", theme.name[:150])
            organiser.fill("[name=decided_by]", "Riverside Partnership Trust")
            organiser.check(f'[name=themes][value="{theme.pk}"]')
            organiser.click("main form button")
            organiser.check("[name=outcome][value=on]")
            organiser.fill("[name=reason]", "Heard widely, and somebody outside decides it.")
            organiser.click("main form button")
        self.go(organiser, f"rounds/{self.round}/vote/")
        check_page(organiser)

    def delegates_vote(self) -> None:
        organiser = self.as_("amina")
        vote = f"rounds/{self.round}/vote/"
        self.go(organiser, vote + "settings/")
        check_page(organiser)
        organiser.fill("[name=num_seats]", str(NUM_SEATS))
        organiser.fill("[name=min_ticks]", "1")
        organiser.fill("[name=max_ticks]", str(len(self.references)))
        organiser.check("[name=scheme][value=ballot]")
        organiser.click("main form button")
        for step in ("lock", "open"):
            self.go(organiser, f"{vote}{step}/")
            organiser.click("main form button")
        self.go(organiser, vote + "ballots/file/")
        check_page(organiser)
        organiser.set_input_files("input[type=file]", str(self.source.ballots))
        pairs = zip(self.source.projects, self.references, strict=True)
        organiser.fill("[name=mapping]", "\n".join(f"{project}={ours}" for project, ours in pairs))
        organiser.check("[name=what][value=good]")
        organiser.click("main form button")
        for step in ("close", "count"):
            self.go(organiser, f"{vote}{step}/")
            organiser.click("main form button")
        self.go(organiser, vote + "result/")
        check_page(organiser)
        self.go(organiser, f"rounds/{self.round}/result/")
        check_page(organiser)
        result = LongList.objects.get().results.get()
        assert result.num_ballots > 0
        self.winner = result.content["winners"][0]["proposal"]
        self.winning_theme = self.themes[self.references.index(self.winner)]
        assert self.winning_theme.name in organiser.inner_text("main")

    def an_ask_is_ratified_and_answered(self) -> None:
        organiser = self.as_("amina")
        self.go(organiser, f"rounds/{self.round}/asks/cut/")
        organiser.fill("[name=reference]", "1.1")
        organiser.fill("[name=title]", "Repairs within fourteen days")
        organiser.fill("[name=wording]", "Will you start every repair within fourteen days?")
        organiser.select_option(
            "[name=proposal]", label=self._option(organiser, "proposal", self.winning_theme.name)
        )
        for test in ("is_specific", "has_decision_maker", "is_yes_or_no", "is_within_the_time"):
            organiser.check(f"[name={test}]")
        organiser.click("main form button")
        ask = organiser.url.rstrip("/").rsplit("/", 1)[-1]
        self.go(organiser, f"asks/{ask}/address/")
        organiser.select_option("[name=office]", str(self.cast.office.pk))
        organiser.click("main form button")
        self.go(organiser, f"asks/{ask}/decide/")
        organiser.check("[name=state][value=ratified]")
        organiser.fill("[name=num_for]", "41")
        organiser.fill("[name=num_against]", "3")
        organiser.click("main form button")
        self.go(organiser, f"asks/{ask}/")
        check_page(organiser)
        manager = self.as_("ivo")
        self.go(manager, f"rounds/{self.round}/assemblies/plan/")
        manager.fill("[name=name]", "Autumn assembly")
        today = self.cast.area.today()
        for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
            manager.fill(f"[name=held_on-{part}]", str(value))
        manager.click("main form button")
        manager.get_by_role("button", name="Put").first.click()
        check_page(manager)
        slot = self.cast.office.asked.get().pk
        scribe = self.as_("kwame")
        self.go(scribe, f"slots/{slot}/take-down/")
        check_page(scribe)
        scribe.check("[name=kind][value=yes]")
        scribe.fill("[name=words]", WORDS)
        scribe.fill("[name=speaker]", "Dele Fashola, chief executive")
        scribe.click("main form button")
        self.go(manager, f"slots/{slot}/settle/")
        check_page(manager)
        manager.check("[name=kind][value=yes]")
        manager.fill("[name=words]", WORDS)
        manager.fill("[name=speaker]", "Dele Fashola, chief executive")
        manager.fill("[name=witness]", "Two scribes and the chair")
        manager.locator("main form", has=manager.locator("[name=witness]")).locator("button").first.click()
        self.answer = self.cast.office.asked.get().answers.get()
        assert self.answer.words == WORDS

    def _option(self, page: Page, name: str, text: str) -> str:
        """The whole label of the option that has `text` in it."""
        labels = page.locator(f"[name={name}] option").all_inner_texts()
        return next(label for label in labels if text[:100] in label)

    def the_answer_becomes_a_promise(self) -> None:
        organiser = self.as_("amina")
        self.go(organiser, f"pledges/make/?answer={self.answer.pk}")
        check_page(organiser)
        organiser.fill("[name=title]", "Every repair begun within fourteen days")
        organiser.fill("[name=measure_words]", "Repairs begun in time, out of all reports that month")
        organiser.click("main form button")
        pledge = Pledge.objects.get()
        assert pledge.answer == self.answer
        office = self.as_("dele")
        self.go(office, "my-promises/")
        check_page(office)
        self.go(office, f"pledges/{pledge.number}/progress/")
        office.fill("[name=words]", "The first forty repairs were begun in time.")
        office.fill("[name=submitter]", "Dele Fashola")
        office.click("main form button")
        self.go(organiser, "release/")
        check_page(organiser)
        organiser.get_by_role("button", name="Count, and look at the changes").click()
        work_now()
        organiser.get_by_role("button", name="Publish these figures").click()
        work_now()
        organiser.get_by_role("heading", name="The new figures are public").wait_for()

    def anybody_can_trace_it_back(self) -> None:
        anybody = self.as_("")
        self.go(anybody, "")
        check_page(anybody)
        self.go(anybody, "promises/1/")
        check_page(anybody)
        text = anybody.inner_text("main")
        for step in (
            self.winning_theme.name,
            "Will you start every repair within fourteen days?",
            WORDS,
            "The first forty repairs were begun in time.",
        ):
            assert step in text
        for path in ("promises/", "heard/", f"rounds/{self.round}/"):
            self.go(anybody, path)
            check_page(anybody)
