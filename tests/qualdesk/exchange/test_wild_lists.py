"""Lists as programs and registers export them, each with the cause by which it was once misread."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.exchange.cell_amounts import read_minutes
from qualdesk.exchange.cell_moments import read_moment
from qualdesk.exchange.cell_names import split_name
from qualdesk.exchange.cell_values import read_email
from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from tests.builders import NOW


def _leads(
    folder: Path, content: str, region: str = "US", encoding: str = "utf-8"
) -> list[LeadRow]:
    path = folder / "list.csv"
    path.write_text(content, encoding=encoding)
    return [one.lead for one in LeadList(path, Reading(region), NOW).rows() if one.lead]


def _fields(names: str, *rows: str, region: str = "US") -> list[Field]:
    cells = [row.split("|") for row in rows]
    return [one.field for one in matched_columns(names.split("|"), cells, region, Matching())]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("created_at", ("2025-03-03", "2025-04-04", "2025-04-05")),
        ("Joined Group on", ("2024-01-01", "2024-02-01", "2023-01-01")),
        ("Whatever", ("2025-03-03 10:00", "2025-04-04 11:00", "2025-01-01 09:00")),
        ("Order #", ("202555018", "201555999", "203555000")),
        ("Folder", ("2125550182", "2125550183", "2125550184")),
    ],
)
def test_days_and_counted_numbers_are_never_dialled(heading: str, cells: tuple[str, ...]) -> None:
    rows = [f"a{number}@acme.com|{cell}" for number, cell in enumerate(cells)]
    assert _fields(f"Email|{heading}", *rows) == [Field.EMAIL, Field.IGNORED]


def test_numbers_under_an_unknown_heading_are_phones_as_before() -> None:
    rows = ("Acme Inc|(212) 555-0182", "Roe LLC|(512) 555-0100")
    assert _fields("Company|Reach them at", *rows)[1] is Field.PHONE


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        ("Name|Email", ("Nea Nord|nea.nord@nord.se", "Olle Orm|olle@orm.se"), Field.FULL_NAME),
        ("Name|Role", ("Ann Lee|Analyst", "Bo Roe|Engineer"), Field.FULL_NAME),
        ("Name|Email", ("Acme Ltd|info@acme.com", "Mercy Hospital|mercy@m.org"), Field.COMPANY),
        ("Name|Phone", ("Bella Napoli|212-555-0182",), Field.COMPANY),
    ],
)
def test_a_name_is_a_persons_where_their_addresses_or_the_list_say_so(
    names: str, rows: tuple[str, ...], expected: Field
) -> None:
    assert _fields(names, *rows)[0] is expected


def test_whoever_writes_from_a_mail_provider_is_not_of_its_company(tmp_path: Path) -> None:
    words = (
        "First name,Last name,Email\nAnn,Lee,ann@gmail.com\nBo,Roe,bo@t-online.de\nCy,,cy@gmx.de\n"
    )
    assert [one.company for one in _leads(tmp_path, words)] == ["Ann Lee", "Bo Roe", "cy@gmx.de"]


def test_the_domain_of_a_company_is_still_its_name_where_none_is_given(tmp_path: Path) -> None:
    (lead,) = _leads(tmp_path, "First name,Last name,Email\nAnn,Lee,ann@acme.com\n")
    assert lead.company == "acme.com"


@pytest.mark.parametrize(
    ("heading", "cell", "may_not_call", "may_not_mail"),
    [
        ("UNSUB_TIME", "2026-01-02 10:00:00", False, True),
        ("CLEAN_TIME", "2026-01-02 10:00:00", False, True),
        ("Hard bounced", "0", False, False),
        ("Accepts Email Marketing", "no", False, True),
        ("Accepts Email Marketing", "yes", False, False),
        ("Email Marketing Consent", "NEVER_SUBSCRIBED", False, True),
        ("Email subscriber status", "Unsubscribed", False, True),
        ("Email Status", "Verified", False, False),
        ("Status", "Bounced", False, True),
        ("email_disabled", "true", False, True),
        ("EMAIL_BLACKLISTED", "Yes", False, True),
        ("Reklamebeskyttelse", "Ja", True, True),
        ("Werbung erlaubt", "nein", True, True),
        ("Phone consent", "No", True, False),
        ("Phone consent", "", False, False),
        ("DNC Status", "Clean", False, False),
        ("DNC Status", "DNC", True, True),
        ("Litigator", "Y", True, False),
        ("メルマガ配信", "希望しない", False, True),
    ],
)
def test_what_mail_programs_and_registers_forbid_is_heard(
    tmp_path: Path, heading: str, cell: str, *, may_not_call: bool, may_not_mail: bool
) -> None:
    (lead,) = _leads(tmp_path, f"First name,Last name,Email,{heading}\nAnn,Lee,a@acme.com,{cell}\n")
    assert (lead.may_not_call, lead.may_not_mail) == (may_not_call, may_not_mail)


def test_the_state_of_a_subscriber_is_no_place(tmp_path: Path) -> None:
    words = (
        "first_name,last_name,email,state\nAnn,Lee,a@acme.com,active\nBo,Roe,b@roe.com,bounced\n"
    )
    found = _leads(tmp_path, words)
    assert [(one.region, one.may_not_mail) for one in found] == [("", False), ("", True)]


def test_an_inactive_subscriber_is_no_closed_company(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Email,Status\na@acme.com,Active\nb@roe.com,Inactive\n", encoding="utf-8")
    found = list(LeadList(path, Reading("US"), NOW).rows())
    assert [one.lead is None for one in found] == [False, True]
    assert [one.kind for one in found[1].problems] == ["left_out"]


TEAMS = """1. Summary
Meeting title\tProduct day
Attended participants\t2
Start time\t7/20/26, 4:16:29 PM

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole
Lee, Ann\t7/20/26, 4:30:36 PM\t7/20/26, 5:30:11 PM\t1h 2m 58s\tann.lee@acme.com\tPresenter
Bo Roe\t7/20/26, 4:31:10 PM\t7/20/26, 5:30:08 PM\t59m 35s\tbo@roe.com\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Lee, Ann\t7/20/26, 4:30:36 PM\t7/20/26, 5:00:11 PM\t30m\tann.lee@acme.com\tPresenter
Lee, Ann\t7/20/26, 5:01:36 PM\t7/20/26, 5:30:11 PM\t29m\tann.lee@acme.com\tPresenter
Bo Roe\t7/20/26, 4:31:10 PM\t7/20/26, 5:30:08 PM\t59m 35s\tbo@roe.com\tAttendee
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8"])
def test_only_the_participants_of_a_meetings_report_are_read_once_each(
    tmp_path: Path, encoding: str
) -> None:
    found = _leads(tmp_path, TEAMS, encoding=encoding)
    assert [(one.first_name, one.last_name, one.minutes) for one in found] == [
        *(("Ann", "Lee", 62), ("Bo", "Roe", 59))
    ]
    assert {one.response for one in found} == {ResponseKind.ATTENDED}


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        *(("58", 58), ("58 minutes", 58), ("1 hour 4 minutes", 64), ("1h 2m 58s", 62), ("58s", 0)),
        *(("00:45:12", 45), ("1 Std. 13 Min. 42 s", 73), ("1 hr 2 mins", 62), ("--", None)),
    ],
)
def test_lengths_are_minutes_however_they_are_written(cell: str, minutes: int | None) -> None:
    assert read_minutes(cell) == minutes


