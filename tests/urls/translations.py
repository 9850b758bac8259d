"""Who gets to a translation of a note."""

from tests.urls.capture import a_conversation
from tests.urls_table import Case


def a_note(cast):
    return {"note": a_conversation(cast).notes.get().pk}


CASES = {"translate_note": Case(a_note, allowed="femi", refused="pat")}
