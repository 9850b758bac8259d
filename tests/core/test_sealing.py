"""Keys live outside the database, one set per area, and rotating them loses nothing."""

import pytest

from listens.core import keyfile, sealing
from listens.core.models import Contact

pytestmark = pytest.mark.django_db


def test_what_is_sealed_opens_again(cast):
    assert sealing.open_sealed(cast.area, sealing.seal(cast.area, "šťastný".encode())).decode() == "šťastný"


def test_another_areas_keys_do_not_open_it(cast):
    sealed = sealing.seal(cast.area, b"secret")
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(cast.other_area, sealed)
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(None, sealed)


def test_a_changed_byte_is_noticed(cast):
    sealed = bytearray(sealing.seal(cast.area, b"secret"))
    sealed[20] = sealed[20] ^ 1 or 2
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(cast.area, bytes(sealed))


def test_old_seals_open_after_rotation_and_new_ones_need_the_new_key(cast):
    old_keys = keyfile.read(cast.area)["sealing"]
    old = sealing.seal(cast.area, b"before")
    sealing.rotate(cast.area)
    assert sealing.open_sealed(cast.area, old) == b"before"
    assert keyfile.read(cast.area)["sealing"][1:] == old_keys
    new = sealing.seal(cast.area, b"after")
    keyfile._write(keyfile.path_of(cast.area), keyfile.read(cast.area) | {"sealing": old_keys})
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(cast.area, new)


def test_the_key_file_is_for_its_owner_alone_and_not_in_the_database(cast):
    keys = keyfile.read(cast.area)
    assert keyfile.path_of(cast.area).stat().st_mode & 0o777 == 0o600
    assert keyfile.folder().stat().st_mode & 0o777 == 0o700
    sealed = sealing.seal(cast.area, b"x")
    Contact.objects.create(area=cast.area, client_id=cast.area.pk, week=cast.area.today(), sealed=sealed)
    row = repr(list(Contact.objects.values()))
    assert not any(key in row for key in [*keys["sealing"], keys["index"]])


def test_a_blind_index_is_the_same_for_the_same_words_in_one_area_only(cast):
    assert sealing.blind_index(cast.area, "a@b.org") == sealing.blind_index(cast.area, "a@b.org")
    assert sealing.blind_index(cast.area, "a@b.org") != sealing.blind_index(cast.area, "a@b.or")
    assert sealing.blind_index(cast.area, "a@b.org") != sealing.blind_index(cast.other_area, "a@b.org")
    before = sealing.blind_index(cast.area, "a@b.org")
    sealing.rotate(cast.area)
    assert sealing.blind_index(cast.area, "a@b.org") == before


def test_keys_of_one_purpose_open_nothing_of_another(cast):
    report = sealing.seal(cast.area, b"report", "reports")
    assert sealing.open_sealed(cast.area, report, "reports") == b"report"
    for purpose in ("", "stories"):
        with pytest.raises(sealing.CannotOpen):
            sealing.open_sealed(cast.area, report, purpose)
    with pytest.raises(sealing.CannotOpen):
        sealing.open_sealed(cast.area, sealing.seal(cast.area, b"contact"), "reports")
    sealing.rotate(cast.area)
    assert sealing.open_sealed(cast.area, report, "reports") == b"report"
    keys = keyfile.read(cast.area)
    assert len(keys["sealing"]) == len(keys["sealing:reports"]) == 2
