"""What a voter sees: where the code goes, where the ticks go, and the receipt. Read from the pages themselves."""

from __future__ import annotations

import re

from benchmarks.hall.wire import Answer, Fields, Form, forms_of

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a slip's code
CODE_LENGTH = 8
RECEIPT = re.compile(r">(\d+-[0-9a-f]{8})<")


class Unexpected(Exception):
    """A page that no voter should have got."""


def code_form(page: Answer) -> Form:
    _see(page, 200)
    for form in forms_of(page.text):
        if "code" in form.typed:
            return form
    raise Unexpected("the ballot page asks for no code")


def typed(form: Form, code: str) -> Fields:
    return [*form.hidden, ("code", code)]


def ballot_form(answer: Answer) -> Form:
    _see(answer, 200)
    for form in forms_of(answer.text):
        if form.boxes:
            return form
    raise Unexpected(f"no ballot after the code: {_said(answer)}")


def ticked(ballot: Form, ticks: list[str]) -> Fields:
    return [*ballot.hidden, *((name, value) for name, value in ballot.boxes if value in ticks)]


def receipt(answer: Answer) -> str:
    _see(answer, 200)
    if found := RECEIPT.search(answer.text):
        return found[1]
    raise Unexpected(f"no receipt: {_said(answer)}")


def is_ballot(answer: Answer) -> bool:
    return b'type="checkbox"' in answer.body


def says_no(answer: Answer) -> None:
    """A wrong code opens no ballot."""
    if is_ballot(answer):
        raise Unexpected("a wrong code opened a ballot")


def _see(answer: Answer, status: int) -> None:
    if answer.status != status:
        raise Unexpected(f"{answer.status}: {_said(answer)}")


def _said(answer: Answer) -> str:
    words = re.sub(r"<[^>]*>|\s+", " ", answer.text.partition("<main")[2])
    return " ".join(words.split())[:200]
