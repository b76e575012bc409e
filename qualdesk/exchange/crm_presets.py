"""The headings that customer systems know, exactly as their own exports have them.

Source of the headings: what others' code and manuals publish of each product's export files
(`formats/export_headers.json` of the project's data). No product has a column for our hand-off id, so
it stands in words in a column of free text, and results find it there again.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from qualdesk.domain.hand_off import HandOffState
from qualdesk.exchange.export_rows import ProspectRow
from qualdesk.exchange.sheets import reason_words, stamp, state_words
from qualdesk.exchange.spreadsheet import Sheet, SheetColumn, filled_sheet

_Cell = Callable[[ProspectRow], str]


class Crm(StrEnum):
    """A customer system whose headings we know."""

    SALESFORCE = "salesforce"
    HUBSPOT = "hubspot"
    DYNAMICS = "dynamics"
    SUITECRM = "suitecrm"

    @property
    def label(self) -> str:
        """The product's name."""
        return {
            Crm.SALESFORCE: "Salesforce",
            Crm.HUBSPOT: "HubSpot",
            Crm.DYNAMICS: "Dynamics 365",
            Crm.SUITECRM: "SuiteCRM",
        }[self]


def crm_sheet(crm: Crm, rows: Iterable[ProspectRow]) -> Sheet:
    """Return leads under a product's own headings; what we do not know stays empty.

    So does the phone or address of who must not be called or mailed, where no column can say that.
    """
    cells = _CELLS[crm]
    columns = [SheetColumn(heading, cells.get(heading, _nothing)) for heading in HEADINGS[crm]]
    return filled_sheet(crm.label, columns, rows)


def hand_off_mark(hand_off_id: int) -> str:
    """Return the words by which a row's hand-off is found again."""
    return f"QualDesk hand-off {hand_off_id}"


HEADINGS: Final[Mapping[Crm, tuple[str, ...]]] = MappingProxyType({
    Crm.SALESFORCE: (
        "Lead Owner", "First Name", "Last Name", "Title", "Company / Account", "Lead Source",
        "Rating", "Street", "Email",
    ),
    Crm.HUBSPOT: (
        "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner",
        "Lead Status", "Create Date", "Last Modified Date", "Contact Type", "Lifecycle Stage",
        "Lead Source", "Stage of Journey", "Next appointment date", "Associated Deal",
        "Associated Company", "Associated Deal IDs",
    ),
    Crm.DYNAMICS: (
        "(Do Not Modify) Lead", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On",
        "Subject", "First Name", "Last Name", "Job Title", "Company Name", "Email",
        "Business Phone", "Country", "State or Province", "Description", "Lead Source", "Rating",
        "Source Campaign", "Industry Sector", "LinkedIn", "Allow Marketing Communication",
    ),
    Crm.SUITECRM: (
        "First Name", "Last Name", "ID", "Salutation", "Job Title", "Department", "Account Name",
        "Account Description", "Website", "Email Address", "Non Primary E-mails", "Mobile",
        "Office Phone", "Home Phone", "Other Phone", "Fax", "Primary Address Street",
        "Primary Address City", "Primary Address State", "Primary Address Postalcode",
        "Primary Address Country", "Alt Address Street", "Alt Address City", "Alt Address State",
        "Alt Address Postalcode", "Alt Address Country", "Status", "Status Description",
        "Lead Source", "Lead Source Description", "Description", "Converted", "Opportunity Name",
        "Opportunity Amount", "Referred By", "Campaign ID", "Do Not Call", "Portal Name",
        "Portal Application", "Reports To ID", "Assistant", "Assistant Phone", "Birthdate",
        "Contact ID", "Account ID", "Opportunity ID", "Assigned to", "Assigned User",
        "Date Created", "Date Modified", "Created By", "Modified By", "Deleted", "Photo",
        "Lawful Basis", "Lawful Basis Date Reviewed", "Lawful Basis Source", "Longitude",
        "Latitude", "Geocode Status", "Address",
    ),
})  # fmt: skip


def _nothing(_row: ProspectRow) -> str:
    return ""


def _address(row: ProspectRow) -> str:
    return "" if row.contact.is_mail_barred else row.contact.email


def _phone(row: ProspectRow) -> str:
    return "" if row.contact.is_phone_barred else row.contact.phone


def _owner(row: ProspectRow) -> str:
    if row.hand_off is not None:
        return row.hand_off.rep
    return row.lead.owner if row.lead else ""


def _campaign(row: ProspectRow) -> str:
    return row.lead.campaign if row.lead else ""


def _source(row: ProspectRow) -> str:
    """Return the campaign, and the hand-off by which its result is found."""
    mark = f"({hand_off_mark(row.hand_off.hand_off_id)})" if row.hand_off else ""
    return " ".join(one for one in (_campaign(row), mark) if one)


