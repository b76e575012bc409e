"""A hand-off with the case behind it: what every answer and every next step begins with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.receivers import Receiver
from qualdesk.commands.requests.calls import Call
from qualdesk.commands.touches import write_touch
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import LeadImage, LeadState
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.errors import Conflict, InputError
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import HandOff, Person


@dataclass(frozen=True, slots=True)
class HandedCase:
    """A hand-off, its rep, who sent it, and the lead's case."""

    hand_off: HandOff
    rep: Receiver
    caller_id: int | None
    """Who knows the lead; None when they no longer work here."""
    case: Case

    @property
    def state(self) -> HandOffState:
        """How it stands."""
        return HandOffState(self.hand_off.state)


def load_handed(session: Session, hand_off_id: int, now: datetime) -> HandedCase:
    """Load a hand-off that is the newest of an open lead.

    Raises:
        InputError: if there is no such hand-off.
        Conflict: if the lead was handed over again since, or is closed.
    """
    hand_off = session.scalars(
        select(HandOff).where(HandOff.id == hand_off_id).execution_options(populate_existing=True)
    ).one_or_none()
    if hand_off is None:
        raise InputError(f"There is no hand-off {hand_off_id}. Look it up under Hand-offs.")
    case = load_case(session, hand_off.lead_id, now)
    _refuse_if_old(session, hand_off, case)
    rep = session.get_one(Person, hand_off.rep_id)
    caller = session.get_one(Person, hand_off.caller_id)
    return HandedCase(
        hand_off,
        Receiver(rep.id, rep.name, rep.email, rep.hours),
        caller.id if caller.is_active else None,
        case,
    )


def note_deed(
    session: Session,
    handed: HandedCase,
    image: LeadImage,
    *,
    person_id: int | None,
    words: str,
    kind: TouchKind = TouchKind.NOTE,
    direction: Direction = Direction.OUT,
) -> None:
    """Write the lead's new image and a touch that says why."""
    case = handed.case
    version = write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)
    write_touch(
        session,
        case,
        kind,
        words,
        person_id=person_id,
        direction=direction,
        lead_version=version,
    )


def call_for(handed: HandedCase, person_id: int, undo_seconds: int) -> Call:
    """Return what mail needs to know of who causes it."""
    return Call(
        lead_id=handed.case.lead_id,
        caller_id=person_id,
        lead_version=handed.case.version,
        undo_seconds=undo_seconds,
    )


def _refuse_if_old(session: Session, hand_off: HandOff, case: Case) -> None:
    if hand_off.state == HandOffState.TAKEN_BACK and hand_off.ran_over_at is None:
        raise Conflict(f"{case.name} was taken back from sales. Open the newer step.")
    newest = session.scalar(
        select(HandOff.id)
        .where(HandOff.lead_id == hand_off.lead_id, HandOff.state != HandOffState.TAKEN_BACK)
        .order_by(HandOff.id.desc())
        .limit(1)
    )
    if newest is not None and newest > hand_off.id:
        raise Conflict(f"{case.name} was handed over again since. Open the newer hand-off.")
    if case.image.state is LeadState.CLOSED:
        raise Conflict(f"{case.name} is closed already; nothing more is to be done here.")
