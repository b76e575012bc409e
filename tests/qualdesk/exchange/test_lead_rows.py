from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from qualdesk.domain.phone import Phone
from qualdesk.domain.places import ZoneSource, candidate_zones
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.errors import InputError
from qualdesk.exchange.findings import Findings
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.exchange.read_rows import ReadRow
from qualdesk.store.queue_index import SiteFacts, clock_of
from tests.builders import NOW


def _rows(folder: Path, content: str, region: str = "US", **reading: object) -> list[ReadRow]:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return list(LeadList(path, Reading(region, **reading), NOW).rows())  # type: ignore[arg-type]


def _lead(folder: Path, content: str, region: str = "US", **reading: object) -> LeadRow:
    (row,) = _rows(folder, content, region, **reading)
    assert row.lead
    return row.lead


@pytest.mark.parametrize(
    ("heading", "cell", "may_not_call", "may_not_mail"),
    [
        ("Do Not Call", "1", True, False),
        ("Do Not Call", "0", False, False),
        ("Do Not Call", "", False, False),
        ("Do Not Call", "2026-03-04", True, False),
        ("Nicht anrufen", "ja", True, False),
        ("Email Opt Out", "TRUE", False, True),
        ("Unsubscribed from all email", "yes", False, True),
        ("Opted out", "x", True, True),
        ("Allow Marketing Communication", "No", True, True),
        ("Consent", "agreed 12 Oct 2026", False, False),
        ("Lead Status", "Unsubscribed", True, True),
        ("Nicht anrufen", "FALSCH", False, False),
        ("Ne pas appeler", "VRAI", True, False),
        ("No llamar", "FALSO", False, False),
        ("Einwilligung", "FALSCH", True, True),
        ("Zgoda", "FAŁSZ", True, True),
        ("同意", "×", True, True),
        ("同意", "○", False, False),
        ("Consent", "✔️", False, False),
        ("Consent", "opted out", True, True),
        ("Consent", "Nein – bitte nicht", True, True),
        ("May we call you", "Yes (mornings)", False, False),
        ("Lawful basis", "Legitimate interest – prospect/lead", False, False),
        ("電話可否", "不可", True, False),
        ("電話可否", "可", False, False),
        ("架電禁止", "○", True, False),
        ("架電禁止", "×", True, False),
        ("Do not allow Phone Calls", "Do Not Allow", True, False),
        ("Do not allow Phone Calls", "Allow", False, False),
        ("Do not allow Bulk Emails", "Do Not Allow", False, True),
        ("Stage", "Do Not Contact", True, True),
        ("Status", "DNCC", True, True),
        ("Opted out of email: Marketing Information", "true", False, True),
        ("Keine Werbung", "x", True, True),
        ("Telefonwerbung erlaubt", "nein", True, False),
        ("Accepte d’être contacté", "non", True, True),
        ("Acepta ser contactado", "no", True, True),
    ],
)
def test_columns_that_forbid_contact_are_heard(
    tmp_path: Path, heading: str, cell: str, *, may_not_call: bool, may_not_mail: bool
) -> None:
    lead = _lead(tmp_path, f"First name,Last name,{heading}\nAnn,Lee,{cell}\n")
    assert (lead.may_not_call, lead.may_not_mail) == (may_not_call, may_not_mail)


@pytest.mark.parametrize(
    ("heading", "may_not_call"), [("Consent", False), ("May we call you", True)]
)
def test_a_consent_that_says_neither_yes_nor_no_is_reported(
    tmp_path: Path, heading: str, *, may_not_call: bool
) -> None:
    (row,) = _rows(tmp_path, f"First name,Last name,{heading}\nAnn,Lee,perhaps later\n")
    assert [(one.column, one.kind) for one in row.problems] == [(heading, "unclear_consent")]
    assert row.lead
    assert row.lead.may_not_call is may_not_call


