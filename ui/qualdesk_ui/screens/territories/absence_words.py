"""What an absence or a leaving would move, in lines of words."""

from datetime import date, datetime

from qualdesk.commands.moving_promises import MovedPromise
from qualdesk.commands.outlooks import Outlook
from qualdesk.domain.belonging import Belonging, BelongingKind
from qualdesk.domain.moments import day_words, moment_words

_SHOWN = 12
_NOTHING = "No promise and no meeting is touched."
_KINDS = {
    BelongingKind.PROMISE: "call promised",
    BelongingKind.CLAIM: "on the desk now, goes back to the queue",
    BelongingKind.CALLED_FIRST: "to be called first",
    BelongingKind.HAND_OFF: "handed over",
    BelongingKind.MEETING: "meeting",
    BelongingKind.TERRITORY: "territory",
    BelongingKind.TRACK: "letters in their name",
    BelongingKind.DEPUTY: "absence they stand in for",
}
_TIMED = (BelongingKind.PROMISE, BelongingKind.MEETING)


def away_words(name: str, from_on: date | None, until_on: date, today: date) -> str:
    """Return when somebody is away, in a sentence without its stop."""
    until = day_words(until_on, today)
    if from_on is None:
        return f"{name} is away until {until}"
    return f"{name} is away from {day_words(from_on, today)} to {until}"


def move_lines(outlook: Outlook, cover: str, now: datetime, zone: str) -> list[str]:
    """Return a line for each thing, the first dozen, then how many more; `zone` is the person's."""
    lines = [
        *(_promise(one, cover, now) for one in outlook.promises),
        *(_belonging(one, now, zone) for one in outlook.belongings),
    ]
    if not lines:
        return [] if outlook.why_not else [_NOTHING]
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]


def _promise(one: MovedPromise, cover: str, now: datetime) -> str:
    due = moment_words(one.was_due_at, now, one.zone)
    if one.due_at != one.was_due_at:
        goes = f"is called {moment_words(one.due_at, now, one.zone)} instead"
    else:
        goes = f"goes to {cover}" if one.owner_id else "goes to anyone free"
    return f"{one.name}, {one.company}: call promised for {due}, {goes}"


def _belonging(one: Belonging, now: datetime, zone: str) -> str:
    at = f" on {moment_words(one.at, now, zone)}" if one.at and one.kind in _TIMED else ""
    told = "; all are told who comes" if one.kind is BelongingKind.MEETING else ""
    return f"{one.name}: {_KINDS[one.kind]}{at}{told}"
