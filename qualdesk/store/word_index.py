"""The index of the words that people are looked up by, kept in few parts on SQLite.

Every transaction that adds people adds a part to it, and each part is looked into by every search.
The file would merge them by itself (FTS5, `automerge`), but seldom and then for 40 ms at a time.
"""

from typing import Any

from qualdesk.store.engine import send
from qualdesk.store.session import Database

_PAGES = 256
"""What one merge may write: 20 ms."""

_MERGE = "INSERT INTO prospect_words (prospect_words, rank) VALUES ('merge', ?)"
_OF_NOTHING = 2
"""Fewer rows are changed by a merge that has nothing to do (FTS5, the 'merge' command)."""


def merge_words(database: Database) -> None:
    """Merge piece by piece what is to be merged, after rows that were added; others go first.

    At once and to the end: what waits piles up at the smallest parts, and a large merge is one day
    due there that cannot be put off, for a second among a million people.
    """
    while database.dialect == "sqlite" and _has_merged(database):
        database.let_others_first()


def _has_merged(database: Database) -> bool:
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        before = driver.total_changes
        send(connection, _MERGE, (_PAGES,)).close()
        return bool(driver.total_changes - before >= _OF_NOTHING)