def test_a_time_from_and_to_counts_from_its_beginning() -> None:
    cell = "Nov 19, 2025 10:01 AM PST - Nov 19, 2025 10:59 AM PST (58 minutes)"
    moment = read_moment(cell, month_first=True)
    assert moment is not None
    assert moment.at == datetime(2025, 11, 19, 18, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    [
        *("mailto:olle@orm.se", "Olle <OLLE@ORM.SE>", "olle@orm.se; o@x.se"),
        *("\u200bolle@orm.se\u200b", "ｏｌｌｅ＠ｏｒｍ．ｓｅ", "\ufeffolle@orm.se"),
        *("olle@o\u00adrm.se", "'olle@orm.se'", "[olle@orm.se]", "olle@orm.se/o@x.se"),
        *("mailto:olle@orm.se?subject=Hi", "Olle (olle@orm.se), o@x.se", "olle@orm.se."),
    ],
)
def test_an_address_is_found_in_what_stands_around_it(cell: str) -> None:
    assert read_email(cell) == "olle@orm.se"


def test_further_addresses_of_a_cell_are_kept_in_the_note(tmp_path: Path) -> None:
    words = 'Company,Email,Note\nAcme,"Ann <a@acme.com>; B@acme.com, a@acme.com / c@acme.com",hot\n'
    (lead,) = _leads(tmp_path, words)
    assert lead.email == "a@acme.com"
    assert lead.note == "hot\nEmail: b@acme.com\nEmail: c@acme.com"