def test_a_letter_for_a_status_leaves_nobody_out(tmp_path: Path) -> None:
    assert _lead(tmp_path, "First name,Last name,Status\nAnn,Lee,F\n").last_name == "Lee"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Rue (bureau),Ville (bureau),Rue (domicile)\n1 rue A,Lyon,5 rue B", "1 rue A, Lyon"),
        ("Rue (bureau),Ville (domicile),Rue (domicile)\n,Metz,5 rue B", "5 rue B, Metz"),
        ("Straße geschäftlich,Straße privat,Ort geschäftlich\nWeg 1,Gasse 5,Ulm", "Weg 1, Ulm"),
        (
            "Calle particular,Calle del trabajo,Ciudad del trabajo\nSol 5,Mayor 1,Jaén",
            "Mayor 1, Jaén",
        ),
    ],
)
def test_the_address_at_work_counts_before_the_one_at_home(
    tmp_path: Path, words: str, place: str
) -> None:
    headings, cells = words.split("\n")
    lead = _lead(tmp_path, f"Email,{headings}\na@acme.com,{cells}\n")
    assert f"{lead.street}, {lead.city}" == place


@pytest.mark.parametrize(
    ("heading", "name", "first", "last"),
    [
        ("Nom et prénom", "Dupont Jean-Pierre", "Jean-Pierre", "Dupont"),
        ("Nachname Vorname", "Weber Anna", "Anna", "Weber"),
        ("Apellidos y nombre", "García López María", "María", "García López"),
        ("Teljes név", "Kovács János", "János", "Kovács"),
        ("Prénom Nom", "Jean Dupont", "Jean", "Dupont"),
        ("Nombre y apellidos", "María García", "María", "García"),
    ],
)
def test_a_heading_tells_which_name_comes_first(
    tmp_path: Path, heading: str, name: str, first: str, last: str
) -> None:
    lead = _lead(tmp_path, f"{heading},Email\n{name},a@acme.com\n")
    assert (lead.first_name, lead.last_name) == (first, last)


def test_hungarian_headings_say_nothing_of_the_names_of_people_elsewhere(tmp_path: Path) -> None:
    words = "Teljes név,Email,Country\nJane Miller,a@acme.com,United Kingdom\n"
    assert _lead(tmp_path, words).last_name == "Miller"


def test_a_flag_of_one_number_bars_that_number(tmp_path: Path) -> None:
    words = "Last name,Direct phone,Mobile phone,Mobile Phone Do Not Call\n"
    lead = _lead(tmp_path, words + "Lee,(617) 253-1000,(503) 588-5000,Yes\n")
    assert lead.barred_phones == ("+15035885000",)
    assert not lead.may_not_call


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Attendee Status", "Refunded"),
        ("Status", "Closed"),
        ("Deleted", "1"),
        ("Converted", "TRUE"),
        ("Approval Status", "cancelled"),
        ("Comments", "<test lead: dummy data for comments>"),
    ],
)
def test_what_is_no_lead_any_more_is_left_out_aloud(
    tmp_path: Path, heading: str, cell: str
) -> None:
    (row,) = _rows(tmp_path, f"First name,Last name,{heading}\nAnn,Lee,{cell}\n")
    assert row.lead is None
    assert [one.kind for one in row.problems] == ["left_out"]


def test_the_most_direct_number_comes_first(tmp_path: Path) -> None:
    words = "Company,Corporate Phone,Mobile Phone,Work Direct Phone\n"
    lead = _lead(tmp_path, words + "Acme,(617) 253-1000,(503) 588-5000,(212) 998-1212\n")
    assert lead.phones == ("+12129981212", "+15035885000", "+16172531000")


def test_an_area_code_of_its_own_completes_a_number(tmp_path: Path) -> None:
    assert _lead(tmp_path, "Firm,Area code,Phone\nAcme,617,253-1000\n").phones == ("+16172531000",)
    german = "Firm,Vorwahl,Rufnummer\nAcme,0351,4567890\nBolt,0351,0351 4567890\n"
    phones = [row.lead and row.lead.phones for row in _rows(tmp_path, german, region="DE")]
    assert phones == [("+493514567890",)] * 2
    joined = {"Amt+Nr": "phone"}
    lead = _lead(tmp_path, "Firm,Amt,Nr\nAcme,617,253-1000\n", joins=joined)
    assert lead.phones == ("+16172531000",)
    nothing = _lead(tmp_path, "Firm,Amt,Nr\nAcme,617,n/a\n", joins=joined)
    assert (nothing.phones, nothing.has_bad_phone) == ((), False)


