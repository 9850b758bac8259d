"""How long this room keeps what it holds."""

from listens.core.retention import declare_kept
from listens.pledges.actions.erasing import forget
from listens.pledges.history import ERASED

declare_kept(
    ERASED,
    "Promises, what became of them and who judged them are the area's public record; its history is chained. "
    "A report that names somebody is erased on request.",
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
    forget=forget,
)
