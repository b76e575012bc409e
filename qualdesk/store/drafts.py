"""Drafts: what a caller typed and has not sent yet, in a file of the desk's own.

It is never the team's database: a draft is there after a crash, without the network, within the
second (promise 7). One file a person and database; WAL and FULL as RELIABILITY §1.3 decides.
"""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2 as sqlite

from qualdesk.domain.present_call import NO_CALL, PresentCall


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers (by step id), the note and the panels of a call that has no outcome yet.

    `script_id` and `definition_id` are the versions it began with, 0 where nobody knows. `forms`
    holds what was typed and chosen in each panel, by the names of panel and place; `open_form`
    says which of them is open.
    """

    answers: dict[str, str]
    note: str
    script_id: int = 0
    definition_id: int = 0
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    open_form: str = ""
    call: PresentCall = NO_CALL

    @property
    def is_empty(self) -> bool:
        """Whether nothing was heard, typed, opened or dialled."""
        is_silent = not self.note and not any(self.answers.values())
        return is_silent and not self.forms and not self.open_form and self.call == NO_CALL


class Drafts:
    """The file of drafts; used from one thread only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite.connect(str(path), isolation_level=None)  # pyright: ignore[reportAttributeAccessIssue]
        for line in (
            "PRAGMA synchronous=EXTRA",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "CREATE TABLE IF NOT EXISTS draft (lead_id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS edit (key TEXT PRIMARY KEY, words TEXT NOT NULL)",
        ):
            self._connection.execute(line)

    def save(self, lead_id: int, draft: Draft) -> None:
        """Keep what was typed for a lead so far; an empty draft is forgotten."""
        if draft.is_empty:
            self.forget(lead_id)
            return
        self._connection.execute(
            "INSERT INTO draft VALUES (?, ?)"
            " ON CONFLICT (lead_id) DO UPDATE SET words = excluded.words",
            (lead_id, msgspec.json.encode(draft).decode()),
        )

    def load(self, lead_id: int) -> Draft | None:
        """Return what was typed for a lead, or None."""
        row = self._connection.execute(
            "SELECT words FROM draft WHERE lead_id = ?", (lead_id,)
        ).fetchone()
        return msgspec.json.decode(row[0], type=Draft) if row else None

    def forget(self, lead_id: int) -> None:
        """Drop the draft of a lead: its outcome is stored."""
        self._connection.execute("DELETE FROM draft WHERE lead_id = ?", (lead_id,))

    def save_edit(self, key: str, words: str) -> None:
        """Keep what was edited and not saved yet, such as a script; `key` says what it is."""
        self._connection.execute(
            "INSERT INTO edit VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET words = excluded.words",
            (key, words),
        )

    def edits(self) -> dict[str, str]:
        """Return all that was edited and not saved yet."""
        return dict(self._connection.execute("SELECT key, words FROM edit").fetchall())

    def forget_edit(self, key: str) -> None:
        """Drop an edit: it was saved, or is not wanted any more."""
        self._connection.execute("DELETE FROM edit WHERE key = ?", (key,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def drafts_beside(database: Path, person_id: int) -> Path:
    """Return the file of one person's drafts for a database file."""
    return database.with_name(f"{database.name}.drafts-{person_id}")
