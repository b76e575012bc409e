"""The reps' own calendars: where each is read, and when it says that they are busy."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.meeting_times import CalendarKind
from qualdesk.store.columns import PrimaryKey, Table, one_of


class RepCalendar(Table):
    """Where somebody's own calendar is read; its password stays in the keyring of who reads it."""

    __tablename__ = "rep_calendar"
    __table_args__ = (one_of("kind", CalendarKind),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str]
    address: Mapped[str]
    """A URL, or the path of a file on the machine that reads it."""
    user: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]
    """When somebody last tried to read it."""
    read_at: Mapped[datetime | None]
    """From when the busy times are."""
    problem: Mapped[str] = mapped_column(default="")
    """Why the last try failed, as a sentence."""


class BusyTime(Table):
    """A time at which somebody's own calendar says that they are busy; never with what."""

    __tablename__ = "busy_time"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
