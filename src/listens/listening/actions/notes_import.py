"""Bringing notes in from a file. They arrive as received: somebody accepts the batch before anything counts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core.acting import Deed
from listens.core.batches import bring_in
from listens.core.importers import no_progress
from listens.core.models import Actor
from listens.core.tables import Outcome, Table
from listens.listening import stages
from listens.listening.models import Conversation, ConversationReview, Note, Round
from listens.listening.note_rows import NoteRow, Reader
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
    by the file's content and the row. The same id with other content is a finding and changes nothing.
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
        self.source = (source or table.source)[:200] if has_ids else f"file {table.digest[:16]}"
        self.reader = Reader(self.area, round)
        prefetch_related_objects([round], "windows")  # asked for every conversation's day
        self.in_time: dict[tuple[UUID | None, dt.date | None], bool] = {}

    def run(self) -> None:
        known = self._known()
        fresh: list[NoteRow] = []
        for done, (number, cells) in enumerate(self.table):
            if done % 2000 == 0:
                self.progress(done, len(self.table))
            source_id = cells.get("source_id") or f"{self.table.digest[:16]}:{number}"
            row = self.reader.read(number, cells, source_id)
            if isinstance(row, list):
                self.outcome.findings += row
            elif source_id in known:
                self._known_again(row, known[source_id])
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
        if digest == row.digest:
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
        made: dict[str, Conversation] = {}
        for row in rows:
            key = self._client_id(row)
            if key not in made:
                made[key] = self._conversation(row, key)
        there = self._there([key for key, _row in made.items()])
        Conversation.objects.bulk_create(
            [one for key, one in made.items() if key not in there], batch_size=AT_ONCE
        )
        position: dict[UUID, int] = {}
        notes = []
        for row in rows:
            key = self._client_id(row)
            conversation_id = there.get(key) or made[key].pk
            position[conversation_id] = position.get(conversation_id, -1) + 1
            notes.append(self._note(row, conversation_id, position[conversation_id]))
        Note.objects.bulk_create(notes, batch_size=AT_ONCE)
        self._ask_for_another_look(set(there.values()))
        outside = sum(1 for one in made.values() if one.held_on and not self._is_in_time(one))
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

    def _conversation(self, row: NoteRow, client_id: str) -> Conversation:
        return Conversation(
            area=self.area,
            round=self.round,
            organisation=row.organisation,
            client_id=client_id,
            payload_digest=self.table.digest,
            channel=Conversation.Channel.IMPORTED,
            held_on=row.held_on,
            received_on=self.reader.today,
            ward=row.ward,
            language=row.language,
            people_heard=row.people_heard,
        )

    def _note(self, row: NoteRow, conversation_id: UUID, position: int) -> Note:
        return Note(
            area=self.area,
            conversation_id=conversation_id,
            prompt=row.prompt,
            position=position,
            text=row.text,
            language=row.language,
            may_quote=row.may_quote,
            may_evaluate=row.may_evaluate,
            source=self.source,
            source_id=row.source_id,
            content_digest=row.digest,
        )

    def _there(self, client_ids: list[str]) -> dict[str, UUID]:
        """Conversations that an earlier file of the same source began."""
        found: dict[str, UUID] = {}
        for some in _parts(client_ids):
            rows = Conversation.objects.filter(area=self.area, client_id__in=some)
            found |= dict(rows.values_list("client_id", "pk"))
        return found

    def _ask_for_another_look(self, ids: set[UUID]) -> None:
        """A conversation somebody has decided on does not grow unseen."""
        now, system = timezone.now(), Actor.system("intake")
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

    def _is_in_time(self, conversation: Conversation) -> bool:
        key = (conversation.organisation_id, conversation.held_on)
        if key not in self.in_time:
            gate = stages.gate(
                self.round, "listening", on=conversation.held_on, organisation=conversation.organisation
            )
            self.in_time[key] = bool(gate)
        return self.in_time[key]


def _parts(rows: list[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some
