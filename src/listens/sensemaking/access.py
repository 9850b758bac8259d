"""What each role may do with what was said."""

from listens.alliance.access import not_of_public_body
from listens.core.access import declare

declare("read_codebook", "see the codebook", ["organiser", "sense_maker", "reviewer"], room="sensemaking")
declare("edit_codebook", "change the codebook", ["organiser", "sense_maker"], room="sensemaking")
declare(
    "set_theme_status",
    "say what the machine may do with a theme",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "choose_indicators",
    "choose which published figures stand beside a theme",
    ["organiser", "sense_maker"],
    room="sensemaking",
)
declare(
    "compare_with_data",
    "say whether the data agree with what people said",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "code_notes",
    "code notes to themes",
    ["sense_maker"],
    room="sensemaking",
    stage="sensemaking",
    condition=not_of_public_body,
)
declare(
    "lead_blind_check",
    "start and end a blind check of coding",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_agreement",
    "see how well two people agree on each theme",
    ["organiser", "sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,  # exact counts stand beside each theme
)
declare(
    "read_corrections",
    "read what report-backs said about the themes",
    ["organiser", "sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "record_corrections",
    "write down what a report-back said about the themes",
    ["organiser", "sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "answer_corrections",
    "say what came of it",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_theme_notes",
    "read the notes behind a theme",
    ["sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "import_codings",
    "bring in codings from a file",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "propose_quote",
    "propose a quote",
    ["sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "check_quote",
    "check that a quote gives nobody away",
    ["sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_quotes",
    "see every quote and how far it is",
    ["sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_own_themes",
    "see the themes of your own organisation",
    ["organisation_lead"],
    room="sensemaking",
)
declare(
    "read_live_counts",
    "see exact counts before they are published",
    ["organiser", "sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_report",
    "take the findings of a round as a report, with exact counts and no note",
    ["organiser", "sense_maker", "reviewer"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_themes",
    "see themes and safe counts",
    ["organiser", "sense_maker", "reviewer", "evaluator"],
    room="sensemaking",
)
declare(
    "find_themes",
    "let the computer propose themes and suggest codings",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "read_proposals",
    "see what the computer proposes, with notes",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "decide_proposals",
    "make themes of what the computer proposes, or put it aside",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
declare(
    "accept_suggestions",
    "accept many suggestions of the computer together",
    ["sense_maker"],
    room="sensemaking",
    stage="sensemaking",
    condition=not_of_public_body,
)
declare(
    "choose_for_computer",
    "say what the computer may do with the notes of a round",
    ["organiser"],
    room="sensemaking",
    condition=not_of_public_body,  # exact counts of notes stand there
)
declare(
    "ask_outside_name",
    "ask a program outside for the name of a theme",
    ["sense_maker"],
    room="sensemaking",
    condition=not_of_public_body,
)
