"""What `listens check` looks at in this room."""

from collections.abc import Iterator

from listens.core import checks
from listens.methods.themes import model
from listens.sensemaking.models import MachineChoice
from listens.sensemaking.naming import adapters


def names_from_outside() -> Iterator[str]:
    if not adapters.is_named():
        return
    try:
        adapters.chosen()
    except adapters.CannotAsk as error:
        yield str(error)


def languages() -> Iterator[str]:
    """A round that is to be read in every language, where the model for that has gone."""
    chosen = MachineChoice.objects.filter(every_language=True).select_related("round__area")
    for one in chosen if not model.is_multilingual() else ():
        yield f"{one.round.area}, {one.round}: notes are to be read in every language. Type: make languages-model"


checks.declare("names from a program outside", names_from_outside)
checks.declare("languages the computer reads", languages)
