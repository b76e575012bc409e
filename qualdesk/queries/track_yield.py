"""What each nurture track yields: who is on it, what reached them, and what came of it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select

from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.domain.lead import LeadState, Resolution
from qualdesk.domain.mail import LetterState, MailKind, MailState
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.touch import Direction
from qualdesk.store.session import Session
from qualdesk.store.tables import (
    Deadline,
    Lead,
    Letter,
    Nurture,
    Outbox,
    PlannedTouch,
    Response,
    Touch,
    Track,
)
from qualdesk.store.tracks import read_track


@dataclass(frozen=True, slots=True)
class TrackYield:
    """A track in figures. People count once, however often they were put on it."""

    track: str
    title: str
    started: int
    running: int
    """How many of them a planned touch still waits for."""
    emails: int
    """E-mails that left, …"""
    letters: int
    """… and letters that were printed."""
    responded: int
    """Came forward by themselves after the track began: responded, or called or wrote to us."""
    pushed: int
    won: int
    closed: int


def track_yields(session: Session) -> list[TrackYield]:
    """Return every track that somebody is or was on, those with most people first."""
    titles = {
        row.key: read_track(row.body).title
        for row in session.execute(select(Track.key, Track.body).order_by(Track.version))
    }
    counts = {name: _counted(session, query) for name, query in _COUNTS.items()}
    started = counts["started"]
    return [
        TrackYield(key, titles[key], **{name: found.get(key, 0) for name, found in counts.items()})
        for key in sorted(started, key=lambda one: (-started[one], titles[one]))
    ]


def _counted(session: Session, query: Select[str, int]) -> dict[str, int]:
    return {key: count for key, count in session.execute(query)}  # noqa: C416 - rows are no pairs yet


_ITS_STEP = (Deadline.kind == DeadlineKind.TRACK_STEP) & (Deadline.subject_id == PlannedTouch.id)


def _leads(*which: ColumnElement[bool]) -> Select[str, int]:
    """Select by track how many leads were put on it and meet these conditions."""
    return (
        select(Track.key, func.count(Nurture.lead_id.distinct()))
        .join(Nurture, Nurture.track_id == Track.id)
        .join(Lead, Lead.id == Nurture.lead_id)
        .where(Nurture.taken_back_at.is_(None), *which)
        .group_by(Track.key)
    )


def _texts(counted: type[Outbox] | type[Letter], *which: ColumnElement[bool]) -> Select[str, int]:
    """Select by track how many texts its steps wrote that meet these conditions."""
    return (
        select(Track.key, func.count(counted.id))
        .join(Nurture, Nurture.track_id == Track.id)
        .join(PlannedTouch, PlannedTouch.nurture_id == Nurture.id)
        .join(Deadline, _ITS_STEP)
        .join(counted, counted.command_id == Deadline.ended_by)
        .where(Deadline.ended_as == Ending.DONE, *which)
        .group_by(Track.key)
    )


_TAKEN_BACK = select(Touch.takes_back_id).where(Touch.takes_back_id.is_not(None))


def _runs() -> ColumnElement[bool]:
    waiting = (
        select(PlannedTouch.id)
        .join(Deadline, _ITS_STEP)
        .where(PlannedTouch.nurture_id == Nurture.id, Deadline.ended_as.is_(None))
    )
    return waiting.exists()


def _came_forward() -> ColumnElement[bool]:
    responses = select(Response.id).where(
        Response.prospect_id == Lead.prospect_id, Response.recorded_at > Nurture.started_at
    )
    touches = select(Touch.id).where(
        Touch.prospect_id == Lead.prospect_id,
        Touch.direction == Direction.IN,
        Touch.happened_at > Nurture.started_at,
        Touch.id.not_in(_TAKEN_BACK),
    )
    return or_(responses.exists(), touches.exists())


def _was_pushed() -> ColumnElement[bool]:
    return (
        select(Touch.id)
        .where(Touch.lead_id == Lead.id, Touch.outcome == Outcome.PUSH_TO_SALES)
        .where(Touch.happened_at > Nurture.started_at, Touch.id.not_in(_TAKEN_BACK))
        .exists()
    )


_COUNTS = {
    "started": _leads(),
    "running": _leads(_runs()),
    "emails": _texts(Outbox, Outbox.kind == MailKind.NURTURE, Outbox.state == MailState.SENT),
    "letters": _texts(Letter, Letter.state == LetterState.PRINTED),
    "responded": _leads(_came_forward()),
    "pushed": _leads(_was_pushed()),
    "won": _leads(Lead.resolution == Resolution.WON_BY_SALES),
    "closed": _leads(Lead.state == LeadState.CLOSED, Lead.resolution != Resolution.WON_BY_SALES),
}
