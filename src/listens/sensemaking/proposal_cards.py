"""A proposal as its page shows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.sensemaking.models import ProposalStep, ThemeProposal
from listens.sensemaking.presenters import note_card

SHOWN = 4  # the note in the middle, and three that differ


def proposal_card(proposal: Any) -> dict[str, Any]:
    """Of a ThemeProposal fetched by `fetch.proposals`: with its state, its notes, their strikes and translations."""
    return {
        "id": str(proposal.pk),
        "terms": proposal.terms,
        "title": ", ".join(proposal.terms[:3]) or _("Without words of its own"),
        "within": ", ".join(proposal.parent.terms[:3]) if proposal.parent else "",
        "size": ngettext("%(n)d note is like this", "%(n)d notes are like this", proposal.size)
        % {"n": proposal.size},
        "steady": steady_in_words(proposal),
        "notes": [note_card(one.note) for one in list(proposal.notes.all())[:SHOWN]],
        "state": proposal.newest_state or ProposalStep.State.PROPOSED,
        "seq": proposal.newest_seq or 0,
        "theme": proposal.newest_theme,
        "near": proposal.near,
    }


def steady_in_words(proposal: ThemeProposal) -> str:
    if proposal.is_solid:
        return _("Solid: it came up again when some of the notes were left out.")
    return _("Tentative: when some of the notes were left out, it came up only in part. Read with care.")
