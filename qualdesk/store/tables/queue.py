"""The queue: whom to call, in buckets with ordered heads, and who is calling whom now."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.queue_order import Line, Warmth
from qualdesk.domain.seat import IN_TOUCH_EVERY, PresenceState
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Clock(Table):
    """What decides when numbers may be called: zones, laws, audience; each combination once."""

    __tablename__ = "clock"
    __table_args__ = (
        one_of("audience", Audience),
        UniqueConstraint("zones", "laws", "audience"),
    )

    id: Mapped[PrimaryKey]
    zones: Mapped[str]
    """Zone names joined by spaces."""
    laws: Mapped[str]
    """Countries and states joined by spaces."""
    audience: Mapped[str] = mapped_column(default=Audience.B2B)


class Bucket(Table):
    """Leads that are always offered together: same ground, language, clock, campaign, warmth."""

    __tablename__ = "bucket"
    __table_args__ = (
        one_of("warmth", Warmth),
        UniqueConstraint("territory_id", "language", "clock_id", "campaign_id", "warmth"),
    )

    id: Mapped[PrimaryKey]
    territory_id: Mapped[int] = mapped_column(ForeignKey("territory.id"))
    language: Mapped[str] = mapped_column(default="")
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    warmth: Mapped[int]


class QueueEntry(Table):
    """Where a lead stands in its bucket: a pure function of lead, cadence, snooze and claim.

    A ready row is ordered by `rank`; a waiting one stands by the moment it waits for. A claim's
    lease is a wait like any other.
    """

    __tablename__ = "queue_entry"
    __table_args__ = (
        one_of("line", Line),
        Index("ix_queue_entry_head", "bucket_id", "line", "is_waiting", "rank", "lead_id"),
        Index("ix_queue_entry_oldest", "bucket_id", "line", "is_waiting", "due", "lead_id"),
        Index(
            "ix_queue_entry_waiting",
            "rank",
            sqlite_where=text("is_waiting"),
            postgresql_where=text("is_waiting"),
        ),
        Index(
            "ix_queue_entry_promised",
            "owner_person_id",
            "rank",
            sqlite_where=text("line = 1 AND NOT is_waiting"),
            postgresql_where=text("line = 1 AND NOT is_waiting"),
        ),
        Index(
            "ix_queue_entry_returned",
            "bucket_id",
            "owner_person_id",
            sqlite_where=text("line = 2"),
            postgresql_where=text("line = 2"),
        ),
    )

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    bucket_id: Mapped[int] = mapped_column(ForeignKey("bucket.id"))
    line: Mapped[int]
    rank: Mapped[int]
    """What it stands by now: `ready_rank`, or in microseconds until when it waits."""
    ready_rank: Mapped[int]
    """Its place when ready, in microseconds: −interest, or the time it is due."""
    due: Mapped[int]
    """Since when it is due, in microseconds."""
    is_waiting: Mapped[bool] = mapped_column(default=False)
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who promised it, or to whom it was given back."""


class Claim(Table):
    """Who is calling a lead now, and until when without a heartbeat."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_caller", "caller_id"),)

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    claim_no: Mapped[int]
    until: Mapped[datetime]
    turn: Mapped[str | None]
    """Why it was offered out of the usual order."""
    is_out_of_order: Mapped[bool] = mapped_column(default=False)
    """Whether the caller chose it from further down."""


class Held(Table):
    """A site or number that somebody is calling, or a shared number that rests after a call."""

    __tablename__ = "held"
    __table_args__ = (Index("ix_held_lead", "lead_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """`site:ID` or `number:ID`."""
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime]
    is_resting: Mapped[bool] = mapped_column(default=False)
    """Whether the call is over: a promise may be kept there, anything else waits."""


class Seat(Table):
    """What a caller works; an empty list means everything. `claims` counts turns at levels 4 and 5."""

    __tablename__ = "seat"
    __table_args__ = (CheckConstraint("in_touch_every >= 0", name="turns_count_up"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    campaign_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    territory_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    in_touch_every: Mapped[int] = mapped_column(default=IN_TOUCH_EVERY)
    """One claim in so many comes from level 5 while any is due there; 0 means none."""
    claims: Mapped[int] = mapped_column(default=0)


class Presence(Table):
    """Whether a person is at the desk; who is not has their promises kept by others."""

    __tablename__ = "presence"
    __table_args__ = (one_of("state", PresenceState),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime]
    seen_at: Mapped[datetime]


class Skip(Table):
    """A lead that a caller passed over, with the reason; not offered to them again that day."""

    __tablename__ = "skip"
    __table_args__ = (Index("ix_skip_person", "person_id", "skipped_at"),)

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    skipped_at: Mapped[datetime]


class Snooze(Table):
    """A lead that waits for a moment of at most one working day, because a caller said so."""

    __tablename__ = "snooze"

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime]


class CalledFirst(Table):
    """A lead put before the order: for one caller, or for everybody whose seat it is in."""

    __tablename__ = "called_first"
    __table_args__ = (Index("ix_called_first_caller", "caller_id"),)

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Whose it is; others are not offered it that day. None puts it first for everybody."""
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]
