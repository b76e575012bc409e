"""Prospects that may be the same one, and those that were made one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.store.columns import PrimaryKey, Table


class Duplicate(Table):
    """Two prospects that look alike, until a person has decided; the lower id comes first."""

    __tablename__ = "duplicate"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="lower_id_first"),
        CheckConstraint("(decided_at IS NULL) = (are_same IS NULL)", name="decided_one_way"),
        UniqueConstraint("one_id", "other_id"),
        Index("ix_duplicate_other", "other_id"),
    )

    id: Mapped[PrimaryKey]
    one_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    are_same: Mapped[bool | None]
    """What was decided: made one, or kept apart for good."""


class Merge(Table):
    """One prospect taken into another, with all that parting them again must take back."""

    __tablename__ = "merge"
    __table_args__ = (Index("ix_merge_merged", "merged_id"), Index("ix_merge_kept", "kept_id"))

    id: Mapped[PrimaryKey]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    kept_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    merged_at: Mapped[datetime]
    parted_at: Mapped[datetime | None]
    closed_lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"))
    """The open lead of the one taken in, which the other's replaced."""
    closed_version: Mapped[int | None]
    number_ids: Mapped[list[int]] = mapped_column(JSON)
    """Numbers that the kept one got."""
    extensions: Mapped[dict[str, str]] = mapped_column(JSON)
    """Extensions that the kept one got at numbers of both, by the number's id."""
    suppression_ids: Mapped[list[int]] = mapped_column(JSON)
    """Suppressions of the person that the kept one got."""
    filled: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was blank and is filled now, by column."""
