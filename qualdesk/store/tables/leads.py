"""Leads and their history. History is append-only: nothing here is edited but `lead` itself."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from qualdesk.domain.lead import Grade, Lane, LeadState, OwnerKind, Resolution
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import Direction, TouchKind
from qualdesk.store.columns import PrimaryKey, Table, one_of

_PROMISES = (
    CheckConstraint(
        "(state = 'closed') = (resolution IS NOT NULL)"
        " AND (state = 'closed') = (resolved_at IS NOT NULL)"
        " AND (state = 'closed') = (due_at IS NULL)",
        name="open_has_next_step_closed_has_resolution",
    ),
    CheckConstraint("(owner_kind = 'person') = (owner_person_id IS NOT NULL)", name="has_owner"),
    CheckConstraint("(state IN ('queued', 'nurture')) = (lane IS NOT NULL)", name="lane_if_called"),
    CheckConstraint("attempts >= 0", name="attempts_count_up"),
)


class LeadColumns:
    """What a lead is in now; `lead` and its history hold the same columns."""

    state: Mapped[str]
    lane: Mapped[str | None]
    due_at: Mapped[datetime | None]
    interest_at: Mapped[datetime | None]
    """The last sign of interest; never when we rang, never when a list was imported."""
    attempts: Mapped[int] = mapped_column(default=0)
    owner_kind: Mapped[str] = mapped_column(default=OwnerKind.TERRITORY)
    grade: Mapped[str | None]
    resolution: Mapped[str | None]
    resolved_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr
    def campaign_id(cls) -> Mapped[int]:
        """The campaign it is worked in."""
        return mapped_column(ForeignKey("campaign.id"), index=True)

    @declared_attr
    def territory_id(cls) -> Mapped[int]:
        """The territory it belongs to; its owner while no person owns it."""
        return mapped_column(ForeignKey("territory.id"), index=True)

    @declared_attr
    def owner_person_id(cls) -> Mapped[int | None]:
        """The person who owns it."""
        return mapped_column(ForeignKey("person.id"))


def _known_values() -> tuple[CheckConstraint, ...]:
    return (
        one_of("state", LeadState),
        one_of("lane", Lane),
        one_of("owner_kind", OwnerKind),
        one_of("grade", Grade),
        one_of("resolution", Resolution),
    )


class Lead(LeadColumns, Table):
    """One pursuit of a prospect in a campaign; at most one open lead a prospect."""

    __tablename__ = "lead"
    __table_args__ = (
        *_PROMISES,
        *_known_values(),
        Index(
            "uq_lead_open_prospect",
            "prospect_id",
            unique=True,
            sqlite_where=text("state <> 'closed'"),
            postgresql_where=text("state <> 'closed'"),
        ),
        Index("ix_lead_prospect", "prospect_id"),
        Index("ix_lead_state_due", "state", "due_at"),
        Index(
            "ix_lead_promised",
            "due_at",
            sqlite_where=text("lane = 'promised'"),
            postgresql_where=text("lane = 'promised'"),
        ),
        Index(
            "ix_lead_owner",
            "owner_person_id",
            sqlite_where=text("owner_person_id IS NOT NULL"),
            postgresql_where=text("owner_person_id IS NOT NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    opened_at: Mapped[datetime]


class LeadChange(LeadColumns, Table):
    """The image of a lead after a command, one a version; undo restores the one before."""

    __tablename__ = "lead_change"
    __table_args__ = (*_known_values(), UniqueConstraint("lead_id", "version"))

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]


class Response(Table):
    """A sign of interest that came in."""

    __tablename__ = "response"
    __table_args__ = (one_of("kind", ResponseKind), Index("ix_response_prospect", "prospect_id"))

    id: Mapped[PrimaryKey]
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    kind: Mapped[str]
    happened_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(default="")
    """The zone it was written down in, as the list said it, or nothing."""
    recorded_at: Mapped[datetime]
    minutes: Mapped[int | None]
    """How long they attended."""
    text_id: Mapped[int | None] = mapped_column(ForeignKey("touch_text.id"))
    """What they asked."""


class TouchText(Table):
    """What somebody typed or said; apart from the touch, so that a person can be erased."""

    __tablename__ = "touch_text"

    id: Mapped[PrimaryKey]
    words: Mapped[str]


class Dial(Table):
    """One press of Dial on one number; never undone; alone counts for legal caps."""

    __tablename__ = "dial"
    __table_args__ = (
        Index("ix_dial_number", "number_id", "dialled_at"),
        Index("ix_dial_lead", "lead_id", "dialled_at"),
    )

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    number_id: Mapped[int] = mapped_column(ForeignKey("number.id"))
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    dialled_at: Mapped[datetime]
    outside_hours_because: Mapped[str] = mapped_column(default="")


class Touch(Table):
    """One contact, out or in. Never edited or deleted; corrected by another."""

    __tablename__ = "touch"
    __table_args__ = (
        one_of("kind", TouchKind),
        one_of("direction", Direction),
        one_of("outcome", Outcome),
        UniqueConstraint("takes_back_id"),
        Index("ix_touch_prospect", "prospect_id", "happened_at"),
        Index("ix_touch_lead", "lead_id", "happened_at"),
        Index("ix_touch_person", "person_id", "happened_at"),
    )

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    kind: Mapped[str]
    direction: Mapped[str] = mapped_column(default=Direction.OUT)
    outcome: Mapped[str | None]
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    talked_seconds: Mapped[int] = mapped_column(default=0)
    text_id: Mapped[int | None] = mapped_column(ForeignKey("touch_text.id"))
    dial_id: Mapped[int | None] = mapped_column(ForeignKey("dial.id"))
    lead_version: Mapped[int]
    """The version of the lead this touch made; undo needs it to be the newest."""
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("touch.id"))
    script_id: Mapped[int | None] = mapped_column(ForeignKey("script.id"))
    """The version that was read out, on calls."""
    definition_id: Mapped[int | None] = mapped_column(ForeignKey("lead_definition.id"))
    """The version the lead was judged by, on calls."""


class Learned(Table):
    """What an answer wrote back to a prospect or account: undo puts `before` in again."""

    __tablename__ = "learned"

    id: Mapped[PrimaryKey]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"), index=True)
    field: Mapped[str]
    """One of write_back.FIELDS."""
    before: Mapped[str]
    after: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("prospect.id"))
    """Whom it added, where it named somebody who was not known yet."""


class Answer(Table):
    """What was heard to a step of the script, as it was noted with one touch."""

    __tablename__ = "answer"

    touch_id: Mapped[int] = mapped_column(ForeignKey("touch.id"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    words: Mapped[str]


class Objection(Table):
    """What was said against it in one call, and whether the script's answer helped."""

    __tablename__ = "objection"

    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), primary_key=True)
    lead_version: Mapped[int] = mapped_column(primary_key=True)
    """The version the lead had during the call."""
    says: Mapped[str] = mapped_column(primary_key=True)
    """The script's own words for it, which name nobody."""
    script_id: Mapped[int] = mapped_column(ForeignKey("script.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    has_helped: Mapped[bool]
    happened_at: Mapped[datetime]
