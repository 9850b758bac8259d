"""`listens themes assign`: themes of a codebook for each note, as suggestions, in words and as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress

from listens.cli.ballot_files import read_text
from listens.cli.themes_words import in_words, plain, quality
from listens.core import answers
from listens.methods.findings import Finding
from listens.methods.priorities.election import BadFile

if TYPE_CHECKING:
    from listens.methods.themes.assign import Assigner
    from listens.methods.themes.codebook import Theme
    from listens.methods.themes.encoding import Bools, Encoder
    from listens.methods.themes.tables import NotesTable

BACKGROUND = 3_000
LONG_FROM = 500
MISSING = "this needs the sentence model, an extra of about 0.4 GB. Type: make themes"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "assign",
        help="suggest themes of a codebook for each note",
        description="Suggests for each note the themes of a codebook, learning from the codebook's names, definitions "
        "and examples and, if you have them, from codings that people made. Suggestions only: the number of notes "
        "that a machine gave a theme is not the number of notes that have it.",
        epilog="A score is a chance once 20 notes or more were coded; before that it only ranks. abstained: too unsure "
        "to say; if a theme is named all the same, it is a guess for a person to look at.",
    )
    parser.add_argument("notes", type=Path, metavar="NOTES.csv", help="one note a row")
    parser.add_argument(
        "--text-column", default="text", metavar="COLUMN", help="the column with the words (text)"
    )
    parser.add_argument("--codebook", type=Path, required=True, metavar="CODEBOOK.json", help="the themes")
    parser.add_argument(
        "--codings",
        type=Path,
        metavar="CODINGS.csv",
        help="what people gave: unit (source_id, or the row from 0), coder, code",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed, the same answer (0)")
    answers.add_json(parser)
    parser.set_defaults(run=run_assign, needs_site=False)


def run_assign(args: argparse.Namespace) -> int:
    """0: done; 1: done, some input left out. Raises NotDone with one sentence."""
    from listens.methods.themes.codebook import BadCodebook, read_codebook
    from listens.methods.themes.encoding import NoLearner
    from listens.methods.themes.tables import BadTable, read_notes

    if args.seed < 0:
        raise answers.NotDone("--seed: write 0 or more.")
    try:
        themes, findings = read_codebook(read_text(args.codebook))
        table = read_notes(read_text(args.notes), args.text_column, args.notes.name)
        texts, decided, groups, unknown = decisions(args.codings, table, themes)
        answer = suggest(table, themes, texts, decided, groups, args.seed)
    except (BadFile, BadTable, BadCodebook) as error:
        raise answers.NotDone(str(error)) from error
    except NoLearner as error:
        raise answers.NotDone(MISSING) from error
    findings += unknown
    answer["findings"] = [finding.as_dict() for finding in findings]
    if args.json:
        answers.write_json(args.json, answer)
    if args.json != "-":
        answers.say(in_words(answer, themes))
    for finding in findings:
        answers.complain(f"Left out: {plain(str(finding))}")
    return answers.SOME_REJECTED if findings else answers.DONE


def load_encoder() -> Encoder:
    """The sentence model. Raises NotDone when the extra is not installed."""
    if not find_spec("listens.methods.themes.embed"):
        raise answers.NotDone(MISSING)
    try:
        encoder: Encoder = import_module("listens.methods.themes.embed").MiniLM()
    except (ImportError, OSError, RuntimeError) as error:
        raise answers.NotDone(MISSING) from error
    return encoder


def decisions(
    path: Path | None, table: NotesTable, themes: Sequence[Theme]
) -> tuple[list[str], Bools, list[object], list[Finding]]:
    """What people gave: texts, (texts, themes) and conversations; and codings of notes or codes not known here."""
    import numpy as np

    from listens.methods.themes.tables import read_codings

    if path is None:
        return [], np.zeros((0, len(themes)), bool), [], []
    codings = read_codings(read_text(path), path.name)
    row_of = {unit: row for row, unit in enumerate(table.units)}
    column = {theme.id: at for at, theme in enumerate(themes)}
    findings = list(codings.findings)
    rows = [row_of[unit] for unit in codings.latest if unit in row_of]
    decided = np.zeros((len(rows), len(themes)), bool)
    at = 0
    for unit, codes in codings.latest.items():
        if unit not in row_of:
            findings.append(
                Finding(0, "unit", f"“{unit[:50]}” is no note of the file.", "Its codings were not used.")
            )
            continue
        for code in sorted(codes):
            if code in column:
                decided[at, column[code]] = True
            else:
                findings.append(
                    Finding(0, "code", f"“{code[:50]}” is no theme of the codebook.", f"See {unit[:50]}.")
                )
        at += 1
    return [table.texts[row] for row in rows], decided, [table.conversations[row] for row in rows], findings


def suggest(
    table: NotesTable,
    themes: Sequence[Theme],
    texts: Sequence[str],
    decided: Bools,
    groups: Sequence[object],
    seed: int,
) -> dict[str, Any]:
    """The answer of the contract: `assignments` in file order; what stands beside came later."""
    import numpy as np

    from listens.methods.themes.assign import PORTION, fit

    sample = np.sort(np.random.default_rng(seed).permutation(len(table.texts))[:BACKGROUND])
    background = [table.texts[row] for row in sample]
    console = Console(stderr=True)
    is_long = len(table.texts) >= LONG_FROM
    assignments: list[dict[str, Any]] = []
    with Progress(console=console, disable=not (console.is_terminal and is_long), transient=True) as bar:
        task = bar.add_task("Reading notes", total=len(table.texts))
        learnt = fit(themes, texts, decided, load_encoder(), background, groups, seed)
        for part in learnt.assign(table.texts, PORTION if not console.is_terminal else 500):
            for row in range(len(part.chances)):
                ranked = part.ranked(row)
                assignments.append(
                    {
                        "row": part.start + row,
                        "themes": [themes[code].id for code, _chance in ranked],
                        "scores": [round(chance, 4) for _code, chance in ranked],
                        "abstained": bool(part.abstained[row]),
                    }
                )
            bar.update(task, completed=len(assignments))
    return {
        "assignments": assignments,
        "unassigned": sum(not one["themes"] for one in assignments),
        "abstained": sum(one["abstained"] for one in assignments),
        "calibrated": learnt.is_calibrated,
        "settings": {"seed": seed, "coded": len(learnt.decided), "threshold": _threshold(learnt)},
        "quality": quality(learnt),
    }


def _threshold(learnt: Assigner) -> float | None:
    return float(learnt.threshold) if isinstance(learnt.threshold, float) else None
