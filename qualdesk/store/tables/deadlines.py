"""What must happen at a time: one row each, done by whichever worker comes first."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.deadline import DeadlineKind, Ending
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Deadline(Table):
    """One thing to do at a time; it waits until it is done, paused or cancelled."""

    __tablename__ = "deadline"
    __table_args__ = (
        one_of("kind", DeadlineKind),
        one_of("ended_as", Ending),
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("(ended_as IS NULL) = (ended_by IS NULL)", name="ended_by_a_command"),
        CheckConstraint(
            "(lead_id IS NULL) = (kind IN ('absence', 'territory'))", name="of_a_lead_or_none"
        ),
        Index(
            "ix_deadline_waiting",
            "due_at",
            sqlite_where=text("ended_as IS NULL"),
            postgresql_where=text("ended_as IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    kind: Mapped[str]
    subject_id: Mapped[int]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"), index=True)
    """None of an absence, which is a person's, and of a territory's new rep."""
    due_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    ended_as: Mapped[str | None]
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("command.id"), index=True)
    last_error: Mapped[str] = mapped_column(default="")
    """Why it could not be done when it was tried; it is tried again."""
