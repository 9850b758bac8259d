"""Marks on the phone and at review say the same, and nothing makes them fail."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listens.methods import marks_words
from listens.methods.marks import find, is_nhs_number

ROOT = Path(__file__).parents[2]
PHONE = ROOT / "frontend/js/phone"
CASES = json.loads((Path(__file__).parent / "marks_cases.json").read_text(encoding="utf-8"))
KNOWN = frozenset({"stockwell"})


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_what_is_marked(text: str, kinds: list[str]) -> None:
    assert [mark.kind for mark in find(text, KNOWN)] == kinds


@given(st.text(max_size=300))
def test_marks_never_overlap_and_nothing_raises(text: str) -> None:
    ends = 0
    for mark in find(text):
        assert ends <= mark.start < mark.end <= len(text)
        ends = mark.end


def test_a_changed_digit_is_no_nhs_number() -> None:
    assert is_nhs_number("9434765919")
    assert not any(is_nhs_number("943476591" + digit) for digit in "012345678")


def test_the_phone_marks_the_same(tmp_path: Path) -> None:
    node = ROOT / ".venv" / "bin" / "node"
    if not node.exists():
        pytest.skip("Node is not there. Type: make setup")
    script = tmp_path / "marks.mjs"
    script.write_text(
        (PHONE / "marks.js").read_text("utf-8").replace("marks_words.js", "marks_words.mjs"), "utf-8"
    )
    (tmp_path / "marks_words.mjs").write_text((PHONE / "marks_words.js").read_text("utf-8"), "utf-8")
    ask = (
        f"import {{ find }} from {json.dumps(str(script))};"
        f"const cases = {json.dumps(CASES)};"
        "console.log(JSON.stringify(cases.map(([text]) => find(text, new Set(['stockwell'])))));"
    )
    said = subprocess.run(
        [node, "--input-type=module", "-e", ask], capture_output=True, text=True, check=True
    ).stdout
    ours = [
        [{"kind": m.kind, "start": m.start, "end": m.end} for m in find(text, KNOWN)]
        for text, _kinds in CASES
    ]
    assert json.loads(said) == ours


@pytest.mark.parametrize("name", ["TITLES", "FORMAL", "PLAIN", "GROUPS", "COMMON", "SPEAKING"])
def test_both_know_the_same_words(name: str) -> None:
    script = (PHONE / "marks_words.js").read_text(encoding="utf-8")
    found = re.search(rf"const {name} = words\([`\"](.*?)[`\"]\)", script, re.S)
    assert found and set(found[1].split()) == getattr(marks_words, name)


def test_a_run_of_ten_thousand_letters_is_looked_at_once() -> None:
    started = time.perf_counter()
    assert find("x" * 10_000) == []
    assert time.perf_counter() - started < 1  # second: where each letter began a search it took four
