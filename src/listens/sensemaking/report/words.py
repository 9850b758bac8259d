"""The sentences of a report, the same on the page and in the file."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.listening.models import Round
from listens.sensemaking.agreement import ThemeAgreement
from listens.sensemaking.gate import PublishedQuote
from listens.sensemaking.overview_presenters import estimate_in_words
from listens.sensemaking.report.findings import Finding, Findings
from listens.sensemaking.theme_page import agreement_in_words


def title(round: Round) -> str:
    return _("What we heard: %(round)s") % {"round": round.name}


def warning() -> str:
    return _("Live counts, for work inside the alliance only. Never publish them: publish a release.")


def _with(words: str, n: int) -> str:
    """“1,204 conversations”."""
    return words % {"n": f"{n:,}"}


def how_done(found: Findings) -> list[str]:
    """What was counted, and by whom it was coded."""
    how = found.how
    day = date_format(found.area.today())
    told = [
        _("As at %(day)s, %(conversations)s with %(people)s were accepted, from %(organisations)s.")
        % {
            "day": day,
            "conversations": conversations(how.num_conversations),
            "people": _heard(how.times_heard),
            "organisations": _with(
                ngettext("%(n)s organisation", "%(n)s organisations", how.num_organisations),
                how.num_organisations,
            ),
        },
        _("Of %(total)s, %(coded)s.")
        % {
            "total": _with(ngettext("%(n)s note", "%(n)s notes", how.num_notes), how.num_notes),
            "coded": _with(ngettext("%(n)s is coded", "%(n)s are coded", how.num_coded), how.num_coded),
        },
    ]
    if how.num_coders:
        told.append(
            _with(
                ngettext(
                    "%(n)s person chose the themes here, note by note.",
                    "%(n)s people chose the themes here, note by note.",
                    how.num_coders,
                ),
                how.num_coders,
            )
        )
    if how.num_from_file:
        told.append(
            _with(
                ngettext(
                    "The themes of %(n)s note came in with a file.",
                    "The themes of %(n)s notes came in with a file.",
                    how.num_from_file,
                ),
                how.num_from_file,
            )
        )
    if how.num_unread:
        told.append(
            _with(
                ngettext(
                    "%(n)s note was not read one by one: the computer's suggestion was accepted with others.",
                    "%(n)s notes were not read one by one: the computer's suggestions were accepted together.",
                    how.num_unread,
                ),
                how.num_unread,
            )
        )
    if how.num_checked:
        told.append(
            _with(
                ngettext(
                    "%(n)s note was coded by two people who did not see each other's choice.",
                    "%(n)s notes were coded by two people who did not see each other's choice.",
                    how.num_checked,
                ),
                how.num_checked,
            )
        )
    else:
        told.append(_("No notes were coded by two people, so nobody knows how far two would agree."))
    told.append(
        _("Each conversation counts once for a theme. Times heard counts the people who took part in it.")
    )
    if found.is_estimated:
        told.append(
            _(
                "Not every note is read yet. How large a theme is among all that was said is reckoned from the "
                "conversations that were read at random, with a range in which the true number may lie."
            )
        )
    return told


def conversations(n: int) -> str:
    return _with(ngettext("%(n)s conversation", "%(n)s conversations", n), n)


def _heard(n: int) -> str:
    return _with(ngettext("%(n)s person heard", "%(n)s people heard", n), n)


def sizes(one: Finding) -> list[str]:
    """How large it is, and how well two people agree on it."""
    told = [
        _("%(conversations)s, %(people)s, %(notes)s.")
        % {
            "conversations": conversations(one.count.num_conversations),
            "people": _with(
                ngettext("heard %(n)s time", "heard %(n)s times", one.count.times_heard),
                one.count.times_heard,
            ),
            "notes": _with(ngettext("%(n)s note", "%(n)s notes", one.count.num_notes), one.count.num_notes),
        }
    ]
    if one.estimate:
        told.append(estimate_in_words(one.estimate))
    if one.agreement:
        told.append(_("Agreement of two people: %(words)s") % {"words": agreement_in_words(one.agreement)})
    return told


def said_by(quote: PublishedQuote) -> str:
    """What stands below a quote."""
    told = [quote.said_by, quote.voice]
    if quote.is_interpreted:
        told.append(_("the interpreter's words"))
    return " · ".join(filter(None, told))


def unclear(found: Findings) -> list[str]:
    """What a reader has to know before relying on the rest; one sentence where there is nothing."""
    how = found.how
    told = [_agree(one) for one in found.unclear]
    if left := how.num_notes - how.num_coded:
        told.append(
            _with(ngettext("%(n)s note is not coded yet.", "%(n)s notes are not coded yet.", left), left)
        )
    if found.num_waiting:
        told.append(
            _with(
                ngettext(
                    "%(n)s conversation waits for review and is in no count.",
                    "%(n)s conversations wait for review and are in no count.",
                    found.num_waiting,
                ),
                found.num_waiting,
            )
        )
    if found.num_to_answer:
        told.append(
            _with(
                ngettext(
                    "%(n)s remark of a report-back waits for an answer.",
                    "%(n)s remarks of report-backs wait for an answer.",
                    found.num_to_answer,
                ),
                found.num_to_answer,
            )
        )
    return told or [_("Nothing that we know of.")]


def _agree(one: ThemeAgreement) -> str:
    return _("%(theme)s: %(words)s") % {"theme": one.theme.name, "words": agreement_in_words(one)}
