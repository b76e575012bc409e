"""What the sample stories leave on sales' side: hand-offs, appointments, promises, letters."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from qualdesk.commands.touches import write_words
from qualdesk.domain.hand_off import MEETING_LENGTH, HandOffState, MeetingMedium
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer
from qualdesk.domain.lead import LeadImage
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import ToldBy
from qualdesk.domain.territory import TerritoryRule
from qualdesk.jobs.sample_cast import Event
from qualdesk.mail.letters import close_out_letter
from qualdesk.store import tables

FIRM = "Aldergrove"


@dataclass(frozen=True, slots=True)
class Rep:
    """Who receives a lead."""

    id: int
    zone: str


@dataclass(slots=True)
class Desk:
    """The ids of the sample company by name."""

    elsewhere_id: int
    """The shared ground, where leads go that no rule matches."""
    people: dict[str, int] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)
    campaigns: dict[str, int] = field(default_factory=dict)
    offers: dict[int, str] = field(default_factory=dict)
    rep_of: dict[int, int] = field(default_factory=dict)
    """The rep, covering rep or team lead who receives a territory's leads."""

    rules: list[TerritoryRule] = field(default_factory=list)

    def receiver(self, name: str, territory_id: int) -> Rep:
        """Return the named rep, else whoever the territory's leads go to."""
        person_id = self.people[name] if name else self.rep_of[territory_id]
        return Rep(person_id, self.zones[person_id])


@dataclass(frozen=True, slots=True)
class Letters:
    """Where a close-out belongs and whom it answers."""

    lead_id: int
    command_id: str
    at: datetime
    name: str
    address: str
    salutation: str
    offer: str


class SalesSide:
    """Writes one lead's rows on sales' side; it remembers the hand-off that is answered next."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """Start without a hand-off."""
        self._session, self._desk = session, desk
        self._hand_off_id: int | None = None

    def promise(
        self, lead_id: int, command_id: str, caller_id: int, due: tuple[datetime, str]
    ) -> None:
        """Write down a promised call; `due` is when, and in which zone it was said."""
        due_at, zone = due
        self._session.execute(
            insert(tables.Callback).values(
                lead_id=lead_id,
                command_id=command_id,
                caller_id=caller_id,
                due_at=due_at,
                wall_time=_wall(due_at, zone),
                zone=zone,
            )
        )

    def nurture(self, lead_id: int, command_id: str, about: str, check_in_at: datetime) -> None:
        """Write down what they want to hear about."""
        self._session.execute(
            insert(tables.Nurture).values(
                lead_id=lead_id, command_id=command_id, about=about, check_in_at=check_in_at
            )
        )

    def offer(self, lead_id: int, command_id: str, event: Event, image: LeadImage) -> None:
        """Hand the lead to the rep who owns it now."""
        made = self._session.execute(
            insert(tables.HandOff)
            .values(
                lead_id=lead_id,
                rep_id=image.owner_person_id,
                caller_id=self._desk.people[event.by],
                command_id=command_id,
                state=HandOffState.OFFERED,
                brief=event.words,
                offered_at=image.interest_at,
                accept_by=image.due_at,
            )
            .returning(tables.HandOff.id)
        )
        self._hand_off_id = made.scalar_one()

    def appoint(self, starts_at: datetime, zone: str) -> None:
        """Agree the time of the newest hand-off."""
        self._session.execute(
            insert(tables.Appointment).values(
                hand_off_id=self._hand_off_id,
                uid=f"sample-{self._hand_off_id}@aldergrove.example",
                starts_at=starts_at,
                ends_at=starts_at + MEETING_LENGTH,
                wall_time=_wall(starts_at, zone),
                zone=zone,
                medium=MeetingMedium.VIDEO,
            )
        )

    def answered(self, event: Event, at: datetime, command_id: str) -> None:
        """Write down what the rep said of the newest hand-off."""
        if self._hand_off_id is None:
            return
        hand_off = self._session.get_one(tables.HandOff, self._hand_off_id, populate_existing=True)
        self._session.execute(
            insert(tables.HandOffAnswer).values(
                hand_off_id=self._hand_off_id,
                command_id=command_id,
                answer=RepAnswer(event.what),
                door=AnswerDoor.LOGIN,
                said_by_id=hand_off.rep_id,
                entered_by_id=hand_off.rep_id,
                from_state=hand_off.state,
                reason=event.because,
                text_id=write_words(self._session, event.words),
                stage=event.stage,
                amount=event.amount,
                right_person=event.right_person,
                happened_at=at,
                recorded_at=at,
            )
        )
        self._session.execute(
            update(tables.HandOff)
            .where(tables.HandOff.id == self._hand_off_id)
            .values(state=HandOffState(event.what))
        )

    def close_out(self, event: Event, letters: Letters) -> None:
        """Write down the courteous end, with the letter that went."""
        if event.reason is None:
            raise ValueError("a close-out has a reason")
        self._session.execute(
            insert(tables.CloseOut).values(
                lead_id=letters.lead_id,
                command_id=letters.command_id,
                reason=event.reason,
                told_by=ToldBy.EMAIL,
            )
        )
        letter = close_out_letter(
            event.reason,
            salutation=letters.salutation,
            caller=event.by,
            firm=FIRM,
            offer=letters.offer,
        )
        self._session.execute(
            insert(tables.Outbox).values(
                lead_id=letters.lead_id,
                command_id=letters.command_id,
                person_id=self._desk.people[event.by],
                kind=MailKind.CLOSE_OUT,
                state=MailState.SENT,
                to_name=letters.name,
                to_address=letters.address,
                subject=letter.subject,
                body=letter.body,
                message_id=f"<{letters.command_id}@aldergrove.example>",
                send_after=letters.at,
                sent_at=letters.at,
                attempts=1,
            )
        )


def _wall(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
