"""The organiser's pages: having figures counted, what would change, what stays hidden and why, and publishing it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from listens.core import jobs, retention
from listens.core import work as core_work
from listens.core.access import Denied
from listens.core.acting import Stale
from listens.core.models import AuditEvent, Grant, JobRun, JobStep, Release
from listens.listening.models import Conversation
from listens.methods.disclosure.releases import Release as Published
from listens.places.models import Place
from listens.public import inputs
from listens.public.actions import make_release
from listens.public.asking import look_at_release, publish_what_was_seen
from listens.public.draft import draft
from listens.public.figures import newest, newest_release
from listens.public.previews import PREVIEW, PUBLISH, Preview, kept_as, preview_of
from listens.sensemaking.models import Theme
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db
Work = Callable[[], None]


def address() -> str:
    return reverse("release", args=["south"])


def looked(client: Client, work: Work, **sent: object) -> str:
    """Have it counted, and the address of what came of it."""
    answer = client.post(address(), sent)
    assert answer.status_code == 302
    work()
    return answer.headers["Location"]


def published(client: Client, work: Work, preview: str) -> HttpResponse:
    answer = client.post(preview)
    if answer.status_code != 302:
        return answer
    work()
    return client.get(answer.headers["Location"])


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def registered(register: dict[str, Any]) -> dict[str, Published]:
    return {name: Published.from_dict(kept) for name, kept in register.items()}


def test_the_preview_publishes_nothing(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20, build.theme(cast.area, "damp"))
    build.conversations(cast, 3, build.theme(cast.area, "rare"))
    client = cast.client("amina")
    page = words(client.get(looked(client, work)))
    assert "What would change" in page and "Damp" in page
    assert "Fewer than 8: somebody could be recognised." in page
    assert re.search(r"Themes: \d+ new, \d+ hidden", page)
    assert not Release.objects.exists()


def test_the_start_counts_nothing_and_leads_to_what_was_counted(cast: Cast, work: Work) -> None:
    client = cast.client("amina")
    assert "Nothing has been published yet." in words(client.get(address()))
    assert not JobRun.objects.exists()
    preview = looked(client, lambda: None)
    assert "New figures are being counted." in words(client.get(address()))
    work()
    page = words(client.get(address()))
    assert "have been counted and not been published" in page and preview in page


def test_publishing_from_the_page(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    answer = published(client, work, looked(client, work))
    assert answer.status_code == 200 and "The new figures are public" in words(answer)
    assert Release.objects.get().seq == 1 and Release.objects.get().made_by == cast.amina
    again = words(client.get(looked(client, work)))
    assert "Nothing would change" in again


def test_what_goes_out_is_what_make_release_makes(cast: Cast, work: Work) -> None:
    build.whole_cycle(cast)
    Release.objects.all().delete()
    preview = look_at_release(cast.amina, cast.area)
    work()
    publish_what_was_seen(cast.amina, cast.area, preview)
    work()
    by_job = Release.objects.get()
    Release.objects.all().delete()
    at_once = make_release(cast.amina, cast.area, TODAY)
    assert (by_job.figures, by_job.tables) == (at_once.figures, at_once.tables)
    assert registered(by_job.register) == registered(at_once.register)


def test_a_preview_is_kept_whole(cast: Cast, work: Work) -> None:
    build.whole_cycle(cast)
    build.conversations(cast, 3, build.theme(cast.area, "rare"))
    run = look_at_release(cast.amina, cast.area)
    work()
    run.refresh_from_db()
    kept = preview_of(run)
    assert kept is not None
    now = draft(cast.area)
    assert registered(kept.draft.register) == registered(now.register)
    assert replace(kept.draft, register={}) == replace(now, register={})
    assert kept.draft.why and kept.digest == inputs.digest(cast.area)
    again = kept_as(Preview(kept.draft, kept.digest, kept.counted_at))
    assert json.loads(json.dumps(again)) == run.steps.get(key="count").output


def more_conversations(cast: Cast) -> None:
    build.conversations(cast, 1)


def one_taken_back(cast: Cast) -> None:
    Conversation.objects.first().reviews.all().delete()


def another_size(cast: Cast) -> None:
    one = Conversation.objects.first()
    one.people_heard += 1
    one.save()


def another_name(cast: Cast) -> None:
    Theme.objects.update(name="Mould")


def another_rule(cast: Cast) -> None:
    cast.area.hide_below = 5
    cast.area.save()


def another_borough(cast: Cast) -> None:
    Place.objects.create(area=cast.area, kind="borough", name="Sutton", code="E9", name_key="sutton")


CHANGED = [more_conversations, one_taken_back, another_size, another_name, another_rule, another_borough]


@pytest.mark.parametrize("change", CHANGED, ids=lambda change: change.__name__)
def test_what_changed_since_it_was_looked_at_is_not_published(
    cast: Cast, work: Work, change: Callable[[Cast], None]
) -> None:
    build.conversations(cast, 20, build.theme(cast.area, "damp"))
    client = cast.client("amina")
    preview = looked(client, work)
    change(cast)
    answer = published(client, work, preview)
    assert answer.status_code == 422
    assert "has changed since you looked, so nothing was published" in words(answer)
    assert "Look at the changes again" in words(answer)
    assert not Release.objects.exists()


def test_cards_contacts_and_codings_are_part_of_the_state(cast: Cast) -> None:
    """Whatever `draft` reads is in the digest: each of these changes it, and looking twice does not."""
    build.whole_cycle(cast)
    seen = [inputs.digest(cast.area)]
    assert inputs.digest(cast.area) == seen[0]
    build.conversations(cast, 20, Theme.objects.first())
    seen.append(inputs.digest(cast.area))
    Theme.objects.filter(pk=Theme.objects.first().pk).update(position=99)
    seen.append(inputs.digest(cast.area))
    make_release(cast.amina, cast.area, TODAY)
    seen.append(inputs.digest(cast.area))
    assert len(set(seen)) == len(seen)


def test_a_double_click_is_one_run_and_one_release(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    first, second = (client.post(address()).headers["Location"] for _ in range(2))
    assert first == second
    work()
    one, two = (client.post(first).headers["Location"] for _ in range(2))
    assert one == two and JobRun.objects.filter(kind=PUBLISH).count() == 1
    work()
    later = client.post(first).headers["Location"]
    assert later == one and "The new figures are public" in words(client.get(later))
    assert Release.objects.count() == 1
    assert AuditEvent.objects.filter(verb="make_release", subject_kind__icontains="release").count() == 1


def test_of_two_organisers_one_publishes_and_the_other_is_told(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    Grant.objects.create(actor=cast.bea, area=cast.area, role="organiser")
    amina, bea = cast.client("amina"), cast.client("bea")
    hers = looked(amina, work)
    theirs = looked(bea, work, looked="yes", tables="heard_by_kind")
    assert hers != theirs
    both = [client.post(preview).headers["Location"] for client, preview in ((amina, hers), (bea, theirs))]
    work()
    answers = [amina.get(both[0]), bea.get(both[1])]
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    told = next(words(answer) for answer in answers if answer.status_code == 422)
    assert "Nothing was published" in told and "Look at the changes again" in told
    assert Release.objects.count() == 1


def test_what_was_published_meanwhile_is_said_at_once(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    preview = look_at_release(cast.amina, cast.area)
    work()
    make_release(cast.amina, cast.area, TODAY)
    preview.refresh_from_db()
    with pytest.raises(Stale, match="Somebody else has published"):
        publish_what_was_seen(cast.amina, cast.area, preview)
    answer = cast.client("amina").post(reverse("release_preview", args=["south", preview.pk]))
    assert answer.status_code == 422 and "Somebody else has published" in words(answer)


def test_what_was_counted_goes_with_the_release_and_after_a_day(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    first = looked(client, work)
    published(client, work, looked(client, work, looked="yes"))
    assert not JobStep.objects.filter(key="count", run__kind=PREVIEW).exclude(output=None).exists()
    answer = client.get(first)
    assert answer.status_code == 422 and "no longer kept" in words(answer)
    second = looked(client, work)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25)):
        assert "no longer kept" in words(cast.client("amina").post(second))


def test_it_can_be_stopped_before_and_while_it_is_published(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    preview = client.post(address()).headers["Location"]
    client.post(preview, {"act": "cancel"})
    work()
    assert "This was stopped. Nothing was changed." in words(client.get(preview))
    publishing = client.post(looked(client, work)).headers["Location"]
    client.post(publishing, {"act": "cancel"})
    work()
    assert "This was stopped. Nothing was changed." in words(client.get(publishing))
    assert not Release.objects.exists()


def test_a_killed_workers_run_is_taken_up_again(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    publishing = client.post(looked(client, work)).headers["Location"]
    held = JobRun.objects.get(kind=PUBLISH).steps.first()
    assert core_work._claim(held.pk), "and then it was killed"
    work()
    assert not Release.objects.exists()
    with time_machine.travel(timezone.now() + jobs.KINDS[PUBLISH].lease + dt.timedelta(seconds=1)):
        core_work.reap()
        work()
    assert "The new figures are public" in words(client.get(publishing))
    assert Release.objects.count() == 1


def test_where_no_worker_runs_the_page_says_so(cast: Cast, work: Work) -> None:
    page = words(cast.client("amina").get(looked(cast.client("amina"), lambda: None)))
    assert "no worker is running" in page and "listens worker" in page
    assert 'max="100"' in page and "See how far it is now" in page


def test_whoever_lost_the_role_meanwhile_publishes_nothing(cast: Cast, work: Work) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    preview = looked(client, work)
    publishing = client.post(preview).headers["Location"]
    Grant.objects.filter(actor=cast.amina).update(role="reviewer")
    work()
    assert JobRun.objects.get(kind=PUBLISH).result == {
        "refused": "Your role here does not let you publish new figures."
    }
    assert client.get(publishing).status_code == 403 and not Release.objects.exists()


@pytest.mark.parametrize("name", ["bea", "mehmet", "esi"])
def test_only_organisers_look_and_publish(cast: Cast, name: str, work: Work) -> None:
    preview = look_at_release(cast.amina, cast.area)
    work()
    actor = getattr(cast, name)
    with pytest.raises(Denied):
        look_at_release(actor, cast.area)
    with pytest.raises(Denied):
        publish_what_was_seen(actor, cast.area, preview)
    page = reverse("release_preview", args=["south", preview.pk])
    assert {cast.client(name).post(at).status_code for at in (address(), page)} == {403}


def test_what_too_few_were_added_to_waits_and_says_so(cast: Cast, work: Work) -> None:
    cast.area.round_to = 1
    cast.area.save()
    damp, rent = build.theme(cast.area, "damp"), build.theme(cast.area, "rent")
    build.conversations(cast, 30, damp)
    build.conversations(cast, 30, rent)
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 12, damp)
    build.conversations(cast, 3, rent)
    client = cast.client("amina")
    preview = looked(client, work)
    assert "Too few were added since an earlier release" in words(client.get(preview))
    published(client, work, preview)
    of = newest(cast.area)
    assert [of.get("conversations", theme=code).value for code in ("damp", "rent")] == [42, None]


def test_a_release_that_would_show_who_was_added_is_refused_with_what_to_do(cast: Cast, work: Work) -> None:
    cast.area.round_to = 1
    cast.area.save()
    build.conversations(cast, 30)
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 3)
    client = cast.client("amina")
    preview = looked(client, work)
    for page in (client.get(preview), published(client, work, preview)):
        said = words(page)
        assert (
            "fewer than 8 conversations were added or taken back since the figures of 16 November 2026"
            in said
        )
        assert "Wait until about 5 more are accepted" in said
        assert "Publish these figures" not in said
    assert page.status_code == 422 and Release.objects.count() == 1
    build.conversations(cast, 5)
    assert published(client, work, looked(client, work)).status_code == 200


def test_tables_are_chosen_looked_at_and_published(cast: Cast, work: Work) -> None:
    theme = build.theme(cast.area, "damp")
    for organisation, name in ((cast.community, "Lambeth"), (cast.second_community, "Southwark")):
        organisation.borough, _ = Place.objects.get_or_create(
            area=cast.area, kind="borough", name=name, defaults={"code": name, "name_key": name.lower()}
        )
        organisation.save()
        build.conversations(cast, 20, theme, organisation=organisation)
    client = cast.client("amina")
    page = words(client.get(looked(client, work, looked="yes", tables="themes_by_borough")))
    assert 'value="themes_by_borough"' in page and "1 table goes out too" in page
    preview = looked(client, work, looked="yes", tables=["heard_by_borough", "nonsense"])
    published(client, work, preview)
    assert list(Release.objects.get().tables) == ["heard_by_borough"]
    assert "Conversations by borough" in client.get("/south/heard/").content.decode()


def test_no_page_holds_what_a_release_is_compared_with(cast: Cast) -> None:
    build.conversations(cast, 30)
    made = make_release(cast.amina, cast.area, TODAY)
    assert set(made.register) == {"conversations", "people"}
    assert "register" in newest_release(cast.area).get_deferred_fields()


def test_what_nobody_publishes_is_erased_the_day_after_next(cast: Cast, work: Work) -> None:
    retention.prepare_area(cast.area)
    preview = look_at_release(cast.amina, cast.area)
    work()
    assert retention.erase_expired(cast.area, "figures looked at") == 0
    JobRun.objects.filter(pk=preview.pk).update(asked_at=timezone.now() - dt.timedelta(days=30))
    assert retention.erase_expired(cast.area, "figures looked at") == 1
    preview.refresh_from_db()
    assert preview_of(preview) is None
