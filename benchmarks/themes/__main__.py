"""The table of themes, measured now: `make bench-themes`; beside BERTopic and NMF with PEERS=1.

Each module of MODULES has a function `rows` that gives its lines. Progress goes to standard error, the table to
standard output.
"""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.themes import data
from benchmarks.themes.rows import Row, as_table

MODULES = ("discovery", "assigning", "counting", "unaided", "rounds", "languages")


def main() -> int:
    if lacking := data.missing():
        sys.stderr.write(
            f"The labelled texts are not here ({', '.join(lacking)} in {data.FOLDER}). Set LISTENS_SHARED to the "
            "folder that holds data/themes, then type this again: LISTENS_SHARED=/that/folder make bench-themes\n"
        )
        return 2
    found: list[Row] = []
    for name in MODULES:
        for row in import_module(f"benchmarks.themes.{name}").rows():
            sys.stderr.write(f"{row} {row.peers or ''}\n")
            found.append(row)
    sys.stdout.write(as_table(found) + "\n")
    return int(any(row.sign == "MISSED" for row in found))


if __name__ == "__main__":
    sys.exit(main())
