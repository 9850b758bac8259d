"""Films, audio and Easy Read: let in by what they are, public at once, gone when taken away."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listens.core import media, retention
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent, SlotFile
from tests.cast import Cast
from tests.listening.phones import phone

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
SOUND = b"ID3\x04" + bytes(200)
PAGES = b"%PDF-1.7\n" + bytes(200)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "evidence")
    return tmp_path / "evidence"


def sent(name: str = "Film of Amal.MP4", content: bytes = FILM) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(cast: Cast, file=None, **more) -> SlotFile:
    given = {"slot": "consent", "kind": "bsl", "language": "en", "words": "Hello. We would like to listen."}
    return media.add_file(cast.amina, cast.area, file=file or sent(), **given | more)


def at(name: str, **more) -> str:
    return reverse(name, kwargs={"area": "south", **more})


class TestAdding:
    def test_it_lies_outside_the_static_files_under_a_name_of_ours(self, cast: Cast, folder) -> None:
        made = add(cast)
        assert made.file.path.startswith(str(folder / "slots"))
        assert "Amal" not in made.file.name and made.file.name.endswith(".mp4")
        assert AuditEvent.objects.get(verb="change_media").detail["slot"] == "consent"

    @pytest.mark.parametrize(
        ("kind", "name", "content", "why"),
        [
            ("bsl", "film.avi", FILM, "one of these kinds: mp4, webm"),
            ("bsl", "film", FILM, "one of these kinds"),
            ("bsl", "film.mp4", b"<script>alert(1)</script>", "another kind of file"),
            ("bsl", "film.mp4", b"", "another kind of file"),
            ("audio", "sound.mp3", PAGES, "another kind of file"),
            ("audio", "pages.pdf", PAGES, "one of these kinds: mp3, m4a, ogg"),
            ("easy_read", "pages.pdf", FILM, "another kind of file"),
            ("easy_read", "pages.html", PAGES, "one of these kinds: pdf"),
        ],
    )
    def test_another_type_is_refused_in_words(self, cast: Cast, kind, name, content, why) -> None:
        with pytest.raises(Refused, match=why):
            add(cast, sent(name, content), kind=kind)
        assert not SlotFile.objects.exists()

    def test_what_is_too_large_says_how_large_it_may_be(self, cast: Cast, monkeypatch) -> None:
        monkeypatch.setitem(media.LARGEST, media.Kind.AUDIO, 100)
        with pytest.raises(Refused, match="the most is"):
            add(cast, sent("a.mp3", SOUND), kind="audio")

    def test_each_type_that_may_come_comes(self, cast: Cast) -> None:
        for kind, name, content in (
            ("bsl", "a.webm", b"\x1aE\xdf\xa3" + bytes(50)),
            ("audio", "a.mp3", SOUND),
            ("audio", "a.m4a", FILM),
            ("audio", "a.ogg", b"OggS" + bytes(50)),
            ("easy_read", "a.pdf", PAGES),
        ):
            assert add(cast, sent(name, content), kind=kind).kind == kind

    def test_words_a_known_place_and_the_role_are_needed(self, cast: Cast) -> None:
        for more, why in (
            ({"words": " "}, "neither see nor hear"),
            ({"slot": "anywhere"}, "Choose where"),
            ({"about": "spring"}, "no such round"),
            ({"language": "fr"}, "area's languages"),
        ):
            with pytest.raises(Refused, match=why):
                add(cast, **more)
        for actor in (cast.bea, cast.grace, cast.mehmet):
            with pytest.raises(Denied):
                media.add_file(
                    actor, cast.area, slot="consent", kind="bsl", language="en", words="x", file=sent()
                )


class TestSending:
    def test_anybody_gets_it_with_the_right_headers(self, cast: Cast, client) -> None:
        answer = client.get(at("media", file=add(cast).pk))
        assert b"".join(answer.streaming_content) == FILM
        assert answer["Content-Type"] == "video/mp4" and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == 'inline; filename="consent-bsl-en.mp4"'
        assert answer["Accept-Ranges"] == "bytes" and answer["Content-Length"] == str(len(FILM))
        assert "media-src 'self'" in answer["Content-Security-Policy"]
        pages = client.get(at("media", file=add(cast, sent("a.pdf", PAGES), kind="easy_read").pk))
        assert pages["Content-Type"] == "application/pdf" and pages["Content-Disposition"].startswith(
            "attachment"
        )
        assert client.get(f"/north/media/{SlotFile.objects.first().pk}/").status_code == 404

    @pytest.mark.parametrize(
        ("asked", "status", "content", "said"),
        [
            ("bytes=0-3", 206, FILM[:4], f"bytes 0-3/{len(FILM)}"),
            ("bytes=100-", 206, FILM[100:], f"bytes 100-{len(FILM) - 1}/{len(FILM)}"),
            ("bytes=-10", 206, FILM[-10:], f"bytes {len(FILM) - 10}-{len(FILM) - 1}/{len(FILM)}"),
            ("bytes=5-999999", 206, FILM[5:], f"bytes 5-{len(FILM) - 1}/{len(FILM)}"),
            ("bytes=999999-", 416, b"", f"bytes */{len(FILM)}"),
            ("bytes=9-3", 416, b"", f"bytes */{len(FILM)}"),
            ("bytes=-", 200, FILM, None),
            ("lines=1-2", 200, FILM, None),
        ],
    )
    def test_a_player_gets_the_part_it_asks_for(
        self, cast: Cast, client, asked, status, content, said
    ) -> None:
        answer = client.get(at("media", file=add(cast).pk), headers={"Range": asked})
        assert answer.status_code == status and answer.headers.get("Content-Range") == said
        assert (b"".join(answer.streaming_content) if answer.streaming else answer.content) == content


class TestPages:
    def test_nothing_shows_where_nothing_is(self, cast: Cast, client) -> None:
        assert "app-media" not in client.get("/south/rounds/autumn/").content.decode()
        assert "needs a signal" not in phone(cast).get("/south/listen/").content.decode()
        assert client.get(at("media_of", slot="consent")).status_code == 404
        assert "There are no films" in client.get("/south/accessibility/").content.decode()

    def test_each_place_shows_what_is_in_it(self, cast: Cast, client) -> None:
        add(cast)
        for slot in ("ballot", "result", "feedback"):
            add(cast, slot=slot, words=f"About the {slot}", about="autumn")
        listening = phone(cast)
        page = listening.get("/south/listen/").content.decode()
        assert at("media_of", slot="consent") in page and "(needs a signal)" in page
        assert at("media_of", slot="consent") not in listening.get("/south/listen/sw.js").content.decode()
        cards = cast.client("bea").get("/south/rounds/autumn/cards/").content.decode()
        assert f"testserver{at('media_of', slot='consent')}" in cards
        of_round = client.get("/south/rounds/autumn/").content.decode()
        assert "About the ballot" in of_round and "About the feedback" in of_round
        assert "About the ballot" in cast.client("amina").get("/south/rounds/autumn/vote/").content.decode()
        own = client.get(at("media_of", slot="consent")).content.decode()
        assert "<video" in own and 'preload="none"' in own and "We would like to listen" in own
        assert at("media_of", slot="feedback") in client.get("/south/accessibility/").content.decode()

    def test_a_file_about_another_round_is_not_shown_here(self, cast: Cast, client) -> None:
        SlotFile.objects.filter(pk=add(cast, slot="feedback", words="Of the spring").pk).update(
            about="spring"
        )
        assert "Of the spring" not in client.get("/south/rounds/autumn/").content.decode()

    def test_it_is_added_and_taken_away_on_the_pages(self, cast: Cast, folder) -> None:
        client = cast.client("amina")
        typed = {"where": "ballot:autumn", "kind": "audio", "language": "ar", "words": "How to vote"}
        wrong = client.post(at("add_media"), {**typed, "file": sent("a.mp3", PAGES)})
        assert "another kind of file" in wrong.content.decode() and "How to vote" in wrong.content.decode()
        assert client.post(at("add_media"), {**typed, "file": sent("a.mp3", SOUND)}).status_code == 302
        made = SlotFile.objects.get()
        assert (made.slot, made.about, made.language) == ("ballot", "autumn", "ar")
        assert "Autumn round" in client.get(at("media_files")).content.decode()


def test_what_was_taken_away_stays_away_when_a_backup_comes_back(
    cast: Cast, folder, django_capture_on_commit_callbacks
) -> None:
    made = add(cast)
    pk, name = made.pk, made.file.name
    with django_capture_on_commit_callbacks(execute=True):
        media.remove_file(cast.amina, made)
    assert not list(folder.rglob("*.mp4")) and not SlotFile.objects.exists()
    SlotFile.objects.bulk_create(
        [
            SlotFile(
                pk=pk,
                area=cast.area,
                slot="consent",
                kind="bsl",
                size=1,
                language="en",
                words="x",
                file=name,
                added_on=cast.area.today(),
            )
        ]
    )
    retention.replay()
    assert not SlotFile.objects.exists()
