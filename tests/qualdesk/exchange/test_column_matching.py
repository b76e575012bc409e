import json

import pytest

from qualdesk.errors import InputError
from qualdesk.exchange.column_matching import (
    Column,
    Matching,
    layout_of,
    matched_columns,
    own_names,
)
from qualdesk.exchange.fields import Field
from qualdesk.exchange.headings import guessed_fields
from tests.real_lists import real_list

PRESETS: dict[tuple[str, str], str] = {
    ("Zoom", "Phone"): "phone",
    ("Zoom", "Attended"): "response",
    ("Zoom", "Join Time"): "attended_at",
    ("Zoom", "Registration Time"): "responded_at",
    ("Zoom", "Time in Session (minutes)"): "minutes",
    ("Zoom", "Country/Region Name"): "country",
    ("Eventbrite", "Attendee #"): "",
    ("Eventbrite", "Attendee Status"): "response",
    ("Eventbrite", "Home Zip"): "postal_code",
    ("Meta (Facebook) Lead Ads", "phone_number"): "phone",
    ("Meta (Facebook) Lead Ads", "created_time"): "responded_at",
    ("Meta (Facebook) Lead Ads", "campaign_name"): "",
    ("HubSpot", "Phone Number"): "phone",
    ("HubSpot", "Contact owner"): "",
    ("HubSpot", "Lead Source"): "source",
    ("Salesforce", "Title"): "job_title",
    ("Salesforce", "Mailing State/Province"): "region",
    ("Salesforce", "Account Owner"): "",
    ("Microsoft Dynamics 365", "Business Phone"): "phone",
    ("Microsoft Dynamics 365", "Allow Marketing Communication"): "consent",
    ("SuiteCRM 8", "Do Not Call"): "do_not_call",
    ("SuiteCRM 8", "Deleted"): "left_out",
    ("SuiteCRM 8", "Primary Address Postalcode"): "postal_code",
    ("SuiteCRM 8", "Assistant Phone"): "",
    ("Pipedrive", "Person - Name"): "full_name",
    ("Pipedrive", "Organization - Name"): "company",
    ("ZoomInfo", "Direct Phone Number"): "direct_phone",
    ("ZoomInfo", "Company HQ Phone"): "company_phone",
    ("ZoomInfo", "Fax"): "",
    ("ZoomInfo", "Email Domain"): "",
    ("Apollo.io", "Work Direct Phone"): "direct_phone",
    ("Apollo.io", "Corporate Phone"): "company_phone",
    ("Apollo.io", "Email Status"): "mail_consent",
    ("LinkedIn", "Position"): "job_title",
    ("LinkedIn", "Connected On"): "",
    ("PhantomBuster / Sales Navigator", "companyName"): "company",
    ("PhantomBuster / Sales Navigator", "timestamp"): "",
    ("Google Contacts", "Phone 1 - Value"): "phone",
    ("Google Contacts", "Phone 1 - Type"): "phone_kind",
    ("Outlook", "Title"): "salutation",
    ("Outlook", "Job Title"): "job_title",
    ("Outlook", "Callback"): "other_phone",
    ("Outlook", "Business Fax"): "",
    ("VICIdial", "phone_code"): "calling_code",
    ("VICIdial", "alt_phone"): "other_phone",
    ("Datablist sample", "Phone 2"): "phone",
    ("ODS (NHS) epraccur", "Contact Telephone Number"): "phone",
}


def _fields(
    names: list[str], *rows: list[str], region: str = "US", matching: Matching | None = None
) -> list[str]:
    columns = matched_columns(own_names(names), rows, region, matching or Matching())
    return [one.field.value for one in columns]


