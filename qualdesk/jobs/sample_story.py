"""One sample prospect's history: each event becomes rows and moves the lead as outcomes do."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from qualdesk.domain import next_step
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.lead import Grade, Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.next_step import Circumstances
from qualdesk.domain.outcome import Outcome
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.touch import TouchKind
from qualdesk.domain.working_days import WorkingHours, add_working_days
from qualdesk.jobs.sample_cast import Event
from qualdesk.jobs.sample_sales import Desk, Letters, SalesSide
from qualdesk.jobs.sample_times import NearPromises, moment
from qualdesk.settings import calling_rules
from qualdesk.store import tables

_NAMES: Final[UUID] = uuid5(NAMESPACE_URL, "qualdesk:sample")
_RESPONSES: Final = frozenset(ResponseKind)
_OUTCOMES: Final = frozenset(Outcome)
_REP_ACTS_WITHIN_DAYS: Final = 5

_Step = Callable[[LeadImage, Circumstances], LeadImage]
_NO_CONVERSATION: Final[Mapping[Outcome, _Step]] = {
    Outcome.NO_ANSWER: next_step.after_no_answer,
    Outcome.VOICEMAIL: next_step.after_voicemail,
    Outcome.BUSY: next_step.after_busy,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose story it is, and where."""

    prospect_id: int
    account_id: int
    name: str
    email: str
    salutation: str
    number_id: int | None
    clock: Clock


