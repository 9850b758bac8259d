"""What `listens check` looks at. A room with a chain or a rule of its own declares a check in its `checks.py`.

A check yields one sentence per problem, which says what to do; none means that all is well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

Check = Callable[[], Iterable[str]]
CHECKS: dict[str, Check] = {}


def declare(name: str, look: Check) -> None:
    """`name` is what is looked at, in words: "audit trail of every area"."""
    if name in CHECKS:
        raise ValueError(f"{name} is declared twice")
    CHECKS[name] = look


def look_at_all() -> Iterator[tuple[str, list[str]]]:
    """Each check's name with its problems. A check that breaks down is a problem itself."""
    for name, look in CHECKS.items():
        try:
            yield name, list(look())
        except Exception as error:
            yield name, [f"It could not be checked: {type(error).__name__}: {error}"]
