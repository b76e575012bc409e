"""How a conversation is kept going: tracks, who is on one, their planned touches, letters."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.mail import LetterState
from qualdesk.domain.track import StepKind
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Track(Table):
    """One version of a nurture track; `body` is the domain's Track as JSON."""

    __tablename__ = "track"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[PrimaryKey]
    key: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, object]] = mapped_column(JSON)


class Nurture(Table):
    """A conversation kept going: what they want to hear about, and the track or the check-in."""

    __tablename__ = "nurture"

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    about: Mapped[str] = mapped_column(default="")
    check_in_at: Mapped[datetime]
    track_id: Mapped[int | None] = mapped_column(ForeignKey("track.id"), index=True)
    """None where only a check-in call was agreed."""
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """In whose name the touches go."""
    firm: Mapped[str] = mapped_column(default="")
    """On whose behalf, as it was said on the phone."""
    started_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]


class PlannedTouch(Table):
    """One touch of a track, planned for one person; its deadline says whether it waits."""

    __tablename__ = "planned_touch"
    __table_args__ = (one_of("kind", StepKind), UniqueConstraint("nurture_id", "step"))

    id: Mapped[PrimaryKey]
    nurture_id: Mapped[int] = mapped_column(ForeignKey("nurture.id"))
    step: Mapped[str]
    """The id of the track's step."""
    kind: Mapped[str]


class Letter(Table):
    """A letter on paper: it waits to be printed, and is a touch once somebody has printed it."""

    __tablename__ = "letter"
    __table_args__ = (
        one_of("state", LetterState),
        CheckConstraint("(state = 'printed') = (printed_at IS NOT NULL)", name="printed_once"),
        Index("ix_letter_waiting", "state", "print_after"),
    )

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str]
    address: Mapped[str]
    """The lines of the envelope."""
    subject: Mapped[str]
    body: Mapped[str]
    enclose: Mapped[str] = mapped_column(default="")
    """What goes into the envelope with it."""
    print_after: Mapped[datetime]
    """The end of the undo window, or the day of the track's step."""
    printed_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("command.id"), index=True)
    """The press that said it was posted, or will not be, so that it can be taken back."""
