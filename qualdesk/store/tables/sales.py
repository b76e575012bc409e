"""How a call is followed up: hand-offs, appointments, promises, close-outs, caps."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.caps import CapChoice
from qualdesk.domain.hand_off import HandOffState, MeetingMedium
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.outcome import CloseOutReason, Reopen, ToldBy
from qualdesk.domain.received import MeetingAnswer
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
    first_touch_by: Mapped[datetime | None]
    """Until when the rep speaks to them, since it was accepted."""
    runs_over_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is taken back, unless the rep acts before; None while nothing runs."""
    ran_over_at: Mapped[datetime | None]
    """When it was taken back because it had run over."""
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("hand_off.id"), index=True)
    """The hand-off that this one answers: sent again, or to another rep."""


class HandOffAnswer(Table):
    """What a rep said of a hand-off: never edited; who said it, who typed it, by which door."""

    __tablename__ = "hand_off_answer"
    __table_args__ = (
        one_of("answer", RepAnswer),
        one_of("door", AnswerDoor),
        one_of("reason", ReturnReason),
        one_of("from_state", HandOffState),
        UniqueConstraint("takes_back_id"),
    )

    id: Mapped[PrimaryKey]
    hand_off_id: Mapped[int] = mapped_column(ForeignKey("hand_off.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    answer: Mapped[str]
    door: Mapped[str]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who typed it; None for a file that nobody signed."""
    from_state: Mapped[str]
    from_runs_over_at: Mapped[datetime | None]
    from_first_touch_by: Mapped[datetime | None]
    reason: Mapped[str | None]
    text_id: Mapped[int | None] = mapped_column(ForeignKey("touch_text.id"))
    stage: Mapped[str] = mapped_column(default="")
    amount: Mapped[str] = mapped_column(default="")
    """As the rep or the CRM writes it, with its currency."""
    last_activity_on: Mapped[date | None]
    ask_again_at: Mapped[datetime | None]
    right_person: Mapped[str] = mapped_column(default="")
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("hand_off_answer.id"))
    """The answer that was a slip; this row says so."""


class Appointment(Table):
    """The agreed time of a hand-off: the wall time and zone agreed, and the instant it is."""

    __tablename__ = "appointment"
    __table_args__ = (
        one_of("medium", MeetingMedium),
        one_of("prospect_answer", MeetingAnswer),
        one_of("rep_answer", MeetingAnswer),
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
    changed_at: Mapped[datetime | None]
    """When it was last moved, given to another rep or cancelled."""
    changed_command_id: Mapped[str | None] = mapped_column(ForeignKey("command.id"), index=True)
    """The press that changed it last, so that it can be undone."""
    former_starts_at: Mapped[datetime | None]
    """When it was to be before that press."""
    prospect_answer: Mapped[str | None]
    """What the prospect's calendar answered to the invitation as it stands."""
    rep_answer: Mapped[str | None]
    proposed_at: Mapped[datetime | None]
    """The other time that one of them suggests."""


class PublishedAppointment(Table):
    """An appointment as it stands in a calendar on a server: where, and which of its states."""

    __tablename__ = "published_appointment"

    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), primary_key=True)
    address: Mapped[str]
    """The URL it was written to."""
    sequence: Mapped[int]
    published_at: Mapped[datetime]


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
    """As agreed, YYYY-MM-DDTHH:MM in `zone`: it holds when the zone's rules change."""
    zone: Mapped[str]
    is_for_sales: Mapped[bool] = mapped_column(default=False)
    """Whether a rep is to call; its deadline says whether that still stands."""
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    """Whether they said so within the last working days before it."""
    start_with: Mapped[str] = mapped_column(default="")
    """What the call is to begin with."""
    taken_back_at: Mapped[datetime | None]


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
