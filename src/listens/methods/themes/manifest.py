"""How a proposal was made, in full: the same notes, settings and model give the same themes again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from listens.methods.themes.graph import EXACT_UP_TO, NEAREST

PACKAGES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "scikit-network",
    "usearch",
    "onnxruntime",
    "tokenizers",
    "py3langid",
)
LADDER = (0.6, 1.0, 2.0, 3.0)


@dataclass(frozen=True)
class Settings:
    """What may be chosen, with what was measured to be good (docs/adr/0014). `themes` None: by what lasts."""

    themes: int | None = None
    seed: int = 0
    nearest: int = NEAREST
    word_weight: float = 0.3
    ladder: tuple[float, ...] = LADDER
    subsamples: int = 10
    share: float = 0.8
    smallest: int = 5
    smallest_share: float = 0.001
    sample: int = 50_000
    exact_up_to: int = EXACT_UP_TO
    starts: int = 1

    def smallest_theme(self, num_notes: int) -> int:
        """A theme has five notes or more, and one in a thousand of many."""
        return max(self.smallest, round(self.smallest_share * num_notes))


@dataclass(frozen=True)
class Manifest:
    """The settings, the model by its digest, how many notes, and the versions of all that the numbers hang on."""

    settings: Settings
    model: str
    model_digest: str
    num_notes: int
    versions: dict[str, str] = field(default_factory=lambda: versions())

    def as_dict(self) -> dict[str, Any]:
        about = asdict(self)
        return {**about.pop("settings"), **about}


def versions() -> dict[str, str]:
    """Of what the numbers hang on; left out when it is not installed."""
    found = {}
    for name in ("listens", *PACKAGES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
