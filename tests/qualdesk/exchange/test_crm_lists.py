"""Lists as CRMs, data providers, address books and scrapers export them, each for what was misread."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualdesk.exchange.column_matching import Matching, matched_columns
from qualdesk.exchange.fields import Field
from qualdesk.exchange.headings import guessed_fields
from qualdesk.exchange.lead_lists import LeadList, Reading
from qualdesk.exchange.lead_rows import LeadRow
from qualdesk.exchange.phone_cells import read_numbers
from qualdesk.exchange.read_rows import ReadRow
from tests.builders import NOW


def _rows(folder: Path, words: str, region: str = "US") -> list[ReadRow]:
    path = folder / "list.csv"
    path.write_text(words, encoding="utf-8")
    return list(LeadList(path, Reading(region), NOW).rows())


def _lead(folder: Path, words: str, region: str = "US") -> LeadRow:
    (row,) = _rows(folder, words, region)
    assert row.lead
    return row.lead


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("Lead Status", one) for one in ("Unqualified", "Disqualified", "Dead", "Junk Lead")),
        *(("Lead Status", one) for one in ("Lost Lead", "Not Qualified", "Not interested")),
        ("Stage", "Bad Data"),
        ("Disposition", "Not Interested"),
        ("status_label", "Bad Fit"),
        ("Status", "Obsolete"),
        ("Status", "Lost: no budget"),
        ("Leadstatus", "Verloren"),
        ("Status", "Disqualifiziert"),
        ("Statut", "Perdu"),
        ("Estado", "Baja"),
        ("permanentlyClosed", "true"),
    ],
)
def test_whom_sales_gave_up_is_left_out_aloud(tmp_path: Path, heading: str, cell: str) -> None:
    (row,) = _rows(
        tmp_path, f"Full name,Company,Email,{heading}\nAnn Lee,A,a@acme.example,{cell}\n"
    )
    assert row.lead is None
    assert [(one.column, one.kind) for one in row.problems] == [(heading, "left_out")]


@pytest.mark.parametrize("status", ["Recycled", "Customer", "Nurture", "Attempted to contact"])
def test_whom_one_may_still_ask_is_taken(tmp_path: Path, status: str) -> None:
    words = f"Full name,Company,Email,Lead Status\nAnn Lee,Acme,a@acme.example,{status}\n"
    assert _lead(tmp_path, words).person == "Ann Lee"


@pytest.mark.parametrize(
    ("heading", "cell", "may_not_call", "may_not_mail"),
    [
        ("Do not disturb", "TRUE", True, False),
        ("Don't call", "checked", True, False),
        ("Email Status", "Opt-Out: Contact Opt-Out", False, True),
        ("E-Mail Invalid", "true", False, True),
        ("Person - Marketing status", "No consent", False, True),
        ("Opt-In E-Mail", "nein", False, True),
        ("Opt-In Telefon", "nein", True, False),
        ("Status para Comunicação por Email", "opt_out", False, True),
        ("Gesperrt", "ja", True, True),
        ("Sperre", "-1", True, True),
        ("Sperre", "0", False, False),
        ("Opposition démarchage", "oui", True, False),
        ("Acepta comunicaciones comerciales", "No", True, True),
        ("Zgoda na e-mail", "nie", False, True),
        ("Contact Permission", "Declined", True, True),
        ("Lawful Basis", "^consent^", False, False),
        ("Base legal", "Consentimento", False, False),
    ],
)
def test_what_crms_forbid_is_heard(
    tmp_path: Path, heading: str, cell: str, *, may_not_call: bool, may_not_mail: bool
) -> None:
    (row,) = _rows(tmp_path, f"Full name,Email,{heading}\nAnn Lee,a@acme.example,{cell}\n")
    assert row.lead
    assert (row.lead.may_not_call, row.lead.may_not_mail) == (may_not_call, may_not_mail)
    assert row.problems == ()


def test_a_bar_of_one_number_among_several_bars_that_number(tmp_path: Path) -> None:
    words = (
        "Company,Full name,Mobile Phone 1,Mobile Phone 1 DNC,Mobile Phone 2,Mobile Phone 2 DNC,"
        "HQ Phone,HQ Phone DNC\nAcme,Ann Lee,702-555-0182,Yes,702-555-0183,No,702-555-0100,TRUE\n"
    )
    lead = _lead(tmp_path, words)
    assert lead.barred_phones == ("+17025550182", "+17025550100")
    assert lead.may_be_called
    assert not lead.may_not_call


def test_a_bar_named_for_a_kind_of_number_bars_all_of_that_kind(tmp_path: Path) -> None:
    words = "Company,Phone,Cell,Mobile 2,Mobile DNC\nAcme,7025550182,7025550183,7025550184,y\n"
    assert _lead(tmp_path, words).barred_phones == ("+17025550183", "+17025550184")


@pytest.mark.parametrize(
    "headings",
    [
        "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value",
        "Phone 1 Type,Phone 1,Phone 2 Type,Phone 2",
        "Phone Type 1,Phone Number 1,Phone Type 2,Phone Number 2",
        "Phone number 1 label,Phone number 1,Phone number 2 label,Phone number 2",
    ],
)
def test_a_number_that_its_label_calls_a_fax_is_never_dialled(
    tmp_path: Path, headings: str
) -> None:
    words = f"Organization Name,{headings}\nAcme,Work Fax,702-555-0182,Work,702-555-0183\n"
    assert _lead(tmp_path, words).phones == ("+17025550183",)


def test_a_number_that_its_label_calls_an_assistants_is_not_the_prospects(tmp_path: Path) -> None:
    words = (
        "Company,Phone 1,Phone 1 Type,Phone 2,Phone 2 Type\nA,7025550182,Assistant,7025550183,\n"
    )
    assert _lead(tmp_path, words).phones == ("+17025550183",)


def test_labels_say_which_number_is_the_most_direct(tmp_path: Path) -> None:
    words = (
        "Company,Phone 1,Phone 1 Type,Phone 2,Phone 2 Type,Phone 3,Phone 3 Type\n"
        "Acme,702-555-0181,Home,702-555-0182,Mobile,702-555-0183,Direct\n"
    )
    assert _lead(tmp_path, words).phones == ("+17025550183", "+17025550182", "+17025550181")


@pytest.mark.parametrize(
    ("words", "extensions"),
    [
        (
            "Company,Phone 1,Phone 1 Ext,Phone 2,Phone 2 Ext\nA,7025550182,7,7025550183,8\n",
            {"+17025550182": "7", "+17025550183": "8"},
        ),
        ("Company,Phone,Ext,Direct Phone\nA,7025550182,7,7025550183\n", {"+17025550182": "7"}),
        ("Company,Phone,Mobile,Ext\nA,7025550182,7025550183,7.0\n", {"+17025550182": "7"}),
        ("Company,Ext,Direct Phone,Phone\nA,7,,7025550183\n", {}),
        ("Nom du compte,Fonction,Téléphone,Poste\nA,PDG,7025550182,12\n", {"+17025550182": "12"}),
    ],
)
def test_an_extension_belongs_to_the_number_it_stands_beside(
    tmp_path: Path, words: str, extensions: dict[str, str]
) -> None:
    assert _lead(tmp_path, words).extensions == extensions


@pytest.mark.parametrize(
    "heading",
    [
        *("Sales Rep Phone", "Account Manager Phone", "Assistant's phone", "Betreuer Telefon"),
        *("Owner Email", "Account Manager Email Address", "Fax1", "Tel. Assistenz"),
    ],
)
def test_our_own_people_and_faxes_are_never_the_prospects(tmp_path: Path, heading: str) -> None:
    cell = "jonas@ours.example" if "mail" in heading else "702-555-0100"
    lead = _lead(tmp_path, f"Company,Contact,{heading}\nAcme,Ann Lee,{cell}\n")
    assert (lead.person, lead.phones, lead.email) == ("Ann Lee", (), "")


@pytest.mark.parametrize(
    "heading", ["Account Manager Name", "Parent Company", "Reports To", "担当営業", "Opiekun"]
)
def test_who_looks_after_a_prospect_is_not_the_prospect(heading: str) -> None:
    assert guessed_fields([heading, "Company"])[0] is Field.IGNORED


def test_the_persons_own_address_and_number_come_before_the_companys(tmp_path: Path) -> None:
    words = (
        "Firmenname;Telefon;E-Mail;Vorname;Nachname;Telefon (Ansprechpartner);"
        "E-Mail (Ansprechpartner);E-Mail (privat)\n"
        "Nord GmbH;0421 5550100;info@nord.example;Jan;Ott;0421 5550142;j.ott@nord.example;j@web.de\n"
    )
    lead = _lead(tmp_path, words, "DE")
    assert lead.phones == ("+494215550142", "+494215550100")
    assert lead.email == "j.ott@nord.example"


def test_the_companys_address_counts_where_the_person_has_none(tmp_path: Path) -> None:
    words = "Company,Company Email,Contact Email\nAcme,info@acme.example,\n"
    assert _lead(tmp_path, words).email == "info@acme.example"


@pytest.mark.parametrize(
    ("name", "firm", "person", "company"),
    [
        ("Deco AG, Doris Baum", "Deco AG", "Doris Baum", "Deco AG"),
        ("Deco AG", "", "", "Deco AG"),
        ("Deco AG", "Deco AG", "", "Deco AG"),
        ("Doris Baum", "", "Doris Baum", "Doris Baum"),
        ("Doris Baum", "Doris Baum", "Doris Baum", "Doris Baum"),
    ],
)
def test_a_company_in_a_column_of_names_is_nobody(
    tmp_path: Path, name: str, firm: str, person: str, company: str
) -> None:
    words = f"Vollständiger Name;Verknüpftes Unternehmen;Telefon\n{name};{firm};030 5550142\n"
    lead = _lead(tmp_path, words, "DE")
    assert (lead.person, lead.company) == (person, company)


def test_a_flag_that_somebody_is_a_company_is_not_its_name() -> None:
    rows = [["Acme Clinic", "True"], ["Ann Lee", "False"]]
    columns = matched_columns(["Anything", "Is a Company"], rows, "US", Matching())
    assert columns[1].field is Field.IGNORED


def test_a_display_name_that_is_nobodys_is_the_company(tmp_path: Path) -> None:
    words = "display_name,first_name,last_name,phone\nAcme,Ann,Lee,702-555-0182\n"
    assert _lead(tmp_path, words).company == "Acme"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Anrede;Titel;Vorname;Nachname;Firma\nFrau;Dr.;Eva;Groß;Nord\n", "Frau Dr."),
        ("Salutation;First name;Last name;Company\nAnn;Ann;Lee;Acme\n", ""),
        ("Salutation;Contact;Company\nDear Ms. Lee;Ann Lee;Acme\n", ""),
    ],
)
def test_titles_are_kept_and_greetings_are_none(tmp_path: Path, words: str, title: str) -> None:
    assert _lead(tmp_path, words).title == title


def test_degrees_behind_a_last_name_are_not_of_it(tmp_path: Path) -> None:
    lead = _lead(tmp_path, 'First Name,Last Name,Company\nBo,"Roe Jr., MBA",Acme\n')
    assert lead.last_name == "Roe Jr."


@pytest.mark.parametrize("cell", ["DE - Germany", "Germany (DE)", "DE", "D"])
def test_a_country_may_be_told_by_code_and_name(tmp_path: Path, cell: str) -> None:
    (row,) = _rows(tmp_path, f"Company,Country/Region,Phone\nNord,{cell},0421 5550142\n")
    assert row.lead
    assert (row.lead.country, row.lead.phones, row.problems) == ("DE", ("+494215550142",), ())


def test_two_countries_in_one_cell_are_none(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, "Company,Country\nNord,Germany / Austria\n")
    assert [one.kind for one in row.problems] == ["unknown_country"]


def test_where_somebody_is_counts_before_where_their_company_is(tmp_path: Path) -> None:
    words = (
        "full_name,location,company,company_locality,company_region,company_country\n"
        'Ann Lee,"London, England, United Kingdom",Acme,New York,New York,United States\n'
    )
    lead = _lead(tmp_path, words)
    assert (lead.city, lead.region, lead.country) == ("London", "ENG", "GB")


def test_a_whole_address_beside_its_town_is_parted(tmp_path: Path) -> None:
    words = (
        "Company,City,State,Country,Company Address\n"
        'Acme,Austin,Texas,United States,"1 Main St, Austin, Texas, United States, 78701"\n'
    )
    lead = _lead(tmp_path, words)
    assert (lead.street, lead.postal_code, lead.region) == ("1 Main St", "78701", "TX")


@pytest.mark.parametrize("heading", ["timestamp", "scrapedAt"])
def test_when_a_program_looked_somebody_up_they_did_not_respond(
    tmp_path: Path, heading: str
) -> None:
    words = f"fullName,email,profileUrl,{heading}\nAnn Lee,a@acme.example,x,2026-10-12\n"
    assert _lead(tmp_path, words).responded_at is None


def test_a_conversion_is_when_they_responded_and_to_what(tmp_path: Path) -> None:
    words = (
        "First Name,Last Name,Email,Create Date,Recent Conversion,Recent Conversion Date\n"
        "Ann,Lee,a@acme.example,2026-01-02 10:00,White paper,2026-11-02 14:05\n"
    )
    lead = _lead(tmp_path, words)
    assert lead.responded_at == datetime(2026, 11, 2, 14, 5, tzinfo=UTC)
    assert lead.note == "Recent Conversion: White paper"


def test_an_offset_may_stand_apart_from_its_time(tmp_path: Path) -> None:
    words = "Nome,Empresa,Data da última conversão\nAna Souza,Alfa,2026-11-02 14:05:00 -0300\n"
    lead = _lead(tmp_path, words, "BR")
    assert lead.responded_at == datetime(2026, 11, 2, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headings", "cells", "phones"),
    [
        ("Work,Mobile", "702-555-0182,702-555-0183", ("+17025550182", "+17025550183")),
        ("Office,Cell,Home", "702-555-0182,,702-555-0184", ("+17025550182", "+17025550184")),
        ("number1,number2", "7025550182,7025550183", ("+17025550182", "+17025550183")),
        ("Office,Mobile", "London,702-555-0183", ("+17025550183",)),
    ],
)
def test_bare_headings_are_lines_where_numbers_stand_below_them(
    tmp_path: Path, headings: str, cells: str, phones: tuple[str, ...]
) -> None:
    assert _lead(tmp_path, f"Company,{headings}\nAcme,{cells}\n").phones == phones


def test_what_tells_persons_from_companies_is_no_industry(tmp_path: Path) -> None:
    words = "Typ;Firma;Nachname\nFirma;Nord GmbH;\nPerson;Nord GmbH;Ott\n"
    rows = _rows(tmp_path, words, "DE")
    assert [row.lead and row.lead.industry for row in rows] == ["", ""]


def test_the_estado_of_a_lead_is_no_region(tmp_path: Path) -> None:
    words = "Empresa;Nombre completo;Estado\nAlfa;Ana Ruiz;Potencial\nBeta;Luis Gil;Cliente\n"
    rows = _rows(tmp_path, words, "ES")
    assert [row.lead and row.lead.region for row in rows] == ["", ""]


@pytest.mark.parametrize(
    "line", ["Grand Totals (5 records)", "Anzahl Mitglieder: 3", "Total contacts: 12"]
)
def test_a_count_of_what_stands_above_is_no_row(tmp_path: Path, line: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Company,Phone,City\nAcme,702-555-0182,Reno\n{line},,\n", "utf-8")
    report = LeadList(path, Reading("US"), NOW)
    assert len(list(report.rows())) == 1
    assert [one.kind for one in report.problems_around()] == ["below_rows"]


@pytest.mark.parametrize("cell", ["[not provided]", "tbc", "keine Angabe"])
def test_words_for_no_number_are_no_bad_number(tmp_path: Path, cell: str) -> None:
    (row,) = _rows(tmp_path, f"Company,Phone,City\nAcme,{cell},Reno\n")
    assert row.lead
    assert (row.lead.phones, row.problems) == ((), ())


@pytest.mark.parametrize(
    "company", ["Self-employed", "Freelance", "Selbstständig", "[not provided]"]
)
def test_people_without_a_company_are_not_one_company_together(
    tmp_path: Path, company: str
) -> None:
    words = f"First name,Last name,Company,Position\nAnn,Lee,{company},Consultant\n"
    assert _lead(tmp_path, words).company == "Ann Lee"


@pytest.mark.parametrize("cell", ["Clean", "Not registered", "No match", "callable"])
def test_what_no_list_bars_may_be_called(tmp_path: Path, cell: str) -> None:
    lead = _lead(tmp_path, f"Company,Mobile,Mobile DNC,TPS\nAcme,7025550182,{cell},{cell}\n")
    assert (lead.barred_phones, lead.may_not_call) == ((), False)


def test_a_report_may_name_the_table_before_the_field() -> None:
    names = ["Contact Owner: Full Name", "Contact: Full Name", "Account Name: Account Name"]
    assert guessed_fields(names) == [Field.IGNORED, Field.FULL_NAME, Field.COMPANY]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Postanschrift (Postleitzahl)", Field.POSTAL_CODE),
        ("Rue de l'adresse postale", Field.STREET),
        ("Adresse 1 : Ville", Field.CITY),
        ("Adres służbowy - kod pocztowy", Field.POSTAL_CODE),
        ("Werkadres, plaats", Field.CITY),
        ("Person - Telefon - Arbeit", Field.PHONE),
        ("TEL直通", Field.DIRECT_PHONE),
        ("Zugeordnetes Unternehmen", Field.COMPANY),
        ("Vom Empfang aller E-Mails abgemeldet", Field.DO_NOT_MAIL),
        ("Phone 2 Type", Field.PHONE_KIND),
        ("Office Phone DNC", Field.DO_NOT_CALL_NUMBER),
        ("Phone 2 Ext", Field.EXTENSION),
        ("Company HQ Country", Field.COUNTRY),
        ("Country ISO code", Field.COUNTRY),
        ("Number of employees\nLast avail. value", Field.SIZE),
    ],
)
def test_headings_of_crms_in_other_languages_are_known(heading: str, field: Field) -> None:
    assert guessed_fields([heading]) == [field]


@pytest.mark.parametrize(
    ("cells", "field"),
    [(("Einkauf", "Leiter IT"), Field.JOB_TITLE), (("Dr. med.", "Prof. Dr."), Field.SALUTATION)],
)
def test_the_titel_of_somebody_is_their_job_or_their_degree(
    cells: tuple[str, str], field: Field
) -> None:
    rows = [["Frau", "Eva", "Groß", cell] for cell in cells]
    names = ["Anrede", "Vorname", "Nachname", "Titel"]
    assert matched_columns(names, rows, "DE", Matching())[3].field is field


def test_two_numbers_with_a_dash_between_are_two(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Ragione sociale,Tel.\nAlfa,06/5550142 - 06/5550143\n", "IT")
    assert lead.phones == ("+39065550142", "+39065550143")


def test_a_dash_behind_an_area_code_parts_no_number(tmp_path: Path) -> None:
    assert _lead(tmp_path, "Firma,Tel.\nNord,0421 - 5550142\n", "DE").phones == ("+494215550142",)


def test_an_old_german_list_is_read_in_the_letters_of_dos(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Firma;Ort;Telefon\nHuber;München;089 5550142\n".encode("cp850"))
    (row,) = LeadList(path, Reading("DE"), NOW).rows()
    assert row.lead
    assert row.lead.city == "München"


@pytest.mark.parametrize(
    ("location", "city", "country"),
    [
        ("United Kingdom", "", "GB"),
        ("Singapore", "Singapore", "SG"),
        ("Georgia", "Georgia", "US"),
        ("London", "London", "US"),
    ],
)
def test_a_location_may_be_no_more_than_a_country(
    tmp_path: Path, location: str, city: str, country: str
) -> None:
    lead = _lead(tmp_path, f"Full name,Company,Location\nAnn Lee,Acme,{location}\n")
    assert (lead.city, lead.country) == (city, country)


def test_a_postal_code_and_its_last_four_may_run_together(tmp_path: Path) -> None:
    lead = _lead(tmp_path, "Company,City,Zip\nAcme,Chicago,606011234\n")
    assert (lead.postal_code, lead.region) == ("60601-1234", "IL")


def test_the_companys_address_is_not_where_the_person_is(tmp_path: Path) -> None:
    words = (
        "Full name,Company,Person Street,Person City,Country,Company City,Full Address\n"
        'Ann Lee,Acme,,Chicago,United States,New York,"9 Wall St, New York, 10005"\n'
    )
    lead = _lead(tmp_path, words)
    assert (lead.street, lead.city) == ("", "Chicago")


def test_when_a_dialler_was_given_somebody_they_did_not_respond(tmp_path: Path) -> None:
    words = (
        "lead_id,entry_date,status,phone_code,phone_number,first_name,last_name,"
        "called_since_last_reset\n1,2026-10-01 09:00:00,NEW,1,2125550182,Ann,Lee,N\n"
    )
    assert _lead(tmp_path, words).responded_at is None


def test_a_company_with_a_comma_loses_its_quotes(tmp_path: Path) -> None:
    words = 'Name,Company (from Companies)\nAnn Lee,"""Acme, Inc."""\n'
    assert _lead(tmp_path, words).company == "Acme, Inc."


def test_a_third_value_of_an_address_book_is_read_as_the_first(tmp_path: Path) -> None:
    heads = ",".join(f"Phone {one} - Label,Phone {one} - Value" for one in (1, 2, 3))
    words = f"Organization Name,{heads}\nAcme,Work,,Home,,Mobile,702-555-0182\n"
    assert _lead(tmp_path, words).phones == ("+17025550182",)


@pytest.mark.parametrize(
    ("cell", "region", "phone", "extension"),
    [
        ("tel:+1-212-555-0182;ext=204", "US", "+12125550182", "204"),
        ("(0-22) 555-01-44", "PL", "+48225550144", ""),
        ("022 555 01 44", "PL", "+48225550144", ""),
    ],
)
def test_numbers_are_read_as_programs_and_former_times_wrote_them(
    cell: str, region: str, phone: str, extension: str
) -> None:
    (number,) = read_numbers(cell, region).numbers
    assert (number.phone, number.extension) == (phone, extension)


def test_two_numbers_run_together_by_a_dash_are_never_made_one() -> None:
    assert read_numbers("06/5550142-06/5550143", "IT").phones == ("+39065550142", "+39065550143")


@pytest.mark.parametrize(
    ("cell", "person", "note"),
    [
        ("Jan Ott; Eva Groß", "Jan Ott", "Geschäftsführer: Jan Ott; Eva Groß"),
        ("Dr. Jan Ott / Eva Groß", "Jan Ott", "Geschäftsführer: Dr. Jan Ott / Eva Groß"),
        ('"Jan Ott\nEva Groß"', "Jan Ott", "Geschäftsführer: Jan Ott Eva Groß"),
        ("Jan Ott", "Jan Ott", ""),
    ],
)
def test_of_several_people_in_a_cell_the_first_is_called_and_the_others_noted(
    tmp_path: Path, cell: str, person: str, note: str
) -> None:
    lead = _lead(tmp_path, f"Firma|Geschäftsführer|Telefon\nNord|{cell}|0421 5550142\n", "DE")
    assert (lead.person, lead.note) == (person, note)


def test_a_company_in_the_column_of_last_names_is_a_company(tmp_path: Path) -> None:
    words = (
        "Kontaktart;Name;Vorname;Telefon\nFirma;Nord AG;;0445550142\nPerson;Ott;Jan;0445550143\n"
    )
    rows = _rows(tmp_path, words, "CH")
    assert [row.lead and (row.lead.company, row.lead.person) for row in rows] == [
        ("Nord AG", ""),
        ("Jan Ott", "Jan Ott"),
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("MAILINGPOSTALCODE", Field.POSTAL_CODE),
        ("MAILINGSTATE", Field.REGION),
        ("ASSISTANTPHONE", Field.IGNORED),
        ("HASOPTEDOUTOFEMAIL", Field.DO_NOT_MAIL),
        ("address1_line1", Field.STREET),
        ("address1_stateorprovince", Field.REGION),
        ("parentcustomeridname", Field.COMPANY),
        ("hs_email_optout", Field.DO_NOT_MAIL),
        ("Email Opted Out?", Field.DO_NOT_MAIL),
        ("Call Opted Out?", Field.DO_NOT_CALL),
        ("Name (Adressattyp Unternehmen)", Field.COMPANY),
        ("メール送信除外", Field.DO_NOT_MAIL),
        ("更多电话", Field.OTHER_PHONE),
    ],
)
def test_headings_as_databases_of_crms_name_them_are_known(heading: str, field: Field) -> None:
    assert guessed_fields([heading]) == [field]


def test_the_other_address_of_a_database_stays_behind_the_mailing_one(tmp_path: Path) -> None:
    words = "COMPANY,OTHERCITY,OTHERSTATE,MAILINGCITY,MAILINGSTATE\nAcme,Boston,MA,Austin,TX\n"
    lead = _lead(tmp_path, words)
    assert (lead.city, lead.region) == ("Austin", "TX")


def test_what_an_account_is_to_us_is_no_industry(tmp_path: Path) -> None:
    words = "Account Name,Type\nAcme,Customer - Direct\nBeta,Competitor\nGamma,Prospect\n"
    rows = _rows(tmp_path, words)
    assert [row.lead and row.lead.industry for row in rows] == ["", "", ""]


@pytest.mark.parametrize(
    ("cell", "company"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("O&#39;Brien &amp; Co", "O'Brien & Co"),
        ("M&uuml;ller", "Müller"),
        ("AT&T", "AT&T"),
        ("&lt;b&gt;A &amp; B", "&lt;b&gt;A &amp; B"),
    ],
)
def test_what_pages_write_for_signs_is_read_as_they_show_it(
    tmp_path: Path, cell: str, company: str
) -> None:
    words = f"Company,Phone,Note\n{cell},702-555-0182,a;b\n"
    assert _lead(tmp_path, words).company == company