@pytest.mark.real_lists
def test_the_exports_of_the_usual_programs_are_known() -> None:
    sets = json.loads(real_list("../formats/export_headers.json").read_text("utf-8"))
    found: dict[tuple[str, str], set[str]] = {}
    for one in sets:
        names = [str(name) for name in one["columns"]]
        for name, field in zip(names, guessed_fields(names), strict=True):
            found.setdefault((one["product"], name), set()).add(field.value)
    assert {key: found[key] for key in PRESETS} == {key: {PRESETS[key]} for key in PRESETS}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("会社名,氏名,電話番号,メールアドレス", "company,full_name,phone,email"),
        ("姓,名,携帯電話,都道府県,住所", "last_name,first_name,mobile,region,street"),
        ("병원명,전화번호,우편번호,주소", "company,phone,postal_code,street"),
        ("Vorwahl,Rufnummer,Durchwahl", "area_code,phone,direct_phone"),
        ("Raison sociale,Tél. portable,Code postal", "company,mobile,postal_code"),
        ("Razón social,Teléfono móvil,Código postal", "company,mobile,postal_code"),
        ("Contact Phone,Lead Email,Hospital phone no.", "phone,email,phone"),
        ("Would you like a visit?,Email", "answer,email"),
    ],
)
def test_headings_of_many_languages_are_known(headings: str, expected: str) -> None:
    assert [one.value for one in guessed_fields(headings.split(","))] == expected.split(",")


def test_cells_tell_where_headings_say_nothing() -> None:
    rows = [[f"Firm {n} GmbH", f"a{n}@b.example", f"(617) 253-1{n:03}", "x"] for n in range(30)]
    assert _fields(["F1", "F2", "F3", "F4"], *rows) == ["company", "email", "phone", ""]


def test_ids_are_never_taken_for_something_else() -> None:
    rows = [["ag:1", "6172531000", "ann@acme.example"]] * 5
    assert _fields(["ad_id", "record id", "email"], *rows) == ["", "", "email"]


def test_a_column_of_titles_that_holds_forms_of_address_is_one() -> None:
    assert _fields(["First name", "Title"], ["Ann", "Mr."], ["Bob", "Dr"]) == [
        "first_name",
        "salutation",
    ]
    assert _fields(["First name", "Title"], ["Ann", "CFO"], ["Bob", "Dr"])[1] == "job_title"


def test_a_word_in_a_heading_counts_only_if_its_cells_agree() -> None:
    names = ["Company", "Preferred telephone (evenings)", "Best mail to write to"]
    good = ["Acme", "(617) 253-1000", "ann@acme.example"]
    assert _fields(names, good) == ["company", "phone", "email"]
    assert _fields(names, ["Acme", "the blue one", "letters"]) == ["company", "", ""]


def test_a_second_number_is_taken_by_its_heading_only() -> None:
    names = ["School name", "Phone", "Operational directorate office phone"]
    assert _fields(names, ["Acme", "9713 6220", "9582 5800"], region="AU")[2] == ""


def test_columns_are_joined_into_one() -> None:
    matching = Matching({}, {"Area+Local=": "phone"})
    with pytest.raises(InputError, match="There is no column “Local=”"):
        _fields(["Area", "Local"], matching=matching)
    columns = matched_columns(["Area", "Local"], [], "US", Matching({}, {"Area+Local": "phone"}))
    assert columns[2] == Column("Area+Local", Field.PHONE, 1, (0, 1))


def test_a_field_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"There is no field “tel”\. The fields are: company"):
        _fields(["A"], matching=Matching({"A": "tel"}))


def test_double_and_blank_headings_get_names_of_their_own() -> None:
    names = own_names(["Phone", "", "Phone", "Phone (2)", ""])
    assert names[:3] == ["Phone", "Column 2", "Phone (2)"]
    assert len(set(names)) == 5


def test_a_dialler_file_without_headings_is_known_by_what_it_holds() -> None:
    row = ["X1", "S1", "101", "1", "6172531000", "Mr", "Ann", "Q", "Lee", "1 Main St", "", ""]
    row += ["Boston", "MA", "", "02139", "USA", "F", "1970-01-01", "5035885000", "a@a.example"]
    names = layout_of([row], "US")
    assert names[3:5] == ("phone_code", "phone_number")
    assert layout_of([["a"] * 21], "US") == ()