def test_an_area_code_is_the_landline_s_and_the_mobile_s_only_where_no_other_number_is(
    tmp_path: Path,
) -> None:
    both = "Firm;Vorwahl;Telefon;Mobil\nAcme;0221;123456;1711234567\n"
    assert _lead(tmp_path, both, region="DE").phones == ("+49221123456", "+491711234567")
    alone = "Firm;Vorwahl;Mobil\nAcme;0171;1234567\n"
    assert _lead(tmp_path, alone, region="DE").phones == ("+491711234567",)


def test_digits_behind_a_number_are_named_and_the_number_is_no_bad_one(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, "Company,Phone\nAcme,0221 123456/7\n", region="DE")
    assert [(one.kind, one.value) for one in row.problems] == [
        ("phone_more_digits", "0221 123456/7")
    ]
    assert row.lead
    assert (row.lead.phones, row.lead.has_bad_phone) == (("+49221123456",), False)


def test_a_calling_code_of_its_own_tells_the_country(tmp_path: Path) -> None:
    words = "Firm,phone_code,phone_number\nAcme,49,8999998210\nBolt,1,6172531000\n"
    assert [row.lead and row.lead.phones for row in _rows(tmp_path, words, region="")] == [
        ("+498999998210",),
        ("+16172531000",),
    ]