def _description(row: ProspectRow) -> str:
    if row.hand_off is None:
        return ""
    parts = (
        f"For {row.hand_off.rep}.",
        row.hand_off.brief,
        reason_words(row.hand_off),
        row.hand_off.words,
    )
    mark = hand_off_mark(row.hand_off.hand_off_id)
    return "\n".join(one for one in (*parts, mark) if one)


def _rating(row: ProspectRow) -> str:
    if row.hand_off is None:
        return ""
    return "Cold" if row.hand_off.state in _COLD else "Hot"


def _status(row: ProspectRow) -> str:
    return row.hand_off.state.label if row.hand_off else state_words(row.lead)


def _subject(row: ProspectRow) -> str:
    name = f"{row.contact.first_name} {row.contact.last_name}".strip()
    return ", ".join(one for one in (name, row.contact.company) if one)


def _is_converted(row: ProspectRow) -> str:
    return "1" if row.hand_off is not None and row.hand_off.state is HandOffState.WON else "0"


def _life_cycle(row: ProspectRow) -> str:
    if row.hand_off is None:
        return "Lead"
    return "Customer" if row.hand_off.state is HandOffState.WON else "Sales Qualified Lead"


def _lead_date(row: ProspectRow) -> str:
    return stamp(row.lead.opened_at if row.lead else None)


def _meeting(row: ProspectRow) -> str:
    return stamp(row.hand_off.meeting_at if row.hand_off else None)


_COLD: Final = frozenset({HandOffState.RETURNED, HandOffState.LOST, HandOffState.TAKEN_BACK})
_NAMES: Final[Mapping[str, _Cell]] = {
    "First Name": lambda row: row.contact.first_name,
    "Last Name": lambda row: row.contact.last_name,
    "Email": _address,
}
_CELLS: Final[Mapping[Crm, Mapping[str, _Cell]]] = {
    Crm.SALESFORCE: {
        **_NAMES,
        "Lead Owner": _owner,
        "Title": lambda row: row.contact.job_title,
        "Company / Account": lambda row: row.contact.company,
        "Lead Source": _source,
        "Rating": _rating,
        "Street": lambda row: row.contact.street,
    },
    Crm.HUBSPOT: {
        **_NAMES,
        "Record ID": lambda row: str(row.contact.prospect_id),
        "Phone Number": _phone,
        "Contact owner": _owner,
        "Lead Status": _status,
        "Create Date": _lead_date,
        "Last Modified Date": lambda row: stamp(row.hand_off.said_at if row.hand_off else None),
        "Lifecycle Stage": _life_cycle,
        "Lead Source": _source,
        "Stage of Journey": lambda row: row.hand_off.stage if row.hand_off else "",
        "Next appointment date": _meeting,
        "Associated Company": lambda row: row.contact.company,
    },
    Crm.DYNAMICS: {
        **_NAMES,
        "Subject": _subject,
        "Job Title": lambda row: row.contact.job_title,
        "Company Name": lambda row: row.contact.company,
        "Business Phone": _phone,
        "Country": lambda row: row.contact.country,
        "State or Province": lambda row: row.contact.region,
        "Description": _description,
        "Lead Source": _source,
        "Rating": _rating,
        "Source Campaign": _campaign,
        "Industry Sector": lambda row: row.contact.industry,
        "Allow Marketing Communication": lambda row: "No" if row.contact.is_mail_barred else "Yes",
    },
    Crm.SUITECRM: {
        **_NAMES,
        "Salutation": lambda row: row.contact.title,
        "Job Title": lambda row: row.contact.job_title,
        "Account Name": lambda row: row.contact.company,
        "Website": lambda row: row.contact.website,
        "Email Address": _address,
        "Office Phone": lambda row: row.contact.phone,
        "Other Phone": lambda row: row.contact.other_phone,
        "Primary Address Street": lambda row: row.contact.street,
        "Primary Address City": lambda row: row.contact.city,
        "Primary Address State": lambda row: row.contact.region,
        "Primary Address Postalcode": lambda row: row.contact.postal_code,
        "Primary Address Country": lambda row: row.contact.country,
        "Status": _status,
        "Status Description": lambda row: reason_words(row.hand_off) if row.hand_off else "",
        "Lead Source": _source,
        "Lead Source Description": _campaign,
        "Description": _description,
        "Converted": _is_converted,
        "Opportunity Amount": lambda row: row.hand_off.amount if row.hand_off else "",
        "Do Not Call": lambda row: "1" if row.contact.is_phone_barred else "0",
        "Assigned User": _owner,
        "Date Created": _lead_date,
        "Deleted": lambda _row: "0",
    },
}
