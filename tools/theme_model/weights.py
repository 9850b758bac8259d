"""Reads a safetensors file: a length, a table of contents as JSON, then the numbers. Nothing in it can run."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np

Weights = dict[str, np.ndarray]
KINDS = {"F32": np.dtype("<f4"), "I64": np.dtype("<i8")}


def read(path: Path, digest: str) -> Weights:
    """Every tensor by its name. Raises SystemExit when the file is not the one with that SHA-256 digest."""
    content = path.read_bytes()
    if sha256(content).hexdigest() != digest:
        raise SystemExit(f"{path.name} is not the sentence model we know. Nothing was built.")
    begins = 8 + int.from_bytes(content[:8], "little")
    contents = json.loads(content[8:begins])
    return {
        name: _tensor(content, begins, about) for name, about in contents.items() if name != "__metadata__"
    }


def _tensor(content: bytes, begins: int, about: dict) -> np.ndarray:
    kind = KINDS[about["dtype"]]
    first, last = about["data_offsets"]
    numbers = np.frombuffer(content, kind, count=(last - first) // kind.itemsize, offset=begins + first)
    return numbers.reshape(about["shape"])
