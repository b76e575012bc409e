"""Somebody comes forward by themselves: their track stops, and they are spoken to now."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.held_mail import keep_back
from qualdesk.commands.nurture import pause_tracks
from qualdesk.commands.opening import open_lead_as
from qualdesk.domain import next_step
from qualdesk.domain.lead import LeadState
from qualdesk.domain.mail import MailKind
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Lead, Outbox


def come_forward(session: Session, named: Case, now: datetime) -> Case:
    """Lift the pursuit that is open, or open another; return the case as it stood before.

    A closed pursuit stays closed: another is opened, with the history visible (DESIGN §2, 2).
    """
    case = _open_case(session, named, now)
    image = next_step.after_coming_forward(case.image, case.seen)
    write_image(session, case.lead_id, image, version=case.version, now=now)
    _stop_track(session, case)
    return case


def _open_case(session: Session, named: Case, now: datetime) -> Case:
    if named.image.state.is_open:
        return named
    open_id = session.scalar(
        select(Lead.id).where(Lead.prospect_id == named.prospect_id, Lead.state != LeadState.CLOSED)
    )
    lead_id = open_id or open_lead_as(
        session,
        next_step.after_coming_forward(named.image, named.seen),
        prospect_id=named.prospect_id,
        account_id=named.account_id,
        now=now,
    )
    return load_case(session, lead_id, now)


def _stop_track(session: Session, case: Case) -> None:
    """Pause the track, and let nothing of it go out that is written already."""
    pause_tracks(session, [case.lead_id])
    of_track = (Outbox.lead_id == case.lead_id, Outbox.kind == MailKind.NURTURE)
    keep_back(session, *of_track, because="They came forward meanwhile.")
