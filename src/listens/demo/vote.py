"""The vote of the small invented round: issues through the gate, shares, synthetic ballots, the exact count."""

from __future__ import annotations

import datetime as dt

from listens.demo import facts
from listens.demo.facts.history import History
from listens.demo.facts.invented import Issue
from listens.demo.story import Story
from listens.listening.models import Conversation, Round
from listens.priorities.actions import (
    add_share,
    close_voting,
    count_ballots,
    decide_gate,
    draft_long_list,
    import_ballots,
    lock_long_list,
    merge_proposals,
    open_voting,
    record_told,
    say_of_proposal,
    write_proposal,
)
from listens.priorities.models import GateDecision, LongList, Proposal, Share

Outcome = GateDecision.Outcome
GATES = {
    "passed": Outcome.ON,
    "not_decided_here": Outcome.NOT_OURS,
    "already_won": Outcome.ALREADY_WON,
}
MOST_BALLOTS = {"under 50": 3, "50-249": 6, "250-999": 10, "1000+": 15}


def published_priorities(story: Story, round: Round, day: dt.date) -> dict[str, Proposal]:
    """The priorities of a past round. How they were chosen is not published, so there is no vote to show."""
    story.on(day)
    history: History = facts.history()
    made = {}
    for each in history.priorities:
        if each.round == round.slug:
            proposal = write_proposal(
                story.amina,
                round,
                reference=str(each.number),
                title=each.title,
                summary="A priority of this round, as published. How it was chosen is not published.",
                decided_by="NHS trusts, care boards and councils",
                themes=[story.themes[each.theme]],
            )
            decide_gate(
                story.amina, proposal, outcome=Outcome.ON, reason="Published as a priority.", is_public=True
            )
            made[each.slug] = proposal
    return made


def invented_vote(story: Story, round: Round, writing: dt.date, voting: dt.date) -> dict[str, Proposal]:
    """Proposals, the gate, the long-list, its shares and ballots, and the result."""
    invented = facts.invented_round()
    story.on(writing)
    made = {issue.slug: _propose(story, round, issue) for issue in invented.issues}
    for issue in invented.issues:
        if issue.merged_into:
            merge_proposals(
                story.amina, made[issue.slug], made[issue.merged_into], reason=issue.merged_because
            )
    for said in invented.said:
        speaker = story.actors[said.by]
        organisation = story.people[said.by].organisation
        say_of_proposal(speaker, made[said.issue], organisation, kind=said.kind, words=said.words)
    long_list = draft_long_list(story.amina, round, num_seats=invented.seats, seed=story.seed)
    listened = set(
        Conversation.objects.filter(round=round).accepted().values_list("organisation_id", flat=True)
    )
    voters = [each for each in facts.organisations() if story.organisations[each.slug].pk in listened]
    for number, each in enumerate(voters):
        add_share(
            story.amina,
            long_list,
            story.organisations[each.slug],
            num_delegates=MOST_BALLOTS[each.size_band],
            if_few=Share.IfFew.PSEUDONYM if number % 3 else Share.IfFew.OPEN,
        )
    story.on(voting)
    lock_long_list(story.amina, long_list)
    open_voting(story.amina, long_list)
    import_ballots(story.amina, round, _ballots(story, long_list, voters), source="synthetic ballots")
    close_voting(story.amina, long_list)
    count_ballots(story.amina, long_list)
    return made


def _propose(story: Story, round: Round, issue: Issue) -> Proposal:
    proposal = write_proposal(
        story.amina,
        round,
        reference=issue.slug,
        title=issue.title,
        summary=issue.summary,
        decided_by="A public body or an employer (invented)" if issue.gate == "passed" else "",
        themes=[story.themes[issue.theme]],
        organisations=[story.organisations[slug] for slug in issue.brought_by],
    )
    decision = decide_gate(
        story.amina,
        proposal,
        outcome=GATES[issue.gate],
        reason=issue.reason or "Heard widely, somebody outside decides it, and it is not won yet.",
        is_public=True,
    )
    for slug in issue.brought_by:
        record_told(story.amina, decision, story.organisations[slug], whom="their lead, at a meeting")
    return proposal


def _ballots(story: Story, long_list: LongList, voters: list[facts.Organisation]) -> bytes:
    """A CSV as delegates' slips are typed in: each organisation leans its own way around what is popular."""
    rng = story.random("ballots")
    issues = [
        issue for issue in facts.invented_round().issues if issue.gate == "passed" and not issue.merged_into
    ]
    rows = ["ballot,organisation,choices"]
    for each in voters:
        lean = {issue.slug: issue.popularity * rng.expovariate(1) for issue in issues}
        for number in range(rng.randint(1, MOST_BALLOTS[each.size_band])):
            drawn = {slug: weight * rng.expovariate(1) for slug, weight in lean.items()}
            ticks = sorted(drawn, key=lambda slug: -drawn[slug])[: rng.randint(3, 5)]
            rows.append(f'{each.slug}-{number},"{each.name}",{"|".join(ticks)}')
    return "\n".join(rows).encode()
