"""Who may plan a round, and who may hear, send, read and accept what was said in it.

The round's verbs come first; those of capture, review and import follow below.
"""

from listens.core.access import declare

IN_THE_PLAN = [
    "organiser",
    "organisation_lead",
    "reviewer",
    "sense_maker",
    "delegate",
    "stage_manager",
    "scribe",
    "co_lead",
    "safeguarding_lead",
    "data_protection_lead",
    "evaluator",
]

declare("see_plan", "see the plan of a round", IN_THE_PLAN, room="listening")
declare("start_round", "start a round", ["organiser"], room="listening")
declare("plan_round", "change the plan of a round", ["organiser"], room="listening")
declare("open_round", "open a round", ["organiser"], room="listening")
declare("add_moment", "add a moment to a round", ["organiser"], room="listening")
declare("record_moment", "write down what a moment decided", ["organiser"], room="listening")
