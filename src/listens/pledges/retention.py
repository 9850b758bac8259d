"""How long this room keeps what it holds."""

from listens.core.retention import declare_kept

declare_kept(
    "promises",
    "Promises, what became of them and who judged them are the area's public record; its history is chained.",
    covers=[
        "pledges.pledge",
        "pledges.pledgeowner",
        "pledges.colead",
        "pledges.pledgerow",
        "pledges.confirmation",
        "pledges.progress",
        "pledges.evidence",
        "pledges.amendment",
        "pledges.closure",
        "pledges.verdict",
        "pledges.verdictsigner",
        "pledges.verdictpause",
        "pledges.measure",
        "pledges.measuredefinition",
        "pledges.reading",
    ],
)
