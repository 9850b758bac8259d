"""Published figures of the twelve boroughs, small enough to be written down: SOURCES.md says from what."""

from functools import cache
from importlib import resources
from pathlib import Path

ROUNDED = "Office for National Statistics; small areas added up and rounded to ten"
WEIGHED = "Ministry of Housing, Communities and Local Government; small areas added up or weighed by residents, and rounded"
AS_PUBLISHED = "Ministry of Housing, Communities and Local Government"
SOURCES = {
    "deprivation_2025_boroughs.csv": AS_PUBLISHED,
    "deprivation_2025_indicators.csv": WEIGHED,
}


@cache
def figures() -> tuple[tuple[Path, str], ...]:
    """Each table's file, in the columns of the public file it stands for, and its source."""
    folder = Path(str(resources.files(__package__).joinpath("places")))
    return tuple((path, SOURCES.get(path.name, ROUNDED)) for path in sorted(folder.glob("*.csv")))