def test_addresses_of_further_columns_are_kept_in_the_note(tmp_path: Path) -> None:
    words = "Company,Email,Email 2\nAcme,a@acme.com,b@acme.com\nBolt,,c@bolt.com\n"
    found = _leads(tmp_path, words)
    assert [(one.email, one.note) for one in found] == [
        *(("a@acme.com", "Email 2: b@acme.com"), ("c@bolt.com", ""))
    ]


@pytest.mark.parametrize("heading", ["Contact", "Last name", "Company"])
def test_an_address_behind_a_name_is_theirs_and_not_of_the_name(
    tmp_path: Path, heading: str
) -> None:
    words = f"{heading},Phone\nMaria Keller <M.Keller@acme.com>,212-555-0182\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.person or lead.company, lead.email) == ("Maria Keller", "m.keller@acme.com")


def test_an_address_of_its_own_column_goes_before_one_behind_a_name(tmp_path: Path) -> None:
    words = "Contact,Email\nAnn Lee <private@gmail.com>,ann@acme.com\n"
    assert [one.email for one in _leads(tmp_path, words)] == ["ann@acme.com"]


def test_what_databases_write_for_nothing_is_nothing(tmp_path: Path) -> None:
    words = "Company,Phone,Email,City\n\\N,212-555-0182,\\N,\\N\nAcme,\\N,a@acme.com,NULL\n"
    path = tmp_path / "list.csv"
    path.write_text(words, "utf-8")
    rows = list(LeadList(path, Reading("US"), NOW).rows())
    assert [one.problems for one in rows] == [(), ()]
    leads = [one.lead for one in rows if one.lead]
    assert [(one.company, one.city) for one in leads] == [("+12125550182", ""), ("Acme", "")]


def test_signs_of_no_width_in_headings_hide_no_column(tmp_path: Path) -> None:
    words = "Com\u00adpany,Last\u200b name\u200b,E-mail\ufeff\nAcme,Lee,ann@acme.com\n"
    (lead,) = _leads(tmp_path, words)
    assert (lead.company, lead.last_name, lead.email) == ("Acme", "Lee", "ann@acme.com")


def test_another_name_in_brackets_is_no_last_name() -> None:
    assert split_name("Ann Lee (Annie)").last == "Lee"


def test_marks_that_keep_a_cell_text_are_not_of_it(tmp_path: Path) -> None:
    words = 'Company,Zip,Phone\n"=""Acme""","=""05301""",\'8025550182\nO\'Neil,\'89801,\n'
    found = _leads(tmp_path, words)
    assert [(one.company, one.postal_code) for one in found] == [
        *(("Acme", "05301"), ("O'Neil", "89801"))
    ]


@pytest.mark.parametrize(
    ("question", "cell", "expected"),
    [
        ("What's your name?", "Ann Lee", Field.FULL_NAME),
        ("What is your e-mail address?", "ann@acme.com", Field.EMAIL),
        ("Please enter your phone number", "212 555 0182", Field.PHONE),
        ("Wie lautet Ihre E-Mail-Adresse?", "ann@acme.com", Field.EMAIL),
        ("What is your biggest challenge with hiring?", "Finding people", Field.ANSWER),
    ],
)
def test_a_form_asks_for_what_a_heading_would_name(
    question: str, cell: str, expected: Field
) -> None:
    assert _fields(f"Company|{question}", f"Acme|{cell}")[1] is expected


@pytest.mark.parametrize(
    ("names", "row", "place", "expected"),
    [
        ("Email|Registered", "a@acme.com|Yes", 1, Field.IGNORED),
        ("Participant|Name|Company", "1|Ann Lee|Acme", 0, Field.IGNORED),
        ("Participant|Name|Company", "1|Ann Lee|Acme", 1, Field.FULL_NAME),
        ("Guest name|Email", "Yes|a@acme.com", 0, Field.IGNORED),
    ],
)
def test_cells_are_believed_against_their_heading(
    names: str, row: str, place: int, expected: Field
) -> None:
    assert _fields(names, row)[place] is expected


