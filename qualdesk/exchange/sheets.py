"""The columns of each export, for people and spreadsheets."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.export_rows import HandOffFacts, LeadFacts, ProspectRow, TouchRow
from qualdesk.exchange.spreadsheet import Sheet, SheetColumn, filled_sheet

HAND_OFF: Final = "Hand-off"
"""The heading of the id by which results find their way back."""


def appointment_sheet(rows: Iterable[AppointmentRow]) -> Sheet:
    """Return appointments as a table."""
    return filled_sheet("Appointments", _APPOINTMENTS, rows)


def hand_off_sheet(rows: Iterable[ProspectRow]) -> Sheet:
    """Return hand-offs as a table, with the columns that a CRM's answers may come back in."""
    return filled_sheet("Hand-offs", _HAND_OFFS, rows)


def prospect_sheet(rows: Iterable[ProspectRow]) -> Sheet:
    """Return prospects as a table."""
    return filled_sheet("Prospects", _PROSPECTS, rows)


def touch_sheet(rows: Iterable[TouchRow]) -> Sheet:
    """Return touches as a table."""
    return filled_sheet("Touches", _TOUCHES, rows)


def stamp(at: datetime | None) -> str:
    """Return an instant as ISO text in UTC, or nothing."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""


def _local(at: datetime | None, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds") if at else ""


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a cell's value
    return "yes" if is_so else "no"


def _of_lead(row: ProspectRow) -> LeadFacts | None:
    return row.lead


def _handed(row: ProspectRow) -> HandOffFacts:
    if row.hand_off is None:
        raise AssertionError("a row of hand-offs has one")
    return row.hand_off


_APPOINTMENTS: tuple[SheetColumn[AppointmentRow], ...] = (
    SheetColumn(HAND_OFF, lambda row: str(row.hand_off_id)),
    SheetColumn("State", lambda row: "Cancelled" if row.is_cancelled else row.state.label),
    SheetColumn("Starts (UTC)", lambda row: row.starts_at.astimezone(UTC).isoformat()),
    SheetColumn("Ends (UTC)", lambda row: row.ends_at.astimezone(UTC).isoformat()),
    SheetColumn(
        "Starts (local)", lambda row: row.starts_at.astimezone(ZoneInfo(row.zone)).isoformat()
    ),
    SheetColumn("Time zone", lambda row: row.zone),
    SheetColumn("By", lambda row: row.medium.label),
    SheetColumn("Rep", lambda row: row.rep),
    SheetColumn("Rep e-mail", lambda row: row.rep_email),
    SheetColumn("Prospect", lambda row: row.prospect),
    SheetColumn("Job title", lambda row: row.job_title),
    SheetColumn("Company", lambda row: row.company),
    SheetColumn("City", lambda row: row.city),
    SheetColumn("E-mail", lambda row: row.prospect_email),
    SheetColumn("Phone", lambda row: row.prospect_phone),
    SheetColumn("Campaign", lambda row: row.campaign),
    SheetColumn("Brief", lambda row: row.brief),
    SheetColumn("Calendar id", lambda row: row.uid),
)

_CONTACT: tuple[SheetColumn[ProspectRow], ...] = (
    SheetColumn("First name", lambda row: row.contact.first_name),
    SheetColumn("Last name", lambda row: row.contact.last_name),
    SheetColumn("Job title", lambda row: row.contact.job_title),
    SheetColumn("Company", lambda row: row.contact.company),
    SheetColumn("E-mail", lambda row: row.contact.email),
    SheetColumn("Phone", lambda row: row.contact.phone),
    SheetColumn("Other phone", lambda row: row.contact.other_phone),
    SheetColumn("City", lambda row: row.contact.city),
    SheetColumn("Country", lambda row: row.contact.country),
)

_HAND_OFFS: tuple[SheetColumn[ProspectRow], ...] = (
    SheetColumn(HAND_OFF, lambda row: str(_handed(row).hand_off_id)),
    SheetColumn("State", lambda row: _handed(row).state.label),
    SheetColumn("Rep", lambda row: _handed(row).rep),
    SheetColumn("Rep e-mail", lambda row: _handed(row).rep_email),
    SheetColumn("Caller", lambda row: _handed(row).caller),
    *_CONTACT,
    SheetColumn("Campaign", lambda row: row.lead.campaign if row.lead else ""),
    SheetColumn("Offered (UTC)", lambda row: stamp(_handed(row).offered_at)),
    SheetColumn("Answer by (UTC)", lambda row: stamp(_handed(row).accept_by)),
    SheetColumn("Meeting (UTC)", lambda row: stamp(_handed(row).meeting_at)),
    SheetColumn("Meeting (local)", lambda row: _local(_handed(row).meeting_at, _handed(row).zone)),
    SheetColumn("Brief", lambda row: _handed(row).brief),
    SheetColumn("Stage", lambda row: _handed(row).stage),
    SheetColumn("Amount", lambda row: _handed(row).amount),
    SheetColumn("Reason", lambda row: reason_words(_handed(row))),
    SheetColumn("Comment", lambda row: _handed(row).words),
    SheetColumn("Said by", lambda row: _handed(row).said_by),
    SheetColumn("By which door", lambda row: door_words(_handed(row))),
    SheetColumn("Last activity", lambda row: stamp(_handed(row).said_at)),
)

_PROSPECTS: tuple[SheetColumn[ProspectRow], ...] = (
    SheetColumn("Prospect", lambda row: str(row.contact.prospect_id)),
    SheetColumn(HAND_OFF, lambda row: str(row.hand_off.hand_off_id) if row.hand_off else ""),
    *_CONTACT,
    SheetColumn("Street", lambda row: row.contact.street),
    SheetColumn("Postal code", lambda row: row.contact.postal_code),
    SheetColumn("Region", lambda row: row.contact.region),
    SheetColumn("Industry", lambda row: row.contact.industry),
    SheetColumn("Website", lambda row: row.contact.website),
    SheetColumn("Campaign", lambda row: row.lead.campaign if row.lead else ""),
    SheetColumn("Territory", lambda row: row.lead.territory if row.lead else ""),
    SheetColumn("Owner", lambda row: row.lead.owner if row.lead else ""),
    SheetColumn("State", lambda row: state_words(_of_lead(row))),
    SheetColumn("Next step (UTC)", lambda row: stamp(row.lead.due_at if row.lead else None)),
    SheetColumn("Do not call", lambda row: _yes(row.contact.is_phone_barred)),
    SheetColumn("Do not mail", lambda row: _yes(row.contact.is_mail_barred)),
)

_TOUCHES: tuple[SheetColumn[TouchRow], ...] = (
    SheetColumn("Touch", lambda row: str(row.touch_id)),
    SheetColumn(HAND_OFF, lambda row: str(row.hand_off_id or "")),
    SheetColumn("When (UTC)", lambda row: stamp(row.happened_at)),
    SheetColumn("Kind", lambda row: row.kind),
    SheetColumn("Direction", lambda row: row.direction),
    SheetColumn("Outcome", lambda row: row.outcome),
    SheetColumn("By", lambda row: row.person),
    SheetColumn("Prospect", lambda row: row.prospect),
    SheetColumn("Company", lambda row: row.company),
    SheetColumn("Campaign", lambda row: row.campaign),
    SheetColumn("Seconds talked", lambda row: str(row.talked_seconds)),
    SheetColumn("Words", lambda row: row.words),
    SheetColumn("Taken back", lambda row: _yes(row.is_taken_back)),
)


def reason_words(hand_off: HandOffFacts) -> str:
    """Return why it was given back, or nothing."""
    return hand_off.reason.label if hand_off.reason else ""


def door_words(hand_off: HandOffFacts) -> str:
    """Return by which door the last answer came in, or nothing."""
    return hand_off.door.label if hand_off.door else ""


def state_words(lead: LeadFacts | None) -> str:
    """Return how a lead stands, and how it ended."""
    if lead is None:
        return ""
    if lead.resolution is not None:
        return lead.resolution.replace("_", " ").capitalize()
    return lead.state.replace("_", " ").capitalize()
