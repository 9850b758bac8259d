"""Bringing notes in from a file. They arrive as received: somebody accepts the batch before anything counts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from listens.core import retention
from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.importers import no_progress
from listens.core.models import Actor
from listens.core.tables import Outcome, Table
from listens.listening import stages
from listens.listening.actions.withdrawal import KIND as WITHDRAWN
from listens.listening.actions.withdrawal import place_of
from listens.listening.models import Conversation, ConversationReview, Note, Round
from listens.listening.models.note import ERASED
from listens.listening.note_rows import CAME_FROM, NoteRow, Reader
from listens.listening.rows import insert
from listens.methods.findings import Finding

AT_ONCE = 500
Progress = Callable[[int, int], None]


def import_notes(
    actor: Actor,
    round: Round,
    table: Table,
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
    source: str = "",
    progress: Progress = no_progress,
) -> Outcome:
    """Add the notes of `table` to `round`; columns in `note_rows`. The same file twice changes nothing.

    A note is known again by `source` (the file's name, when none is given) and its source_id; without that column,
    by the file's content and the row. The same id with other content is a finding and changes nothing; a note that was
    taken back does not come in again, also when it is long erased.
    """

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        _Import(round, table, outcome, source, progress).run()

    return bring_in(
        actor,
        "import_notes",
        round.area,
        "notes",
        table,
        take,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


_CONVERSATION = ("id", "client_id", "organisation_id", "held_on", "ward_id", "language", "people_heard")
_NOTE = (
    *("id", "conversation_id", "prompt_id", "position", "text", "language"),
    *("may_quote", "may_evaluate", "source_id", "content_digest"),
)


class _Import:
    def __init__(self, round: Round, table: Table, outcome: Outcome, source: str, progress: Progress) -> None:
        self.round, self.area, self.table, self.outcome, self.progress = (
            round,
            round.area,
            table,
            outcome,
            progress,
        )
        has_ids = any(cells.get("source_id") for _number, cells in table)
        self.source = (
            source or _came_from(table) or (table.source if has_ids else source_without_ids(table.digest))
        )
        self.source = self.source[:200]
        self.reader = Reader(self.area, round)
        prefetch_related_objects([round], "windows")  # asked for every conversation's day
        self.in_time: dict[tuple[UUID | None, dt.date | None], bool] = {}

    def run(self) -> None:
        known, taken_back = self._known(), retention.erased(self.area, WITHDRAWN)
        fresh: list[NoteRow] = []
        for done, (number, cells) in enumerate(self.table):
            if done % 2000 == 0:
                self.progress(done, len(self.table))
            source_id = cells.get("source_id") or id_without_ids(self.table.digest, number)
            row = self.reader.read(number, cells, source_id)
            if isinstance(row, list):
                self.outcome.findings += row
            elif source_id in known:
                self._known_again(row, known[source_id])
            elif taken_back and retention.digest_of(place_of(self.source, source_id)) in taken_back:
                self.outcome.num_unchanged += 1
            else:
                known[source_id] = row.digest
                fresh.append(row)
        self._keep(fresh)
        self.outcome.num_added += len(fresh)
        self.progress(len(self.table), len(self.table))

    def _known(self) -> dict[str, str]:
        there = Note.objects.filter(area=self.area, source=self.source)
        return dict(there.values_list("source_id", "content_digest"))

    def _known_again(self, row: NoteRow, digest: str) -> None:
        if digest in (row.digest, ERASED):
            self.outcome.num_unchanged += 1
            return
        self.outcome.findings.append(
            Finding(
                row.row,
                "source_id",
                _("“%(id)s” came in before with other content; that was kept.") % {"id": row.source_id},
                _("Give this note an id of its own, or withdraw the older one first."),
            )
        )

    def _keep(self, rows: list[NoteRow]) -> None:
        """Conversations first, then their notes, each in few statements."""
        made: dict[str, tuple[UUID, NoteRow]] = {}
        for row in rows:
            made.setdefault(self._client_id(row), (uuid4(), row))
        there = self._there(list(made))
        insert(
            Conversation,
            _CONVERSATION,
            [
                (pk, key, _pk(row.organisation), row.held_on, _pk(row.ward), row.language, row.people_heard)
                for key, (pk, row) in made.items()
                if key not in there
            ],
            area_id=self.area.pk,
            round_id=self.round.pk,
            payload_digest=self.table.digest,
            channel=Conversation.Channel.IMPORTED,
            received_on=self.reader.today,
        )
        position: dict[UUID, int] = {}
        notes = []
        for row in rows:
            key = self._client_id(row)
            pk = there.get(key) or made[key][0]
            position[pk] = position.get(pk, -1) + 1
            notes.append(
                (
                    *(uuid4(), pk, _pk(row.prompt), position[pk], row.text, row.language),
                    *(row.may_quote, row.may_evaluate, row.source_id, row.digest),
                )
            )
        insert(Note, _NOTE, notes, area_id=self.area.pk, source=self.source)
        self._ask_for_another_look(set(there.values()))
        outside = sum(1 for _id, row in made.values() if row.held_on and not self._is_in_time(row))
        if outside:
            self.outcome.notes.append(
                _(
                    "%(n)d conversations were held outside the dates of listening. Look before you accept them."
                )
                % {"n": outside}
            )

    def _client_id(self, row: NoteRow) -> str:
        """The conversation's id in the file, or the note's own; hashed to one length with where it came from."""
        name = f"c\n{row.conversation}" if row.conversation else f"n\n{row.source_id}"
        return "file:" + hashlib.sha256(f"{self.source}\n{name}".encode()).hexdigest()[:40]

    def _there(self, client_ids: list[str]) -> dict[str, UUID]:
        """Conversations that an earlier file of the same source began."""
        found: dict[str, UUID] = {}
        for some in _parts(client_ids):
            rows = Conversation.objects.filter(area=self.area, client_id__in=some)
            found |= dict(rows.values_list("client_id", "pk"))
        return found

    def _ask_for_another_look(self, ids: set[UUID]) -> None:
        """A conversation somebody has decided on does not grow unseen."""
        now, system = self.area.now(), Actor.system("intake")
        for some in _parts(sorted(ids)):
            for one in Conversation.objects.filter(pk__in=some).prefetch_related("reviews"):
                if newest := max((review.seq for review in one.reviews.all()), default=0):
                    ConversationReview.objects.create(
                        conversation=one,
                        seq=newest + 1,
                        state=ConversationReview.State.NEEDS_ATTENTION,
                        reason=_("More of its notes came in from a file."),
                        by=system,
                        at=now,
                    )

    def _is_in_time(self, row: NoteRow) -> bool:
        key = (_pk(row.organisation), row.held_on)
        if key not in self.in_time:
            gate = stages.gate(self.round, "listening", on=row.held_on, organisation=row.organisation)
            self.in_time[key] = bool(gate)
        return self.in_time[key]


def source_without_ids(digest: str) -> str:
    return f"file {digest[:16]}"


def id_without_ids(digest: str, number: int) -> str:
    return f"{digest[:16]}:{number}"


def _came_from(table: Table) -> str:
    """Corrected rows of a file are that file's: they join its conversations, and none comes in twice."""
    named = {cells.get(CAME_FROM, "") for _number, cells in table} - {""}
    if len(named) > 1:
        raise Refused(
            _("These rows come from more than one file (came_from). Send those of each file apart.")
        )
    return named.pop() if named else ""


def _pk(row: Model | None) -> Any:
    return row.pk if row else None


def _parts(rows: list[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some
