"""The one way to a theme, a round to code, a note and a quote: fetched and authorised within the area.

A missing one and one in which the person has no part give the same 404. Somebody with a role in the area who may
not read notes is told why instead (access.Denied).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import Note, NoteStrike, Prompt, Round
from listens.sensemaking import blind, corrections
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import (
    BlindCheck,
    BlindNote,
    Coding,
    CodingBatch,
    Correction,
    ProposalNote,
    Quote,
    QuoteCheck,
    Theme,
    ThemeChange,
    ThemeExample,
    ThemeProposal,
    ThemeRun,
)


def fetch_theme(area: Area, code: str) -> Theme:
    themes = Theme.objects.filter(area=area, code=code).select_related("area", "parent")
    found = themes.first() if code.isprintable() else None  # PostgreSQL bears no NUL
    if found is None:
        raise Http404
    return found


def first_level(area: Area, other_than: Theme | None = None) -> list[Theme]:
    """Themes that may have parts, in the order of the codebook."""
    themes = Theme.objects.filter(area=area, parent=None).standing()
    return list(themes.exclude(pk=other_than.pk) if other_than else themes)


def themes_in_use(area: Area) -> list[Theme]:
    return list(Theme.objects.filter(area=area).in_use().select_related("parent"))


def whole_codebook(area: Area) -> list[Theme]:
    """For a file: every first-level theme followed by its parts, without those that were merged."""
    themes = list(Theme.objects.filter(area=area).standing().select_related("parent"))
    above = {theme.pk: theme.position for theme in themes}
    return sorted(
        themes, key=lambda t: (above[t.parent_id or t.pk], str(t.parent_id or t.pk), t.parent_id is not None)
    )


def num_examples(area: Area) -> dict[UUID, int]:
    """How many examples and counter-examples each theme has. One query."""
    counted = ThemeExample.objects.standing().filter(theme__area=area).order_by().values("theme")
    return dict(counted.annotate(num=Count("pk")).values_list("theme", "num"))


def examples(theme: Theme, *, with_notes: bool) -> list[ThemeExample]:
    """Those of a theme; with notes only for whoever may read them, after their reading was recorded."""
    found = theme.examples.standing()
    if not with_notes:
        found = found.filter(note=None)
    notes = Note.objects.with_strikes().select_related("conversation__round", "prompt")
    return list(found.prefetch_related(Prefetch("note", notes.prefetch_related("translations"))))


def fetch_example(theme: Theme, pk: UUID) -> ThemeExample:
    found = theme.examples.filter(pk=pk).select_related("theme__area").first()
    if found is None:
        raise Http404
    return found


def fetch_change(area: Area, seq: int) -> ThemeChange:
    found = ThemeChange.objects.filter(area=area, seq=seq).select_related("theme", "area").first()
    if found is None:
        raise Http404
    return found


def rounds(area: Area) -> list[Round]:
    return list(Round.objects.filter(area=area).order_by("-number"))


def rounds_with_dates(area: Area) -> list[Round]:
    return list(Round.objects.filter(area=area).select_related("area").prefetch_related("windows"))


def fetch_round(area: Area, slug: str) -> Round:
    found = Round.objects.filter(area=area, slug=slug).first() if slug.isprintable() else None
    if found is None:
        raise Http404
    return found


def prompts_to_fill(area: Area) -> list[Prompt]:
    """The prompts of the area's two newest rounds, for a sentence to take over."""
    newest = Round.objects.filter(area=area).order_by("-number").values_list("pk", flat=True)[:2]
    prompts = Prompt.objects.filter(round__in=list(newest)).select_related("round")
    return list(prompts.order_by("-round__number", "position"))


def fetch_round_to_code(actor: Actor | None, area: Area, slug: str, verb: str = "code_notes") -> Round:
    found = Round.objects.filter(area=area, slug=slug).select_related("area").prefetch_related("windows")
    round = found.first()
    if round is None or not access.roles_of(actor, area):
        raise Http404
    access.require(actor, verb, area, within=[round.pk])
    return round


def fetch_open_blind_check(round: Round) -> BlindCheck:
    """For a view that has asked its verb."""
    found = blind.open_check(round)
    if found is None:
        raise Http404
    return found


def fetch_blind_check(round: Round) -> BlindCheck:
    """The newest check of the round, open or ended."""
    found = blind.newest_check(round)
    if found is None:
        raise Http404
    return found


def fetch_blind_note(check: BlindCheck, typed: str) -> BlindNote:
    try:
        pk = UUID(typed)
    except ValueError:
        raise Http404
    found = check.notes.filter(note=pk, note__in=Note.objects.counted())
    of = found.select_related("note__area", "note__conversation__round__area").first()
    if of is None:
        raise Http404
    return of


def fetch_correction(round: Round, pk: UUID) -> Correction:
    """For a view that has asked its verb."""
    found = corrections.corrections(round.area, round).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def fetch_note(area: Area, pk: UUID, round: Round | None = None) -> Note:
    """A note that counts, for a view that has asked its verb."""
    notes = Note.objects.counted().filter(area=area, pk=pk)
    if round is not None:
        notes = notes.filter(conversation__round=round)
    found = notes.select_related("conversation__round__area", "prompt", "area").first()
    if found is None:
        raise Http404
    return found


