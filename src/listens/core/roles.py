"""The roles of an area, in the words its people use. docs/roles.md prints them with what each may do."""

ROLES = {
    "organiser": "Organiser: runs the round",
    "organisation_lead": "Organisation lead: core team of one organisation",
    "reviewer": "Reviewer: reads new notes and accepts them",
    "sense_maker": "Sense-maker: codes notes to themes",
    "delegate": "Delegate: votes and ratifies for an organisation",
    "stage_manager": "Stage manager: runs the assembly",
    "scribe": "Scribe: takes down answers",
    "decision_maker": "Decision-maker: answers and reports for an office",
    "co_lead": "Co-lead: the community's side of a pledge",
    "safeguarding_lead": "Safeguarding lead",
    "data_protection_lead": "Data-protection lead",
    "evaluator": "Evaluator: de-identified data only",
    "listener": "Listener: holds a link, needs no account",
    "voter": "Voter: holds a slip of an organisation, needs no account",
}

# Roles whose people must use a second factor to sign in (decisions: accounts).
STAFF_ROLES = frozenset(
    {
        "organiser",
        "reviewer",
        "sense_maker",
        "stage_manager",
        "safeguarding_lead",
        "data_protection_lead",
        "evaluator",
    }
)
