"""Rows for the public pages, made quickly: conversations with codings and quotes, a vote, an ask, a promise."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from listens.alliance.models import Organisation
from listens.assembly.models import Addressee, Answer, Ask, AskStep, Assembly
from listens.core.models import Actor, Area
from listens.listening.models import Conversation, ConversationReview, Note, Round, StageWindow
from listens.pledges.models import (
    Amendment,
    Confirmation,
    Evidence,
    Measure,
    MeasureDefinition,
    Pledge,
    PledgeOwner,
    PledgeRow,
    Progress,
    Reading,
    Verdict,
    VerdictSigner,
)
from listens.priorities.models import GateDecision, LongList, Proposal, ReasonSeen, Result
from listens.sensemaking.actions import choose_indicators, compare_with_data
from listens.sensemaking.models import Coding, Quote, QuoteCheck, Theme
from tests.cast import TODAY, Cast
from tests.public import votes
from tests.sensemaking.figures import overcrowding

FOUND = "About 8 in every 100 homes have a bedroom too few."
WORDS = "The damp is on the wall above the cot and nobody comes."


def days_ago(n: int) -> dt.date:
    return TODAY - dt.timedelta(days=n)


def round_of(cast: Cast, number: int) -> Round:
    """Another opened round with a listening window."""
    made = Round.objects.create(
        area=cast.area, slug=f"round-{number}", name=f"Round {number}", number=number, opened_on=days_ago(30)
    )
    StageWindow.objects.create(round=made, stage="listening", opens_on=days_ago(30), closes_on=TODAY)
    return made


def theme(area: Area, code: str, name: str = "", parent: Theme | None = None) -> Theme:
    return Theme.objects.create(
        area=area, code=code, name=name or code.title(), parent=parent, added_on=days_ago(90)
    )


def conversations(
    cast: Cast,
    num: int,
    *themes: Theme,
    round: Round | None = None,
    organisation: Organisation | list[Organisation] | None = None,
    people: int = 1,
    language: str = "en",
    text: str = WORDS,
    may_quote: bool = False,
) -> list[Note]:
    """That many accepted conversations with one note each, coded to every theme, of these in turn. Five inserts."""
    round = round or cast.round
    held_by = organisation if isinstance(organisation, list) else [organisation or cast.community]
    start = Conversation.objects.filter(area=round.area).count()
    made = [
        Conversation(
            area=round.area,
            round=round,
            organisation=held_by[n % len(held_by)],
            client_id=f"c{start + n}",
            payload_digest="-",
            channel="one-to-one",
            received_on=days_ago(20),
            people_heard=people,
            language=language,
        )
        for n in range(num)
    ]
    Conversation.objects.bulk_create(made, batch_size=500)
    now = timezone.now()
    ConversationReview.objects.bulk_create(
        [
            ConversationReview(conversation=one, seq=1, state="accepted", by=cast.grace, at=now)
            for one in made
        ],
        batch_size=500,
    )
    notes = [
        Note(area=round.area, conversation=one, text=text, content_digest="-", may_quote=may_quote)
        for one in made
    ]
    Note.objects.bulk_create(notes, batch_size=500)
    Coding.objects.bulk_create(
        [Coding(note=note, theme=one, by=cast.femi, at=now) for note in notes for one in themes],
        batch_size=500,
    )
    return notes


def three_like(one: Organisation) -> list[Organisation]:
    """It and two more of its kind and borough: of fewer, no themes are published."""
    more = [
        Organisation.objects.get_or_create(
            area=one.area,
            name=f"{one.name}, {part}",
            defaults={"side": one.side, "kind": one.kind, "borough": one.borough},
        )[0]
        for part in ("upper hall", "lower hall")
    ]
    return [one, *more]


def quote(cast: Cast, note: Note, of: Theme, said_by: str = "A mother") -> Quote:
    """A quote that has passed its gate."""
    made = Quote.objects.create(
        note=note,
        theme=of,
        start=0,
        end=len(note.text),
        said_by=said_by,
        proposed_by=cast.femi,
        proposed_on=days_ago(30),
    )
    for by, is_of in ((cast.grace, True), (cast.amina, False)):
        QuoteCheck.objects.create(
            quote=made, by=by, is_of_that_community=is_of, outcome="safe", on=days_ago(20)
        )
    return made


def vote(cast: Cast, winner: Proposal, loser: Proposal) -> Result:
    """Sealed and counted: 37 ballots of a church and of an organisation under a pseudonym; most votes differ."""
    long_list = LongList.objects.create(area=cast.area, round=cast.round, num_seats=1)
    long_list.proposals.set([winner, loser])
    church = "St Brannock's Church"
    ticks = [(church, winner)] * 33 + [("small-1", winner), ("small-1", loser)] * 2
    return votes.counted(
        cast, long_list, [(name, [one.reference]) for name, one in ticks], most_votes=[loser.reference]
    )


def proposal(cast: Cast, reference: str, title: str, *themes: Theme) -> Proposal:
    made = Proposal.objects.create(area=cast.area, round=cast.round, reference=reference, title=title)
    made.themes.set(themes)
    return made


def ask(cast: Cast, of: Proposal | None, reference: str = "3.1", kind: str = "yes") -> Answer:
    """A ratified ask with one answer at an assembly."""
    made = Ask.objects.create(
        area=cast.area,
        round=cast.round,
        proposal=of,
        reference=reference,
        title="Repair within 20 days",
        wording="Will you repair every damp flat within 20 working days?",
    )
    AskStep.objects.create(ask=made, seq=1, state="ratified", by=cast.amina, on=days_ago(60))
    assembly, _ = Assembly.objects.get_or_create(
        area=cast.area,
        round=cast.round,
        name="Autumn assembly 2026",
        held_on=days_ago(50),
        defaults={
            "place": "Hall 2",
            "num_attended": 412,
            "attended_definition": "People counted at the door",
            "source": "Door sheet of 27 September",
        },
    )
    to = Addressee.objects.create(ask=made, office=cast.office, assembly=assembly)
    spoken = kind not in ("absent", "declined", "unanswered")
    return Answer.objects.create(
        addressee=to,
        seq=1,
        kind=kind,
        words="Yes, we will, by 1 March." if spoken else "",
        speaker="Dele Fashola" if spoken else "",
        witness="Hana",
        answered_on=days_ago(50),
        settled_by=cast.ivo,
        settled_at=timezone.now(),
    )


def pledge(cast: Cast, number: int, answer: Answer | None = None, **more: object) -> Pledge:
    made = Pledge.objects.create(
        area=cast.area,
        number=number,
        ask=answer.addressee.ask if answer else None,
        answer=answer,
        **{
            "title": f"Repairs within 20 days, part {number}",
            "wording": "We will repair every damp flat within 20 working days.",
            "spoken_on": days_ago(50),
            "due_on": TODAY + dt.timedelta(days=100),
            **more,
        },
    )
    PledgeOwner.objects.create(pledge=made, organisation=cast.body, office=cast.office, is_lead=True)
    row(made, "spoken", cast.ivo)
    return made


def row(of: Pledge, kind: str, by: Actor, **content: object) -> PledgeRow:
    seq = of.rows.count() + 1
    return PledgeRow.objects.create(
        pledge=of, seq=seq, kind=kind, content=content, salt="-", by=by, at=timezone.now()
    )


def more_than_fits(cast: Cast) -> None:
    """Nine more promises out of the first one's ask, each with a long title."""
    first = Pledge.objects.get(number=1)
    for number in range(11, 20):
        title = (
            f"A long promise, number {number}, that says in very many words what somebody will do about it "
            * 2
        )
        pledge(cast, number, first.answer, title=title[:150])


