"""The keyed next steps of a hand-off: which there are, by how it stands and who looks at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qualdesk.domain.hand_off import HandOffState
from qualdesk.queries.hand_offs import HandOffGroup, HandOffRow


class StepKind(StrEnum):
    """What a next step does."""

    ACCEPT = "accept"
    GIVE_BACK = "give-back"
    OTHER_REP = "other-rep"
    REMIND = "remind"
    MET = "met"
    NO_SHOW = "no-show"
    MOVE = "move"
    WON = "won"
    LOST = "lost"
    WORKING = "working"
    CALL_INSTEAD = "call-instead"
    NURTURE = "nurture"
    SEND_AGAIN = "send-again"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One button: what it does, its words, and where it leads."""

    kind: StepKind
    label: str
    second: str


def steps_of(row: HandOffRow, now: datetime, *, is_own: bool) -> tuple[NextStep, ...]:
    """Return up to four steps in the order of their keys; `is_own` when the rep themselves looks."""
    if row.group is HandOffGroup.SETTLED:
        return ()
    says = "You" if is_own else row.rep.split()[0]
    if row.has_rep_declined and not is_own:
        return _declined(row, says)
    return _by_state(row, says, now, is_own=is_own)


def _by_state(row: HandOffRow, says: str, now: datetime, *, is_own: bool) -> tuple[NextStep, ...]:
    match row.state:
        case HandOffState.OFFERED:
            return _offered(row, says, is_own=is_own)
        case HandOffState.ACCEPTED | HandOffState.RESCHEDULED:
            return _accepted(row, says, now)
        case HandOffState.MET:
            return _met(says)
        case HandOffState.WON | HandOffState.LOST:
            return ()
        case _:
            return () if is_own else _back(row)


def _declined(row: HandOffRow, says: str) -> tuple[NextStep, ...]:
    """Return what follows when the rep's calendar declined: take it back, or offer it again."""
    taken_back = NextStep(
        StepKind.GIVE_BACK, f"Take it back from {says}", "With a reason, to the caller"
    )
    if row.state is not HandOffState.OFFERED:
        moved = NextStep(StepKind.MOVE, "Another time was agreed", "Both calendars follow")
        met = NextStep(StepKind.MET, "They met", f"{says} {_verb(says, 'say')} what is next")
        return (taken_back, moved, met)
    return (
        taken_back,
        NextStep(StepKind.OTHER_REP, "Offer it to another rep", "The meeting goes along"),
        NextStep(StepKind.REMIND, f"Offer it to {says} again", "Once more, by e-mail"),
        NextStep(
            StepKind.ACCEPT,
            f"{says} {_verb(says, 'accept')} it after all",
            "Theirs, with the brief",
        ),
    )


def _offered(row: HandOffRow, says: str, *, is_own: bool) -> tuple[NextStep, ...]:
    answers = (
        NextStep(StepKind.ACCEPT, f"{says} {_verb(says, 'accept')} it", "Theirs, with the brief"),
        _give_back(says),
    )
    if is_own:
        return answers
    goes = "The meeting goes along" if row.meeting_at else "With the same brief"
    return (
        *answers,
        NextStep(StepKind.OTHER_REP, "Send to another rep", goes),
        NextStep(StepKind.REMIND, f"Remind {says}", "The offer once more, by e-mail"),
    )


def _accepted(row: HandOffRow, says: str, now: datetime) -> tuple[NextStep, ...]:
    met = NextStep(StepKind.MET, "They met", f"{says} {_verb(says, 'say')} what is next")
    move = NextStep(StepKind.MOVE, "Another time was agreed", "Both calendars follow")
    missed = NextStep(StepKind.NO_SHOW, "Did not come", "Back to the caller, two tries")
    if row.meeting_at is None:
        return (met, _give_back(says))
    is_past = row.meeting_at <= now
    return (met, missed, move, _give_back(says)) if is_past else (met, move, _give_back(says))


def _met(says: str) -> tuple[NextStep, ...]:
    return (
        NextStep(StepKind.WON, "Won", "They became a customer"),
        NextStep(StepKind.LOST, "Lost", "Kept in touch with, unless for good"),
        NextStep(StepKind.WORKING, "Still working on it", "Stage and amount"),
        _give_back(says),
    )


def _back(row: HandOffRow) -> tuple[NextStep, ...]:
    right = row.answer.right_person if row.answer else ""
    first_name = row.prospect.split()[0]
    instead = NextStep(
        StepKind.CALL_INSTEAD,
        f"Call {right} instead" if right else "Call somebody else there",
        "New prospect, same brief, top of your queue",
    )
    moved = NextStep(StepKind.MOVE, "Another time was agreed", f"{row.rep.split()[0]} keeps it")
    can_move = row.state is HandOffState.NO_SHOW and row.meeting_at is not None
    again = f"To {row.rep.split()[0]}, or to another rep"
    return (
        moved if can_move else instead,
        NextStep(StepKind.NURTURE, f"Take {first_name} back to nurture", "With a check-in call"),
        NextStep(StepKind.SEND_AGAIN, "Send again with an answer", again),
        NextStep(StepKind.CLOSE, "Close out courteously", "With the thank-you e-mail"),
    )


def _give_back(says: str) -> NextStep:
    return NextStep(
        StepKind.GIVE_BACK, f"{says} {_verb(says, 'give')} it back", "With a reason, to the caller"
    )


def _verb(says: str, verb: str) -> str:
    return verb if says == "You" else f"{verb}s"
