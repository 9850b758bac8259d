"""Texts to vectors: near in meaning, near in direction. On the processor, without a request to any machine.

A text's vector does not hang on what stands beside it: batches hold texts of the same number of tokens, and the model
rounds each token by itself (tools/theme_model). So a million notes may be embedded in any parts, on any number of
threads, and come out bit for bit the same on the same kind of processor.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from listens.methods.themes import language, model

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
WIDTH = 384
LONGEST = 256  # tokens read of a text, about 190 words: what the model was trained to read
_LONGEST_TEXT = 5000  # characters looked at for those
_TOKENS_AT_ONCE = 512  # what flows through them stays in the processor's cache
_TEXTS_AT_ONCE = 64
_FEWEST_TOKENS = 3  # a beginning and an end alone say nothing


class Encoder(Protocol):
    """Turns texts into vectors of shape (texts, 384), rows of length 1, or 0 for a text that says nothing."""

    name: str
    digest: str

    def encode(
        self, texts: Sequence[str], *, threads: int = 1, progress: Progress | None = None
    ) -> Vectors: ...

    def reads(self, code: str) -> bool:
        """Whether it reads the language with that code."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 in eight bits: reads English. Raises model.Missing when the extra is not installed."""

    name = "all-MiniLM-L6-v2 int8"

    def __init__(self) -> None:
        model.require()
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # threads are ours to count
        # Since 1.29 it tells its maker of every session, from C where no Python guard sees it, and leaves an id in the
        # home folder. Read once, before it is loaded: then there is no sender, no id and no file.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime
        from tokenizers import Tokenizer

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        settings.log_severity_level = 3
        self.digest = model.digest()
        self._session: Any = onnxruntime.InferenceSession(
            str(model.FOLDER / "model.onnx"), settings, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(model.FOLDER / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def reads(self, code: str) -> bool:
        return code in (language.ENGLISH, language.UNTOLD)

    def encode(self, texts: Sequence[str], *, threads: int = 1, progress: Progress | None = None) -> Vectors:
        """Float32 (texts, 384). `progress` is told how many more texts are done."""
        tokens = [
            np.array(read.ids, np.int64)
            for read in self._tokenizer.encode_batch_fast(
                [text[:_LONGEST_TEXT].encode("utf-8", "replace").decode() for text in texts]
            )
        ]
        vectors = np.zeros((len(texts), WIDTH), np.float32)

        def run(rows: list[int]) -> int:
            ids = np.stack([tokens[row] for row in rows])
            vectors[rows] = self._session.run(None, {"ids": ids})[0]
            return len(rows)

        with ThreadPoolExecutor(threads) as pool:
            for num in pool.map(run, batches([len(ids) for ids in tokens])):
                if progress:
                    progress(num)
        return vectors


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of the same length together, shortest first; those that say nothing are in none."""
    rows = [row for row in np.argsort(lengths, kind="stable").tolist() if lengths[row] >= _FEWEST_TOKENS]
    batch: list[int] = []
    for row in rows:
        length = lengths[row]
        most = max(1, min(_TEXTS_AT_ONCE, _TOKENS_AT_ONCE // length))
        if batch and (lengths[batch[0]] != length or len(batch) >= most):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def embed_into(
    vectors: NDArray[Any],
    texts: Sequence[str],
    encoder: Encoder,
    *,
    threads: int = 1,
    block: int = 10_000,
    progress: Progress | None = None,
) -> None:
    """Fill `vectors` (texts, 384) block by block; it may be a float16 array on disk, for more than memory holds."""
    for start in range(0, len(texts), block):
        part = texts[start : start + block]
        vectors[start : start + len(part)] = encoder.encode(part, threads=threads, progress=progress)


@cache
def minilm() -> MiniLM:
    """The English model, loaded once in a process."""
    return MiniLM()
