"""What is wrong with one place of a file, in words that say what to do."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One problem at `row` (counted as a spreadsheet shows it: the header is row 1) and `column`."""

    row: int
    column: str
    problem: str
    fix: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def __str__(self) -> str:
        where = f"row {self.row}" if self.row else "the file"
        return f"{where}, {self.column}: {self.problem} {self.fix}".strip()
