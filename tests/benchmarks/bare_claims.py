"""The least that a claim is: the driver alone, and nothing chosen, checked or explained.

One statement finds and locks the first free lead of the bucket with most of them; site and numbers
are held, the claim is written, the lead leaves the queue's head, and the press is kept. Seats,
hours, promises, turns, retries and what wakes are left out, so no claim of any program is cheaper.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

_LEASE = timedelta(minutes=3)
_BUCKET = """
SELECT bucket_id FROM queue_entry WHERE NOT is_waiting
GROUP BY bucket_id ORDER BY count(*) DESC, bucket_id LIMIT 1
"""
_FIRST = """
SELECT e.lead_id, p.site_id, n.number_id
FROM queue_entry e
JOIN lead l ON l.id = e.lead_id
JOIN prospect p ON p.id = l.prospect_id
JOIN prospect_number n ON n.prospect_id = p.id AND n.position = 0
WHERE e.bucket_id = %s AND e.line = %s AND NOT e.is_waiting
ORDER BY e.rank, e.lead_id LIMIT 1
FOR UPDATE OF e SKIP LOCKED
"""
_LINE = "SELECT line FROM queue_entry WHERE bucket_id = %s AND NOT is_waiting LIMIT 1"
_PRESS = """
INSERT INTO command (id, person_id, name, request_hash, result, happened_at)
VALUES (%s, %s, 'bare', '', '{}', %s)
"""
_HOLD = """
INSERT INTO held (key, lead_id, caller_id, until, is_resting)
SELECT key, %s, %s, %s, FALSE FROM unnest(%s::text[]) AS key ON CONFLICT DO NOTHING
"""
_CLAIM = """
INSERT INTO claim (lead_id, caller_id, claim_no, until, is_out_of_order)
VALUES (%s, %s, 1, %s, FALSE)
"""
_LEAVE_HEAD = "UPDATE queue_entry SET is_waiting = TRUE WHERE lead_id = %s"
_GIVE_BACK = (
    "DELETE FROM held WHERE lead_id = %s",
    "DELETE FROM claim WHERE lead_id = %s",
    "UPDATE queue_entry SET is_waiting = FALSE WHERE lead_id = %s",
)


class BareDesk:
    """A caller's line to the server, without the program."""

    def __init__(self, url: str, bucket: "BareBucket", caller_id: int) -> None:
        self._caller_id = caller_id
        self._bucket = bucket
        self._line: Any = connect(url)
        self._lead_id = 0

    def claim(self, now: datetime) -> int:
        """Claim the first free lead of the bucket; return its id."""
        until, press = now + _LEASE, str(uuid4())
        self._line.execute(_PRESS, (press, self._caller_id, now))
        lead_id, site_id, number_id = self._line.execute(_FIRST, self._bucket).fetchone()
        keys = [f"site:{site_id}", f"number:{number_id}"]
        self._line.execute(_HOLD, (lead_id, self._caller_id, until, keys))
        self._line.execute(_CLAIM, (lead_id, self._caller_id, until))
        self._line.execute(_LEAVE_HEAD, (lead_id,))
        self._line.commit()
        self._lead_id = lead_id
        return int(lead_id)

    def give_back(self, now: datetime) -> None:
        """Give the lead back."""
        self._line.execute(_PRESS, (str(uuid4()), self._caller_id, now))
        for statement in _GIVE_BACK:
            self._line.execute(statement, (self._lead_id,))
        self._line.commit()

    def close(self) -> None:
        """Close the line."""
        self._line.close()


BareBucket = tuple[int, int]
"""The bucket that all claim from, and its line."""


def fullest_bucket(url: str) -> BareBucket:
    """Return the bucket with most leads that can be called."""
    with connect(url) as line:
        (bucket_id,) = line.execute(_BUCKET).fetchone()
        (of_line,) = line.execute(_LINE, (bucket_id,)).fetchone()
    return (bucket_id, of_line)


def connect(url: str) -> Any:
    """Open a line as the program's driver does."""
    driver_url = make_url(url).set(drivername="postgresql")
    url_of_driver = driver_url.render_as_string(hide_password=False)
    return psycopg.connect(url_of_driver, prepare_threshold=0)
