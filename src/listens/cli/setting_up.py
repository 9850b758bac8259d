"""`listens area | account | keys`: what the person who runs the machine does before anybody can sign in."""

from __future__ import annotations

import argparse

from listens.core import answers


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    area = commands.add_parser("area", help="open an area")
    area.add_argument("slug", help="its short name in addresses, like south-london")
    area.add_argument("name", help="its own name, like “South London Listens”")
    area.add_argument("--community-host", default="", help="the community body that holds the raw notes")
    area.add_argument("--key-custodians", default="", help="who keeps the keys")
    area.add_argument("--time-zone", default="Europe/London")
    area.set_defaults(run=run_area)

    account = commands.add_parser("account", help="open an account with a role in an area")
    account.add_argument("email")
    account.add_argument("--area", required=True, metavar="SLUG")
    account.add_argument("--name", default="")
    account.add_argument("--role", default="organiser")
    account.set_defaults(run=run_account)

    keys = commands.add_parser("keys", help="seal with new keys what an area seals")
    keys.add_argument("--area", required=True, metavar="SLUG")
    keys.set_defaults(run=run_keys)


def run_area(args: argparse.Namespace) -> int:
    from listens.core.areas import open_area, readiness_gaps
    from listens.core.models import Actor

    area = open_area(
        Actor.system(),
        args.slug,
        args.name,
        community_host=args.community_host,
        key_custodians=args.key_custodians,
        time_zone=args.time_zone,
    )
    answers.say(f"{area} is open at /{area.slug}/. Before its first round it still needs:")
    for gap in readiness_gaps(area):
        answers.say(f"- {gap}")
    return answers.DONE


def run_account(args: argparse.Namespace) -> int:
    from listens.core.accounts import open_account
    from listens.core.models import Actor

    area = area_of(args.area)
    account = open_account(Actor.system(), area, email=args.email, name=args.name, role=args.role)
    answers.say(f"{account.email} can sign in with a code sent by e-mail, as {args.role} in {area}.")
    return answers.DONE


def run_keys(args: argparse.Namespace) -> int:
    from listens.core.keys import rotate_keys
    from listens.core.models import Actor

    num = rotate_keys(Actor.system(), area_of(args.area))
    answers.say(
        f"{num} records are sealed with new keys, and phones will seal to a new one. "
        "Back the keys folder up again, apart from backups."
    )
    return answers.DONE


def area_of(slug: str):  # type: ignore[no-untyped-def]
    """The area of that short name. Raises NotDone with those there are."""
    from listens.core.models import Area

    area = Area.objects.filter(slug=slug).first()
    if area is None:
        there = ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise answers.NotDone(f"There is no area “{slug}”. There are: {there}.")
    return area
