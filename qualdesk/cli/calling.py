"""qualdesk queue, next, record, undo: a caller's day without the window."""

import argparse
from typing import TYPE_CHECKING
from uuid import UUID

from qualdesk.cli.door import Door, person_id, put_at, put_shared
from qualdesk.cli.exit_codes import DONE
from qualdesk.cli.outcomes import request_for
from qualdesk.domain.callback import WhoCalls
from qualdesk.domain.lead import LeadState
from qualdesk.domain.moments import moment_words
from qualdesk.domain.outcome import Outcome
from qualdesk.errors import InputError
from qualdesk.store.session import Press

if TYPE_CHECKING:
    from qualdesk.queries.queue import QueueRow

_STANDS = {
    LeadState.QUEUED: "in the queue",
    LeadState.NURTURE: "kept in touch with",
    LeadState.WITH_SALES: "with sales",
    LeadState.CLOSED: "closed",
}


def put_queue(queue: argparse.ArgumentParser) -> None:
    """Put the arguments of `queue`."""
    queue.add_argument("--caller", default="", metavar="NAME")
    queue.add_argument("--limit", type=int, default=50, metavar="N")
    put_at(queue)
    put_shared(queue)
    queue.set_defaults(run=_queue)


def put_next(following: argparse.ArgumentParser) -> None:
    """Put the arguments of `next`."""
    following.add_argument("--caller", required=True, metavar="NAME")
    put_at(following)
    put_shared(following)
    following.set_defaults(run=_next)


def put_record(record: argparse.ArgumentParser) -> None:
    """Put the arguments of `record`."""
    record.add_argument("lead", type=int, metavar="LEAD")
    record.add_argument(
        "outcome", choices=[outcome.value for outcome in Outcome], metavar="OUTCOME"
    )
    record.add_argument("--caller", required=True, metavar="NAME")
    record.add_argument("--command", type=UUID, metavar="UUID", help="the same id is done once")
    record.add_argument("--when", default="", metavar="TEXT", help="in 3 months, tomorrow 10")
    record.add_argument("--reason", default="", metavar="TEXT")
    record.add_argument("--note", default="", metavar="TEXT")
    record.add_argument("--track", default="", metavar="NAME", help="for nurture: webinar, dormant")
    record.add_argument("--rep", default="", metavar="NAME")
    who = "who makes a promised call: me, anyone, sales"
    record.add_argument("--who", default="me", choices=[one.value for one in WhoCalls], help=who)
    record.add_argument("--answer", action="append", default=[], metavar="ID=VALUE")
    put_at(record)
    put_shared(record)
    record.set_defaults(run=_record)


def put_undo(undo: argparse.ArgumentParser) -> None:
    """Put the arguments of `undo`."""
    undo.add_argument("--caller", required=True, metavar="NAME")
    undo.add_argument(
        "--put-right", action="store_true", help="ask whoever got its e-mail to disregard it"
    )
    put_at(undo)
    put_shared(undo)
    undo.set_defaults(run=_undo)


def _queue(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.queries.queue import call_queue  # noqa: PLC0415

    caller_id = _caller_id(door, options.caller)
    with door.database.read() as session:
        rows = call_queue(session, caller_id=caller_id, now=door.now, limit=options.limit)
    listed = [
        {
            "rank": row.rank,
            "lead": row.lead_id,
            "name": row.name,
            "company": row.company,
            "campaign": row.campaign,
            "head": row.head,
            "reason": row.reason.sentence(door.now),
            "turn": row.reason.turn,
            "zone": row.zone,
            "may_call_now": row.may_call_now,
            "attempts": row.attempts,
        }
        for row in rows
    ]
    lines = [
        f"{one['rank']:>4}  lead {one['lead']}  {one['name'] or '(name to ask)'}, {one['company']}"
        f"  [{one['head']}]  {one['reason']}{_after_promise(row)}"
        for one, row in zip(listed, rows, strict=True)
    ]
    door.answer(listed, lines or ["Nobody is to be called now."])
    return DONE


def _after_promise(row: "QueueRow") -> str:
    return " Waits: your promise comes first." if row.waits else ""


def _next(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.claims import claim_next  # noqa: PLC0415
    from qualdesk.commands.requests.order import ClaimNext  # noqa: PLC0415
    from qualdesk.queries.prospect_card import prospect_card  # noqa: PLC0415

    caller_id = person_id(door, options.caller)
    press = Press.new(caller_id)
    claimed = door.carry_out(claim_next, ClaimNext(caller_id), press)
    if claimed.lead_id is None:
        door.answer({"lead": None}, ["Nobody may be called now."])
        return DONE
    with door.database.read() as session:
        card = prospect_card(session, lead_id=claimed.lead_id, caller_id=caller_id, now=door.now)
    found = {
        "lead": card.lead_id,
        "name": card.name,
        "company": card.company,
        "campaign": card.campaign,
        "reason": card.reason.sentence(door.now),
        "zone": card.zone,
        "numbers": [one.e164 for one in card.numbers],
    }
    words = f"lead {card.lead_id}  {card.name}, {card.company}  {' '.join(found['numbers'])}"  # type: ignore[arg-type]
    door.answer(found, [words, f"{found['reason']}"])
    return DONE


def _record(door: Door, options: argparse.Namespace) -> int:
    caller_id = person_id(door, options.caller)
    with_id = Press(options.command, caller_id) if options.command else Press.new(caller_id)
    command, request = request_for(door, options, caller_id, with_id)
    event = door.carry_out(command, request, with_id)
    after = event.after
    due = f", due {moment_words(after.due_at, door.now, after.zone)}" if after.due_at else ""
    said = f"{after.outcome.label}: {after.prospect_name or 'lead'} is {_STANDS[after.state]}{due}."
    door.answer(event, [said])
    return DONE


def _undo(door: Door, options: argparse.Namespace) -> int:
    from qualdesk.commands.corrections import correct_mail  # noqa: PLC0415
    from qualdesk.commands.requests.calls import TakeBack  # noqa: PLC0415
    from qualdesk.commands.requests.mail import CorrectMail  # noqa: PLC0415
    from qualdesk.commands.undo import take_back  # noqa: PLC0415

    caller_id = person_id(door, options.caller)
    event = door.carry_out(take_back, TakeBack(caller_id), Press.new(caller_id))
    gone = " Its e-mail had already been sent." if event.is_mail_already_sent else ""
    if options.put_right and event.can_correct_mail:
        request = CorrectMail(event.touch_id, caller_id)
        corrected = door.carry_out(correct_mail, request, Press.new(caller_id))
        gone += f" Asked to disregard it: {', '.join(corrected.names)}."
    door.answer(event, [f"Taken back: {event.outcome.label}, {event.prospect_name}.{gone}"])
    return DONE


def _caller_id(door: Door, name: str) -> int:
    """Return who is meant; without a name the only one who calls here."""
    from qualdesk.domain.person import Role  # noqa: PLC0415
    from qualdesk.queries.people import people  # noqa: PLC0415

    if name:
        return person_id(door, name)
    with door.database.read() as session:
        calling = [one for one in people(session) if one.role in {Role.CALLER, Role.TEAM_LEAD}]
    if not calling:
        raise InputError("Nobody calls here yet. Add one: qualdesk people add NAME --role caller")
    if len(calling) > 1:
        names = ", ".join(one.name for one in calling)
        raise InputError(f"Whose queue? Name one with --caller: {names}.")
    return calling[0].id
