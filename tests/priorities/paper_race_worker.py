"""One of two people who type the same pile at once: `paper_race_worker.py LONG_LIST EMAIL,EMAIL LAST`.

Says how many slips were typed; what the other one's typing makes of it is for the test to look at.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core.acting import Refused  # noqa: E402 - Django first
from listens.core.models import Actor  # noqa: E402
from listens.priorities.actions import enter_ballot  # noqa: E402
from listens.priorities.models import LongList  # noqa: E402


def type_pile(pk: str, emails: str, last: str) -> int:
    """Whoever of the two is first takes the first name: the file of a name is made by one process only."""
    name = next(each for each in emails.split(",") if _is_mine(pk, each))
    actor = Actor.objects.get(account__email=name)
    long_list = LongList.objects.select_related("area", "round__area").get(pk=pk)
    num = 0
    for number in range(1, int(last) + 1):
        try:
            enter_ballot(actor, long_list, source_id=str(number), choices=["damp", "bus"])
        except Refused as refused:
            print(refused)
            continue
        num += 1
    return num


def _is_mine(pk: str, email: str) -> bool:
    try:
        os.close(os.open(f"{os.environ['LISTENS_TESTS_HOME']}/{pk}-{email}", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(type_pile(*sys.argv[1:]))
