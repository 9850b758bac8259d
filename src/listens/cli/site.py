"""`listens serve | migrate | worker | tick | check`: running the site."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from listens.core import answers


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve the site")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    serve.add_argument("--threads", type=int, default=8, help="threads in each (default: %(default)s)")
    serve.set_defaults(run=run_serve)

    migrate = commands.add_parser("migrate", help="bring the database and the static files up to date")
    migrate.set_defaults(run=run_migrate)

    worker = commands.add_parser(
        "worker", help="send messages, deliver events and do long work, until stopped"
    )
    worker.add_argument("--once", action="store_true", help="do what waits, then stop")
    worker.add_argument(
        "--every", type=float, default=1.0, metavar="SECONDS", help="how often to look for work"
    )
    worker.set_defaults(run=run_worker)

    tick = commands.add_parser("tick", help="do once what is due: for a clock (cron) where no worker runs")
    tick.set_defaults(run=run_tick)

    check = commands.add_parser("check", help="check settings, keys, histories and workers, in words")
    answers.add_json(check)
    check.set_defaults(run=run_check)


def run_serve(args: argparse.Namespace) -> int:
    from django.conf import settings

    from listens.cli.server import Server

    options = {
        "worker_class": "gthread",
        "workers": args.workers,
        "threads": args.threads,
        "bind": f"{args.host}:{args.port}",
        "accesslog": "-" if os.environ.get("LISTENS_ACCESS_LOG") else None,
        "control_socket_disable": True,  # it would be a file in the home of whoever runs this
    }
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        options["forwarded_allow_ips"] = os.environ.get("LISTENS_PROXY_ADDRESSES", "127.0.0.1")
    Server(options).run()
    return answers.DONE


def run_migrate(args: argparse.Namespace) -> int:
    from django.core.management import call_command

    from listens.core import retention
    from listens.core.models import Area

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    for area in [*Area.objects.all(), None]:
        retention.prepare_area(area)
    answers.say("The database is up to date.")
    if _static_files_are_old():
        call_command("collectstatic", interactive=False, verbosity=0)
        answers.say("The static files are up to date.")
    return answers.DONE


def _static_files_are_old() -> bool:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    made = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not made.exists():
        return True
    since = made.stat().st_mtime
    files = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return any(Path(path).stat().st_mtime > since for path in files)


def run_worker(args: argparse.Namespace) -> int:
    from listens.core.worker import Worker

    worker = Worker(every=args.every)
    if args.once:
        worker.run_until_idle()
    else:
        answers.say("Working. Stop with Ctrl+C.")
        worker.run_until_stopped()
    return answers.DONE


def run_tick(args: argparse.Namespace) -> int:
    from listens.core.worker import tick

    done = tick()
    answers.say(", ".join(f"{num} {what}" for what, num in done.items() if num) or "Nothing was due.")
    return answers.DONE


def run_check(args: argparse.Namespace) -> int:
    from listens.core import checks

    found = dict(checks.look_at_all())
    num = sum(len(problems) for problems in found.values())
    if args.json:
        answers.write_json(args.json, {"ok": not num, "checks": found})
    if args.json != "-":
        for name, problems in found.items():
            answers.say(f"{'problem' if problems else 'ok     '}  {name}")
            for problem in problems:
                answers.say(f"         - {problem}")
        answers.say(f"{num} to put right." if num else "All is well.")
    return answers.SOME_REJECTED if num else answers.DONE
