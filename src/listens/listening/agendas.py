"""One-page agendas that a moment starts with. The team changes what does not fit."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.listening.models import Moment, Round

Step = tuple[int, object]
Kind = Moment.Kind

AGENDAS: dict[str, list[Step]] = {
    Kind.COMMISSIONING: [
        (10, gettext_lazy("Welcome. Each organisation says who it is and why it joined.")),
        (10, gettext_lazy("What this round is for, its dates, and what came of the last one.")),
        (25, gettext_lazy("Practise listening in pairs. Do not try to fix problems while listening.")),
        (
            15,
            gettext_lazy(
                "Read the card together: who reads the notes, and when we cannot keep a thing private."
            ),
        ),
        (10, gettext_lazy("Who to ring when somebody is not safe. Everybody saves the number.")),
        (10, gettext_lazy("Each organisation says how many people it will listen to, where and when.")),
        (10, gettext_lazy("Hand over the links and the cards. Send the listeners out.")),
    ],
    Kind.CHECK_IN: [
        (10, gettext_lazy("How is it going? One thing you heard that stays with you, without names.")),
        (15, gettext_lazy("How many conversations so far, by organisation. Who has not begun, and why?")),
        (15, gettext_lazy("Who have we not heard yet? Who knows them?")),
        (10, gettext_lazy("What is hard: notes, time, upsetting stories. How we look after one another.")),
        (10, gettext_lazy("What each of us does before the next meeting.")),
    ],
    Kind.DEBRIEF: [
        (10, gettext_lazy("Thank the listeners. How was it for you?")),
        (20, gettext_lazy("What came up again and again? What surprised you?")),
        (15, gettext_lazy("Whose voices are missing?")),
        (10, gettext_lazy("What worked in listening, and what to do differently next time.")),
        (5, gettext_lazy("When everybody hears back what came of it.")),
    ],
    Kind.REPORT_BACK: [
        (10, gettext_lazy("Who we listened to, and how many.")),
        (20, gettext_lazy("What we heard, in people's own words, theme by theme.")),
        (5, gettext_lazy("What published figures show beside it. Hand round the card of each theme.")),
        (20, gettext_lazy("At tables: did we hear you right? What is missing?")),
        (10, gettext_lazy("Write down what is missing. It goes into the themes before the vote.")),
        (10, gettext_lazy("How the vote works, and when it is.")),
    ],
    Kind.DELEGATES_VOTE: [
        (10, gettext_lazy("Welcome. Every community organisation has one full share, however small.")),
        (25, gettext_lazy("The issues on the list, two minutes each, by people they touch.")),
        (10, gettext_lazy("How to fill in the ballot, and help for whoever wants it.")),
        (20, gettext_lazy("The vote.")),
        (15, gettext_lazy("The result, and why each issue was chosen or not.")),
        (10, gettext_lazy("Who joins the action team of each issue.")),
    ],
    Kind.RATIFYING: [
        (10, gettext_lazy("What the action teams found out.")),
        (
            30,
            gettext_lazy("Each ask: is it specific, who decides it, can they say yes or no, is there time?"),
        ),
        (15, gettext_lazy("Change the words where they are not clear.")),
        (15, gettext_lazy("The delegates vote on each ask, one by one.")),
        (10, gettext_lazy("Who meets the decision-makers, and when.")),
    ],
    Kind.NEGOTIATION: [
        (5, gettext_lazy("Who is in the room, and for whom they speak.")),
        (10, gettext_lazy("One person tells why this matters to them.")),
        (15, gettext_lazy("The ask, word for word. What would it take to say yes?")),
        (15, gettext_lazy("What is offered. Where it sticks.")),
        (10, gettext_lazy("What each side does next, and by when.")),
    ],
    Kind.ASSEMBLY: [
        (10, gettext_lazy("Roll call: every organisation stands up and says how many it brought.")),
        (15, gettext_lazy("Testimony. Each speaker has agreed to be heard in public.")),
        (
            30,
            gettext_lazy("The asks, one by one. The answer is yes, yes if, no or later, in their own words."),
        ),
        (10, gettext_lazy("Each answer is read back, so that everybody heard the same.")),
        (10, gettext_lazy("When we meet again to see what happened.")),
        (5, gettext_lazy("Thanks.")),
    ],
    Kind.EVALUATION: [
        (10, gettext_lazy("How do you feel? One word each.")),
        (15, gettext_lazy("What was said yes to, and what was not?")),
        (15, gettext_lazy("Who led well tonight? What did we learn?")),
        (10, gettext_lazy("What would we do differently?")),
        (10, gettext_lazy("Who writes to whom by tomorrow.")),
    ],
    Kind.CELEBRATION: [
        (15, gettext_lazy("Eat together.")),
        (15, gettext_lazy("What was won, told by the people it touches.")),
        (10, gettext_lazy("Thank everybody by name who agreed to be named.")),
        (10, gettext_lazy("What is still open, and who carries it on.")),
    ],
    Kind.TASKFORCE: [
        (5, gettext_lazy("Who is here, for which office and which organisation.")),
        (30, gettext_lazy("Promise by promise: what the owner reports, what the co-leads see.")),
        (10, gettext_lazy("What is late or stuck, and what would free it.")),
        (10, gettext_lazy("What both sides agree to write down.")),
        (5, gettext_lazy("The date of the next meeting.")),
    ],
}


def agenda(kind: str, round: Round) -> str:
    """The agenda of that kind of moment as plain lines, with minutes, in the reader's language."""
    steps = AGENDAS[kind]
    lines = [
        _("%(minutes)d minutes: %(words)s") % {"minutes": minutes, "words": words} for minutes, words in steps
    ]
    total = sum(minutes for minutes, _words in steps)
    return "\n".join([*lines, _("All together: %(minutes)d minutes.") % {"minutes": total}])
