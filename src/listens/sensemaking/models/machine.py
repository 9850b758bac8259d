"""What the machine made of notes: numbers that stand for them, proposals of themes, suggestions. Never a coding.

Nothing here holds a letter of a note but a proposal's few terms, which many notes share.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Identified, JobRun
from listens.listening.models import Note, Round
from listens.sensemaking.models.theme import Theme


class NoteVector(models.Model):
    """A note's words as the sentence model sees them: 384 half-precision numbers, kept so that they are made once.

    `digest` is of the words that were read (names and what was taken out are masked), `model` of the model.
    """

    is_made_again: ClassVar[bool] = True  # not in a backup

    note = models.ForeignKey(Note, models.CASCADE, related_name="vectors")
    model = models.CharField(max_length=16)
    digest = models.CharField(max_length=32)
    numbers = models.BinaryField()
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["note", "model"], name="one_vector_per_note_and_model")
        ]


class ThemeRunQuerySet(models.QuerySet["ThemeRun"]):
    def newest(self, round: Round, kind: str) -> ThemeRun | None:
        """The one whose results stand."""
        return self.filter(round=round, kind=kind).order_by("-run__asked_at").first()


class ThemeRun(Identified):
    """A run that was finished. Its row makes its results stand, in place of those of the run before.

    `manifest` says what was done to what, so that it can be done again: parameters, seed, model, versions, numbers.
    """

    class Kind(models.TextChoices):
        PROPOSALS = "proposals", _("Proposals of themes")
        SUGGESTIONS = "suggestions", _("Suggestions for coding")

    round = models.ForeignKey(Round, models.CASCADE, related_name="theme_runs")
    run = models.OneToOneField(JobRun, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    num_notes = models.PositiveIntegerField()
    num_left_out = models.PositiveIntegerField(default=0)
    manifest = models.JSONField(default=dict)
    finished_at = models.DateTimeField()

    objects = ThemeRunQuerySet.as_manager()


class ThemeProposalQuerySet(models.QuerySet["ThemeProposal"]):
    def with_state(self) -> ThemeProposalQuerySet:
        newest = ProposalStep.objects.filter(proposal=OuterRef("pk")).order_by("-seq")
        return self.annotate(
            newest_state=Subquery(newest.values("state")[:1]),
            newest_seq=Subquery(newest.values("seq")[:1]),
            newest_theme=Subquery(newest.values("theme__code")[:1]),
        )


class ThemeProposal(Identified):
    """A group of notes that are alike, for people to make a theme of, or not. `stability` is between 0 and 1.

    `near` is the theme that it may be split from: most notes like these have it.
    """

    run = models.ForeignKey(ThemeRun, models.CASCADE, related_name="proposals")
    key = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    terms = models.JSONField(default=list)
    size = models.PositiveIntegerField()
    stability = models.FloatField()
    is_solid = models.BooleanField()
    near = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ThemeProposalQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "key"], name="one_proposal_per_key")
        ]
        ordering: ClassVar[list[str]] = ["run", "level", "-size", "key"]


class ProposalNote(models.Model):
    """The note in the middle of a proposal (rank 0), then some that differ from it and from one another."""

    proposal = models.ForeignKey(ThemeProposal, models.CASCADE, related_name="notes")
    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "rank"], name="one_note_per_rank")
        ]
        ordering: ClassVar[list[str]] = ["proposal", "rank"]


class ProposalStep(Identified):
    """What a person decided on a proposal; the newest row counts. `added` says that the theme was made of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Nobody has decided")
        ACCEPTED = "accepted", _("Accepted")
        PUT_ASIDE = "put_aside", _("Put aside")

    proposal = models.ForeignKey(ThemeProposal, models.CASCADE, related_name="steps")
    seq = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    added = models.BooleanField(default=False)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "seq"], name="one_proposal_step_per_seq")
        ]
        ordering: ClassVar[list[str]] = ["proposal", "seq"]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def standing(self, round: Round) -> SuggestionQuerySet:
        """Those of the newest finished run; of a run that goes on nothing is seen."""
        newest = ThemeRun.objects.filter(round=round, kind=ThemeRun.Kind.SUGGESTIONS).order_by(
            "-run__asked_at"
        )
        return self.filter(run=Subquery(newest.values("run")[:1]))


class Suggestion(models.Model):
    """That a note may be about a theme. `start` and `end` cut the clause of the note that spoke for it most.

    `is_weak`: the note is in a language that the model reads poorly, so a person looks at each one.
    """

    run = models.ForeignKey(JobRun, models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    is_weak = models.BooleanField(default=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "note", "rank"], name="one_suggestion_per_rank")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["run", "theme", "score"])]


class CodingBatch(Identified):
    """Suggestions that a person accepted together. `figures` are those they saw: how many were checked and right."""

    theme_run = models.ForeignKey(ThemeRun, models.PROTECT, related_name="batches")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    figures = models.JSONField(default=dict)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()
