"""Letters: anybody may post, only the area opens, under the id they were written under."""

import base64
import datetime as dt
import json

import pytest

from listens.core import keyfile, letterbox
from listens.core.sealing import CannotOpen

pytestmark = pytest.mark.django_db
BOX = "south 1b2c"


def test_what_is_sealed_opens_here_and_under_its_own_id_alone(cast):
    letter = letterbox.seal_letter(cast.area, b"The damp never goes.", BOX)
    assert letterbox.open_letter(cast.area, letter, BOX) == b"The damp never goes."
    for bound_to in ("south 9z", "north 1b2c", ""):
        with pytest.raises(CannotOpen):
            letterbox.open_letter(cast.area, letter, bound_to)


@pytest.mark.parametrize("part", ["by", "iv", "text", "key"])
@pytest.mark.parametrize("wrong", [None, 7, "", "!!", "AAAA", base64.b64encode(b"x" * 65).decode()])
def test_whatever_was_changed_on_its_way_does_not_open(cast, part, wrong):
    letter = letterbox.seal_letter(cast.area, b"x", BOX) | {part: wrong}
    with pytest.raises(CannotOpen):
        letterbox.open_letter(cast.area, letter, BOX)


@pytest.mark.parametrize("letter", [None, [], "text", 3, {}])
def test_rubbish_is_no_letter(cast, letter):
    with pytest.raises(CannotOpen):
        letterbox.open_letter(cast.area, letter, BOX)


def test_a_new_key_takes_over_and_the_old_one_opens_for_thirteen_months(cast):
    before = letterbox.public_key(cast.area)
    letter = letterbox.seal_letter(cast.area, b"x", BOX)
    letterbox.rotate(cast.area)
    assert letterbox.public_key(cast.area) != before
    assert letterbox.open_letter(cast.area, letter, BOX) == b"x"
    today = cast.area.today()
    assert letterbox.forget_old_keys(cast.area, today) == 0
    assert letterbox.open_letter(cast.area, letter, BOX) == b"x"
    assert letterbox.forget_old_keys(cast.area, today + dt.timedelta(days=1)) == 1
    with pytest.raises(CannotOpen, match="not kept"):
        letterbox.open_letter(cast.area, letter, BOX)
    letterbox.public_key(cast.area)


def test_the_private_half_is_in_the_key_file_and_nowhere_else(cast):
    shown = json.dumps(letterbox.public_key(cast.area))
    [kept] = keyfile.read(cast.area)["letterbox"]
    assert kept["private"] not in shown
    assert keyfile.path_of(cast.area).stat().st_mode & 0o077 == 0
