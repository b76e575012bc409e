"""Lists of registers, events and tables turned round, each for the cause it was once misread by."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import InputError
from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.headings import guessed_fields
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.list_tables import Opening, open_table
from qualdesk.exchange.read_rows import ReadRow
from tests.builders import NOW


def _rows(folder: Path, words: str, region: str = "US", encoding: str = "utf-8") -> list[ReadRow]:
    path = folder / "list.csv"
    path.write_text(words, encoding=encoding)
    return list(LeadList(path, Reading(region), NOW).rows())


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ('שם החברה,איש קשר,טלפון,עיר,מיקוד\nאלפא בע"מ,דוד כהן,03-5550142,חיפה,3303312\n', "cp1255"),
        (
            "اسم الشركة,الاسم,الهاتف,المدينة,الرمز البريدي\nالنور,علي حسن,035550142,دبي,12345\n",
            "cp1256",
        ),
    ],
)
def test_hebrew_and_arabic_headings_are_known(tmp_path: Path, words: str, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(words, encoding=encoding)
    assert [one.field for one in LeadList(path, Reading("IL"), NOW).columns] == [
        *(Field.COMPANY, Field.FULL_NAME, Field.PHONE, Field.CITY, Field.POSTAL_CODE)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Company:,Acme Ltd\nPhone:,(212) 555-0182\nEmail:,a@acme.example\n,\nCompany:,Beta LLC\n",
        "Company,Acme,Beta\nContact name,Ann Lee,Bo Roe\nPhone,(212) 555-0182,(212) 555-0183\n",
    ],
)
def test_a_list_from_top_to_bottom_is_refused_with_the_way_out(tmp_path: Path, words: str) -> None:
    path = tmp_path / "upright.csv"
    path.write_text(words, "utf-8")
    with pytest.raises(InputError, match=r"written from top to bottom.*paste transposed.*[.]$"):
        open_table(path, Opening())


def test_companies_called_like_headings_are_no_list_from_top_to_bottom(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("What,Where\nMobile,x\nEmail,y\nAcme,z\nBeta,w\nGamma,v\n", "utf-8")
    assert len(open_table(path, Opening()).rows) == 5


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Company|Location", ["company", "town_line"]),
        ("Company|Location|City", ["company", "", "city"]),
        ("Logradouro|Número", ["street", "house_number"]),
        ("Company|Número", ["company", ""]),
        ("Company / Entreprise|Title / Titre", ["company", "job_title"]),
        ("Postal Code / Code postal|Contact / Personne-ressource", ["postal_code", "full_name"]),
        ("Company|Which company do you work for?", ["company", "company"]),
        ("Company|Q1: Interest level|Q2. Follow up", ["company", "answer", "answer"]),
        ("CONTACT_1|TITLE_1|COMPANY", ["full_name", "job_title", "company"]),
    ],
)
def test_what_a_heading_means_depends_on_what_else_is_there(
    headings: str, fields: list[str]
) -> None:
    assert guessed_fields(headings.split("|")) == fields


def test_pages_of_one_register_are_no_sites_of_companies() -> None:
    rows = [["Acme Ltd", f"https://register.example/{number}"] for number in range(3)]
    register = matched_columns(["Company", "Website"], rows, "US", Matching())
    chain = matched_columns(["Company", "Website"], [["A", "b.example"]] * 3, "US", Matching())
    assert (register[1].field, chain[1].field) == (Field.IGNORED, Field.WEBSITE)


@pytest.mark.parametrize(
    ("heading", "cell", "response"),
    [
        ("Attendee Status", "Attending", ResponseKind.REGISTERED),
        ("Attendee Status", "Checked In", ResponseKind.ATTENDED),
        ("Attended", "Yes", ResponseKind.ATTENDED),
        ("Attended", "No", ResponseKind.DID_NOT_ATTEND),
        ("RSVP", "Yes", ResponseKind.REGISTERED),
        ("Invitee Status", "Accepted", ResponseKind.REGISTERED),
        ("RSVP", "Waitlist", None),
    ],
)
def test_what_an_event_says_of_somebody_is_their_response(
    tmp_path: Path, heading: str, cell: str, response: ResponseKind | None
) -> None:
    (row,) = _rows(tmp_path, f"Name,Email,Company,{heading}\nAnn Lee,a@acme.example,Acme,{cell}\n")
    assert row.lead is not None
    assert row.lead.response is response


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(
            ("Attendee Status", one)
            for one in ("Not Attending", "Refunded", "Cancelled", "Deleted")
        ),
        *(("RSVP", one) for one in ("No", "Not going")),
        ("Invitee Status", "Declined"),
        ("Registration Status", "Canceled"),
        ("Approval Status", "denied"),
    ],
)
def test_whoever_does_not_come_is_left_out_aloud(tmp_path: Path, heading: str, cell: str) -> None:
    (row,) = _rows(tmp_path, f"Name,Email,Company,{heading}\nAnn Lee,a@acme.example,Acme,{cell}\n")
    assert row.lead is None
    assert [(one.column, one.kind, one.value) for one in row.problems] == [
        (heading, "left_out", cell)
    ]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("CompanyStatus", "Liquidation"),
        ("Situação Cadastral", "BAIXADA"),
        ("Entity status", "Struck off"),
        ("etatAdministratifEtablissement", "F"),
    ],
)
def test_registers_say_in_their_words_that_a_company_is_closed(
    tmp_path: Path, heading: str, cell: str
) -> None:
    (row,) = _rows(tmp_path, f"Company,Street,{heading}\nAcme Ltd,1 Main St,{cell}\n", "GB")
    assert row.lead is not None
    assert row.lead.is_closed


def test_an_address_in_one_cell_tells_code_city_and_clock(tmp_path: Path) -> None:
    words = 'Company,Address,Phone\nAcme,"1 Main St, Phoenix, AZ 85001",(215) 555-0182\n'
    (row,) = _rows(tmp_path, words)
    assert row.lead is not None
    told = row.lead
    assert (told.street, told.city, told.region) == ("1 Main St", "Phoenix", "AZ")
    assert (told.postal_code, told.time_zone) == ("85001", "America/Phoenix")


def test_the_country_of_a_location_is_where_its_number_belongs(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, 'Company,Location,Phone\nBeta,"Berlin, Germany",030 5550142\n')
    assert row.lead is not None
    assert (row.lead.country, row.lead.phones) == ("DE", ("+49305550142",))


@pytest.mark.parametrize("heads", ["Scan date,Scan time", "Scan time,Scan date"])
def test_a_day_and_its_time_of_day_may_stand_in_two_columns(tmp_path: Path, heads: str) -> None:
    cells = {"Scan date": "11/14/2026", "Scan time": "10:32 AM"}
    line = ",".join(cells[one] for one in heads.split(","))
    (row,) = _rows(tmp_path, f"Company,Email,{heads}\nAcme,a@acme.example,{line}\n")
    assert row.lead is not None
    assert row.lead.responded_at == datetime(2026, 11, 14, 10, 32, tzinfo=UTC)
    assert row.problems == ()


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("ชื่อบริษัท,ผู้ติดต่อ,โทรศัพท์,อีเมล\nสยาม,สมชาย ใจดี,02 555 0142,a@siam.example\n", "cp874"),
        (
            "Tên công ty,Họ và tên,Điện thoại,Email\nHoa Sen,An Văn,02435550142,a@hoasen.example\n",
            "",
        ),
    ],
)
def test_thai_and_vietnamese_headings_are_known(tmp_path: Path, words: str, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(words, encoding=encoding or "utf-8")
    assert [one.field for one in LeadList(path, Reading("TH"), NOW).columns] == [
        *(Field.COMPANY, Field.FULL_NAME, Field.PHONE, Field.EMAIL)
    ]
