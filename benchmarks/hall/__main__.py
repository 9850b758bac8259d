"""A hall of 1,000 phones votes within 40 seconds, and the server is killed in the middle.

Everybody is behind one address. Each phone opens the ballot page, types its code, ticks and sends; some mistype, send
twice, change their mind, or hang up before the answer; all ask for the state of the vote again and again, and the
presenter's screen does. In the middle of it the server is killed with `kill -9` and started again, as a service manager
does. Then every ballot is compared with what its phone was told, the log is walked, the vote is closed and counted, and
the published ballots are counted again. SQLite as it comes, or the database of LISTENS_DATABASE.

The loader is one process and shares the machine with the server: what it used, and how late it was, is printed too.
Exits 1 when a limit is not met.

    make bench-hall        or        python -m benchmarks.hall [--phones 1000] [--guesses 10000 | --rubbish 10]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
from collections.abc import Coroutine
from typing import Any

from benchmarks.hall import settled, vote
from benchmarks.hall.attack import Attack
from benchmarks.hall.crowd import HUNG_UP, Habits, Hall, Voter
from benchmarks.hall.measured import AFTER, BEFORE, Book, Use, percentile
from benchmarks.hall.report import POSTS, Figure, print_answers, print_figures, print_spread
from benchmarks.hall.wire import Browser, now
from benchmarks.site import Site, installation

MOST_MS = {"sqlite": 50, "postgresql": 100}  # p95 of the answers to POSTs
WITHIN = 40  # seconds, from "vote now" to the last phone's first receipt
COME_WITHIN = 26  # seconds: by then everybody has opened the page; ticking takes them up to twelve more
TYPICAL = 7.5  # seconds from coming to sending: the kill is when half of the ballots are in
DOWN = 0.5  # seconds from the kill until a service manager starts the server again
SEED = 25


async def kill_and_start(site: Site, book: Book, use: Use, after: float) -> None:
    await asyncio.sleep(after)
    use.note_server(site.process.pid)
    book.killed_at = now()
    site.kill()
    await asyncio.sleep(DOWN)
    await asyncio.to_thread(site.start)
    book.back_at = now()


async def run(
    site: Site, hall: Hall, voters: list[Voter], screen: Browser, beside: Coroutine[Any, Any, None]
) -> float:
    """Seconds from "vote now" to the last first receipt; `beside` is what else happens meanwhile."""
    watching = asyncio.create_task(hall.book.watch_itself())
    began = now()
    hall.keep(hall.show(screen))
    meanwhile = asyncio.create_task(beside)
    await asyncio.gather(*(hall.vote(one) for one in voters))
    await hall.end()
    await meanwhile
    watching.cancel()
    took = max((one.voted_at for one in voters), default=began) - began
    await asyncio.gather(*(hall.come_back(one) for one in voters if not (one.received or one.trouble)))
    for one in voters:
        one.browser.hang_up()
    return took


def voters_of(slips: list[Any], port: int, come_within: float) -> list[Voter]:
    voters = []
    for slip in slips:
        luck = random.Random(SEED + slip.number)
        habits = Habits.drawn(luck, come_within)
        code = slip.code.replace("-", "")
        voters.append(Voter(slip.number, code, habits, luck, Browser(port, keeps=habits.keeps_line)))
    return voters


def figures_of(book: Book, took: float, most_ms: float, within: float) -> list[Figure]:
    found = [Figure("seconds until the last phone had its first receipt", took, within, "s")]
    is_restarted = book.back_at < float("inf")
    for phase in (BEFORE, AFTER) if is_restarted else (BEFORE,):
        times = book.times(POSTS, phase)
        words = f"p95 of {len(times):,} answers to POSTs" + (f", {phase} the restart" if is_restarted else "")
        found.append(Figure(words, round(percentile(times, 0.95), 1), most_ms, "ms"))
    wrong = sum(num for words, num in book.wrong.items() if words != HUNG_UP)
    return [*found, Figure("answers that were errors", wrong, 0)]


def print_use(use: Use, book: Book, load: float) -> None:
    late = sorted(book.late)
    print(
        f"\nprocessor seconds in {use.seconds:.0f} s: server {use.server:.1f}, database {use.database:.1f},"
        f" this loader {use.loader:.1f}, others on the machine {use.others:.1f} (load before it began: {load:.1f})"
    )
    print(f"the loader's own delay: p95 {percentile(late, 0.95):.1f} ms, most {late[-1]:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.hall", description=__doc__.splitlines()[0])
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--come-within", type=float, default=COME_WITHIN, metavar="SECONDS")
    parser.add_argument(
        "--guesses", type=int, default=0, help="codes to guess meanwhile; nobody kills the server"
    )
    parser.add_argument(
        "--rubbish", type=int, default=0, help="connections that send rubbish meanwhile, likewise"
    )
    args = parser.parse_args()
    load = os.getloadavg()[0]
    with installation() as site:
        from django.db import connection
        from django.urls import reverse

        cast, long_list, slips = vote.open_vote(args.phones)
        names = {"area": cast.area.slug, "round": long_list.round.slug}
        book = Book()
        hall = Hall(
            book,
            area=cast.area.slug,
            min_ticks=vote.MIN_TICKS,
            max_ticks=vote.MAX_TICKS,
            state_path=reverse("vote_state", kwargs=names),
            screen_path=reverse("vote_screen", kwargs=names),
        )
        voters = voters_of(slips[: args.phones], site.port, args.come_within)
        screen = Browser(site.port, keeps=True)
        screen.cookies = vote.screen_cookies(cast)
        site.start()
        assert site.process
        use = Use(site.process.pid)
        attack = Attack(site.port, reverse("ballot", args=[cast.area.slug]), hall.is_over)
        if args.guesses:
            beside = attack.guess(args.guesses, random.Random(SEED))
        elif args.rubbish:
            beside = attack.flood(args.rubbish, random.Random(SEED))
        else:
            beside = kill_and_start(site, book, use, args.come_within / 2 + TYPICAL)
        took = asyncio.run(run(site, hall, voters, screen, beside))
        use.note_server(site.process.pid)
        use.end()
        print(f"{connection.vendor}: {args.phones:,} phones behind one address")
        figures = settled.settle(cast, long_list, voters)
        figures += figures_of(book, took, MOST_MS[connection.vendor], WITHIN)
        if attack.began:
            figures += attack.figures()
    print_spread(book, use.began, use.began + use.seconds)
    print_answers(book)
    print_use(use, book, load)
    print()
    return 0 if print_figures(figures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
