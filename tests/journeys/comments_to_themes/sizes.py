"""The size of each theme is reckoned, suggestions are accepted together, and the sizes are published."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from listens.sensemaking.machine import estimating
from listens.sensemaking.models import Coding
from tests.journeys.comments_to_themes.getting_about import GettingAbout
from tests.working import work_now

FEWEST_FOUND = 10  # of a theme in what was read: of fewer its interval says little


class SizesOfThemes(GettingAbout):
    def sizes_are_reckoned(self) -> None:
        """A theme on which people agree may be counted by the machine; then it learns anew, and sizes come with it."""
        largest = sorted(self.walk.shares().items(), key=lambda pair: -pair[1])[:3]
        for code, _share in largest:
            self.go(self.maker, f"codebook/themes/{code}/")
            self.follow(self.maker, "Change that")
            self.maker.check("[name=status][value=may_count]")
            self.maker.get_by_label("Why").fill("Two people agreed on it in the blind check.")
            self.press(self.maker, "Save")
        self.go(self.maker, f"coding/{self.round}/computer/")
        self.press(self.maker, "Learn anew")
        work_now()
        self.go(self.maker, "codebook/overview/")
        self.look(self.maker)
        expect(self.maker.get_by_role("heading", name="Among all that was said")).to_be_visible()
        truth, inside = self.walk.shares(), []
        found = estimating.standing(self.cast.round)
        for one in found:
            share = truth[one.theme.code]
            assert abs(one.share - share) < 0.2, (
                "six standard errors: which were read is chance, this is a fault"
            )
            if one.found >= FEWEST_FOUND:
                inside.append(one.low <= share <= one.high)
                error = abs(one.share - share)
                self.told.append(
                    f"{one.theme.code}: {one.share:.3f} ({one.low:.3f} to {one.high:.3f}), truly {share:.3f}"
                    f", off {error:.3f}, {one.method}"
                )
        assert inside
        self.told.append(f"{sum(inside)} of {len(inside)} intervals hold the truth")
        self.go(self.maker, f"codebook/themes/{largest[0][0]}/")
        expect(self.maker.get_by_text("that were read at random").first).to_be_visible()
        self.look(self.maker)

    def suggestions_are_accepted_together(self) -> None:
        """The surest of a theme, where enough of them were right; told how often before. Else none is offered."""
        self.go(self.maker, f"coding/{self.round}/computer/")
        self.look(self.maker)
        offered = self.maker.get_by_role("link", name="Accept the surest together")
        self.told.append(f"{offered.count()} themes may be accepted together")
        if self.walk.is_thorough and not offered.count():
            # Of real comments too few of a theme may have been right: which are read unaided hangs on ids drawn anew.
            assert not Coding.objects.exclude(batch=None).exists()
            return
        self.follow(self.maker, offered.first)
        expect(self.maker.get_by_text("were right").first).to_be_visible()
        self.look(self.maker)
        self.press(self.maker, "Accept them together")
        rows = Coding.objects.exclude(batch=None).select_related("theme")
        right = [
            row.theme.code in (self.code_of[row.note_id], self.walk.codebook[self.code_of[row.note_id]][2])
            for row in rows
        ]
        self.told.append(f"accepted together: {len(right)}, right {sum(right) / len(right):.2f}")
        assert sum(right) >= 0.7 * len(right)

    def sizes_are_published(self) -> None:
        """The organiser chooses that the estimates of the round go out; anybody reads them, with where they may lie."""
        organiser = self.as_("amina")
        self.go(organiser, "release/")
        self.press(organiser, "Count, and look at the changes")
        self._counted(organiser)
        organiser.get_by_text("Choose which estimates go out").click()
        organiser.check(f"[name=estimates][value='{self.round}']")
        self.press(organiser, "Look at the changes with these estimates")
        self._counted(organiser)
        expect(organiser.get_by_text(re.compile("[0-9]+ estimates? goe?s? ?out"))).to_be_visible()
        self.press(organiser, "Publish these figures")
        work_now()
        organiser.reload()
        expect(organiser.get_by_role("heading", name="The new figures are public")).to_be_visible()
        anybody = self.as_("")
        self.go(anybody, "heard/")
        self.look(anybody)
        self.go(anybody, f"rounds/{self.round}/")
        self.look(anybody)
        estimates = anybody.get_by_role("region", name="How many conversations spoke of each theme")
        expect(estimates).to_contain_text("People read")
        estimates.get_by_text("Show as a table").click()
        given = estimates.locator("tbody tr").all_inner_texts()
        names = [words[0] for words in self.walk.codebook.values()]
        assert given and all(any(name in row for name in names) for row in given)
        self.told.append(f"{len(given)} themes on the public page of the round")
        largest = max(self.walk.shares().items(), key=lambda pair: pair[1])[0]
        self.go(anybody, f"heard/{largest}/")
        self.look(anybody)
        expect(anybody.get_by_role("heading", name="How many spoke of it, estimated")).to_be_visible()

    def _counted(self, organiser: Page) -> None:
        expect(organiser.get_by_role("progressbar")).to_be_visible()
        work_now()
        organiser.reload()
        self.look(organiser)
