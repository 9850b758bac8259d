"""Comments come in, the computer proposes groups, and a sense-maker makes a codebook of them."""

from __future__ import annotations

import json
from collections import Counter

from playwright.sync_api import expect

from listens.cli.main import main
from listens.listening.models import Note
from listens.sensemaking.models import Theme, ThemeProposal
from tests.journeys.comments_to_themes.getting_about import GettingAbout
from tests.working import work_now

MOST_READ = 30  # proposals that the sense-maker reads
MOST_OF_ONE = 3  # groups about one thing; more show nothing new


class MakingACodebook(GettingAbout):
    def notes_come_in(self) -> None:
        """`listens import notes`, and a reviewer accepts them together."""
        file, out = self.walk.write(self.folder / "notes.csv"), self.folder / "answer.json"
        columns = ["--map", "what was said=text", "--map", "id=source_id"]
        try:
            code = main(
                ["import", "notes", str(file), "--round", self.round, *columns]
                + ["--area", self.cast.area.slug, "--json", str(out)]
            )
        finally:
            file.unlink()
        assert code == 0
        assert json.loads(out.read_text("utf-8"))["added"] == len(self.walk.comments)
        reviewer = self.as_("grace")
        self.go(reviewer, "review/")
        self.look(reviewer)
        while reviewer.get_by_role("button", name="Accept").count():
            self.press(reviewer, "Accept")
        codes = {one.id: one.code for one in self.walk.comments}
        rows = Note.objects.counted().values_list("pk", "source_id")
        self.code_of = {pk: codes[source] for pk, source in rows}
        assert len(self.code_of) == len(codes)

    def the_computer_proposes(self) -> None:
        maker = self.as_("femi")
        self.go(maker, "codebook/")
        self.look(maker)
        self.follow(maker, "Let the computer propose themes")
        self.look(maker)
        self.press(maker, "Start")
        expect(maker.get_by_role("progressbar")).to_be_visible()
        work_now()
        maker.reload()
        expect(maker.get_by_text(f"{len(self.code_of)} notes were read")).to_be_visible()
        self.follow(maker, "See what it proposes")
        self.look(maker)
        self.maker = maker

    def people_make_a_codebook(self) -> None:
        """The first group about something becomes a theme; a second becomes one too, and is merged; others go to it."""
        maker, made, merged = self.maker, Counter[str](), False
        for proposal in list(ThemeProposal.objects.order_by("-size")[:MOST_READ]):
            code, share = self._what_it_is(proposal)
            if made[code] == MOST_OF_ONE:
                continue
            address = f"codebook/proposals/{self.round}/{proposal.pk}/"
            if share < 0.5:
                self.go(maker, f"codebook/proposals/{self.round}/")
                while not maker.locator(f"a[href*='{proposal.pk}']").count():
                    self.follow(maker, "Next")
                card = maker.locator("article", has=maker.locator(f"a[href*='{proposal.pk}']"))
                self.press(maker, "Put it aside", card)
                expect(maker.get_by_text("It was put aside.")).to_be_visible()
                continue
            self.go(maker, address)
            if made[code] and merged:
                maker.get_by_label("Theme", exact=True).select_option(code)
                self.press(maker, "It is this theme")
            else:
                maker.get_by_label("Name", exact=True).fill(" and ".join(proposal.terms[:2]) or "A group")
                maker.get_by_label("Code", exact=True).fill(f"{code}-2" if made[code] else code)
                maker.get_by_label("What it is about").fill(self.walk.codebook[code][1])
                self.press(maker, "Add theme")
                if made[code]:
                    self._merge(f"{code}-2", code)
                    merged = True
            made[code] += 1
            expect(maker.get_by_role("alert").or_(maker.locator("h1")).first).to_be_visible()
        assert made and merged, "the computer found nothing twice: this step shows no merge"
        self._bring_in_the_rest()
        for code in made:
            self._rename(code)
        stands = dict(Theme.objects.in_use().values_list("code", "name"))
        assert stands == {code: words[0] for code, words in self.walk.codebook.items()}
        self.told.append(f"{sum(made.values())} proposals became {len(made)} themes: {dict(made)}")

    def _what_it_is(self, proposal: ThemeProposal) -> tuple[str, float]:
        """What the notes that are shown are mostly about, as their readers once said."""
        shown = [self.code_of[one.note_id] for one in proposal.notes.all()]
        code, num = Counter(shown).most_common(1)[0]
        return code, num / len(shown)

    def _merge(self, code: str, into: str) -> None:
        self.go(self.maker, f"codebook/themes/{code}/")
        self.follow(self.maker, "Merge it")
        self.maker.get_by_label("Into which theme").select_option(into)
        self.press(self.maker, "Look at both first")
        self.look(self.maker)
        self.press(self.maker, "Merge them")
        expect(self.maker.get_by_text("No coding was changed, and you can undo it")).to_be_visible()

    def _bring_in_the_rest(self) -> None:
        self.go(self.maker, "codebook/")
        self.follow(self.maker, "Bring in a codebook")
        file = self.walk.write_codebook(self.folder / "codebook.csv")
        self.maker.set_input_files("input[type=file]", str(file))
        self.maker.check("[name=how][value=good]")  # those accepted above have other names so far
        self.press(self.maker, "Send the file")
        self.look(self.maker)

    def _rename(self, code: str) -> None:
        name, definition, above = self.walk.codebook[code]
        self.go(self.maker, f"codebook/themes/{code}/")
        self.follow(self.maker, "Change it")
        self.maker.get_by_label("Name", exact=True).fill(name)
        self.maker.get_by_label("What it is about").fill(definition)
        self.maker.get_by_label("Part of").select_option(above)
        self.press(self.maker, "Save")
