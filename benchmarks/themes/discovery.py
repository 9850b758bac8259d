"""The rows about proposing themes: how right, how steady, how quick and how small, beside BERTopic and NMF."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from benchmarks.themes import data
from benchmarks.themes.rows import Row

BUILD = Path(__file__).parents[2] / "build"
WORK = BUILD / "bench-themes"
PEERS = ("BERTopic", "NMF")
LANGUAGES = ("som", "spa", "por", "pol", "arb", "urd")


def rows() -> Iterator[Row]:
    """Measured now, on this machine. Peers only if PEERS=1: their environment is 600 MB."""
    yield from reading()
    peers = {name: peer_python() for name in PEERS} if os.environ.get("PEERS") else {}
    methods = {"ours": sys.executable, **peers}
    labels = prepare("banking", *data.banking())
    found = {name: measured(python, name, "banking", 0) for name, python in methods.items()}
    alone = measured(sys.executable, "grouping", "banking", 0)
    yield row(
        "Banking77, 6,000 notes: ARI / AMI / coverage",
        "≥ .55 / .80 / 1.0",
        {name: right(labels, np.load(WORK / "banking" / f"labels-{name}-0.npy")) for name in methods},
    )
    yield row(
        "the same: themes found (77 are true)", "", {name: str(one["themes"]) for name, one in found.items()}
    )
    yield row(
        "CPU-seconds, 6,000: grouping / with the check of what lasts",
        "≤ 1.5",
        {name: seconds(one, alone if name == "ours" else None) for name, one in found.items()},
    )
    yield row(
        "peak memory, 6,000", "≤ 400 MB", {name: f"{one['peak_mb']:.0f} MB" for name, one in found.items()}
    )
    yield row(
        "ARI between 80 % subsamples",
        "≥ .75",
        {name: f"{steady(python, name):.2f}" for name, python in methods.items()},
    )
    labels = prepare("many", *data.many(100_000))
    found = {name: measured(python, name, "many", 0) for name, python in methods.items() if name != "NMF"}
    alone = measured(sys.executable, "grouping", "many", 0)
    yield row(
        "100,000 notes: CPU-seconds",
        "≤ 40",
        {name: seconds(one, alone if name == "ours" else None) for name, one in found.items()},
    )
    yield row(
        "100,000 notes: peak memory", "", {name: f"{one['peak_mb']:.0f} MB" for name, one in found.items()}
    )
    yield row(
        "100,000 notes: ARI / AMI / coverage",
        "",
        {name: right(labels, np.load(WORK / "many" / f"labels-{name}-0.npy")) for name in found},
    )


def reading() -> Iterator[Row]:
    """Speed of the model, and the detector of languages."""
    from listens.methods.themes import embed, language

    notes = data.comments()
    encoder = embed.minilm()
    encoder.encode(notes[:64])
    started = time.process_time()
    encoder.encode(notes)
    yield Row(
        "embedding, notes of 18 to 32 words per CPU-second",
        f"{len(notes) / (time.process_time() - started):.0f}",
        "≥ 340",
    )
    others = [code for name in LANGUAGES for code in language.languages_of(data.sentences(name))]
    yield Row(
        "sentences in six other languages that are told apart",
        f"{np.mean([code != 'en' for code in others]):.1%}",
    )
    banking = language.languages_of(data.banking()[0])
    comments = language.languages_of(notes)
    false = np.mean([code not in ("", "en") for code in [*banking, *comments]])
    yield Row("English notes taken for another language", f"{false:.2%}")


def prepare(name: str, texts: list[str], labels: list[str]) -> np.ndarray:
    """Texts masked and embedded, once; every method is given the same."""
    from listens.methods.themes import embed
    from listens.methods.themes.mask import mask_all

    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    masked = mask_all(texts)
    kept = folder / "texts.json"
    if (
        not kept.exists()
        or json.loads(kept.read_text("utf-8")) != masked
        or not (folder / "vectors.npy").exists()
    ):
        vectors = np.zeros((len(masked), embed.WIDTH), np.float16)
        embed.embed_into(vectors, masked, embed.minilm(), threads=2)
        np.save(folder / "vectors.npy", vectors)
        kept.write_text(json.dumps(masked), encoding="utf-8")
    np.save(folder / "rows.npy", np.arange(len(masked)))
    return np.array(labels)


def measured(python: str, method: str, name: str, seed: int) -> dict[str, float]:
    command = [python, "-m", "benchmarks.themes.measure", method, str(WORK / name), str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=BUILD.parent)
    return json.loads(done.stdout.strip().splitlines()[-1])


def right(labels: np.ndarray, found: np.ndarray) -> str:
    """Notes without a theme count as one theme more."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    ari, ami = adjusted_rand_score(labels, found), adjusted_mutual_info_score(labels, found)
    return f"{ari:.2f} / {ami:.3f} / {np.mean(found >= 0):.3f}"


def steady(python: str, method: str) -> float:
    """Mean ARI between the themes of three draws of 80 % of the notes, each with a seed of its own."""
    folder = WORK / "banking"
    num = len(json.loads((folder / "texts.json").read_text("utf-8")))
    draws = []
    for seed in range(3):
        drawn = np.sort(np.random.RandomState(100 + seed).permutation(num)[: int(0.8 * num)])
        np.save(folder / "rows.npy", drawn)
        measured(python, method, "banking", seed)
        draws.append((drawn, np.load(folder / f"labels-{method}-{seed}.npy")))
    np.save(folder / "rows.npy", np.arange(num))
    return float(np.mean([alike(*one, *other) for one, other in itertools.combinations(draws, 2)]))


def alike(rows: np.ndarray, labels: np.ndarray, others: np.ndarray, other_labels: np.ndarray) -> float:
    from sklearn.metrics import adjusted_rand_score

    _both, at, other_at = np.intersect1d(rows, others, return_indices=True)
    return float(adjusted_rand_score(labels[at], other_labels[other_at]))


def seconds(one: dict[str, float], alone: dict[str, float] | None) -> str:
    return f"{alone['cpu_seconds']:.1f} / {one['cpu_seconds']:.1f}" if alone else f"{one['cpu_seconds']:.1f}"


def row(what: str, target: str, found: dict[str, str]) -> Row:
    peers = {name: value for name, value in found.items() if name != "ours"}
    return Row(what, found["ours"], target, peers=peers)


def peer_python() -> str:
    """The interpreter of the peers' environment, which is made when it is not there."""
    folder = BUILD / "peers"
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True)
        needs = Path(__file__).with_name("peers.txt")
        pip = [str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install", "--no-deps"]
        subprocess.run([*pip, "-r", str(needs)], check=True)
        (folder / "made").touch()
    return str(python)
