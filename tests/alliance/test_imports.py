"""Lists of organisations and people from files: a finding for each bad row, nothing twice, nothing changed unasked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listens.alliance import organisation_rows, people_rows
from listens.alliance.actions import import_organisations, import_people
from listens.alliance.models import Organisation, Person, WaitingFile
from listens.core.models import Account, AuditEvent, ImportBatch
from listens.core.tables import read_table

HEAD = "name,kind,side,size_band,borough,ward,external_code,joined_on"
MOSQUE = "Harbour Mosque,faith,community,50–249,Lambeth,Stockwell East,1099999,2026-01-05"


def organisations(cast, *lines, head=HEAD, **how):
    data = "\n".join([head, *lines]).encode()
    table = read_table(data, needed=organisation_rows.NEEDED, optional=organisation_rows.OPTIONAL)
    return import_organisations(cast.amina, cast.area, table, **how)


def people(cast, *lines, **how):
    data = "\n".join(["organisation,name,part,email,role,office", *lines]).encode()
    table = read_table(data, needed=people_rows.NEEDED, optional=people_rows.OPTIONAL)
    return import_people(cast.amina, cast.area, table, **how)


def test_a_good_row_comes_in_whole(cast):
    outcome = organisations(cast, MOSQUE, "Riverbank Council,council,,,,,,")
    assert (outcome.num_added, outcome.findings) == (2, [])
    mosque = Organisation.objects.get(name="Harbour Mosque")
    assert (mosque.size_band, mosque.ward, mosque.borough.name) == ("50-249", cast.ward, "Lambeth")
    assert (mosque.external_code, mosque.joined_on.isoformat()) == ("1099999", "2026-01-05")
    assert Organisation.objects.get(name="Riverbank Council").is_public_body
    assert Organisation.objects.get(name_key="riverbank council")


@pytest.mark.parametrize(
    ("line", "column", "fix"),
    [
        ("A,fayth,,,,,,", "kind", "Did you mean faith?"),
        ("A,,,,,,,", "kind", "Choose one of"),
        ("A,faith,comunity,,,,,", "side", "Did you mean community?"),
        ("A,faith,,enormous,,,,", "size_band", "Choose one of"),
        ("A,faith,,,Lambath,,,", "borough", "Did you mean Lambeth?"),
        ("A,faith,,,,Stockwel East,,", "ward", "Did you mean Stockwell East?"),
        ("A,faith,,,,E05999999,,", "ward", "Use a name or code"),
        ("A,faith,,,,,,32/13/2026", "joined_on", "Write it like"),
        (",faith,,,,,,", "name", "Correct"),
        ("A,nhs,community,,,,,", "side", "Correct"),
        ("st brannock's church,charity,,,,,,", "kind", "Change it on its own page"),
        ("Harbour Mosque,faith,,,,,RV5,", "external_code", "Correct the code"),
    ],
)
def test_a_bad_row_is_one_finding_and_the_others_come_in(cast, line, column, fix):
    Organisation.objects.filter(pk=cast.body.pk).update(external_code="RV5")
    outcome = organisations(cast, line, "Good Neighbours,association,,,,,,")
    [finding] = outcome.findings
    assert (finding.row, finding.column) == (2, column) and finding.problem
    assert fix in finding.fix
    assert outcome.num_added == 1 and outcome.num_rejected == 1
    assert Organisation.objects.filter(name="Good Neighbours").exists()


def test_the_same_file_twice_changes_nothing(cast):
    organisations(cast, MOSQUE)
    again = organisations(cast, MOSQUE)
    assert (again.num_added, again.num_unchanged, again.findings) == (0, 1, [])
    assert ImportBatch.objects.count() == 1
    assert AuditEvent.objects.filter(verb="import_organisations").count() == 1


def test_other_details_of_a_name_that_is_here_are_a_finding_and_change_nothing(cast):
    organisations(cast, MOSQUE)
    [finding] = organisations(cast, MOSQUE.replace("faith", "charity")).findings
    assert finding.column == "kind" and "already here with another kind" in finding.problem
    assert Organisation.objects.get(name="Harbour Mosque").kind == "faith"


def test_an_empty_cell_says_nothing_about_one_that_is_here(cast):
    organisations(cast, MOSQUE)
    assert organisations(cast, "HARBOUR  mosque,Faith group,,,,,,").num_unchanged == 1


def test_two_rows_of_one_name_are_a_finding_on_the_second(cast):
    outcome = organisations(cast, MOSQUE, MOSQUE)
    [finding] = outcome.findings
    assert (finding.row, finding.column, outcome.num_added) == (3, "name", 1)
    assert "Row 2 has the same name" in finding.problem


def test_dry_run_and_all_or_nothing_keep_nothing(cast):
    assert organisations(cast, MOSQUE, dry_run=True).num_added == 1
    assert organisations(cast, MOSQUE, "B,unknown,,,,,,", all_or_nothing=True).num_added == 0
    assert not Organisation.objects.filter(name="Harbour Mosque").exists()


def test_a_thousand_rows_need_no_more_questions_than_ten(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        outcome = organisations(
            cast, *[f"Group {n},charity,,,Lambeth,Stockwell East,,2026-01-05" for n in range(1000)]
        )
    assert outcome.num_added == 1000


def test_people_come_in_with_roles_and_the_second_time_changes_nothing(cast):
    lines = [
        "St Brannock's Church,Ruth Okoro,core team,,,",
        "st brannock's church,Tom Adair,,tom@example.org,Reviewer,",
        "Riverside Partnership Trust,Zoe Lunt,,zoe@example.org,decision_maker,Chief executive",
    ]
    first = people(cast, *lines)
    assert (first.num_added, first.findings) == (3, [])
    assert Person.objects.get(name="Tom Adair").account.email == "tom@example.org"
    again = people(cast, *lines)
    assert (again.num_added, again.num_unchanged, again.findings) == (0, 3, [])


@pytest.mark.parametrize(
    ("line", "column", "fix"),
    [
        ("St Branocks Church,Ruth,,,,", "organisation", "Did you mean St Brannock's Church?"),
        (",Ruth,,,,", "organisation", "Add the organisation first"),
        ("St Brannock's Church,,,,,", "name", "Correct"),
        ("St Brannock's Church,Ruth,,r@example.org,reviever,", "role", "Did you mean reviewer?"),
        ("Riverside Partnership Trust,Ruth,,r@example.org,reviewer,", "name", "Correct"),
        ("Riverside Partnership Trust,Ruth,,r@example.org,decision_maker,Mayor", "office", "Add the office"),
        ("St Brannock's Church,Bea,,other@example.org,,", "email", "Make the row the same"),
    ],
)
def test_a_bad_row_of_people_is_a_finding_and_leaves_no_account(cast, line, column, fix):
    before = Account.objects.count()
    outcome = people(cast, line, "Larkwood Women's Association,Ada Lee,,,,")
    [finding] = outcome.findings
    assert (finding.row, finding.column) == (2, column) and fix in finding.fix
    assert outcome.num_added == 1 and Account.objects.count() == before


def sent(cast, client, data, name="list.csv"):
    address = reverse("import_organisations", kwargs={"area": cast.area.slug})
    return address, client.post(address, {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_checked_kept_sealed_and_brought_in_without_sending_it_again(cast):
    client = cast.client("amina")
    data = f"{HEAD}\n{MOSQUE}\nB,fayth,,,,,,".encode()
    address, check = sent(cast, client, data)
    body = check.content.decode()
    assert "1 row would be added" in body and "Did you mean faith?" in body
    assert not Organisation.objects.filter(name="Harbour Mosque").exists()
    waiting = WaitingFile.objects.get()
    assert b"Harbour" not in bytes(waiting.sealed)
    assert cast.client("mehmet").post(address, {"waiting": waiting.pk}).status_code == 403
    done = client.post(address, {"waiting": waiting.pk}, follow=True).content.decode()
    assert "1 row was added. 1 row was left out." in done
    assert Organisation.objects.filter(name="Harbour Mosque").exists() and not WaitingFile.objects.exists()
    assert "Send it again" in client.post(address, {"waiting": waiting.pk}).content.decode()


def test_somebody_elses_waiting_file_is_not_theirs_to_bring_in(cast):
    from listens.core.models import Grant

    Grant.objects.create(actor=cast.grace, area=cast.area, role="organiser")
    address, _check = sent(cast, cast.client("amina"), f"{HEAD}\n{MOSQUE}".encode())
    answer = cast.client("grace").post(address, {"waiting": WaitingFile.objects.get().pk})
    assert "no longer here" in answer.content.decode()
    assert not Organisation.objects.filter(name="Harbour Mosque").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "Save as CSV"),
        (b"title\nx", "no column"),
        (b"\xff\xfe\x00", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_so_and_nothing_is_kept(cast, data, words):
    _address, answer = sent(cast, cast.client("amina"), data)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert not WaitingFile.objects.exists()


def test_a_file_too_large_for_the_page_is_said_so(cast, monkeypatch):
    monkeypatch.setattr("listens.alliance.forms.LARGEST_FILE", 10)
    _address, answer = sent(cast, cast.client("amina"), f"{HEAD}\n{MOSQUE}".encode())
    assert "over 10 MB" in answer.content.decode() and not WaitingFile.objects.exists()


@pytest.mark.parametrize("waiting", ["", "x", "0", "00000000-0000-0000-0000-000000000000"])
def test_a_made_up_waiting_file_is_no_error_page(cast, waiting):
    address = reverse("import_people", kwargs={"area": cast.area.slug})
    answer = cast.client("amina").post(address, {"waiting": waiting})
    assert answer.status_code == 200 and "end" in answer.content.decode()
