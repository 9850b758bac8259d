"""Whom to ring, and one report that a safeguarding lead has answered. Every name, number and word is invented.

The telephone numbers are of the ranges that Ofcom keeps for plays and films: nobody answers them.
"""

from __future__ import annotations

import datetime as dt
import uuid

from listens.alliance.actions import invite_person
from listens.demo.story import Story
from listens.listening.actions import make_link
from listens.listening.actions.links import holder_of
from listens.listening.models import Round
from listens.safeguarding.actions import add_number, answer_alarm, check_number, receive_report
from listens.safeguarding.alarms import call_due
from listens.safeguarding.models import Alarm

HELD_BY = "st-amabeths-catholic-church"
NUMBERS = [  # of the organisation (or of the whole area), who answers, number, when, what for, days since it was rung
    (
        HELD_BY,
        "Oriel Tansley, safeguarding lead",
        "020 7946 0311",
        "every day, eight to ten",
        "Ring first",
        12,
    ),
    (
        "",
        "Safeguarding lead of the area",
        "020 7946 0320",
        "day and night",
        "When your own lead is not there",
        12,
    ),
    ("", "Lanterns night line (invented)", "020 7946 0345", "every night", "Somebody to talk to", 96),
]
REPORT = {
    "what_happened": "A grandmother told me after the talk that her lodger takes her pension card and shouts.",
    "who": "She gave her first name only, Perpetua.",
    "where": "She was going home by bus and will be at the lunch on Thursday.",
    "in_danger": False,
    "done": "I listened, and asked whether I may tell our safeguarding lead. She said yes.",
    "reach_me": "020 7946 0377, after work",
}


def someone_at_risk(story: Story, round: Round, day: dt.date) -> None:
    story.on(day)
    church = story.organisations[HELD_BY]
    invite_person(
        story.system,
        church,
        name="Oriel Tansley",
        part="safeguarding lead",
        email="oriel@example.org",
        role="safeguarding_lead",
        only_here=True,
    )
    for position, (slug, name, telephone, hours, purpose, days) in enumerate(NUMBERS, start=1):
        story.on(day - dt.timedelta(days=days))
        number = add_number(
            story.amina,
            story.area,
            story.organisations.get(slug),
            name=name,
            telephone=telephone,
            hours=hours,
            purpose=purpose,
            position=position,
        )
        check_number(story.leila, number)
    story.on(day)
    link, _secret = make_link(story.amina, round, church, expires_on=day + dt.timedelta(days=14))
    sent = {
        "schema_version": 1,
        "client_id": str(uuid.UUID(int=story.random("at risk").getrandbits(128), version=4)),
        **REPORT,
    }
    receive_report(holder_of(link), story.area, sent)
    alarm = Alarm.objects.select_related("area").get(area=story.area)
    call_due(alarm)
    words = "Rang the listener. I meet them at the lunch on Thursday, with her agreement."
    answer_alarm(story.leila, alarm, state="acknowledged", words=words, seen_seq=0)
