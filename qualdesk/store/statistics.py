"""Statistics: what PostgreSQL must know of the sizes of its tables to look things up by an index.

It counts them by itself about once a minute. Until then it takes the tables of an empty desk for
empty, and for every row that a list adds it would read through all that are there. SQLite takes the
index whatever the sizes.
"""

from qualdesk.store.columns import table_of
from qualdesk.store.session import Database
from qualdesk.store.tables import (
    Account,
    CampaignMember,
    ImportedRow,
    Lead,
    LeadChange,
    Number,
    Prospect,
    ProspectNumber,
    QueueEntry,
    Response,
    Site,
    Touch,
)

_GROWN = (
    *(Account, Site, Prospect, Number, ProspectNumber, CampaignMember, ImportedRow),
    *(Lead, LeadChange, QueueEntry, Response, Touch),
)

_FIRST, _LAST = 500, 64_000
"""Rows: fewer are read through as fast, and for more the index is chosen long since."""


def has_outgrown(counted_at: int, rows: int) -> bool:
    """Return whether statistics taken when a list had `counted_at` rows in no longer hold."""
    return max(_FIRST, 2 * counted_at) <= rows and counted_at < _LAST


def count_tables(database: Database) -> None:
    """Let PostgreSQL count the tables that lists go into; nobody has to wait for that."""
    if database.dialect == "postgresql":
        names = ", ".join(table_of(kind).name for kind in _GROWN)
        with database.engine.begin() as connection:
            connection.exec_driver_sql(f"ANALYZE {names}")
