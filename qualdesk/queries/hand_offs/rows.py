"""One hand-off as its page shows it, made of what the database holds of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from qualdesk.domain.hand_off import CAME_BACK, WITH_REP, HandOffState, MeetingMedium
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.received import MeetingAnswer
from qualdesk.queries.hand_offs.heads import HandOffGroup, group_of
from qualdesk.queries.hand_offs.words import AnswerRow, Seen, meeting_doubt, what_next


@dataclass(frozen=True, slots=True)
class HandOffRow:
    """One hand-off; without a meeting the rep calls by themselves."""

    hand_off_id: int
    lead_id: int
    prospect: str
    job_title: str
    company: str
    meeting_at: datetime | None
    medium: MeetingMedium | None
    zone: str
    rep_id: int
    rep: str
    rep_zone: str
    caller: str
    state: HandOffState
    what_next: str
    brief: str
    unmet_because: str
    offered_at: datetime
    accept_by: datetime
    group: HandOffGroup
    answer: AnswerRow | None = None
    is_meeting_alone: bool = False
    """Whether a meeting to come has nobody who will be there."""
    has_rep_declined: bool = False
    """Whether the rep's calendar declined the meeting to come."""


def row_of(found: Row[*tuple[Any, ...]], now: datetime, *, is_own: bool) -> HandOffRow:
    """Return the row of what was found; `is_own` is whether the rep reads it themselves."""
    hand_off = found.HandOff
    answer = _answer(found)
    seen = _seen(found, now, is_own=is_own)
    return HandOffRow(
        hand_off_id=hand_off.id,
        lead_id=hand_off.lead_id,
        prospect=prospect_name(found.first_name, found.last_name, found.company),
        job_title=found.job_title,
        company=found.company,
        meeting_at=found.starts_at,
        medium=MeetingMedium(found.medium) if found.medium else None,
        zone=found.zone or found.rep_zone,
        rep_id=hand_off.rep_id,
        rep=found.rep,
        rep_zone=found.rep_zone,
        caller=found.caller,
        state=seen.state,
        what_next=what_next(seen, answer, now),
        brief=hand_off.brief,
        unmet_because=hand_off.unmet_because,
        offered_at=hand_off.offered_at,
        accept_by=hand_off.accept_by,
        group=group_of(seen),
        answer=answer,
        is_meeting_alone=seen.is_alone,
        has_rep_declined=seen.has_rep_declined,
    )


def _answer(found: Row[*tuple[Any, ...]]) -> AnswerRow | None:
    answer = found.HandOffAnswer
    if answer is None:
        return None
    return AnswerRow(
        answer=RepAnswer(answer.answer),
        door=AnswerDoor(answer.door),
        said_by=found.said_by,
        said_at=answer.happened_at,
        reason=ReturnReason(answer.reason) if answer.reason else None,
        words=found.said or "",
        stage=answer.stage,
        amount=answer.amount,
        right_person=answer.right_person,
    )


def _seen(found: Row[*tuple[Any, ...]], now: datetime, *, is_own: bool) -> Seen:
    """Return what decides under which head a hand-off stands, and what is said of it."""
    hand_off = found.HandOff
    state = HandOffState(hand_off.state)
    is_to_come = found.starts_at is not None and found.starts_at > now
    is_live = is_to_come and state in WITH_REP
    return Seen(
        state=state,
        rep=found.rep,
        rep_zone=found.rep_zone,
        accept_by=hand_off.accept_by,
        first_touch_by=hand_off.first_touch_by,
        has_meeting=found.starts_at is not None,
        is_past=found.ends_at is not None and found.ends_at <= now,
        is_alone=is_to_come and (state in CAME_BACK or not found.is_rep_here),
        is_rep_here=found.is_rep_here,
        waits=not found.is_old and found.lead_lane == Lane.RETURNED,
        lead_state=LeadState(found.lead_state),
        resolution=Resolution(found.resolution) if found.resolution else None,
        is_late=state is HandOffState.OFFERED and hand_off.accept_by < now,
        heard_at=found.heard_at,
        read_by_rep=is_own,
        caller=found.caller,
        doubt=_doubt(found, now) if is_live else "",
        has_rep_declined=is_live and found.rep_answer == MeetingAnswer.DECLINED,
    )


def _doubt(found: Row[*tuple[Any, ...]], now: datetime) -> str:
    prospect = prospect_name(found.first_name, found.last_name, found.company)
    answers = ((prospect, found.prospect_answer), (found.rep, found.rep_answer))
    return meeting_doubt(answers, found.proposed_at, now, found.zone or found.rep_zone)
