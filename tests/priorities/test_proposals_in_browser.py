"""The pages of proposals in a browser: for everybody to use, at the width of a phone and of a desk, and on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from listens.priorities.actions import say_of_proposal
from listens.priorities.models import Proposal
from tests.browser import check_page, sign_in
from tests.priorities.made import proposals
from tests.priorities.test_proposal_pages import released
from tests.priorities.test_proposals import parked
from tests.public.build import conversations

pytestmark = pytest.mark.browser


def test_a_delegate_reads_the_list_on_a_phone_and_says_what_they_think(cast, page, phone):
    made = proposals(cast)
    of = made["damp"].themes.get()
    conversations(cast, 9, of)
    released(cast, of.code, 20)
    decision = parked(cast)
    say_of_proposal(cast.bea, made["damp"], cast.community, kind="worry", words="Who pays for it?")
    sign_in(phone, cast.hana)
    phone.goto(reverse("long_list", args=[cast.area.slug, cast.round.slug]))
    check_page(phone)
    phone.get_by_role("link", name="Damp and repairs", exact=True).click()
    phone.get_by_label("A question").focus()
    phone.keyboard.press("Space")
    phone.get_by_label("In your words").fill("Does it cover private homes?")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Does it cover private homes?", exact=True)).to_be_visible()
    check_page(phone)
    sign_in(page, cast.amina)
    for where in ("discussion_sheet", "from_themes", "same_proposals"):
        page.goto(reverse(where, args=[cast.area.slug, cast.round.slug]))
        check_page(page)
    bridge = Proposal.objects.get(pk=decision.proposal_id)
    page.goto(reverse("proposal", args=[cast.area.slug, bridge.pk]))
    page.get_by_role("button", name="They know").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_page(page)
