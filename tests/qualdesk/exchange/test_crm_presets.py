"""Customer systems get their own headings, to the letter, and the hand-off's id in words."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadState
from qualdesk.exchange.crm_presets import HEADINGS, Crm, crm_sheet, hand_off_mark
from qualdesk.exchange.export_rows import ContactFacts, HandOffFacts, LeadFacts, ProspectRow
from tests.builders import NOW
from tests.real_lists import real_list

CONTACT = ContactFacts(
    prospect_id=5,
    title="Ms",
    first_name="Maria",
    last_name="Keller",
    job_title="Head of Quality",
    email="maria.keller@bergmann-molkerei.example",
    phone="+498999998210",
    other_phone="+491719999821",
    company="Bergmann Molkerei GmbH",
    website="https://bergmann.example",
    industry="Dairy",
    street="Lindenstr. 4",
    city="München",
    region="BY",
    postal_code="80331",
    country="DE",
    is_phone_barred=False,
    is_mail_barred=False,
)
HAND_OFF = HandOffFacts(
    hand_off_id=7,
    state=HandOffState.ACCEPTED,
    rep="Jonas Weber",
    rep_email="jonas@aldergrove.example",
    caller="Priya Nair",
    brief="Runs 2 lines.",
    offered_at=NOW,
    accept_by=NOW + timedelta(days=1),
    meeting_at=NOW + timedelta(days=2),
    zone="Europe/Berlin",
)
LEAD = LeadFacts(
    lead_id=3,
    campaign="Webinar: wet lines",
    territory="DE South",
    owner="Jonas Weber",
    state=LeadState.WITH_SALES,
    resolution=None,
    due_at=NOW,
    opened_at=NOW,
    interest_at=NOW,
)
ROW = ProspectRow(CONTACT, LEAD, HAND_OFF)
KINDS = {
    Crm.SALESFORCE: ("Salesforce", "leads report"),
    Crm.HUBSPOT: ("HubSpot", "contacts export"),
    Crm.DYNAMICS: ("Microsoft Dynamics 365", "leads export to Excel"),
    Crm.SUITECRM: ("SuiteCRM 8", "leads export"),
}


def cells(crm: Crm, row: ProspectRow = ROW) -> dict[str, str]:
    sheet = crm_sheet(crm, [row])
    assert sheet.headings == HEADINGS[crm]
    return dict(zip(sheet.headings, sheet.rows[0], strict=True))


@pytest.mark.real_lists
@pytest.mark.parametrize("crm", list(Crm))
def test_the_headings_are_those_the_product_publishes(crm: Crm) -> None:
    catalogue = json.loads(real_list("../formats/export_headers.json").read_text())
    (known,) = [one for one in catalogue if (one["product"], one["kind"]) == KINDS[crm]]
    assert list(HEADINGS[crm]) == known["columns"]


@pytest.mark.parametrize("crm", list(Crm))
def test_every_row_carries_its_hand_off(crm: Crm) -> None:
    assert any(hand_off_mark(7) in cell for cell in cells(crm).values())


@pytest.mark.parametrize("crm", list(Crm))
def test_every_row_says_who_and_whose(crm: Crm) -> None:
    found = cells(crm)
    assert (found["First Name"], found["Last Name"]) == ("Maria", "Keller")
    assert any("Jonas Weber" in cell for cell in found.values())


@pytest.mark.parametrize(
    ("crm", "heading", "cell"),
    [
        (Crm.SALESFORCE, "Company / Account", "Bergmann Molkerei GmbH"),
        (Crm.HUBSPOT, "Phone Number", "+498999998210"),
        (Crm.HUBSPOT, "Next appointment date", "2026-11-20T09:32:00+00:00"),
        (Crm.DYNAMICS, "Business Phone", "+498999998210"),
        (Crm.DYNAMICS, "Allow Marketing Communication", "Yes"),
        (Crm.SUITECRM, "Primary Address Postalcode", "80331"),
        (Crm.SUITECRM, "Do Not Call", "0"),
        (Crm.SUITECRM, "Status", "Accepted"),
    ],
)
def test_what_we_know_stands_where_the_product_looks_for_it(
    crm: Crm, heading: str, cell: str
) -> None:
    assert cells(crm)[heading] == cell


def test_who_must_be_spared_is_said_or_left_without_a_way() -> None:
    barred = replace(CONTACT, is_phone_barred=True, is_mail_barred=True)
    row = replace(ROW, contact=barred)
    assert cells(Crm.SUITECRM, row)["Do Not Call"] == "1"
    assert cells(Crm.DYNAMICS, row)["Allow Marketing Communication"] == "No"
    assert cells(Crm.HUBSPOT, row)["Phone Number"] == cells(Crm.HUBSPOT, row)["Email"] == ""
    assert cells(Crm.SALESFORCE, row)["Email"] == ""


def test_a_prospect_without_a_hand_off_carries_none() -> None:
    row = replace(ROW, hand_off=None)
    assert cells(Crm.SALESFORCE, row)["Lead Source"] == "Webinar: wet lines"
