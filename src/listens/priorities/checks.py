"""What `listens check` looks at in this room."""

from collections.abc import Iterator

from listens.core import checks
from listens.priorities.long_lists import verify
from listens.priorities.models import LongList


def ballot_logs() -> Iterator[str]:
    for long_list in LongList.objects.select_related("area", "round").iterator():
        if found := verify(long_list):
            where = f"{long_list.area}, {long_list.round}"
            yield f"{where}: the ballot log does not hold at ballot {found.seq}: {found.problem}."


checks.declare("ballot logs", ballot_logs)
