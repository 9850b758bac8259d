"""`listens backup FILE` and `listens restore FILE`: the whole installation, encrypted, for either database."""

from __future__ import annotations

import argparse
from pathlib import Path

from listens.cli.importing import progress_bar
from listens.core import answers


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser(
        "backup",
        help="write everything into one encrypted file",
        description="The keys are not in it. Keep the keys folder and the backup key apart (docs/running.md).",
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="put a backup back, into SQLite or PostgreSQL")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="throw away what is in the database now")
    restore.set_defaults(run=run_restore)


def run_backup(args: argparse.Namespace) -> int:
    from listens.core.backups import write

    with progress_bar("backup") as progress:
        written = write(args.file, progress)
    answers.say(f"{written.num_rows:,} rows and {written.num_files:,} files are in {args.file}.")
    answers.say(
        "It opens only with the backup key, which is not in it. Keep that and the keys folder elsewhere."
    )
    return answers.DONE


def run_restore(args: argparse.Namespace) -> int:
    from listens.core.backups import put_back

    with progress_bar("restore") as progress:
        written, num_erased = put_back(args.file, replace=args.replace, progress=progress)
    answers.say(f"{written.num_rows:,} rows and {written.num_files:,} files are back.")
    if num_erased:
        answers.say(f"{num_erased:,} records that had been erased since were erased again.")
    return answers.DONE
