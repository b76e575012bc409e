"""A first look into a file, while SQLAlchemy is still imported: which leads still stand for a call."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from qualdesk.domain.naming import prospect_name
from qualdesk.errors import DatabaseError
from qualdesk.store.file_head import SCHEMA_VERSION, check_file, version_of

_STANDING = """
SELECT e.lead_id, p.first_name, p.last_name, a.name
FROM queue_entry e
JOIN lead l ON l.id = e.lead_id
JOIN prospect p ON p.id = l.prospect_id
JOIN account a ON a.id = p.account_id
WHERE e.lead_id IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.lead_id = e.lead_id AND c.until > ?)
"""


@dataclass(frozen=True, slots=True)
class StandingLead:
    """A lead that waits for a call and that nobody is calling, as it is called now."""

    lead_id: int
    name: str
    company: str


def standing_leads(
    path: Path, lead_ids: Iterable[int], now: datetime
) -> dict[int, StandingLead] | None:
    """Return by id those of some leads that stand in the queue; None where a file cannot tell.

    Reads and never waits: a file that is missing, locked or of other tables is opened later, by
    the door that migrates it or says what is wrong.
    """
    asked = json.dumps(list(lead_ids)), now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    try:
        check_file(path)
        if version_of(path) != SCHEMA_VERSION:
            return None
        rows = _read(path, asked)
    except (DatabaseError, sqlite.Error):  # pyright: ignore[reportAttributeAccessIssue]
        return None
    return {
        lead_id: StandingLead(lead_id, prospect_name(first, last, company), company)
        for lead_id, first, last, company in rows
    }


def _read(path: Path, asked: tuple[str, str]) -> list[tuple[int, str, str, str]]:
    address = f"{path.resolve().as_uri()}?mode=ro"
    connection = sqlite.connect(address, uri=True, timeout=0)  # pyright: ignore[reportAttributeAccessIssue]
    try:
        found: list[tuple[int, str, str, str]] = connection.execute(_STANDING, asked).fetchall()
    finally:
        connection.close()
    return found
