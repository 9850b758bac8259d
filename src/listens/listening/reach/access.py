"""Who may see who was heard, and who keeps the notes of whom an organisation reaches."""

from listens.alliance.access import not_of_public_body
from listens.core.access import declare

declare(
    "see_reach",
    "see who was heard and who lives here",
    ["organiser", "sense_maker", "evaluator"],
    room="listening",
    condition=not_of_public_body,
)
declare(
    "export_reach",
    "take out who was heard as a file",
    ["organiser", "sense_maker", "evaluator"],
    room="listening",
    condition=not_of_public_body,
)
declare("note_reaches", "note whom an organisation reaches", ["organiser"], room="listening")