def progress(
    cast: Cast, of: Pledge, days: int = 10, words: str = "We repaired 43 flats.", **more: object
) -> Progress:
    made = Progress.objects.create(
        row=row(of, "progress", cast.dele), words=words, happened_on=days_ago(days), submitter="Dele", **more
    )
    Evidence.objects.create(progress=made, title="Board paper 7", address="https://example.org/7")
    return made


def verdict(cast: Cast, of: Pledge, value: str = "on_the_way", scope: str = "") -> Verdict:
    made = Verdict.objects.create(
        row=row(of, "verdict", cast.jun),
        value=value,
        scope=scope,
        words="Half of the 80 flats are done.",
        shown_to_owner_on=days_ago(30),
        reply="We will finish the other 40 by spring.",
        replied_on=days_ago(20),
        published_on=days_ago(5),
    )
    for organisation in (cast.community, cast.second_community):
        VerdictSigner.objects.create(verdict=made, person=cast.people["jun"], organisation=organisation)
    return made


def measure(cast: Cast, of: Pledge) -> Measure:
    """Two definitions, one reading each."""
    made = Measure.objects.create(
        pledge=of, row=row(of, "measure", cast.dele), name="Flats repaired", target=80
    )
    for version, words, value in ((1, "Flats signed off", 43), (2, "Flats dry after 6 months", 31)):
        definition = MeasureDefinition.objects.create(
            measure=made, row=row(of, "definition", cast.dele), version=version, words=words
        )
        Reading.objects.create(
            definition=definition,
            row=row(of, "reading", cast.dele),
            value=value,
            as_at=days_ago(40),
            as_at_in_words="October 2026" if version == 2 else "",
            source="Board paper 7",
        )
    return made


