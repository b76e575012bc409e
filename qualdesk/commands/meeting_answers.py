"""What a calendar answers to an invitation: kept at the meeting; a rep's yes accepts the hand-off."""

from datetime import datetime

from sqlalchemy import select

from qualdesk.commands.case import Case, load_case
from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.replying import Match, note_received
from qualdesk.commands.requests.hand_offs import AnswerHandOff
from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk.domain.moments import moment_words
from qualdesk.domain.received import CalendarAnswer, IncomingMail, MeetingAnswer
from qualdesk.domain.suppression import folded_address
from qualdesk.errors import Conflict
from qualdesk.store.session import Session
from qualdesk.store.tables import Appointment, HandOff, Person


def take_calendar_answer(session: Session, match: Match, mail: IncomingMail, now: datetime) -> None:
    """Keep who accepted, declined or suggests another time.

    Raises:
        Conflict: if the meeting is over, cancelled or was moved since, or the answer is a stranger's.
    """
    answer = mail.answer
    if answer is None:
        return
    case = load_case(session, match.lead_id, now)
    meeting, hand_off = _meeting(session, answer)
    rep = session.get_one(Person, hand_off.rep_id)
    _check(answer, meeting, now)
    attendee = folded_address(answer.attendee)
    if attendee == folded_address(rep.email):
        _say(session, case, meeting, answer, rep.name)
        meeting.rep_answer = answer.answer
        session.flush()
        _accept(session, hand_off, answer, now)
    elif attendee == folded_address(case.email):
        _say(session, case, meeting, answer, case.name)
        meeting.prospect_answer = answer.answer
    else:
        raise Conflict(f"{answer.attendee} was not invited, so this answer counts for nobody.")
    if answer.answer is MeetingAnswer.COUNTER:
        meeting.proposed_at = answer.proposed_at
    session.flush()


def _meeting(session: Session, answer: CalendarAnswer) -> tuple[Appointment, HandOff]:
    row = session.execute(
        select(Appointment, HandOff)
        .join(HandOff, HandOff.id == Appointment.hand_off_id)
        .where(Appointment.uid == answer.uid)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise Conflict("There is no such meeting, so this answer counts for nothing.")
    return row.Appointment, row.HandOff


def _check(answer: CalendarAnswer, meeting: Appointment, now: datetime) -> None:
    if meeting.cancelled_at is not None or meeting.ends_at <= now:
        raise Conflict("The meeting is over or cancelled; the answer came too late.")
    if answer.sequence < meeting.sequence:
        raise Conflict("The answer is to an earlier time of the meeting; the newer one stands.")


def _accept(session: Session, hand_off: HandOff, answer: CalendarAnswer, now: datetime) -> None:
    """Let a rep's yes to the meeting be their yes to the lead, where they owe one."""
    if answer.answer is MeetingAnswer.ACCEPTED and hand_off.state == HandOffState.OFFERED:
        said = AnswerHandOff(hand_off.id, RepAnswer.ACCEPTED, AnswerDoor.REPLY, hand_off.rep_id)
        answer_hand_off(session, said, now)


def _say(
    session: Session, case: Case, meeting: Appointment, answer: CalendarAnswer, who: str
) -> None:
    when = moment_words(meeting.starts_at, case.seen.now, meeting.zone)
    words = f"{who} {_VERBS[answer.answer]} the meeting on {when}"
    if answer.proposed_at is not None:
        words += f": {moment_words(answer.proposed_at, case.seen.now, meeting.zone)}"
    note_received(session, case, words)


_VERBS = {
    MeetingAnswer.ACCEPTED: "accepted",
    MeetingAnswer.DECLINED: "declined",
    MeetingAnswer.TENTATIVE: "may come to",
    MeetingAnswer.COUNTER: "suggests another time for",
}
