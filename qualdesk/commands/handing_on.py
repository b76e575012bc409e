"""A hand-off goes to another rep with its meeting: both reps and the prospect are told by mail."""

from dataclasses import dataclass, replace
from datetime import datetime

from qualdesk.commands.case import Case
from qualdesk.commands.held_mail import hold_mail, keep_back
from qualdesk.commands.meetings import (
    cancellation_to,
    invitation_to,
    invite_again,
    meeting_to_come,
    note_change,
)
from qualdesk.commands.receivers import Receiver
from qualdesk.commands.rep_time import must_take_meeting
from qualdesk.commands.requests.calls import Call
from qualdesk.domain.hand_off_life import offer_runs_over_at
from qualdesk.domain.lead import LeadState, owned_by
from qualdesk.domain.mail import MailKind
from qualdesk.domain.meeting_times import Span
from qualdesk.domain.moments import zoned_words
from qualdesk.domain.next_step import accept_by
from qualdesk.store.leads import write_image
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff, Outbox


@dataclass(frozen=True, slots=True)
class Change:
    """Who had a hand-off, who gets it, and whose press that is, with its undo window."""

    former: Receiver
    rep: Receiver
    by_id: int
    undo_seconds: int
    asks_anew: bool = False
    """Whether the new rep gets a time of their own to answer."""


def hand_on(session: Session, case: Case, hand_off: HandOff, change: Change) -> None:
    """Give a hand-off to another rep; whoever knew of a meeting to come is told who comes now.

    Raises:
        Conflict: if the new rep is not free for the meeting.
    """
    now = case.seen.now
    meeting = meeting_to_come(session, hand_off.id, now)
    if meeting is not None:
        must_take_meeting(session, change.rep, Span(meeting.starts_at, meeting.ends_at), now)
    hand_off.rep_id = change.rep.id
    if change.asks_anew:
        _ask_anew(hand_off, change.rep, meeting.starts_at if meeting else None, now)
    session.flush()
    call = Call(case.lead_id, change.by_id, case.version, undo_seconds=change.undo_seconds)
    is_known = not _cancel_held_offer(session, case)
    if meeting is None:
        _tell_new_rep(session, case, hand_off, change, call)
    else:
        note_change(session, meeting, now)
        invite_again(session, case, meeting, call)
        _tell_new_rep(session, case, hand_off, change, call, meeting)
        if is_known:
            tell_former_rep(session, case, meeting, change, call)
    _own(session, case, hand_off, change)


def _ask_anew(hand_off: HandOff, rep: Receiver, meeting_at: datetime | None, now: datetime) -> None:
    hand_off.accept_by = accept_by(now, rep.hours, meeting_at)
    hand_off.runs_over_at = offer_runs_over_at(hand_off.accept_by, rep.hours, meeting_at)


def _own(session: Session, case: Case, hand_off: HandOff, change: Change) -> None:
    """Let the lead be the new rep's, where it is with sales."""
    if case.image.state is LeadState.WITH_SALES:
        image = owned_by(case.image, change.rep.id)
        if change.asks_anew:
            image = replace(image, due_at=hand_off.accept_by)
        write_image(session, case.lead_id, image, version=case.version, now=case.seen.now)


def _cancel_held_offer(session: Session, case: Case) -> bool:
    """Let no offer leave that names the former rep; return whether one was about to."""
    offers = (Outbox.lead_id == case.lead_id, Outbox.kind == MailKind.OFFER)
    return bool(keep_back(session, *offers))


def _tell_new_rep(
    session: Session,
    case: Case,
    hand_off: HandOff,
    change: Change,
    call: Call,
    meeting: Appointment | None = None,
) -> None:
    from qualdesk.mail.letters import taken_over_letter  # noqa: PLC0415 - brings Jinja

    rep, now = change.rep, case.seen.now
    if not rep.email:
        return
    letter = taken_over_letter(
        prospect=case.name,
        company=case.company,
        rep=rep.name,
        former=change.former.name,
        brief=hand_off.brief,
        when=zoned_words(meeting.starts_at, now, rep.hours.zone) if meeting else "",
    )
    hold_mail(
        session,
        kind=MailKind.OFFER,
        call=call,
        to=(rep.name, rep.email),
        letter=letter,
        calendar=invitation_to(case, meeting, (rep.name, rep.email)) if meeting else "",
        now=now,
    )


def tell_former_rep(
    session: Session, case: Case, meeting: Appointment, change: Change, call: Call
) -> None:
    """Take the meeting out of the former rep's calendar (iTIP CANCEL)."""
    from qualdesk.mail.letters import handed_on_letter  # noqa: PLC0415 - brings Jinja

    former, now = change.former, case.seen.now
    if not former.email:
        return
    letter = handed_on_letter(
        prospect=case.name,
        rep=change.rep.name,
        former=former.name,
        when=zoned_words(meeting.starts_at, now, former.hours.zone),
    )
    hold_mail(
        session,
        kind=MailKind.CANCELLATION,
        call=call,
        to=(former.name, former.email),
        letter=letter,
        calendar=cancellation_to(case, meeting, (former.name, former.email)),
        now=now,
    )
