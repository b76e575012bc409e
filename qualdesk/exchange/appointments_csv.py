"""Appointments as CSV for spreadsheets and CRMs: UTF-8 with BOM, no cell runs as a formula."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import Final
from zoneinfo import ZoneInfo

from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.spreadsheet_cells import safe_cell

_Cell = Callable[[AppointmentRow], str]
_COLUMNS: Final[tuple[tuple[str, _Cell], ...]] = (
    ("Hand-off", lambda row: str(row.hand_off_id)),
    ("State", lambda row: "Cancelled" if row.is_cancelled else row.state.label),
    ("Starts (UTC)", lambda row: row.starts_at.astimezone(UTC).isoformat()),
    ("Ends (UTC)", lambda row: row.ends_at.astimezone(UTC).isoformat()),
    ("Starts (local)", lambda row: row.starts_at.astimezone(ZoneInfo(row.zone)).isoformat()),
    ("Time zone", lambda row: row.zone),
    ("By", lambda row: row.medium.label),
    ("Rep", lambda row: row.rep),
    ("Rep e-mail", lambda row: row.rep_email),
    ("Prospect", lambda row: row.prospect),
    ("Job title", lambda row: row.job_title),
    ("Company", lambda row: row.company),
    ("City", lambda row: row.city),
    ("E-mail", lambda row: row.prospect_email),
    ("Phone", lambda row: row.prospect_phone),
    ("Campaign", lambda row: row.campaign),
    ("Brief", lambda row: row.brief),
    ("Calendar id", lambda row: row.uid),
)


def appointments_csv(rows: Iterable[AppointmentRow]) -> bytes:
    """Return the appointments with one heading line, quoted as RFC 4180 asks."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([heading for heading, _cell in _COLUMNS])
    for row in rows:
        writer.writerow([safe_cell(cell(row)) for _heading, cell in _COLUMNS])
    return text.getvalue().encode("utf-8-sig")
