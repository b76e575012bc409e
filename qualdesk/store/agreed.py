"""Scripts and lead definitions by id: a version never changes, so each is read once a process."""

from sqlalchemy import bindparam, select

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.store import tables
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.seeds import read_definition, read_script
from qualdesk.store.session import Session, shared_ground


def script_of(session: Session, script_id: int) -> Script:
    """Return a version of a script."""
    known = shared_ground(session).scripts
    if script_id not in known:
        known[script_id] = read_script(_SCRIPT.value(session, {"version_id": script_id}))
    return known[script_id]


def definition_of(session: Session, definition_id: int) -> LeadDefinition:
    """Return a version of a lead definition."""
    known = shared_ground(session).definitions
    if definition_id not in known:
        body = _DEFINITION.value(session, {"version_id": definition_id})
        known[definition_id] = read_definition(body)
    return known[definition_id]


_SCRIPT, _DEFINITION = (
    Prepared(select(table.c.body).where(table.c.id == bindparam("version_id")))
    for table in (table_of(tables.Script), table_of(tables.LeadDefinition))
)
