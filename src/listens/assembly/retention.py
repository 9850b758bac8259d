"""How long this room keeps what it holds."""

from listens.core.retention import declare_kept

declare_kept(
    "asks_and_answers",
    "What was asked and answered in public, with the scribes' transcripts, is the area's public record.",
    covers=[
        "assembly.ask",
        "assembly.askstep",
        "assembly.assembly",
        "assembly.addressee",
        "assembly.transcript",
        "assembly.answer",
        "assembly.explanation",
    ],
)