def test_an_extension_of_its_own_goes_with_the_first_number(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Firm,Phone,Ext\nAcme,(617) 253-1000,x12\n")
    assert lead.extensions == {"+16172531000": "12"}


def test_one_address_is_taken_whole_and_not_mixed(tmp_path: Path) -> None:
    head = "Last name,Person City,Person State,Country,Company City,Company State,Company Country\n"
    own = _lead(tmp_path, head + "Lee,Boston,MA,United States,Paris,,France\n")
    assert (own.city, own.region, own.country) == ("Boston", "MA", "US")
    firm = _lead(tmp_path, head + "Lee,,,,Paris,,France\n")
    assert (firm.city, firm.region, firm.country) == ("Paris", "", "FR")


@pytest.mark.parametrize(
    ("address", "phone", "zones"),
    [
        ("Anchorage,AK,99501", "907-581-1202", ("America/Anchorage",)),
        ("Phoenix,,85001", "(215) 599-2000", ("America/Phoenix",)),
    ],
)
def test_the_address_decides_the_zone_before_the_number(
    tmp_path: Path, address: str, phone: str, zones: tuple[str, ...]
) -> None:
    lead = _lead(tmp_path, f"Firm,City,State,Zip,Phone\nAcme,{address},{phone}\n")
    found = candidate_zones(lead.country, lead.region, ("Pacific/Honolulu", "America/New_York"))
    assert set(zones) <= set(found)
    assert "America/New_York" not in found


@pytest.mark.parametrize(
    ("told", "phone", "country"),
    [
        ("", "+61 2 9374 4000", "AU"),
        ("", "(617) 253-1000", "US"),
        ("", "(416) 968-1000", "CA"),
        ("", "800 356 9377", "US"),
        ("", "n/a", "US"),
        ("France", "+61 2 9374 4000", "FR"),
        ("Utopia", "+61 2 9374 4000", "AU"),
    ],
)
def test_without_an_address_a_row_is_in_the_country_of_its_number(
    tmp_path: Path, told: str, phone: str, country: str
) -> None:
    lead = _lead(tmp_path, f"Name,Company,Country,Phone\nJames Hart,Hart Ltd,{told},{phone}\n")
    assert lead.country == country


def test_a_list_without_a_country_gets_none_from_one_of_its_numbers(tmp_path: Path) -> None:
    words = "Company,Phone\nHart Ltd,+61 2 9374 4000\nBolt Ltd,(617) 253-1000\n"
    rows = _rows(tmp_path, words, region="")
    assert [row.lead and row.lead.country for row in rows] == ["", ""]
    assert Findings.of(rows).lacks_region


@pytest.mark.parametrize("address", ["Boston,,", ",MA,", ",,02139"])
def test_an_address_is_asked_before_a_number_from_abroad(tmp_path: Path, address: str) -> None:
    words = f"Company,City,State,Zip,Phone\nHart Ltd,{address},+61 2 9374 4000\n"
    assert _lead(tmp_path, words).country == "US"


@pytest.mark.parametrize(
    ("country", "cell", "region"),
    [("US", "ND", "ND"), ("IT", "NA", "NA"), ("US", "NA", ""), ("IT", "N/A", ""), ("US", "-", "")],
)
def test_a_state_that_is_spelt_like_nothing_is_a_state(
    tmp_path: Path, country: str, cell: str, region: str
) -> None:
    words = f"Company,City,State,Country\nHart Ltd,Fargo,{cell},{country}\n"
    assert _lead(tmp_path, words).region == region


@pytest.mark.parametrize(
    ("country", "cell", "code", "region"),
    [
        ("US", "2139.0", "02139", "MA"),
        ("US", "10001.0", "10001", "NY"),
        ("US", "2139", "2139", ""),
        ("DE", "1067.0", "01067", ""),
        ("GB", "1067.0", "1067", ""),
    ],
)
def test_a_postal_code_that_became_a_decimal_is_whole_again(
    tmp_path: Path, country: str, cell: str, code: str, region: str
) -> None:
    lead = _lead(tmp_path, f"Company,Zip,Country\nHart Ltd,{cell},{country}\n")
    assert (lead.postal_code, lead.region) == (code, region)


def test_a_number_from_abroad_rings_on_its_own_clock(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Name,Company,Phone\nJames Hart,Hart Ltd,+61 2 9374 4000\n")
    moment = datetime(2026, 11, 30, 19, 30, tzinfo=UTC)
    clock = clock_of(SiteFacts(lead.country, lead.region, lead.time_zone), Phone(lead.phones[0]))
    told = {moment.astimezone(ZoneInfo(zone)).strftime("%H:%M") for zone in clock.zones}
    assert told == {"06:30"}


def test_a_country_nobody_knows_is_named_with_the_one_that_is_taken(tmp_path: Path) -> None:
    words = "Company,Country,Phone\nHart Ltd,Utopia,+61 2 9374 4000\n"
    ((problem,),) = [row.problems for row in _rows(tmp_path, words)]
    assert problem.message == "This country is not known; AU is taken."


@pytest.mark.parametrize(
    ("city", "code", "zone"),
    [
        ("Broken Hill", "2880", "Australia/Broken_Hill"),
        ("Tibooburra", "2880", "Australia/Sydney"),
        ("Menindee", "2879", "Australia/Sydney"),
        ("Lord Howe Island", "2898", "Australia/Lord_Howe"),
        ("Adelaide", "5000", ""),
    ],
)
def test_a_postal_code_tells_the_clock(tmp_path: Path, city: str, code: str, zone: str) -> None:
    words = f"Firm,City,Postcode,Phone\nAcme,{city},{code},08 8088 2181\n"
    lead = _lead(tmp_path, words, region="AU")
    assert (lead.time_zone, lead.zone_source) == (zone, ZoneSource.POSTAL_CODE if zone else None)


def test_a_zone_of_the_list_is_taken(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Firm,Postcode,Time zone\nAcme,2880,America/Denver\n", region="AU")
    assert (lead.time_zone, lead.zone_source) == ("America/Denver", ZoneSource.LIST)


@pytest.mark.parametrize(
    ("cell", "at", "zone"),
    [
        ("2026-11-02 15:00:00 CET", datetime(2026, 11, 2, 14, tzinfo=UTC), "CET"),
        ("2026-11-02T15:00:00+0100", datetime(2026, 11, 2, 14, tzinfo=UTC), "+0100"),
        ("11/02/2026 03:00 PM", datetime(2026, 11, 2, 15, tzinfo=UTC), ""),
        ("Nov 2, 2026 15:00:00 America/New_York", datetime(2026, 11, 2, 20, tzinfo=UTC), None),
        ("Nov 2, 2026 03:00:00 PM", datetime(2026, 11, 2, 15, tzinfo=UTC), ""),
        ("2 November 2026", datetime(2026, 11, 2, 12, tzinfo=UTC), ""),
        ("2. Oktober 2026 15:00", datetime(2026, 10, 2, 15, tzinfo=UTC), ""),
        ("2 août 2026", datetime(2026, 8, 2, 12, tzinfo=UTC), ""),
        ("2026年11月2日 9:05", datetime(2026, 11, 2, 9, 5, tzinfo=UTC), ""),
    ],
)
def test_a_response_keeps_its_moment_and_its_zone(
    tmp_path: Path, cell: str, at: datetime, zone: str | None
) -> None:
    lead = _lead(tmp_path, f'Firm,Response date\nAcme,"{cell}"\n')
    assert lead.responded_at == at
    assert zone is None or lead.responded_zone == zone


def test_a_zone_in_the_heading_counts_for_its_cells(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Firm,Registration time (GMT+9)\nAcme,2026-11-02 09:00\n")
    assert lead.responded_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_who_attended_responded_when_they_joined(tmp_path: Path) -> None:
    head = "Last name,Attended,Registration time,Join time,Time in session (minutes),Questions\n"
    came = _lead(tmp_path, head + "Lee,Yes,2026-11-01,2026-11-05 15:00,61,Does it scale?\n")
    assert (came.response, came.minutes, came.question) == (
        ResponseKind.ATTENDED,
        61,
        "Does it scale?",
    )
    assert came.responded_at == datetime(2026, 11, 5, 15, tzinfo=UTC)
    stayed_away = _lead(tmp_path, head + "Lee,No,2026-11-01,--,--,\n")
    assert stayed_away.response is ResponseKind.DID_NOT_ATTEND
    assert stayed_away.responded_at == datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_answers_to_the_questions_of_a_form_are_kept(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Last name,How many seats do you need?,Notes\nLee,40,Tall\n")
    assert lead.note == "Tall\nHow many seats do you need?: 40"


def test_responses_without_a_day_ask_when_they_were(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Last name,Attended\nLee,Yes\n")
    source = LeadList(path, Reading("US"), NOW)
    with pytest.raises(InputError, match="--responded"):
        source.check(Findings.of(source.rows()))
    told = LeadList(path, Reading("US", responded="never"), NOW)
    told.check(Findings.of(told.rows()))


def test_a_letter_that_was_lost_is_named_and_its_row_taken(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Company,City\nCafé,Köln\nZoë,Genève\n".encode() + b"Caf\xe9,Paris\n")
    rows = list(LeadList(path, Reading("FR"), NOW).rows())
    assert [row.lead is not None for row in rows] == [True, True, True]
    assert [one.kind for row in rows for one in row.problems] == ["unreadable_letter"]


def test_headings_wider_than_all_the_rows_are_no_fault_of_each(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "Company,Phone,Note,Spare\nAcme,,x\nBolt,,y\n")
    assert [row.problems for row in rows] == [(), ()]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Company,Phone\n", "no rows"),
        ("Company,Phone\nn/a,n/a\n-,\n", "No row of list.csv"),
        ("a,b\n1,2\n", "No column of list.csv"),
    ],
)
def test_a_file_that_names_nobody_is_said_to_be_so(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content)
    source = LeadList(path, Reading("US"), NOW)
    with pytest.raises(InputError, match=said):
        source.check(Findings.of(source.rows()))


def test_what_somebody_is_interested_in_is_noted_under_its_heading(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Full Name,Firma,Interesse,Budget\nCarla Neri,Neri,wet line,2027\n")
    assert lead.note == "Interesse: wet line\nBudget: 2027"
