"""People code, the computer learns from them, and two of them check blind how well they agree."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from playwright.sync_api import Page, expect

from listens.sensemaking.models import Coding
from tests.browser import wait_until
from tests.journeys.comments_to_themes.getting_about import GettingAbout
from tests.sensemaking.build import second_coder
from tests.working import work_now

Choose = Callable[[UUID], str]


class CodingTogether(GettingAbout):
    def people_code(self) -> None:
        """Some by key on the page; the others by the requests that its script makes, which is quicker."""
        self.go(self.maker, f"coding/{self.round}/")
        self.look(self.maker)
        seconds = [self._code_by_key(self.maker) for _ in range(self.walk.num_by_key)]
        self._until_sent(self.maker)
        self.told.append(f"a note by key: {sorted(seconds)[len(seconds) // 2] * 1000:.0f} ms (median)")
        self._code_by_request(self.maker, "coding", self.walk.num_coded - self.walk.num_by_key)
        assert self._num_coded() == self.walk.num_coded
        self.go(self.maker, f"coding/{self.round}/")
        expect(self.maker.locator("[data-done]")).to_have_text(str(self.walk.num_coded))

    def _num_coded(self) -> int:
        return Coding.objects.current().filter(batch=None).values("note").distinct().count()

    def _code_by_key(self, page: Page, code: str = "") -> float:
        note = wait_until(page, "document.querySelector('input[name=note]').value", 20)
        code = code or self.code_of[UUID(note)]
        key = page.locator(f"input[name=themes][value='{code}']").get_attribute("data-key")
        started = time.monotonic()
        if key:
            page.keyboard.press(key)
        else:
            page.keyboard.press("/")
            page.keyboard.type(self.walk.codebook[code][0])
            page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        wait_until(page, f"document.querySelector('input[name=note]').value !== '{note}'", 20)
        return time.monotonic() - started

    def _until_sent(self, page: Page) -> None:
        wait_until(page, "document.querySelector('[data-coding]').getAttribute('aria-busy') !== 'true'", 60)

    def _code_by_request(self, page: Page, sitting: str, num: int, choose: Choose | None = None) -> None:
        """`next/` and then a POST for each, as frontend/js/coding.js does."""
        root = f"/{self.cast.area.slug}/coding/{self.round}/" + ("blind/" if sitting == "blind" else "")
        token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        headers = {"Accept": "application/json", "Referer": page.url}
        done = 0
        while done < num:
            notes = page.request.get(f"{root}next/", headers=headers).json()["notes"]
            assert notes, "nothing more was handed out"
            for note in notes[: num - done]:
                code = (choose or self.code_of.__getitem__)(UUID(note["id"]))
                form = {"csrfmiddlewaretoken": token, "note": note["id"], "do": "save", "themes": code}
                answer = page.request.post(root, form=form, headers=headers)
                assert answer.ok, answer.text()
                done += 1

    def the_computer_learns(self) -> None:
        self.go(self.maker, "codebook/")
        self.follow(self.maker, "Suggestions for coding")
        self.look(self.maker)
        self.press(self.maker, "Start")
        expect(self.maker.get_by_role("progressbar")).to_be_visible()
        work_now()
        self.maker.reload()
        learnt = f"It learnt from {self.walk.num_coded} notes on which people had decided."
        expect(self.maker.get_by_text(learnt)).to_be_visible()
        self.look(self.maker)

    def two_people_agree(self) -> None:
        """Each codes the same notes on their own; one of them slips now and then, and that is settled."""
        self.go(self.maker, f"coding/{self.round}/")
        self.follow(self.maker, "Do two people agree?")
        self.maker.get_by_label("How many notes").fill(str(self.walk.num_blind))
        self.press(self.maker, "Draw the notes")
        self.look(self.maker)
        second_coder(self.cast)
        other = self.as_("grace")
        slips = self._slip()
        for page, choose in ((self.maker, None), (other, slips)):
            self.go(page, f"coding/{self.round}/agreement/")
            self.follow(page, "Code the notes on your own")
            for _ in range(self.walk.num_blind_by_key):
                note = UUID(wait_until(page, "document.querySelector('input[name=note]').value", 20))
                self._code_by_key(page, (choose or self.code_of.__getitem__)(note))
            self._until_sent(page)
            left = self.walk.num_blind - self.walk.num_blind_by_key
            self._code_by_request(page, "blind", left, choose)
        self.go(self.maker, f"coding/{self.round}/agreement/")
        self.look(self.maker)
        self.press(self.maker, "Take over what both chose")
        self.follow(self.maker, "Settle where they differ")
        self.look(self.maker)
        while self.maker.locator("main form button").count():
            note = self.maker.locator("[name=note]").input_value()
            for tick in self.maker.locator("input[name=themes]:checked").all():
                tick.uncheck()
            self.maker.check(f"input[name=themes][value='{self.code_of[UUID(note)]}']")
            with self.maker.expect_navigation():
                self.maker.locator("main form button").first.click()
        self.go(self.maker, f"coding/{self.round}/agreement/")
        self.press(self.maker, "End this check")
        expect(self.maker.get_by_text("The blind check has ended")).to_be_visible()

    def _slip(self) -> Choose:
        """One in eight of the second person's choices is another theme."""
        codes, calls = sorted(self.walk.codebook), dict[UUID, str]()

        def choose(note: UUID) -> str:
            own = self.code_of[note]
            if note not in calls:
                slips = len(calls) % 8 == 3
                calls[note] = next(code for code in codes if code != own) if slips else own
            return calls[note]

        return choose