def test_a_bookkeepers_contact_is_a_company_beside_the_persons_name() -> None:
    names = "*ContactName|FirstName|LastName|POCity"
    rows = ("Lee Constructions Pty Ltd|Ann|Lee|Perth", "Roe Family Trust|Bo|Roe|Perth")
    assert _fields(names, *rows, region="AU") == [
        *(Field.COMPANY, Field.FIRST_NAME, Field.LAST_NAME, Field.CITY)
    ]


def test_a_title_beside_phone_and_address_is_the_place() -> None:
    row = "Joe’s Plumbing|1 Main St|212-555-0182"
    assert _fields("title|address|phone", row)[0] is Field.COMPANY


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DENOMINAZIONESCUOLA", Field.COMPANY),
        ("INDIRIZZOSCUOLA", Field.STREET),
        ("CAPSCUOLA", Field.POSTAL_CODE),
        ("libelleCommuneEtablissement", Field.CITY),
        ("State/Province - Work", Field.REGION),
        ("Work Address 2", Field.STREET),
        ("Default Address Zip", Field.POSTAL_CODE),
        ("Username", Field.IGNORED),
        ("IP Address", Field.IGNORED),
    ],
)
def test_headings_are_known_without_spaces_and_with_whose_they_are(
    heading: str, expected: Field
) -> None:
    assert _fields(f"Company|{heading}", "Acme|x")[1] is expected


def test_a_house_number_of_prague_is_no_postal_code(tmp_path: Path) -> None:
    words = "Název firmy,Ulice,Č.p.,PSČ,Město\nNovák,Dlouhá,12/3,110 00,Praha\n"
    (lead,) = _leads(tmp_path, words, "CZ")
    assert (lead.street, lead.postal_code) == ("Dlouhá 12/3", "110 00")


@pytest.mark.parametrize(
    ("names", "row", "street"),
    [
        ("full_address,street", '"1 Main St, Salem",1 Main St', "1 Main St"),
        ("full_address,street", '"1 Main St, Salem",', "1 Main St, Salem"),
        ("Address,Address 2", "1 Main St,Floor 3", "1 Main St, Floor 3"),
        ("도로명전체주소,소재지전체주소", "세종대로 209,세종로 1-91", "세종대로 209"),
        ("도로명전체주소,소재지전체주소", ",세종로 1-91", "세종로 1-91"),
    ],
)
def test_a_whole_address_is_not_said_twice(
    tmp_path: Path, names: str, row: str, street: str
) -> None:
    (lead,) = _leads(tmp_path, f"Company,{names},Zip\nAcme,{row},97301\n")
    assert lead.street == street


def test_any_column_may_say_that_a_company_is_closed(tmp_path: Path) -> None:
    words = "Name,EstablishmentStatus (code),EstablishmentStatus (name)\nOld School,2,Closed\n"
    (lead,) = _leads(tmp_path, words, "GB")
    assert lead.is_closed


@pytest.mark.parametrize("url", ["https://www.linkedin.com/in/ann", "Non Disponibile"])
def test_what_is_no_site_of_a_company_is_none(tmp_path: Path, url: str) -> None:
    (lead,) = _leads(tmp_path, f"Company,Website,Phone\nAcme,{url},212-555-0182\n")
    assert not lead.website


def test_a_code_of_a_trade_is_no_site() -> None:
    assert _fields("Company|Kind of trade", "Acme|82.99Z", "Roe|56.10A")[1] is Field.IGNORED


@pytest.mark.parametrize("rule", ["-------|------------", "=====|=====", ":-----|-----:"])
def test_a_ruled_line_below_the_headings_is_nobody(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Company|Phone\n{rule}\nAcme|212-555-0182\n", encoding="utf-8")
    found = list(LeadList(path, Reading("US"), NOW).rows())
    assert [one.lead.company if one.lead else None for one in found] == [None, "Acme"]
    assert [one.line for one in found[0].problems] == [2]
