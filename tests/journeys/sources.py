"""What the whole-cycle journey starts from: files on disk, real or synthetic.

The real comments and ballots are other people's: they are read where they lie, and nothing made from them is kept.
"""

from __future__ import annotations

import csv
import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

from listens.demo.words import speak, themes
from listens.methods.priorities import pabulib

SHARED = Path(os.environ.get("LISTENS_SHARED", Path(__file__).parents[2].parent / "shared"))
COMMENTS = SHARED / "data/themes/nhs_pxtextmining/phase_1/text_data.csv"
BALLOTS = SHARED / "data/priorities/pabulib/Worldwide_Mechanical_Turk_Utilities_7.pb"
NUM_SYNTHETIC = 300


@dataclass(frozen=True)
class Source:
    """`notes` with the columns to map, how many rows it has, a codebook, codings of the notes, a `.pb` of ballots."""

    notes: Path
    mapping: list[str]
    num_rows: int
    codebook: Path
    codings: Path
    ballots: Path

    @property
    def projects(self) -> list[str]:
        return list(pabulib.parse(self.ballots.read_text(encoding="utf-8")).projects)


def real(folder: Path) -> Source:
    """All phase-1 comments of the NHS text-mining project with their human labels, and a real election."""
    with COMMENTS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["code"]: (row["label"], row["subcategory"]) for row in rows if row["code"]}
    themes = [
        {"id": code, "name": f"{label}: {part}", "definition": part} for code, (label, part) in names.items()
    ]
    codings = [(row["row_index"], "label", row["code"]) for row in rows]
    return Source(
        COMMENTS,
        ["feedback=text", "row_index=source_id"],
        len(rows),
        _write_json(folder / "codebook.json", themes),
        _write_csv(folder / "codings.csv", ("unit", "coder", "code"), codings),
        BALLOTS,
    )


def synthetic(folder: Path) -> Source:
    """A few hundred synthetic notes, and a small election between three districts."""
    rng = random.Random(7)
    notes = [speak(rng) for _number in range(NUM_SYNTHETIC)]
    rows = [(f"n{number}", note.text, note.language) for number, note in enumerate(notes)]
    codings = [(f"n{number}", "maker", code) for number, note in enumerate(notes) for code in note.themes]
    book = [
        {"id": theme.slug, "name": theme.name, "definition": theme.definition, "parent": theme.parent or ""}
        for theme in themes()
    ]
    return Source(
        _write_csv(folder / "notes.csv", ("id", "what was said", "language"), rows),
        ["what was said=text", "id=source_id"],
        NUM_SYNTHETIC,
        _write_json(folder / "codebook.json", book),
        _write_csv(folder / "codings.csv", ("unit", "coder", "code"), codings),
        _election(folder / "hall.pb", rng),
    )


def _election(path: Path, rng: random.Random) -> Path:
    lines = ["META", "key;value", "num_projects;5", "num_votes;40", "budget;2", "vote_type;approval"]
    lines += ["min_length;1", "max_length;3", "PROJECTS", "project_id;cost"]
    lines += [f"{number};1" for number in range(1, 6)]
    lines += ["VOTES", "voter_id;vote"]
    for voter in range(40):
        ticks = sorted(rng.sample(range(1, 6), rng.randint(1, 3)))
        lines.append(f"{voter};{','.join(map(str, ticks))}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _write_csv(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _write_json(path: Path, themes: list[dict[str, str]]) -> Path:
    path.write_text(json.dumps({"themes": themes}), encoding="utf-8")
    return path
