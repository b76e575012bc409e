"""The queue: whom to call, in buckets with ordered heads, and who is calling whom now."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.lead import Lane
from qualdesk.domain.queue_order import Warmth
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
    """Where a lead stands in its bucket: a pure function of lead, cadence and claim.

    A ready row is ordered by `rank`; a waiting one stands by `not_before` until its bucket is
    asked after that moment. A claim's lease is a wait like any other.
    """

    __tablename__ = "queue_entry"
    __table_args__ = (
        one_of("lane", Lane),
        Index("ix_queue_entry_head", "bucket_id", "lane", "is_waiting", "rank", "lead_id"),
        Index(
            "ix_queue_entry_waiting",
            "rank",
            sqlite_where=text("is_waiting"),
            postgresql_where=text("is_waiting"),
        ),
    )

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    bucket_id: Mapped[int] = mapped_column(ForeignKey("bucket.id"))
    lane: Mapped[str]
    rank: Mapped[int]
    """What it stands by now: `ready_rank`, or `not_before` in microseconds while it waits."""
    ready_rank: Mapped[int]
    """Its place when ready, in microseconds: −interest, or the due time of a promise or check-in."""
    is_waiting: Mapped[bool] = mapped_column(default=False)
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Claim(Table):
    """Who is calling a lead now, and until when without a heartbeat."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_caller", "caller_id"),)

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    claim_no: Mapped[int]
    until: Mapped[datetime]


class Held(Table):
    """A site or number that somebody is calling, or a shared number that rests after a call."""

    __tablename__ = "held"
    __table_args__ = (Index("ix_held_lead", "lead_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """`site:ID` or `number:ID`."""
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime]
