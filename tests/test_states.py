"""docs/states.md names every state that the models know."""

import re
from pathlib import Path

import pytest

from listens.assembly.models import AnswerKind, AskStep
from listens.core.models import JobStep, Message
from listens.feedback.models import Reply
from listens.listening.models import ConversationReview, NoteStrike, SheetStep, StageWindow
from listens.pledges.models import PledgeRow, Verdict
from listens.priorities.models import Contribution, GateDecision, LongListStep, PaperStep
from listens.safeguarding.models import AlarmCall, AlarmStep
from listens.sensemaking.models import ProposalStep, QuoteCheck, Theme, ThemeChange

PAGE = (Path(__file__).parent.parent / "docs" / "states.md").read_text(encoding="utf-8")
SECTIONS = dict(part.split("\n", 1) for part in PAGE.split("\n## ")[1:])


@pytest.mark.parametrize(
    ("section", "choices"),
    [
        ("Round and its windows", StageWindow.Stage),
        ("Conversation", ConversationReview.State),
        ("Words taken out", NoteStrike.Act),
        ("Sheet", SheetStep.State),
        ("Alarm", AlarmStep.State),
        ("Alarm", AlarmCall.Reach),
        ("Theme", ThemeChange.Kind),
        ("Theme", Theme.Status),
        ("Quote", QuoteCheck.Outcome),
        ("What the computer proposes", ProposalStep.State),
        ("Proposal", GateDecision.Outcome),
        ("What delegates say before the vote", Contribution.Kind),
        ("Long-list", LongListStep.State),
        ("Paper slip", PaperStep.Kind),
        ("Ask", AskStep.State),
        ("Answer", AnswerKind),
        ("Pledge", PledgeRow.Kind),
        ("Verdict", Verdict.Value),
        ("Reply", Reply.Way),
        ("Message", Message.State),
        ("Job step", JobStep.State),
    ],
)
def test_every_state_stands_in_its_table(section, choices):
    named = set(re.findall(r"`(\w+)`", SECTIONS[section]))
    assert set(choices.values) <= named
