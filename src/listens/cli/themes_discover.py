"""`listens themes discover`: themes that a machine proposes among notes, in words and as JSON."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from listens.cli.ballot_files import read_text
from listens.core import answers
from listens.methods.priorities.election import BadFile

if TYPE_CHECKING:
    from listens.methods.themes.codebook import Theme
    from listens.methods.themes.embed import Encoder
    from listens.methods.themes.propose import Themes

QUIET_SECONDS = 2.0
MOST_THEMES = 1000
WORDS = {
    "reading": "Reading the notes",
    "embedding": "Working out what they mean",
    "words": "Weighing their words",
    "neighbours": "Finding which are alike",
    "levels": "Grouping them",
    "lasting": "Grouping them again without some",
    "others": "Giving the others to the nearest group",
    "describing": "Finding words and examples",
}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "discover",
        help="propose themes for notes",
        description="Proposes themes among notes, for people to accept, rename, merge, split or drop. Names and "
        "numbers are left out before anything is compared, and no request leaves the machine.",
        epilog="solid: found again three times in four when a fifth of the notes is left out; tentative: one time in "
        "two; hidden: less, likely to be chance. A score is the share of a note's ties that leads to the theme.",
    )
    parser.add_argument("notes", type=Path, metavar="NOTES.csv", help="one note a row")
    parser.add_argument(
        "--text-column", default="text", metavar="COLUMN", help="the column with the words (text)"
    )
    parser.add_argument(
        "--themes",
        type=_number,
        default=None,
        metavar="auto|N",
        help="about how many; auto: what lasts best (auto)",
    )
    parser.add_argument(
        "--seed", type=_seed, default=0, metavar="N", help="the same seed, the same answer (0)"
    )
    parser.add_argument(
        "--codebook", type=Path, metavar="CODEBOOK.json", help="say which known theme each is nearest to"
    )
    parser.add_argument(
        "--multilingual", action="store_true", help="read a hundred languages, ten times slower"
    )
    parser.add_argument(
        "--threads",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="they change the time, not the answer",
    )
    answers.add_json(parser)
    parser.set_defaults(run=run_discover, needs_site=False)


def run_discover(args: argparse.Namespace) -> int:
    """0: done, with however few themes; 1: done, some of the codebook left out; raises NotDone with one sentence."""
    from listens.cli.themes_discover_words import in_words, notices
    from listens.methods.themes.codebook import BadCodebook, read_codebook
    from listens.methods.themes.tables import BadTable, read_notes

    try:
        notes = read_notes(read_text(args.notes), args.text_column, args.notes.name)
        codes, findings = read_codebook(read_text(args.codebook)) if args.codebook else ([], [])
    except (BadFile, BadTable, BadCodebook) as error:
        raise answers.NotDone(str(error)) from error
    encoder = load_encoder(args.multilingual)
    with progress(is_shown=args.json != "-") as told:
        from listens.methods.themes.manifest import Settings
        from listens.methods.themes.nearest import nearest_codes
        from listens.methods.themes.propose import propose

        settings = Settings(themes=args.themes, seed=args.seed)
        threads = max(1, args.threads)
        found = propose(notes.texts, encoder, settings, languages=notes.languages, threads=threads, told=told)
    answer = as_dict(found, nearest_codes(codes, found, encoder), notices(found, args.themes))
    if args.json:
        answers.write_json(args.json, answer)
    if args.json != "-":
        answers.say(in_words(answer))
    for finding in findings:
        answers.complain(f"Left out: {finding}")
    return answers.SOME_REJECTED if findings else answers.DONE


def load_encoder(is_multilingual: bool = False) -> Encoder:
    """Raises NotDone, with what to type, when the extra is not installed."""
    from listens.methods.themes import model

    try:
        if is_multilingual:
            model.require_multilingual()
            from listens.methods.themes.multilingual import e5

            return e5()
        model.require()
        from listens.methods.themes.embed import minilm

        return minilm()
    except model.Missing as error:
        raise answers.NotDone(str(error)) from error


def as_dict(found: Themes, nearest: Sequence[tuple[Theme, float] | None], notes: list[str]) -> dict[str, Any]:
    """The answer of the contract; what it holds beside that came later."""
    names = [theme.id for theme in found.themes]
    themes = [
        {
            "id": theme.id,
            "label": theme.description.label,
            "keywords": theme.description.terms,
            "size": theme.size,
            "examples": theme.examples,
            "standing": theme.standing,
            "lasts": round(theme.lasts, 3),
            "group": theme.group,
            "nearest_code": code and {"id": code[0].id, "nearness": round(code[1], 3)},
        }
        for theme, code in zip(found.themes, nearest, strict=True)
    ]
    assignments = [
        {"row": row, "themes": [names[at] for at, _share in one], "scores": [share for _at, share in one]}
        for row, one in enumerate(found.assignments)
    ]
    return {
        "themes": themes,
        "assignments": assignments,
        "unassigned": found.num_unassigned,
        "settings": found.manifest.as_dict(),
        "quality": quality(found),
        "notices": notes,
    }


def quality(found: Themes) -> dict[str, Any]:
    """How far the proposal may be trusted."""
    num = len(found.assignments)
    standings = [theme.standing for theme in found.themes]
    return {
        "coverage": round((num - found.num_unassigned) / num, 4) if num else 0.0,
        "different_texts": len(found.gathered.texts),
        "empty": found.gathered.num_empty,
        "other_language": found.gathered.num_unread,
        **{name: standings.count(name) for name in ("solid", "tentative", "hidden")},
        "level": found.proposal.chosen,
        "levels": [
            {
                "resolution": level.resolution,
                "themes": level.num_themes,
                "stability": round(level.stability, 3),
            }
            for level in found.proposal.levels
        ],
    }


@contextmanager
def progress(*, is_shown: bool = True) -> Iterator[Callable[[str, float], None]]:
    """What is being done and how far, on a terminal, once it has taken two seconds."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    started = time.monotonic()
    with Progress(console=console, disable=not (is_shown and console.is_terminal), transient=True) as bar:
        task = bar.add_task("", total=1.0, visible=False)

        def told(what: str, share: float) -> None:
            is_late = time.monotonic() - started > QUIET_SECONDS
            bar.update(task, description=WORDS[what], completed=share, visible=is_late)

        yield told


def _number(text: str) -> int | None:
    if text == "auto":
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_THEMES):
        raise argparse.ArgumentTypeError(f"write auto, or a whole number from 1 to {MOST_THEMES}")
    return int(text)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 2**31 // 1000):
        raise argparse.ArgumentTypeError("write a whole number from 0 to 2147482")
    return int(text)
