"""A desk that records outcomes as fast as it can and says each id once it is stored."""

import sys
from datetime import timedelta
from itertools import count
from uuid import uuid4

from sqlalchemy import select

from qualdesk.commands.outcomes import record_no_answer
from qualdesk.commands.requests.calls import Call, RecordNoAnswer
from qualdesk.store.session import Database, Press
from qualdesk.store.tables import Lead
from tests.builders import NOW


def main(path: str, caller_id: int) -> None:
    """Record until killed."""
    database = Database.open(path)
    with database.read() as session:
        lead_ids = list(session.scalars(select(Lead.id)))
    for n in count():
        lead_id = lead_ids[n % len(lead_ids)]
        with database.read() as session:
            version = session.scalar(select(Lead.version).where(Lead.id == lead_id)) or 0
        press = Press(uuid4(), caller_id)
        request = RecordNoAnswer(Call(lead_id, caller_id, version))
        now = NOW + timedelta(minutes=n)
        database.carry_out(record_no_answer, request, press=press, now=now)
        print(press.id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
