"""`listens demo`: the site on SQLite with the synthetic area, ready to click."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from listens.core import answers

SEED = 2026


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help="serve the synthetic area, ready to click")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--again", action="store_true", help="throw the demonstration away and make it new")
    demo.add_argument("--make-only", action="store_true", help="make it, print the codes, and serve nothing")
    demo.set_defaults(run=run_demo, needs_site=False)


def run_demo(args: argparse.Namespace) -> int:
    """Everything in a folder of its own, so that no real installation is ever touched."""
    if not args.make_only and _is_taken(args.port):
        raise answers.NotDone(
            f"Something is already served on port {args.port}. Try: listens demo --port 8010"
        )
    home = Path(os.environ.get("LISTENS_HOME", "var")) / "demo"
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "LISTENS_HOME": str(home),
        "LISTENS_DEMO": "1",
        "LISTENS_HTTPS": "0",
        "LISTENS_MESSAGES": "file",
        "LISTENS_SITE_URL": f"http://localhost:{args.port}",
    }
    os.environ.pop("LISTENS_DATABASE", None)
    if args.again:
        for file in home.glob("listens.sqlite3*"):
            file.unlink()
    import django

    django.setup()
    from listens.demo.preparing import prepare

    codes = prepare(SEED)
    _print_codes(codes, args.port)
    return answers.DONE if args.make_only else _serve(args.port)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _print_codes(codes: list[tuple[str, str, str]], port: int) -> None:
    answers.say(f"\nThe demonstration: http://localhost:{port}/south-london/")
    answers.say(f"Sign in with a code: http://localhost:{port}/demo/\n")
    width = max(len(name) for name, _role, _code in codes)
    for name, role, code in codes:
        answers.say(f"  {code}   {name:<{width}}   {role}")
    answers.say("\nEverything in it is synthetic or published. Stop with Ctrl+C.")


def _serve(port: int) -> int:
    """The site in front, a worker behind it; both end together."""
    worker = subprocess.Popen([sys.executable, "-m", "listens.cli", "worker"], stdout=subprocess.DEVNULL)
    site = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "listens.cli", "serve", "--port", str(port), "--workers", "1"]
    )
    signal.signal(signal.SIGTERM, lambda *_: site.terminate())
    try:
        return answers.DONE if site.wait() in (0, -signal.SIGTERM) else answers.NOT_DONE
    except KeyboardInterrupt:
        return answers.DONE
    finally:
        for process in (site, worker):
            process.terminate()
            process.wait(10)
