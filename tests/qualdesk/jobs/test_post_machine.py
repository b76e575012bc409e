"""Outcome, undo, send, answer and return at random: promises 1, 4, 6 and 8 of DESIGN §2 hold.

The world outside is a transport that takes, refuses, puts off or breaks off, and notes what really
left; a mailbox brings replies, bounces and absences; a person settles what is unclear.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import select

from qualdesk.commands import outcomes
from qualdesk.commands.corrections import correct_mail
from qualdesk.commands.hand_off_answers import answer_hand_off
from qualdesk.commands.hand_off_undo import take_back_deed
from qualdesk.commands.mail_choices import settle_mail, take_back_mail_choice
from qualdesk.commands.outbox import take_due_mail
from qualdesk.commands.reassigning import reassign_territory
from qualdesk.commands.reassigning_undo import take_back_reassignment
from qualdesk.commands.received_choices import give_received
from qualdesk.commands.received_undo import take_back_given
from qualdesk.commands.requests.calls import (
    CloseOut,
    LeaveVoicemail,
    PromiseCallback,
    PushToSales,
    RecordNoAnswer,
    SendToNurture,
    TakeBack,
)
from qualdesk.commands.requests.hand_offs import AnswerHandOff, TakeBackDeed
from qualdesk.commands.requests.mail import CorrectMail, MarkMail, SettleMail, TakeBackMailChoice
from qualdesk.commands.requests.receiving import GiveReceived, TakeBackGiven
from qualdesk.commands.requests.territories import ReassignTerritory, TakeBackReassignment
from qualdesk.commands.undo import take_back
from qualdesk.domain.hand_off_answers import AnswerDoor, RepAnswer, ReturnReason
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import MailChoice, MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.domain.person import Role
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.jobs.receiving import read_mailbox
from qualdesk.jobs.sending import send_due_mail
from qualdesk.mail.composing import OutgoingMail
from qualdesk.mail.fetching import Fetched
from qualdesk.mail.sending import Fate, Reply
from qualdesk.queries.post import mail_rows
from qualdesk.store import tables
from qualdesk.store.seeds import seed
from qualdesk.store.session import Database, Press
from qualdesk.store.taken_back import is_taken_back
from qualdesk.store.tracks import newest_tracks
from tests.builders import (
    NOW,
    a_call,
    a_campaign,
    a_lead,
    a_person,
    a_prospect,
    a_territory,
    writing,
)
from tests.lending import Lend
from tests.pressing import Pressing, keeps_its_promises
from tests.qualdesk.received_mails import automatic, bounced, reply

UNDO_SECONDS = 30
_NEVER_SPOKEN_TO = (Lane.RESEARCH,)
_FATES = [Fate.SENT, Fate.SENT, Fate.LATER, Fate.REFUSED, Fate.UNKNOWN]
_REASONS = [ReturnReason.MISROUTED, ReturnReason.INCOMPLETE, ReturnReason.NO_NEED]


class World:
    """Takes mail and brings mail; `carried` says how often a mail really left."""

    name = "world"

    def __init__(self, database: Database) -> None:
        self.fates: list[Fate] = [Fate.SENT]
        self.carried: Counter[str] = Counter()
        self.wrongs: list[str] = []
        self.box: list[bytes] = []
        self.meanwhile: Callable[[], object] | None = None
        """What happens while the first mail of a round is on its way."""
        self._database = database

    def send(self, mail: OutgoingMail, now: datetime) -> Reply:
        """Carry a mail away as the next fate has it, and look whether it may leave at all."""
        self._look(mail, now)
        fate = self.fates[sum(self.carried.values()) % len(self.fates)]
        if fate in {Fate.SENT, Fate.UNKNOWN}:
            self.carried[mail.message_id] += 1
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        return Reply(fate, "so the server said")

    def new_mail(self, known: Mapping[int, int], now: datetime) -> Iterator[Fetched]:
        """Yield what was not read yet."""
        del now
        for uid, content in enumerate(self.box, start=1):
            if uid > known.get(1, 0):
                yield Fetched(1, uid, content)

    def _look(self, mail: OutgoingMail, now: datetime) -> None:
        with self._database.read() as session:
            row = session.scalars(
                select(tables.Outbox).where(tables.Outbox.message_id == mail.message_id)
            ).one()
            written_at = session.get_one(tables.Command, row.command_id).happened_at
            if is_taken_back(session, row.command_id):
                self.wrongs.append(f"{row.kind} left although it was taken back")
            if row.kind not in {"nurture", "told"} and not row.is_by_hand:
                early = now < written_at + timedelta(seconds=UNDO_SECONDS)
                self.wrongs += (
                    [f"{row.kind} left before the time to undo was over"] if early else []
                )


class PostAtWork(Pressing):
    """One caller, one rep, five prospects, a worker, and a clock that only goes on."""

    counted = (
        tables.Command,
        tables.Touch,
        tables.LeadChange,
        tables.Outbox,
        tables.Letter,
    )

    def __init__(self) -> None:
        super().__init__()
        self._world = World(self._database)
        self._again: Counter[str] = Counter()
        self._reassigned: list[str] = []
        self._given: list[str] = []

    @initialize()
    def open_the_desk(self) -> None:
        with writing(self._database) as session:
            seed(session, NOW)
            self._caller = a_person(session, role=Role.TEAM_LEAD)
            self._rep = a_person(session, "Jonas Weber", role=Role.SALES, zone="Europe/Berlin")
            self._other_rep = a_person(session, "Marta Pires", role=Role.SALES)
            self._territory = a_territory(session)
            campaign = a_campaign(session)
            for number in range(5):
                prospect = a_prospect(
                    session,
                    f"Maria Keller{number}",
                    company=f"Firm {number}",
                    email=f"maria{number}@firm.example",
                    numbers=[f"+4989999982{number:02d}"],
                )
                a_lead(session, prospect_id=prospect, campaign_id=campaign)
            session.query(tables.Site).update({"street": "Milchstr. 4"})
            self._tracks = list(newest_tracks(session))

    @rule(minutes=st.sampled_from([0, 1, 1, 31, 120, 1_440, 5 * 1_440, 30 * 1_440]))
    def let_time_pass(self, minutes: int) -> None:
        self._now += timedelta(minutes=minutes, seconds=7)

    @rule(which=st.integers(0, 9), outcome=st.integers(0, 6), days=st.integers(1, 40))
    def call(self, which: int, outcome: int, days: int) -> None:
        """Record how a call ended, on whichever pursuit is open."""
        with self._database.read() as session:
            open_leads = session.scalars(
                select(tables.Lead)
                .where(tables.Lead.state.in_((LeadState.QUEUED, LeadState.NURTURE)))
                .order_by(tables.Lead.id)
            ).all()
        if open_leads:
            lead = open_leads[which % len(open_leads)]
            call = a_call(lead.id, self._caller, version=lead.version, undo_seconds=UNDO_SECONDS)
            self._press(*self._outcome(outcome, call, days))

    @rule()
    def undo(self) -> None:
        self._press(take_back, TakeBack(self._caller))

    @rule(fates=st.lists(st.sampled_from(_FATES), min_size=1, max_size=4), undoes=st.booleans())
    def send(self, fates: list[Fate], undoes: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        """Let a worker send what is due; somebody may take the last outcome back meanwhile."""
        self._world.fates, self._world.meanwhile = fates, self.undo if undoes else None
        send_due_mail(self._database, self._world, self._now)

    @rule(has_left=st.booleans())
    def lose_a_worker(self, has_left: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        """Let a worker take a mail and vanish, before or after it was handed over."""
        with self._database.read() as session:
            due = session.scalars(
                select(tables.Outbox).where(
                    tables.Outbox.state == MailState.HELD, tables.Outbox.send_after <= self._now
                )
            ).first()
        if due is None:
            return
        press = Press.new()
        took = self._database.carry_out(take_due_mail, MarkMail(due.id), press=press, now=self._now)
        if took.is_taken and has_left:
            self._world.carried[due.message_id] += 1

    @rule(which=st.integers(0, 99), choice=st.sampled_from(list(MailChoice)))
    def settle(self, which: int, choice: MailChoice) -> None:
        """Let a person decide about any mail; what goes again by their will may leave twice."""
        mail = self._any(tables.Outbox, which)
        if mail is None:
            return
        event = self._press(settle_mail, SettleMail(mail.id, self._caller, choice, UNDO_SECONDS))
        if event is not None and choice in {MailChoice.AGAIN, MailChoice.BY_HAND}:
            self._again[mail.message_id] += 1

    @rule(which=st.integers(0, 99))
    def take_a_choice_back(self, which: int) -> None:
        made = self._any(tables.OutboxChoice, which)
        if made is not None:
            request = TakeBackMailChoice(made.command_id, self._caller)
            self._press(take_back_mail_choice, request)

    @rule(which=st.integers(0, 9), answer=st.sampled_from(list(RepAnswer)), why=st.integers(0, 2))
    def let_the_rep_answer(self, which: int, answer: RepAnswer, why: int) -> None:
        hand_off = self._any(tables.HandOff, which)
        if hand_off is not None:
            reason = _REASONS[why] if answer is RepAnswer.RETURNED else None
            request = AnswerHandOff(
                hand_off.id,
                answer,
                AnswerDoor.REPLY,
                hand_off.rep_id,
                entered_by_id=self._caller,
                reason=reason,
            )
            self._press(answer_hand_off, request)

    @rule(which=st.integers(0, 99))
    def take_an_answer_back(self, which: int) -> None:
        made = self._any(tables.HandOffAnswer, which)
        if made is not None:
            self._press(take_back_deed, TakeBackDeed(made.command_id, self._caller))

    @rule(which=st.integers(0, 99))
    def put_right(self, which: int) -> None:
        """Ask whoever has a mail of what was taken back to disregard it."""
        mail = self._any(tables.Outbox, which)
        if mail is not None:
            with self._database.read() as session:
                undone = mail_rows(session, ids=[mail.id])[mail.id].undone_touch_id
            request = CorrectMail(undone or 0, self._caller, UNDO_SECONDS, mail.id)
            self._press(correct_mail, request)

    @rule(rep=st.integers(0, 1), days=st.sampled_from([0, 0, 1, 9]))
    def reassign(self, rep: int, days: int) -> None:
        first = (self._now + timedelta(days=days)).date() if days else None
        who = (self._rep, self._other_rep)[rep]
        request = ReassignTerritory(
            self._territory, who, by_id=self._caller, undo_seconds=UNDO_SECONDS, from_on=first
        )
        event = self._press(reassign_territory, request)
        self._reassigned += [event.deed] if event is not None else []

    @rule(which=st.integers(0, 99))
    def take_a_reassignment_back(self, which: int) -> None:
        if self._reassigned:
            deed = self._reassigned[which % len(self._reassigned)]
            self._press(take_back_reassignment, TakeBackReassignment(deed, self._caller))

    @rule()
    def do_what_is_due(self) -> None:
        meet_deadlines(self._database, self._now)

    @rule(which=st.integers(0, 99), kind=st.integers(0, 3))
    def let_mail_come_in(self, which: int, kind: int) -> None:
        """Bring a reply, a bounce, an absence or a stop to a mail that has left."""
        mail = self._any(tables.Outbox, which)
        if mail is None or not self._world.carried[mail.message_id]:
            return
        number = len(self._world.box)
        own_id = f"<{number}@firm.example>"
        write = partial(reply, mail.message_id, sender=mail.to_address, message_id=own_id)
        content = (
            lambda: write("Please call me."),
            lambda: bounced(mail.message_id, mail.to_address).replace(b"report@", b"%d@" % number),
            lambda: automatic("Auto-Submitted: auto-replied", mail.message_id),
            lambda: write("stop"),
        )[kind]()
        self._world.box.append(content)
        read_mailbox(self._database, self._world, self._now)

    @rule(words=st.sampled_from(["Please call me.", "stop"]), which=st.integers(0, 9))
    def give_a_strangers_mail_to_somebody(self, words: str, which: int) -> None:
        number = len(self._world.box)
        own = {"sender": f"{number}@home.example", "message_id": f"<{number}@home.example>"}
        self._world.box.append(reply("", words, **own))
        read_mailbox(self._database, self._world, self._now)
        with self._database.read() as session:
            newest = select(tables.Received.id).order_by(tables.Received.id.desc())
            received_id = session.scalars(newest.limit(1)).one()
        lead = self._any(tables.Lead, which)
        request = GiveReceived(received_id, lead.id, self._caller, UNDO_SECONDS)
        event = self._press(give_received, request)
        self._given += [event.deed] if event is not None else []

    @rule(which=st.integers(0, 99))
    def take_a_given_mail_back(self, which: int) -> None:
        if self._given:
            deed = self._given[which % len(self._given)]
            self._press(take_back_given, TakeBackGiven(deed, self._caller))

    @invariant()
    def open_leads_have_an_owner_and_a_next_step(self) -> None:
        """Promises 1 and 8."""
        with self._database.read() as session:
            for lead in session.scalars(select(tables.Lead)):
                is_open = lead.state != LeadState.CLOSED
                assert is_open == (lead.due_at is not None) == (lead.resolution is None)
                assert (lead.owner_kind == "person") == (lead.owner_person_id is not None)
                if lead.state in {LeadState.QUEUED, LeadState.NURTURE}:
                    is_known = session.get(tables.QueueEntry, lead.id) is not None
                    assert is_known or lead.lane in _NEVER_SPOKEN_TO

    @invariant()
    def who_holds_a_hand_off_has_its_lead(self) -> None:
        """Promise 10, also when territories change hands, and back."""
        with self._database.read() as session:
            held = session.execute(
                select(tables.HandOff.rep_id, tables.Lead.owner_person_id)
                .join(tables.Lead, tables.Lead.id == tables.HandOff.lead_id)
                .where(tables.Lead.state == LeadState.WITH_SALES)
                .where(tables.HandOff.state.in_(("offered", "accepted", "rescheduled", "met")))
            ).all()
        assert [rep for rep, _owner in held] == [owner for _rep, owner in held]

    @invariant()
    def a_mail_leaves_once_and_never_too_early_or_after_it_was_taken_back(self) -> None:
        """Promise 6; only a person who was told that nobody knows sends one again."""
        assert self._world.wrongs == []
        for message_id, times in self._world.carried.items():
            assert times <= 1 + self._again[message_id]

    @invariant()
    def every_mail_that_left_is_sent_or_a_person_sees_it(self) -> None:
        with self._database.read() as session:
            for mail in session.scalars(select(tables.Outbox)):
                if self._world.carried[mail.message_id] and not self._again[mail.message_id]:
                    assert mail.state in {
                        MailState.SENT,
                        MailState.UNKNOWN,
                        MailState.SENDING,
                        MailState.FAILED,  # it came back
                    }

    def _press(self, command: Any, request: Any) -> Any:
        return self.press(command, request, self._caller)

    def _any(self, kind: Any, which: int) -> Any:
        with self._database.read() as session:
            rows = session.scalars(select(kind).order_by(kind.id)).all()
        return rows[which % len(rows)] if rows else None

    def _outcome(self, n: int, call: Any, days: int) -> tuple[Any, Any]:
        at = self._now + timedelta(days=days)
        close = partial(CloseOut, call, subject="Thank you", body="Dear Ms Keller")
        reason = CloseOutReason.NO_NEED_NOW
        return (
            (
                outcomes.push_to_sales,
                PushToSales(call, at, rep_id=self._rep, invite=True, unmet_because="asked"),
            ),
            (outcomes.promise_callback, PromiseCallback(call, at)),
            (
                outcomes.send_to_nurture,
                SendToNurture(call, track_id=self._tracks[days % len(self._tracks)], firm="A"),
            ),
            (outcomes.close_out, close(reason=reason, told_by=ToldBy.EMAIL)),
            (outcomes.close_out, close(reason=reason, told_by=ToldBy.LETTER)),
            (outcomes.record_no_answer, RecordNoAnswer(call)),
            (outcomes.leave_voicemail, LeaveVoicemail(call)),
        )[n]


def test_the_post_keeps_its_promises(lend: Lend) -> None:
    keeps_its_promises(PostAtWork, lend)
