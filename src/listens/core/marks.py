"""The words a promise or a share is judged in, each with its tone and its shape (frontend/scss/_marks.scss)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MARKS: dict[str, tuple[str, str, str | Promise]] = {
    # verdicts of the community side
    "kept": ("good", "tick", _("Kept")),
    "on_the_way": ("moving", "arrow", _("On the way")),
    "stuck": ("slow", "pause", _("Stuck")),
    "broken": ("bad", "cross", _("Broken")),
    "cannot_tell": ("none", "ring", _("Cannot tell")),
    "no_verdict": ("none", "ring", _("No verdict yet")),
    # set by the clock
    "overdue": ("bad", "clock", _("Overdue")),
    "late": ("bad", "clock", _("Late")),
    "due": ("moving", "clock", _("Not due yet")),
    # answers to an ask
    "yes": ("good", "tick", _("Yes")),
    "yes_if": ("moving", "condition", _("Yes, if")),
    "no": ("bad", "cross", _("No")),
    "later": ("slow", "clock", _("Later")),
    "declined": ("bad", "cross", _("Declined to answer")),
    "absent": ("none", "ring", _("Did not come")),
    "unanswered": ("none", "ring", _("Did not answer")),
    # what the data shows beside what people said: no one of them is good or bad
    "agree": ("moving", "tick", _("The data agree")),
    "differ": ("slow", "condition", _("The data differ")),
    "no_data": ("none", "ring", _("No local data")),
    # who was heard, against who lives here
    "under": ("slow", "down", _("Heard less often")),
    "fair": ("good", "level", _("About as often")),
    "over": ("moving", "up", _("Heard more often")),
    "too_few": ("none", "ring", _("Too few to say")),
    "no_figure": ("none", "dash", _("No figure")),
    "hidden": ("none", "dash", _("Hidden")),
    # states
    "open": ("moving", "arrow", _("Open")),
    "waiting": ("none", "clock", _("Waiting")),
    "done": ("good", "tick", _("Done")),
    "closed": ("good", "tick", _("Closed")),
}
