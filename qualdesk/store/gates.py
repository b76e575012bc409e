"""Gates: a few of many desks look for their next lead at once; the others wait, and cost nothing."""

from sqlalchemy import Integer, bindparam, text

from qualdesk.store.prepared import Prepared
from qualdesk.store.session import Session

GATES = 4
"""Who come together look at the same leads and pass over what others have locked: in vain, mostly."""

_OURS = 0x51_44
"""What tells these locks from those of other programs on the server."""


def pass_gate(session: Session, person_id: int) -> None:
    """Wait until nobody else is in the gate of this person; it is free again with the commit.

    A file has one writer and needs no gate. Call it before anything is locked.
    """
    if session.get_bind().dialect.name == "postgresql":
        _PASS.rows(session, {"ours": _OURS, "gate": person_id % GATES})


_PASS = Prepared(
    text("SELECT 1 FROM pg_advisory_xact_lock(:ours, :gate)").bindparams(
        bindparam("ours", type_=Integer), bindparam("gate", type_=Integer)
    )
)
