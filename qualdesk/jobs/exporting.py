"""Exports: what is asked for, read, put into its format, and written whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from qualdesk.errors import InputError
from qualdesk.exchange.appointment_rows import AppointmentRow
from qualdesk.exchange.crm_presets import Crm, crm_sheet
from qualdesk.exchange.export_rows import ProspectRow, TouchRow
from qualdesk.exchange.sheets import (
    appointment_sheet,
    hand_off_sheet,
    prospect_sheet,
    touch_sheet,
)
from qualdesk.exchange.spreadsheet import Sheet, csv_file, xlsx_file
from qualdesk.queries.appointments import appointments
from qualdesk.queries.exports import hand_off_rows, lead_rows, prospect_rows, touch_rows
from qualdesk.store.session import Database, Session

R = TypeVar("R", AppointmentRow, ProspectRow, TouchRow)


class ExportKind(StrEnum):
    """What is exported."""

    APPOINTMENTS = "appointments"
    HANDOFFS = "handoffs"
    PROSPECTS = "prospects"
    TOUCHES = "touches"


class ExportFormat(StrEnum):
    """As what it is written; the customer systems' are tables under their own headings."""

    ICS = "ics"
    CSV = "csv"
    XLSX = "xlsx"
    SALESFORCE = "salesforce"
    HUBSPOT = "hubspot"
    DYNAMICS = "dynamics"
    SUITECRM = "suitecrm"

    @property
    def crm(self) -> Crm | None:
        """The customer system it is for, if any."""
        return Crm(self.value) if self.value in set(Crm) else None


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: of one rep or all, of a span of days or of all time.

    `hand_off_ids` leaves only these, such as the rows that a page shows; `lead_ids` are the leads
    of an export of prospects, in their order, whatever the span.
    """

    kind: ExportKind
    format: ExportFormat
    rep_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    hand_off_ids: frozenset[int] | None = None
    lead_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows stand in which file."""

    count: int
    path: Path


def write_export(database: Database, export: Export, path: Path, now: datetime) -> Exported:
    """Write an export into a file; an older one of that name is replaced when this is finished.

    Raises:
        InputError: if kind and format do not go together, or the file cannot be written.
    """
    _check(export)
    with database.read() as session:
        count, content = _content(session, export, path, now)
    fresh = path.with_name(f"{path.name}.part")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as problem:
        fresh.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written: {problem.strerror}.") from problem
    return Exported(count, path)


def _check(export: Export) -> None:
    is_met = export.kind in {ExportKind.APPOINTMENTS, ExportKind.HANDOFFS}
    if export.format is ExportFormat.ICS and not is_met:
        raise InputError(f"A calendar holds meetings, not {export.kind}. Choose csv or xlsx.")
    if export.format.crm is not None and export.kind is ExportKind.TOUCHES:
        raise InputError(f"{export.format.crm.label} takes leads, not touches. Choose csv or xlsx.")


def _content(session: Session, export: Export, path: Path, now: datetime) -> tuple[int, bytes]:
    if export.format is ExportFormat.ICS:
        from qualdesk.exchange.ics import appointments_ics  # noqa: PLC0415 - 0.1 s, only for this

        meetings = _rows(session, appointments, export, now)
        return len(meetings), appointments_ics(meetings)
    sheet = _sheet(session, export, now)
    is_book = export.format is ExportFormat.XLSX or path.suffix.lower() == ".xlsx"
    return len(sheet.rows), xlsx_file(sheet) if is_book else csv_file(sheet)


def _sheet(session: Session, export: Export, now: datetime) -> Sheet:
    if export.format.crm is not None:
        return crm_sheet(export.format.crm, _leads(session, export, now))
    match export.kind:
        case ExportKind.APPOINTMENTS:
            return appointment_sheet(_rows(session, appointments, export, now))
        case ExportKind.HANDOFFS:
            return hand_off_sheet(_rows(session, hand_off_rows, export, now))
        case ExportKind.PROSPECTS:
            return prospect_sheet(_prospects(session, export, now))
        case ExportKind.TOUCHES:
            return touch_sheet(_rows(session, touch_rows, export, now))


def _leads(session: Session, export: Export, now: datetime) -> Sequence[ProspectRow]:
    """Return the leads for a customer system; of appointments, those that have one."""
    if export.kind is ExportKind.PROSPECTS:
        return _prospects(session, export, now)
    if export.kind is ExportKind.HANDOFFS:
        return _rows(session, hand_off_rows, export, now)
    met = {row.hand_off_id for row in _rows(session, appointments, export, now)}
    handed = hand_off_rows(session, now=now, rep_id=export.rep_id)
    return [row for row in handed if row.hand_off and row.hand_off.hand_off_id in met]


def _prospects(session: Session, export: Export, now: datetime) -> Sequence[ProspectRow]:
    if export.lead_ids is not None:
        return lead_rows(session, export.lead_ids, now=now)
    return _rows(session, prospect_rows, export, now)


def _rows(
    session: Session, query: Callable[..., list[R]], export: Export, now: datetime
) -> list[R]:
    rows = query(session, now=now, rep_id=export.rep_id, since=export.since, until=export.until)
    if export.hand_off_ids is None:
        return rows
    return [row for row in rows if _hand_off_id(row) in export.hand_off_ids]


def _hand_off_id(row: AppointmentRow | ProspectRow | TouchRow) -> int | None:
    handed = row.hand_off if isinstance(row, ProspectRow) else row
    return handed.hand_off_id if handed is not None else None
