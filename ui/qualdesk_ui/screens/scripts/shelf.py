"""The list of scripts and lead definitions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qualdesk.domain.versions import Versioned
from qualdesk.queries.scripts import VersionedRow
from qualdesk.store.edits import Edit
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CENTRE_MARGIN, ROW_TWO_LINES
from qualdesk_ui.widgets.table import Column, GroupHead, Table
from qualdesk_ui.widgets.tone import Tone

_HEADS = {
    Versioned.SCRIPT: GroupHead("Scripts"),
    Versioned.DEFINITION: GroupHead("What counts as a lead"),
}


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One script or definition, with what is to be known of it before it is opened."""

    kind: Versioned
    key: str
    title: str
    note: str
    is_edited: bool


class Shelf(Table[ShelfRow]):
    """Rows of 48 under two heads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = [
            Column("Scripts and definitions", 0, _title, _note, role=Role.BODY_MEDIUM),
            Column("", 24, _nothing, icon=_mark),
        ]
        super().__init__(
            "Scripts and definitions",
            columns,
            _key,
            row_height=ROW_TWO_LINES,
            margin=CENTRE_MARGIN,
            parent=parent,
        )

    def show_rows(self, rows: Iterable[VersionedRow], edits: Mapping[str, Edit]) -> None:
        """Show what is saved and what is only edited so far."""
        saved = [_row(row, edits.get(f"{row.kind}:{row.key}")) for row in rows]
        known = {_key(row) for row in saved}
        new = [_unsaved(edit) for key, edit in edits.items() if key not in known]
        shown: list[ShelfRow | GroupHead] = []
        for kind, head in _HEADS.items():
            shown += [head, *(row for row in (*saved, *new) if row.kind is kind)]
        self.set_rows(shown)


def _row(row: VersionedRow, edit: Edit | None) -> ShelfRow:
    count = len(row.campaigns)
    users = {0: "no campaign", 1: "1 campaign"}.get(count, f"{count} campaigns")
    note = f"Version {row.version} · {users}"
    if row.has_update:
        note = f"Version {row.version} · a newer one ships"
    title = edit.body.title if edit is not None else row.title
    return ShelfRow(row.kind, row.key, title, note, edit is not None)


def _unsaved(edit: Edit) -> ShelfRow:
    return ShelfRow(edit.kind, edit.body.id, edit.body.title, "Not saved yet", is_edited=True)


def _key(row: ShelfRow) -> str:
    return f"{row.kind}:{row.key}"


def _title(row: ShelfRow) -> str:
    return row.title or "Without a title"


def _note(row: ShelfRow) -> str:
    return row.note


def _nothing(row: ShelfRow) -> str:
    return "edited" if row.is_edited else ""


def _mark(row: ShelfRow) -> tuple[str, Tone] | None:
    return ("notebook-pen", Tone.WARN) if row.is_edited else None
