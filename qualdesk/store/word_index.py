"""The index of the words that people are looked up by, kept in few parts on SQLite.

Every transaction that adds people adds a part to it, and each part is looked into by every search.
The file would merge them by itself (FTS5, `automerge`), but seldom and then for 40 ms at a time.
"""

from qualdesk.store.engine import send
from qualdesk.store.prepared import connection_of
from qualdesk.store.session import Session

_PAGES = 128
"""What one merge may write. A hundred new people among a million need about 100."""

_MERGE = "INSERT INTO prospect_words (prospect_words, rank) VALUES ('merge', ?)"


def merge_some(session: Session) -> None:
    """Merge a few parts: up to 10 ms. Long work that adds people asks for it again and again."""
    connection = connection_of(session)
    if connection.dialect.name == "sqlite":
        send(connection, _MERGE, (_PAGES,)).close()
