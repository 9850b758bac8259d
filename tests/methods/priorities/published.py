"""A published vote as files: the result, the ballots and the log, as the close seals them (ADR 25)."""

import json
from hashlib import sha256

from listens.methods.cells import csv_of
from listens.methods.priorities.count import count
from listens.methods.priorities.fraction_text import as_text
from listens.methods.priorities.verify_result import line_digests
from listens.methods.priorities.weights import weigh


def ballots_csv(ballots, profile, with_weights=True):
    each = profile.weighting.per_ballot(profile.num_ballots)
    return csv_of(
        ["ballot", "organisation", *(["weight"] if with_weights else []), "choices"],
        [
            [
                number,
                ballot.organisation,
                *([as_text(each[ballot.organisation])] if with_weights else []),
                "|".join(ballot.choices),
            ]
            for number, ballot in enumerate(ballots, start=1)
        ],
    )


def digest(salt, content):
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{salt}\n{text}".encode()).hexdigest()


def log_of(digests):
    lines, link = [], ""
    for seq, each in enumerate(digests, start=1):
        link = sha256(f"{link}\n{seq}\n{each}".encode()).hexdigest()
        lines.append(json.dumps({"seq": seq, "digest": each, "link": link}))
    return lines, link


def write(folder, ballots, proposals, *, seats=2, scheme="organisation", sizes=None):
    """Write result.json, ballots.csv and log.jsonl; their paths."""
    profile = weigh(ballots, scheme, sizes, proposals=proposals)
    content = json.loads(json.dumps(count(profile, seats=seats, resamples=10, seed=7, tie_seed=7)))
    text = ballots_csv(ballots, profile)
    locked = {
        "seats": seats,
        "ticks": [1, 5],
        "rule": "drip",
        "weights": scheme,
        "seed": 7,
        "proposals": [{"proposal": name, "title": name.title()} for name in proposals],
        "organisations": [
            {"name": "Choir" if name == "small-1" else name, "way": "slips"} for name in profile.num_ballots
        ],
    }
    private = digest("salt", ["who expects few ballots"])
    lock, seal = digest("", [locked, private]), sha256(text.encode()).hexdigest()
    lines, head = log_of([lock, *(digest(f"salt {n}", b.choices) for n, b in enumerate(ballots)), seal])
    content["vote"] = {
        "locked": locked,
        "private_lock_digest": private,
        "lock_digest": lock,
        "log_head": head,
        "log_entries": len(lines),
        "ballots_sha256": seal,
        "ballot_line_digests": line_digests(text),
        "pseudonyms": [name for name in profile.num_ballots if name == "small-1"],
        "result_digest": digest("", content),
    }
    paths = folder / "result.json", folder / "ballots.csv", folder / "log.jsonl"
    paths[0].write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    paths[1].write_bytes(text.encode())
    paths[2].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths
