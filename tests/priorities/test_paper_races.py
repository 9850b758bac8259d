"""Two real processes on PostgreSQL type the same pile at once: each slip becomes one ballot, and the log holds."""

import pytest

from listens.priorities import long_lists
from tests import two_processes
from tests.cast import a_cast
from tests.priorities.papers import with_slips

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PILE = 20


def test_two_people_type_the_same_slips_at_once(db):
    two_processes.need_postgresql()
    cast = a_cast()
    long_list, _made = with_slips(cast, delegates=PILE)
    names = ",".join(actor.account.email for actor in (cast.amina, cast.ivo))
    lines = two_processes.race("tests/priorities/paper_race_worker.py", str(long_list.pk), names, str(PILE))
    assert lines == [str(PILE)] * 2
    ballots = long_list.ballots.select_related("slip")
    assert sorted(ballot.slip.number for ballot in ballots) == list(range(1, PILE + 1))
    for paper in long_list.paper_slips.prefetch_related("steps"):
        assert [step.seq for step in paper.steps.all()] == [1, 2]
        assert len({step.by_id for step in paper.steps.all()}) == 2
    assert long_lists.verify(long_list) is None
