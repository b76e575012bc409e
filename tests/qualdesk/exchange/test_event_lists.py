"""Lists of webinars, events, stands, advertisements and forms, as their programs export them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.exchange.read_rows import ReadRow
from tests.builders import NOW


def _rows(folder: Path, words: str, region: str = "US", encoding: str = "utf-8") -> list[ReadRow]:
    path = folder / "list.csv"
    path.write_text(words, encoding=encoding)
    return list(LeadList(path, Reading(region), NOW).rows())


def _leads(folder: Path, words: str, region: str = "US", encoding: str = "utf-8") -> list[LeadRow]:
    return [one.lead for one in _rows(folder, words, region, encoding) if one.lead]


def _fields(names: str, *rows: str, region: str = "US") -> list[Field]:
    cells = [row.split("|") for row in rows]
    return [one.field for one in matched_columns(names.split("|"), cells, region, Matching())]


REPORT = """Teilnehmerbericht
Thema,Webinar-ID
Preise,812 3456 7890
Angaben zum Host
Teilgenommen,Benutzername (Originalname),E-Mail,Beitrittszeit,Austrittszeit
Ja,Host Heiner,heiner@wir.example,14.10.2026 14:50:00,14.10.2026 16:02:00
Angaben zum Teilnehmer
Teilgenommen,Benutzername (Originalname),Vorname,Nachname,E-Mail,Telefon,Registrierungszeit,\
Genehmigungsstatus,Beitrittszeit,Austrittszeit,Zeit in Sitzung (Minuten),Name des Landes/der Region
Ja,Jörg,Jörg,Müller,j@mueller.example,089/1234567,02.10.2026 08:11:05,genehmigt,\
14.10.2026 15:01:12,14.10.2026 16:01:40,60,Deutschland
Nein,Eva,Eva,Weiß,eva@weiss.example,,03.10.2026 08:11:05,genehmigt,--,--,--,--
Nein,Udo,Udo,Alt,udo@alt.example,,03.10.2026 08:11:05,abgelehnt,--,--,--,--
"""


def test_a_webinars_report_in_german_tells_who_came_and_when(tmp_path: Path) -> None:
    found = _leads(tmp_path, REPORT, "DE")
    assert [(one.last_name, one.response, one.minutes) for one in found] == [
        *(("Müller", ResponseKind.ATTENDED, 60), ("Weiß", ResponseKind.DID_NOT_ATTEND, None))
    ]
    assert [one.responded_at for one in found] == [
        datetime(2026, 10, 14, 15, 1, 12, tzinfo=UTC),
        datetime(2026, 10, 3, 8, 11, 5, tzinfo=UTC),
    ]


def test_roles_in_a_meeting_are_no_jobs_and_whoever_held_it_is_no_lead(tmp_path: Path) -> None:
    words = (
        "Name\tFirst Join\tEmail\tRole\nAnn Lee\t10/14/2026 15:01\ta@acme.example\tAttendee\n"
        "Hugo Host\t10/14/2026 14:50\th@our.example\tOrganizer\n"
    )
    rows = _rows(tmp_path, words, encoding="utf-16")
    assert [one.lead.job_title if one.lead else None for one in rows] == ["", None]
    assert [one.kind for one in rows[1].problems] == ["left_out"]


@pytest.mark.parametrize(
    ("status", "response"),
    [
        ("Attended", ResponseKind.ATTENDED),
        ("Missed", ResponseKind.DID_NOT_ATTEND),
        ("Left Early", ResponseKind.LEFT_EARLY),
        ("Registered", ResponseKind.REGISTERED),
    ],
)
def test_a_status_may_say_who_came(tmp_path: Path, status: str, response: ResponseKind) -> None:
    words = f"First Name,Last Name,Email,Status\nAnn,Lee,a@acme.example,{status}\n"
    (lead,) = _leads(tmp_path, words)
    assert lead.response is response


def test_a_response_that_is_known_counts_before_one_that_is_not(tmp_path: Path) -> None:
    words = (
        "First Name,Last Name,User Status,Attendee Status,Attended Live,Registration Date\n"
        "Ann,Lee,Active,Attending,Y,2026-10-02\nBo,Roe,Active,Attending,N,2026-10-03\n"
    )
    assert [one.response for one in _leads(tmp_path, words)] == [
        *(ResponseKind.ATTENDED, ResponseKind.DID_NOT_ATTEND)
    ]


@pytest.mark.parametrize("heading", ["Checked In", "Eingecheckt", "Scanné", "Participant"])
def test_yes_where_a_time_or_a_name_would_stand_says_that_they_came(
    tmp_path: Path, heading: str
) -> None:
    words = (
        f"First Name,Last Name,Email,Registration Date,{heading}\n"
        "Ann,Lee,a@acme.example,2026-10-02,Yes\nBo,Roe,b@roe.example,2026-10-03,No\n"
    )
    found = _leads(tmp_path, words)
    assert [one.response for one in found] == [ResponseKind.ATTENDED, ResponseKind.DID_NOT_ATTEND]
    assert [one.responded_at and one.responded_at.day for one in found] == [2, 3]


APPOINTMENTS = """User Name,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Location,\
Event Created Date & Time,Canceled,Question 1,Response 1,Question 2,Response 2,User Email
Sam Seller,Ann Lee,,,ann@acme.example,Zoom,2026-10-14 03:01 pm,false,What about?,Pricing,Phone number,\
212-555-0182,sam@o.example
Sam Seller,Bo Roe,,,bo@roe.example,Zoom,2026-10-14 03:31 pm,true,What about?,,Phone number,,sam@o.example
"""


def test_an_appointment_is_of_who_was_invited_with_the_answers_to_its_questions(
    tmp_path: Path,
) -> None:
    rows = _rows(tmp_path, APPOINTMENTS)
    lead = rows[0].lead
    assert lead is not None
    assert (lead.person, lead.email, lead.city) == ("Ann Lee", "ann@acme.example", "")
    assert (lead.note, lead.question, lead.response) == ("What about?: Pricing", "", None)
    assert lead.phones == ("+12125550182",)
    assert rows[1].lead is None


def test_who_came_counts_before_who_ordered_for_them(tmp_path: Path) -> None:
    words = (
        "Buyer First Name,Buyer Last Name,Email,Attendee name,Attendee email,Attendee company\n"
        "Sam,Seller,sam@agency.example,Ann Lee,ann@acme.example,Acme\n"
        "Sam,Seller,sam@agency.example,Bo Roe,,Roe\n"
    )
    assert [(one.person, one.email, one.company) for one in _leads(tmp_path, words)] == [
        ("Ann Lee", "ann@acme.example", "Acme"),
        ("Bo Roe", "sam@agency.example", "Roe"),
    ]


def test_the_parts_of_a_name_are_kept_where_the_whole_is_of_the_same_person(tmp_path: Path) -> None:
    words = "First Name,Last Name,Attendee name\nAnn Mary,Lee Jones,Ann Mary Lee Jones\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.first_name, lead.last_name) == ("Ann Mary", "Lee Jones")


def test_whom_somebody_brings_along_does_not_take_their_place(tmp_path: Path) -> None:
    words = "Full name,Email,Guest name\nAnn Lee,ann@lee.example,Bo Roe\n"
    (lead,) = _leads(tmp_path, words)
    assert lead.person == "Ann Lee"


def test_who_ordered_is_the_lead_where_nobody_else_is_named(tmp_path: Path) -> None:
    words = "Buyer First Name,Buyer Last Name,Buyer Email\nAnn,Lee,ann@acme.example\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.person, lead.email) == ("Ann Lee", "ann@acme.example")


@pytest.mark.parametrize("cell", ["anonymous", "Info Requested"])
def test_an_address_that_was_not_given_is_no_fault(tmp_path: Path, cell: str) -> None:
    words = f"ID,Email,Full name,Business email\n1,{cell},Ann Lee,ann@acme.example\n"
    (row,) = _rows(tmp_path, words)
    assert row.lead is not None
    assert (row.lead.email, row.problems) == ("ann@acme.example", ())


def test_names_that_people_sign_in_by_are_addresses_if_they_are_such() -> None:
    assert _fields("Username|Phone", "a@acme.example|212-555-0182")[0] is Field.EMAIL
    assert _fields("Username|Email", "b@acme.example|a@acme.example")[0] is Field.IGNORED


def test_a_form_was_answered_when_it_was_sent_not_when_it_was_begun(tmp_path: Path) -> None:
    words = (
        "ID;Startzeit;Fertigstellungszeit;Name;E-Mail\n"
        "1;14.10.2026 15:00:02;14.10.2026 15:01:12;Ann Lee;a@acme.example\n"
    )
    (lead,) = _leads(tmp_path, words, "DE")
    assert lead.responded_at == datetime(2026, 10, 14, 15, 1, 12, tzinfo=UTC)


def test_a_scanners_day_and_time_stand_in_two_columns(tmp_path: Path) -> None:
    words = (
        "Scan-Datum;Scan-Uhrzeit;Vorname;Name;Unternehmen;Lead-Bewertung;Anmerkungen;Follow-up\n"
        "14.10.2026;15:01;Jörg;Müller;Müller GmbH;A;Demo gewünscht;Anruf\n"
    )
    (lead,) = _leads(tmp_path, words, "DE", "cp1252")
    assert lead.responded_at == datetime(2026, 10, 14, 15, 1, tzinfo=UTC)
    assert lead.note == "Demo gewünscht\nLead-Bewertung: A\nFollow-up: Anruf"


def test_names_in_brackets_are_parts_of_a_name_and_of_an_address(tmp_path: Path) -> None:
    words = (
        "Name (Prefix),Name (First),Name (Last),Address (Street Address),Address (City),"
        "Address (ZIP / Postal Code)\nMs.,Ann,Lee,1 Main St,Boston,02139\n"
    )
    (lead,) = _leads(tmp_path, words)
    assert (lead.title, lead.first_name, lead.last_name) == ("Ms.", "Ann", "Lee")
    assert (lead.street, lead.city, lead.postal_code) == ("1 Main St", "Boston", "02139")


def test_form_of_address_and_title_in_two_columns_are_both_kept(tmp_path: Path) -> None:
    (lead,) = _leads(tmp_path, "Anrede;Titel;Vorname;Nachname\nFrau;Dr.;Eva;Weiß\n", "DE")
    assert lead.title == "Frau Dr."


def test_what_stands_before_a_postal_code_in_an_advertisement_is_left_out(tmp_path: Path) -> None:
    words = "full_name,email,post_code\nAnn Lee,a@acme.example,z:02139\n"
    (lead,) = _leads(tmp_path, words)
    assert lead.postal_code == "02139"


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Is test lead", "TRUE"),
        ("Ticket Status", "Canceled"),
        ("Payment Status", "Refunded"),
        ("Teilnehmerstatus", "Nimmt nicht teil"),
        ("Statut du participant", "Remboursé"),
        ("Estado del asistente", "Cancelada"),
    ],
)
def test_tickets_given_back_and_tests_are_left_out_aloud(
    tmp_path: Path, heading: str, cell: str
) -> None:
    words = f"First Name,Last Name,Email,{heading}\nAnn,Lee,a@acme.example,{cell}\n"
    (row,) = _rows(tmp_path, words)
    assert row.lead is None
    assert [(one.column, one.kind) for one in row.problems] == [(heading, "left_out")]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Email Opted Out", "Yes"),
        ("Marketing Email", "N"),
        ("deactivated", "2026-10-10 08:20:05"),
        ("Abmeldedatum", "10.10.2026"),
    ],
)
def test_who_wants_no_mail_of_an_event_or_a_letter_gets_none(
    tmp_path: Path, heading: str, cell: str
) -> None:
    words = f"First Name,Last Name,Email,{heading}\nAnn,Lee,a@acme.example,{cell}\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.may_not_mail, lead.may_not_call) == (True, False)


def test_a_job_of_that_name_is_one_where_nobody_tells_of_a_meeting(tmp_path: Path) -> None:
    (lead,) = _leads(tmp_path, "Name,Email,Role\nAnn Lee,ann@lee.example,Organizer\n")
    assert lead.job_title == "Organizer"


def test_times_without_a_day_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Email,Duration,Time joined\nAnn Lee,a@lee.example,1 hr,3:01 PM\n", "utf-8"
    )
    assert LeadList(path, Reading("US"), NOW).lacks_moment
    assert not LeadList(path, Reading("US", responded="2026-10-14"), NOW).lacks_moment


@pytest.mark.parametrize(
    ("cell", "response"),
    [
        ("Attended (Live)", ResponseKind.ATTENDED),
        ("Attended - On Demand", ResponseKind.ATTENDED),
        ("Yes (45 min)", ResponseKind.ATTENDED),
        ("Registered, did not attend", ResponseKind.DID_NOT_ATTEND),
        ("Nicht teilgenommen", ResponseKind.DID_NOT_ATTEND),
    ],
)
def test_what_stands_behind_a_response_changes_nothing(
    tmp_path: Path, cell: str, response: ResponseKind
) -> None:
    words = f'Name,Email,Attendance\nAnn Lee,ann@lee.example,"{cell}"\n'
    (lead,) = _leads(tmp_path, words)
    assert lead.response is response


def test_how_warm_somebody_was_found_is_kept_and_the_stars_of_a_place_are_not() -> None:
    assert _fields("Name|Company|Rating", "Ann Lee|Acme|Hot")[2] is Field.ANSWER
    assert _fields("title|rating|phone|website", "Deli|4.5|212-555-0182|")[1] is Field.IGNORED


def test_a_company_in_brackets_behind_a_name_does_not_take_its_place(tmp_path: Path) -> None:
    (lead,) = _leads(
        tmp_path, "Name (Original Name),Join Time\nBo Roe (Roe GmbH),2026-10-14 15:02\n"
    )
    assert lead.person == "Bo Roe"


def test_whoever_invited_is_not_the_company_of_who_came() -> None:
    names = "User Name|Invitee Name|Invitee First Name|Invitee Last Name|Invitee Email"
    fields = _fields(names, "Sam Seller|Ann Lee|Ann|Lee|ann@lee.example")
    assert fields[:2] == [Field.FULL_NAME, Field.FULL_NAME]


def test_who_came_is_no_company_beside_the_name_of_who_ordered() -> None:
    names = "Buyer First Name|Buyer Last Name|Attendee name|Attendee email"
    assert _fields(names, "Sam|Seller|Ann Lee|ann@lee.example")[2] is Field.FULL_NAME
