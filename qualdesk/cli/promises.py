"""qualdesk promises: the calls that nobody has kept, and those that sales is to make."""

import argparse

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.domain.moments import how_long, moment_words


def put_promises(promises: argparse.ArgumentParser) -> None:
    """Put the arguments of `promises`."""
    promises.add_argument("--rep", default="", metavar="NAME", help="of this rep’s coming calls")
    put_at(promises)
    put_shared(promises)
    promises.set_defaults(run=_list)


def _list(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.queries.promises import coming_calls, overdue_promises  # noqa: PLC0415

    rep_id = person_id(door, options.rep) if options.rep else None
    with door.database.read() as session:
        late = [] if options.rep else overdue_promises(session, now=door.now)
        coming = coming_calls(session, now=door.now, rep_id=rep_id)
    lines = [
        f"lead {one.lead_id}  {one.name}, {one.company}  "
        f"{how_long(one.due_at, door.now, one.zone)} late, {one.owner or 'anyone free'}"
        for one in late
    ]
    for call in coming:
        when = moment_words(call.call.at, door.now, call.zone)
        mark = "confirmed" if call.call.is_confirmed else "to be confirmed"
        lines.append(
            f"lead {call.lead_id}  {call.name}, {call.company}  "
            f"{call.call.rep or 'sales'} calls on {when} their time, {mark}"
        )
    door.answer({"overdue": late, "sales": coming}, lines or ["No promise is overdue or coming."])
    return DONE