def data_beside(cast: Cast, of: Theme) -> None:
    """Figures of four boroughs beside a theme, and a finding for the whole area and for Lambeth."""
    places = overcrowding(cast)
    choose_indicators(cast.femi, of, ["overcrowding", "older", "social_rent"])
    for place in (None, places["Lambeth"]):
        compare_with_data(cast.femi, of, place, label="agree", sentence=FOUND)


def whole_cycle(cast: Cast) -> Pledge:
    """One promise with everything behind it, and figures published today."""
    from listens.public.actions import make_release
    from listens.public.estimates import Chosen
    from tests.public.reckoned import reckon

    housing = theme(cast.area, "housing", "Housing")
    damp = theme(cast.area, "damp", "Damp homes under 5", parent=housing)
    theme(cast.area, "rent", "Rent", parent=housing)
    notes = conversations(cast, 40, damp, people=2, may_quote=True)
    conversations(cast, 12, language="so", organisation=cast.second_community)
    quote(cast, notes[0], damp)
    chosen = proposal(cast, "P1", "Homes that are fit to live in", housing)
    other = proposal(cast, "P2", "A warm place in every ward, 7 days", housing)
    away = proposal(cast, "P3", "A second bridge", housing)
    away.organisations.add(cast.community)
    decision = GateDecision.objects.create(
        proposal=away,
        seq=1,
        outcome="not_ours",
        reason="Decided in 2019",
        is_public=True,
        by=cast.amina,
        on=days_ago(80),
    )
    ReasonSeen.objects.create(
        decision=decision,
        organisation=cast.community,
        title=away.title,
        by=cast.amina,
        on=days_ago(79),
    )
    vote(cast, chosen, other)
    answer = ask(cast, chosen)
    ask(cast, None, "3.2", "absent")
    made = pledge(cast, 1, answer)
    Confirmation.objects.create(
        row=row(made, "confirmed", cast.dele),
        words="Agreed by the board, item 4.",
        route="Board 12",
        confirmed_on=days_ago(45),
    )
    Amendment.objects.create(
        row=row(made, "amendment", cast.dele),
        due_on=TODAY + dt.timedelta(days=160),
        reason="Only 2 roofers",
        asked_on=days_ago(9),
    )
    progress(cast, made)
    verdict(cast, made)
    measure(cast, made)
    overdue = pledge(cast, 2, due_on=days_ago(3), spoken_in_words="June 2026")
    progress(cast, overdue, happened_in_words="autumn 2026")
    reckon(cast, {housing: 24, damp: 24}, 30)
    make_release(cast.amina, cast.area, TODAY, estimates=Chosen([cast.round.slug]))
    data_beside(cast, housing)
    return made
