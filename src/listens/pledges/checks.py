"""What `listens check` looks at in this room."""

from collections.abc import Iterator

from listens.core import checks
from listens.pledges.history import verify
from listens.pledges.models import Pledge


def histories() -> Iterator[str]:
    for pledge in Pledge.objects.select_related("area").iterator():
        if found := verify(pledge):
            where = f"{pledge.area}, promise {pledge.number}"
            yield f"{where}: its history does not hold at place {found.seq}: {found.problem}."


checks.declare("history of every promise", histories)
