"""Hand-offs: who receives a lead, the offer with its brief, and the appointment."""

from datetime import datetime
from functools import partial
from uuid import uuid4

from sqlalchemy import insert

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.meetings import give_meeting, invitation_to, wall_time
from qualdesk.commands.receivers import Receiver, as_receiver, receiver
from qualdesk.commands.rep_time import must_be_free
from qualdesk.commands.requests.calls import PushToSales
from qualdesk.commands.roles import first_team_lead
from qualdesk.domain.hand_off import MEETING_LENGTH, HandOffState
from qualdesk.domain.hand_off_life import offer_runs_over_at
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.mail import MailKind
from qualdesk.domain.moments import zoned_words
from qualdesk.errors import InputError
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Appointment, HandOff, Person, Territory


def receiver_of(session: Session, case: Case, rep_id: int | None) -> Receiver:
    """Return the chosen rep, else the territory's, the covering one, or a team lead.

    Raises:
        InputError: if nobody is there to receive it, or the chosen one is not active.
    """
    if rep_id is None:
        territory = session.get_one(Territory, case.image.territory_id)
        rep_id = territory.rep_id or territory.covering_rep_id
    if rep_id is not None:
        return receiver(session, rep_id)
    lead = first_team_lead(session)
    if lead is None:
        raise InputError(
            "Nobody covers this territory and there is no team lead. Name a rep first."
        )
    return as_receiver(lead)


def offer(
    session: Session,
    case: Case,
    request: PushToSales,
    rep: Receiver,
    image: LeadImage,
    *,
    follows_id: int | None = None,
) -> tuple[int, datetime | None]:
    """Write the hand-off with its appointment and mails; return its id and when mail leaves.

    One that follows another takes over the meeting agreed for that.
    """
    hand_off_id = _write_hand_off(session, case, request, rep, image, follows_id)
    calendar = ""
    if request.meeting_at is not None and follows_id is None:
        calendar = _appoint(session, case, request, rep, hand_off_id)
    elif follows_id is not None:
        calendar = give_meeting(session, case, rep, from_id=follows_id, to_id=hand_off_id)
    return hand_off_id, _write_mails(session, case, request, rep, calendar)


def _write_hand_off(
    session: Session,
    case: Case,
    request: PushToSales,
    rep: Receiver,
    image: LeadImage,
    follows_id: int | None,
) -> int:
    if image.due_at is None:
        raise AssertionError("a lead with sales has a due time")
    hand_off_id: int = session.execute(
        insert(HandOff)
        .values(
            lead_id=case.lead_id,
            rep_id=rep.id,
            caller_id=request.call.caller_id,
            command_id=command_id(session),
            state=HandOffState.OFFERED,
            brief=request.brief,
            unmet_because=request.unmet_because,
            offered_at=case.seen.now,
            accept_by=image.due_at,
            runs_over_at=offer_runs_over_at(image.due_at, rep.hours, request.meeting_at),
            follows_id=follows_id,
        )
        .returning(HandOff.id)
    ).scalar_one()
    return hand_off_id


def _appoint(
    session: Session, case: Case, request: PushToSales, rep: Receiver, hand_off_id: int
) -> str:
    """Write the appointment; return its invitation as .ics text."""
    starts_at = request.meeting_at
    if starts_at is None:
        return ""
    must_be_free(session, case, rep, starts_at)
    clock = case.seen.clock
    meeting = Appointment(
        hand_off_id=hand_off_id,
        uid=f"{uuid4()}@qualdesk",
        sequence=0,
        starts_at=starts_at,
        ends_at=starts_at + MEETING_LENGTH,
        wall_time=wall_time(starts_at, clock.zone),
        zone=clock.zone,
        medium=request.medium,
    )
    session.add(meeting)
    session.flush()
    return invitation_to(case, meeting, (rep.name, rep.email))


def _write_mails(
    session: Session, case: Case, request: PushToSales, rep: Receiver, calendar: str
) -> datetime | None:
    """Write the offer to the rep and the invitation to the prospect; return when they leave."""
    from qualdesk.mail.letters import (  # noqa: PLC0415 - brings Jinja, only when pushed
        invitation_letter,
        offer_letter,
    )

    hold = partial(hold_mail, session, call=request.call, calendar=calendar, now=case.seen.now)
    goes_at = None
    if rep.email:
        letter = offer_letter(
            prospect=case.name,
            company=case.company,
            rep=rep.name,
            brief=request.brief,
            when=_when(case, request, rep.hours.zone),
        )
        to = (rep.name, rep.email)
        goes_at = hold(kind=MailKind.OFFER, to=to, letter=letter)
    if request.invite and calendar and case.seen.has_mail:
        letter = invitation_letter(
            prospect=case.name,
            rep=rep.name,
            offer=case.offer,
            when=_when(case, request, case.seen.clock.zone),
            caller=session.get_one(Person, request.call.caller_id).name,
        )
        to = (case.name, case.email)
        goes_at = hold(kind=MailKind.INVITATION, to=to, letter=letter)
    return goes_at


def _when(case: Case, request: PushToSales, zone: str) -> str:
    """Return the meeting's time in words, as its reader's clock shows it."""
    if request.meeting_at is None:
        return ""
    return zoned_words(request.meeting_at, case.seen.now, zone)
