"""The guard of the whole suite does what it says."""

import socket
import urllib.request

import pytest

from tests import sockets


@pytest.fixture
def forgiven():
    """These tests try on purpose."""
    before = len(sockets.ATTEMPTS)
    yield
    assert len(sockets.ATTEMPTS) > before
    del sockets.ATTEMPTS[before:]


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
def test_another_machine_is_refused(forgiven, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as connection, pytest.raises(sockets.LeftTheMachine):
        connection.connect((address, 80))


def test_a_datagram_is_refused(forgiven):
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection,
        pytest.raises(sockets.LeftTheMachine),
    ):
        connection.sendto(b"x", ("192.0.2.1", 53))


def test_asking_for_a_name_is_refused(forgiven):
    with pytest.raises(OSError):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_is_let_through():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