def notes_to_recode(theme: Theme, round: Round | None = None) -> QuerySet[Note]:
    """Notes that were coded to a theme before it was split, and wait to be coded to one of its parts."""
    behind = list(lineage(theme.area).behind([theme.pk]))
    coded = Coding.objects.current().filter(note=OuterRef("pk"), theme__in=behind)
    notes = Note.objects.counted().filter(Exists(coded), area=theme.area)
    if round is not None:
        notes = notes.filter(conversation__round=round)
    return (
        notes.with_strikes()
        .select_related("conversation__round", "prompt")
        .prefetch_related("translations")
        .order_by("-conversation__round__number", "pk")
    )


def quotes(area: Area) -> QuerySet[Quote]:
    """The area's quotes with all their gate needs, newest first."""
    return (
        Quote.objects.filter(note__area=area)
        .select_related("note__area", "note__conversation__organisation__borough", "theme", "translation")
        .prefetch_related(Prefetch("checks", QuoteCheck.objects.order_by("on")), "note__strikes")
        .order_by("-proposed_on", "pk")
    )


def quotes_to_check(actor: Actor, area: Area) -> QuerySet[Quote]:
    """Those this person may still check, oldest first: of others, without their check, not settled yet."""
    put_back = NoteStrike.objects.filter(
        note=OuterRef("quote__note"),
        act=NoteStrike.Act.BACK,
        start__lt=OuterRef("quote__end"),
        end__gt=OuterRef("quote__start"),
        on__gte=OuterRef("on"),
    )
    others = QuoteCheck.objects.filter(~Exists(put_back), quote=OuterRef("pk")).exclude(
        by=OuterRef("proposed_by")
    )
    safe = QuoteCheck.Outcome.SAFE
    second = others.filter(outcome=safe).order_by("on").values("pk")[1:2]
    is_checked = Exists(others.filter(outcome=safe, is_of_that_community=True))
    unsafe = QuoteCheck.objects.filter(quote=OuterRef("pk"), outcome=QuoteCheck.Outcome.UNSAFE)
    open_quotes = (
        quotes(area)
        .filter(note__may_quote=True, note__in=Note.objects.counted())
        .exclude(proposed_by=actor)
        .exclude(Exists(QuoteCheck.objects.filter(quote=OuterRef("pk"), by=actor)))
        .exclude(Exists(unsafe))
    )
    return open_quotes.exclude(is_checked & Exists(second)).order_by("proposed_on", "pk")


def fetch_quote_to_check(actor: Actor, area: Area, pk: UUID) -> Quote:
    found = quotes_to_check(actor, area).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def fetch_own_organisation(actor: Actor | None, area: Area, pk: UUID) -> Organisation:
    """The organisation whose lead this person is."""
    found = Organisation.objects.filter(area=area, pk=pk).select_related("area").first()
    if found is None or not access.can(actor, "read_own_themes", area, within=[pk]):
        raise Http404
    return found


def proposals(run: ThemeRun, state: str = "") -> QuerySet[ThemeProposal]:
    """Of one run, the largest groups of the coarsest level first; `state` narrows to those that stand so."""
    found = (
        ThemeProposal.objects.filter(run=run)
        .with_state()
        .select_related("parent", "near__area", "run__round__area")
    )
    if state:
        is_open = Q(newest_state=None) | Q(newest_state="proposed")
        found = found.filter(is_open if state == "proposed" else Q(newest_state=state))
    shown = Note.objects.counted().with_strikes().select_related("conversation__round", "prompt")
    notes = Prefetch("notes", ProposalNote.objects.filter(note__in=Note.objects.counted()).order_by("rank"))
    return found.prefetch_related(notes, Prefetch("notes__note", shown.prefetch_related("translations")))


def fetch_proposal(area: Area, round: Round, pk: UUID) -> ThemeProposal:
    """One of the round's standing proposals."""
    run = ThemeRun.objects.newest(round, ThemeRun.Kind.PROPOSALS)
    found = proposals(run).filter(pk=pk).first() if run else None
    if found is None:
        raise Http404
    return found


def coding_batches(round: Round) -> list[CodingBatch]:
    """The newest twenty, with how many notes each gave its theme and whether it was taken back."""
    removed = Coding.objects.filter(batch=OuterRef("pk"), act=Coding.Act.REMOVE)
    assigned = Count("codings", filter=Q(codings__act=Coding.Act.ASSIGN))
    batches = CodingBatch.objects.filter(theme_run__round=round).select_related("theme")
    batches = batches.annotate(num=assigned, is_undone=Exists(removed))
    return list(batches.order_by("-at", "pk")[:20])


def fetch_batch(round: Round, pk: UUID) -> CodingBatch:
    found = CodingBatch.objects.filter(theme_run__round=round, pk=pk).select_related("theme").first()
    if found is None:
        raise Http404
    return found
