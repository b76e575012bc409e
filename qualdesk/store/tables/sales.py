"""How a call is followed up: hand-offs, appointments, promises, close-outs, caps."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.domain.outcome import CloseOutReason, Reopen, ToldBy
from qualdesk.store.columns import PrimaryKey, Table, one_of


class HandOff(Table):
    """A lead given to a rep."""

    __tablename__ = "hand_off"
    __table_args__ = (one_of("state", HandOffState),)

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    caller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    state: Mapped[str]
    brief: Mapped[str] = mapped_column(default="")
    unmet_because: Mapped[str] = mapped_column(default="")
    """Why it was pushed although the definition was not met."""
    offered_at: Mapped[datetime]
    accept_by: Mapped[datetime]


class Appointment(Table):
    """The agreed time of a hand-off: the wall time and zone agreed, and the instant it is."""

    __tablename__ = "appointment"
    __table_args__ = (
        one_of("medium", MeetingMedium),
        UniqueConstraint("uid"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[PrimaryKey]
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    uid: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=0)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    wall_time: Mapped[str]
    """As agreed, YYYY-MM-DDTHH:MM in `zone`: it holds when the zone's rules change."""
    zone: Mapped[str]
    medium: Mapped[str]
    cancelled_at: Mapped[datetime | None]


class Callback(Table):
    """A call promised for a time."""

    __tablename__ = "callback"

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    caller_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who promised it, None for anyone free."""
    due_at: Mapped[datetime]
    wall_time: Mapped[str]
    zone: Mapped[str]


class CloseOut(Table):
    """The courteous end: the reason, how they were told, and when the door opens again."""

    __tablename__ = "close_out"
    __table_args__ = (
        one_of("reason", CloseOutReason),
        one_of("told_by", ToldBy),
        one_of("reopen", Reopen),
        one_of("reopen_kind", CampaignKind),
    )

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    reason: Mapped[str]
    told_by: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    """What was said on the phone, when no e-mail went."""
    reopen: Mapped[str] = mapped_column(default=Reopen.ON_TRIGGER)
    """When we may come back by ourselves."""
    reopen_on: Mapped[date | None]
    reopen_kind: Mapped[str | None]
    """The kind of campaign that opens the door; None for any."""
    is_referral_asked: Mapped[bool] = mapped_column(default=False)
    referral: Mapped[str] = mapped_column(default="")
    """Whom they said we should speak to instead."""


class ChosenAtCap(Table):
    """What a caller chose when a call reached a cap; it is taken back together with that call."""

    __tablename__ = "chosen_at_cap"
    __table_args__ = (one_of("choice", CapChoice), UniqueConstraint("touch_id"))

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    touch_id: Mapped[int] = mapped_column(ForeignKey("touch.id"))
    """The call that reached the cap."""
    choice: Mapped[str]
    chosen_at: Mapped[datetime]
