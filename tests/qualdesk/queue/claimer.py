"""One of many desks that claim at once: claims, holds for a moment, gives back, and says when.

Run as `python -m tests.qualdesk.queue.claimer TARGET CALLER ROUNDS`. It says "ready", begins at
the first line it reads, and prints a line a claim: the lead, and from when to when it was surely
held, by a clock that all processes of a machine share.
"""

import sys
import time
from datetime import timedelta

from qualdesk.commands.claims import claim_next, release_claims
from qualdesk.commands.requests.order import ClaimNext, ReleaseClaims
from qualdesk.store.session import Database, Press
from tests.builders import NOW

_HOLD_SECONDS = 0.002


def main(target: str, caller_id: int, rounds: int) -> None:
    """Claim and give back so many times."""
    database = Database.open(target, patience=120)
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.monotonic()
    for _ in range(rounds):
        now = NOW + timedelta(seconds=time.monotonic() - begun)
        press = Press.new(caller_id)
        claimed = database.carry_out(claim_next, ClaimNext(caller_id), press=press, now=now)
        held_from = time.monotonic()
        time.sleep(_HOLD_SECONDS)
        if claimed.lead_id is not None:
            print(claimed.lead_id, held_from, time.monotonic())
        press = Press.new(caller_id)
        database.carry_out(release_claims, ReleaseClaims(caller_id), press=press, now=now)
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
