"""Notes: words in a lead's timeline without an outcome."""

from datetime import datetime

from sqlalchemy import insert, select

from qualdesk.commands.requests import WriteNote
from qualdesk.commands.touches import write_words
from qualdesk.domain.touch import TouchKind
from qualdesk.errors import InputError
from qualdesk.events import WroteNote
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Lead, Touch


def write_note(session: Session, request: WriteNote, now: datetime) -> WroteNote:
    """Put a note into the timeline.

    Raises:
        InputError: if it is empty.
    """
    text_id = write_words(session, request.words)
    if text_id is None:
        raise InputError("The note is empty. Type a few words.")
    lead = session.execute(
        select(Lead.prospect_id, Lead.campaign_id, Lead.version).where(Lead.id == request.lead_id)
    ).one()
    session.execute(
        insert(Touch).values(
            lead_id=request.lead_id,
            prospect_id=lead.prospect_id,
            campaign_id=lead.campaign_id,
            person_id=request.caller_id,
            command_id=command_id(session),
            kind=TouchKind.NOTE,
            happened_at=now,
            recorded_at=now,
            text_id=text_id,
            lead_version=lead.version,
        )
    )
    return WroteNote(request.lead_id)
