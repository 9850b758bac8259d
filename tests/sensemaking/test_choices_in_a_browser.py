"""What organisers let the computer do, and asking for a name outside, on a phone."""

import pytest
from django.conf import settings as site
from playwright.sync_api import expect

from listens.sensemaking.machine import installed
from listens.sensemaking.models import MachineChoice
from tests.browser import check_page, picture, sign_in
from tests.sensemaking.build import note
from tests.sensemaking.outside import outside
from tests.sensemaking.proposed import proposal
from tests.working import work_now

pytestmark = pytest.mark.browser
LONG = "The damp is on the wall above the cot, and it comes back however often we wash it. " * 4


@pytest.fixture
def there(settings):
    with outside(settings) as program:
        yield program


def test_an_organiser_allows_it_and_a_sense_maker_sees_all_that_is_sent(cast, phone, there, monkeypatch):
    assert site.NAMING["adapter"] == "chat"
    monkeypatch.setattr(installed.model, "is_installed", lambda: True)
    monkeypatch.setattr(installed.model, "is_multilingual", lambda: True)
    shown = [note(cast, text=text, may_use_outside_ai=True) for text in (LONG, "Mould on the bedroom wall.")]
    of = proposal(cast, shown=shown, terms=["damp", "mould", "wall"])
    note(cast, text="Qoyaan ayaa derbiga ku yaal.", language="so")
    sign_in(phone, cast.amina)
    phone.goto(f"/{cast.area.slug}/codebook/computer/autumn/choices/")
    phone.get_by_label("Read notes in every language").check()
    phone.get_by_label("A program outside may be asked").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("It was saved")).to_be_visible()
    picture(phone, "computer-choices")
    check_page(phone)
    choice = MachineChoice.of(cast.round)
    assert choice.every_language and choice.outside_names
    phone.set_viewport_size({"width": 375, "height": 800})
    sign_in(phone, cast.femi)
    phone.goto(f"/{cast.area.slug}/codebook/proposals/autumn/{of.pk}/")
    phone.get_by_role("link", name="Ask for a name from outside").click()
    expect(phone.get_by_role("heading", name="What would be sent")).to_be_visible()
    picture(phone, "outside-name-asked")
    check_page(phone)
    phone.get_by_role("button", name="Yes, send exactly this").click()
    expect(phone.get_by_role("progressbar")).to_be_visible()
    work_now()
    phone.reload()
    expect(phone.get_by_text("Damp homes")).to_be_visible()
    picture(phone, "outside-name-answered")
    check_page(phone)
    phone.get_by_role("link", name="Begin a theme with this name").click()
    expect(phone.get_by_label("Name", exact=True)).to_have_value("Damp homes")
