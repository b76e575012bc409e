"""Plans: PostgreSQL keeps one for each statement of a claim instead of making it anew each time."""

from qualdesk.store.engine import send
from qualdesk.store.prepared import connection_of
from qualdesk.store.session import Session

_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"


def plan_once(session: Session) -> None:
    """Keep to the end of this transaction to one plan a statement, whatever its parameters are.

    By itself PostgreSQL plans a statement five times on each line, for what it is asked just then. For
    the statements of a claim all plans are alike: single rows by an index. It is not so for those that
    look for the few rows of a state.
    """
    connection = connection_of(session)
    if connection.dialect.name == "postgresql":
        send(connection, _ONCE, ()).close()
