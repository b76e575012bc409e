"""Undo of an offer to sales: the hand-off is taken back, and its meeting with it."""

from datetime import datetime

from sqlalchemy import select, update

from qualdesk.domain.hand_off import HandOffState
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff


def undo_offers(session: Session, of_command: str, now: datetime) -> None:
    """Take back the hand-offs a press made; each appointment is cancelled under a higher sequence.

    One that was taken over from an earlier hand-off goes back to that one instead.
    """
    for hand_off in session.scalars(select(HandOff).where(HandOff.command_id == of_command)).all():
        hand_off.state = HandOffState.TAKEN_BACK
        hand_off.runs_over_at = None
        _put_forward_again(session, hand_off.follows_id)
        goes = {"cancelled_at": now} if hand_off.follows_id is None else {}
        session.execute(
            update(Appointment)
            .where(Appointment.hand_off_id == hand_off.id, Appointment.cancelled_at.is_(None))
            .values(
                hand_off_id=hand_off.follows_id or hand_off.id,
                sequence=Appointment.sequence + 1,
                changed_at=now,
                **goes,
            )
            .execution_options(synchronize_session=False)
        )
    session.flush()


def _put_forward_again(session: Session, follows_id: int | None) -> None:
    """Let an offer stand again that was taken back only to go to another rep."""
    former = session.get(HandOff, follows_id) if follows_id is not None else None
    if former is not None and former.state == HandOffState.TAKEN_BACK and not former.ran_over_at:
        former.state = HandOffState.OFFERED