class Story:
    """A lead on its way: its image and version grow with every event."""

    def __init__(self, session: Session, desk: Desk, subject: Subject, image: LeadImage) -> None:
        """Open the lead."""
        self._session, self._desk, self._subject = session, desk, subject
        self._image, self._version = image, 0
        self._sales = SalesSide(session, desk)
        self._pressed = 0
        self.lead_id = self._open(image)

    def tell(self, event: Event, promises: NearPromises, now: datetime) -> None:
        """Write what one event left behind."""
        at = moment(event.at, self._subject.clock, now)
        command_id = self._press(event, at)
        if event.what in _RESPONSES:
            self._respond(event, at, command_id)
        elif event.what in _OUTCOMES:
            self._call(event, at, command_id, promises)
        else:
            self._rep_says(event, at, command_id)

    def close_book(self) -> None:
        """Bring the lead itself to where its history ended."""
        self._session.execute(
            update(tables.Lead)
            .where(tables.Lead.id == self.lead_id)
            .values(**asdict(self._image), version=self._version)
        )

    def _open(self, image: LeadImage) -> int:
        if image.due_at is None:
            raise ValueError("a lead is opened with a next step")
        lead_id: int = self._session.execute(
            insert(tables.Lead)
            .values(
                **asdict(image),
                prospect_id=self._subject.prospect_id,
                account_id=self._subject.account_id,
                opened_at=image.due_at,
            )
            .returning(tables.Lead.id)
        ).scalar_one()
        self.lead_id = lead_id
        self._change(image, image.due_at, self._press(Event("", "import_list"), image.due_at))
        return lead_id

    def _press(self, event: Event, at: datetime) -> str:
        self._pressed += 1
        command_id = str(uuid5(_NAMES, f"{self._subject.prospect_id}/{self._pressed}"))
        self._session.execute(
            insert(tables.Command).values(
                id=command_id,
                person_id=self._desk.people[event.by] if event.by else None,
                name=event.what,
                request_hash="",
                happened_at=at,
            )
        )
        return command_id

    def _change(self, image: LeadImage, at: datetime, command_id: str) -> None:
        self._image, self._version = image, self._version + 1
        self._session.execute(
            insert(tables.LeadChange).values(
                **asdict(image),
                lead_id=self.lead_id,
                version=self._version,
                command_id=command_id,
                happened_at=at,
                recorded_at=at,
            )
        )

    def _respond(self, event: Event, at: datetime, command_id: str) -> None:
        campaign_id = self._desk.campaigns[event.campaign] if event.campaign else None
        self._session.execute(
            insert(tables.Response).values(
                prospect_id=self._subject.prospect_id,
                campaign_id=campaign_id or self._image.campaign_id,
                kind=event.what,
                happened_at=at,
                recorded_at=at,
                text_id=self._text(event.words),
            )
        )
        image = replace(self._image, interest_at=at)
        if image.lane is Lane.RETRY:
            image = replace(image, lane=Lane.FRESH, due_at=at, attempts=0)
        self._change(image, at, command_id)

    def _call(self, event: Event, at: datetime, command_id: str, promises: NearPromises) -> None:
        outcome = Outcome(event.what)
        seen = Circumstances(at, self._subject.clock, calling_rules(), Cadence())
        if step := _NO_CONVERSATION.get(outcome):
            image = step(self._image, seen)
        else:
            image = self._after_conversation(event, seen, command_id, promises)
        self._change(image, at, command_id)
        self._touch(event, at, command_id, TouchKind.CALL)

    def _after_conversation(
        self, event: Event, seen: Circumstances, command_id: str, promises: NearPromises
    ) -> LeadImage:
        outcome, clock = Outcome(event.what), self._subject.clock
        if outcome is Outcome.GATEKEEPER:
            return next_step.after_gatekeeper(self._image, seen, None)
        if outcome is Outcome.CALL_BACK_LATER:
            due_at = promises.due(event.due, clock)
            caller_id = self._desk.people[event.by]
            self._sales.promise(self.lead_id, command_id, caller_id, (due_at, clock.zone))
            return next_step.after_promise(self._image, seen, at=due_at, caller_id=caller_id)
        if outcome is Outcome.NURTURE:
            check_in_at = promises.due(event.due, clock)
            self._sales.nurture(self.lead_id, command_id, event.words, check_in_at)
            return next_step.after_nurture(self._image, seen, check_in_at=check_in_at)
        if outcome is Outcome.PUSH_TO_SALES:
            return self._push(event, seen, command_id, promises)
        return self._end(event, seen, command_id)

    def _push(
        self, event: Event, seen: Circumstances, command_id: str, promises: NearPromises
    ) -> LeadImage:
        rep = self._desk.receiver(event.rep, self._image.territory_id)
        clock = self._subject.clock
        meeting_at = promises.due(event.meeting, clock) if event.meeting else None
        image = next_step.after_push(
            self._image,
            seen,
            rep_id=rep.id,
            rep_hours=WorkingHours(rep.zone),
            meeting_at=meeting_at,
        )
        self._sales.offer(self.lead_id, command_id, event, image)
        if meeting_at is not None:
            self._sales.appoint(meeting_at, clock.zone)
        return replace(image, grade=Grade.MEETS_NOW)

    def _end(self, event: Event, seen: Circumstances, command_id: str) -> LeadImage:
        if event.reason is None:
            self._session.execute(
                insert(tables.Suppression).values(
                    scope="person",
                    medium="both",
                    prospect_id=self._subject.prospect_id,
                    source="said on the phone",
                    command_id=command_id,
                    since=seen.now,
                )
            )
            return next_step.closed(self._image, seen, Resolution.DO_NOT_CONTACT)
        letters = Letters(
            lead_id=self.lead_id,
            command_id=command_id,
            at=seen.now,
            name=self._subject.name,
            address=self._subject.email,
            salutation=self._subject.salutation,
            offer=self._desk.offers[self._image.campaign_id],
        )
        self._sales.close_out(event, letters)
        return next_step.closed(self._image, seen, Resolution.CLOSED_OUT)

    def _rep_says(self, event: Event, at: datetime, command_id: str) -> None:
        seen = Circumstances(at, self._subject.clock, calling_rules(), Cadence())
        if event.what != "note":
            self._sales.answered(event, at, command_id)
            self._change(self._after_rep(event.what, seen), at, command_id)
        kind = TouchKind.MEETING if event.what == "met" else TouchKind.NOTE
        self._touch(event, at, command_id, kind)

    def _after_rep(self, what: str, seen: Circumstances) -> LeadImage:
        if what == "returned":
            return replace(
                self._image,
                state=LeadState.QUEUED,
                lane=Lane.RETURNED,
                due_at=seen.now,
                owner_kind=OwnerKind.TERRITORY,
                owner_person_id=None,
            )
        if what in {"won", "lost"}:
            ending = {"won": Resolution.WON_BY_SALES, "lost": Resolution.LOST_BY_SALES}
            return next_step.closed(self._image, seen, ending[what])
        day = add_working_days(seen.now.date(), _REP_ACTS_WITHIN_DAYS)
        days = timedelta(days=(day - seen.now.date()).days)
        return replace(self._image, due_at=seen.now + days)

    def _touch(self, event: Event, at: datetime, command_id: str, kind: TouchKind) -> None:
        person_id = self._desk.people[event.by] if event.by else None
        is_call = kind is TouchKind.CALL
        touch_id: int = self._session.execute(
            insert(tables.Touch)
            .values(
                lead_id=self.lead_id,
                prospect_id=self._subject.prospect_id,
                campaign_id=self._image.campaign_id,
                person_id=person_id,
                command_id=command_id,
                kind=kind,
                outcome=event.what if is_call else None,
                happened_at=at,
                recorded_at=at,
                talked_seconds=event.seconds,
                text_id=self._text(event.words),
                dial_id=self._dial(at, command_id, person_id) if is_call else None,
                lead_version=self._version,
            )
            .returning(tables.Touch.id)
        ).scalar_one()
        for step, words in event.answers.items():
            self._session.execute(
                insert(tables.Answer).values(
                    touch_id=touch_id, step=step, lead_id=self.lead_id, words=words
                )
            )

    def _dial(self, at: datetime, command_id: str, person_id: int | None) -> int | None:
        if self._subject.number_id is None or person_id is None:
            return None
        dial_id: int = self._session.execute(
            insert(tables.Dial)
            .values(
                lead_id=self.lead_id,
                number_id=self._subject.number_id,
                caller_id=person_id,
                command_id=command_id,
                dialled_at=at,
            )
            .returning(tables.Dial.id)
        ).scalar_one()
        return dial_id

    def _text(self, words: str) -> int | None:
        if not words:
            return None
        text_id: int = self._session.execute(
            insert(tables.TouchText).values(words=words).returning(tables.TouchText.id)
        ).scalar_one()
        return text_id
