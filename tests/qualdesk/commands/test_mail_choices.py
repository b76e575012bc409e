"""What a person decides about a mail, what may not be decided, and taking it back."""

from datetime import timedelta

import pytest

from qualdesk.commands.mail_choices import settle_mail, take_back_mail_choice
from qualdesk.commands.outbox import mark_failed, mark_unknown, put_back, take_due_mail
from qualdesk.commands.requests.mail import MarkMail, SettleMail, TakeBackMailChoice
from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.domain.mail import MailChoice, MailShelf, MailState
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.events.mail import SettledMail
from qualdesk.queries.post import mail_ids, mail_rows, post_counts
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Person
from tests.qualdesk.mailing import ADDRESS, NOW, a_lead, a_mail, the_mail

PRIYA = 1


@pytest.fixture
def mail(database: Database) -> int:
    """Return a mail of Priya's that waits."""
    a_lead(database)
    return a_mail(database)


def somebody(database: Database, name: str, role: Role) -> int:
    with Session(database.engine) as session, session.begin():
        session.add(Person(id=20, name=name, role=role, zone="Europe/London"))
    return 20


def decide(
    database: Database, mail: int, choice: MailChoice, *, person_id: int = PRIYA
) -> SettledMail:
    request = SettleMail(mail, person_id, choice, undo_seconds=30)
    return database.carry_out(settle_mail, request, press=Press.new(), now=NOW)


def take_back(database: Database, deed: str, *, person_id: int = PRIYA) -> None:
    request = TakeBackMailChoice(deed, person_id)
    database.carry_out(take_back_mail_choice, request, press=Press.new(), now=NOW)


def on_its_way(database: Database, mail: int) -> None:
    database.carry_out(take_due_mail, MarkMail(mail), press=Press.new(), now=NOW)


def unknown(database: Database, mail: int) -> None:
    on_its_way(database, mail)
    request = MarkMail(mail, "The line broke")
    database.carry_out(mark_unknown, request, press=Press.new(), now=NOW)


def failed(database: Database, mail: int) -> None:
    on_its_way(database, mail)
    database.carry_out(mark_failed, MarkMail(mail, "550 no"), press=Press.new(), now=NOW)


def shelf_of(database: Database, mail: int) -> MailShelf:
    with database.read() as session:
        found = [one for one in MailShelf if mail in mail_ids(session, shelf=one, person_id=PRIYA)]
    (shelf,) = found
    return shelf


def test_an_unclear_mail_that_arrived_counts_as_sent(database: Database, mail: int) -> None:
    unknown(database, mail)
    decide(database, mail, MailChoice.ARRIVED)
    assert the_mail(database, mail).state == MailState.SENT
    assert shelf_of(database, mail) is MailShelf.SENT


def test_an_unclear_mail_goes_again_after_the_undo_window_under_its_own_id(
    database: Database, mail: int
) -> None:
    unknown(database, mail)
    before = the_mail(database, mail).message_id
    decide(database, mail, MailChoice.AGAIN)
    after = the_mail(database, mail)
    assert (after.state, after.attempts, after.message_id) == (MailState.HELD, 0, before)
    assert after.send_after == NOW + timedelta(seconds=30)


def test_an_unclear_mail_that_is_left_asks_no_more_and_never_goes(
    database: Database, mail: int
) -> None:
    unknown(database, mail)
    assert shelf_of(database, mail) is MailShelf.TO_SETTLE
    decide(database, mail, MailChoice.LEAVE)
    assert the_mail(database, mail).state == MailState.UNKNOWN
    assert shelf_of(database, mail) is MailShelf.NOT_SENT
    with pytest.raises(Conflict, match="moved on"):
        decide(database, mail, MailChoice.LEAVE)


def test_a_failed_mail_goes_again(database: Database, mail: int) -> None:
    failed(database, mail)
    decide(database, mail, MailChoice.AGAIN)
    assert shelf_of(database, mail) is MailShelf.WAITING


def test_a_mail_that_waits_for_another_try_is_tried_now(database: Database, mail: int) -> None:
    on_its_way(database, mail)
    database.carry_out(put_back, MarkMail(mail, "450"), press=Press.new(), now=NOW)
    decide(database, mail, MailChoice.AGAIN)
    assert the_mail(database, mail).send_after == NOW + timedelta(seconds=30)


def test_a_mail_that_waits_is_cancelled(database: Database, mail: int) -> None:
    decide(database, mail, MailChoice.CANCEL)
    assert the_mail(database, mail).state == MailState.CANCELLED
    assert shelf_of(database, mail) is MailShelf.NOT_SENT


def test_a_mail_sent_by_hand_is_written_down_as_such(database: Database, mail: int) -> None:
    decide(database, mail, MailChoice.BY_HAND)
    with database.read() as session:
        row = mail_rows(session, ids=[mail])[mail]
    assert (row.state, row.is_by_hand, row.sent_at) == (MailState.SENT, True, NOW)


@pytest.mark.parametrize("choice", [MailChoice.CANCEL, MailChoice.AGAIN, MailChoice.BY_HAND])
def test_nothing_is_decided_about_a_mail_on_its_way(
    database: Database, mail: int, choice: MailChoice
) -> None:
    on_its_way(database, mail)
    with pytest.raises(Conflict, match="moved on"):
        decide(database, mail, choice)


@pytest.mark.parametrize("choice", [MailChoice.AGAIN, MailChoice.BY_HAND])
def test_nothing_goes_to_an_address_that_was_barred_since(
    database: Database, mail: int, choice: MailChoice
) -> None:
    failed(database, mail)
    bar = AddSuppression(SuppressionScope.ADDRESS, ADDRESS)
    database.carry_out(add_suppression, bar, press=Press.new(), now=NOW)
    with pytest.raises(Forbidden, match="must not be mailed"):
        decide(database, mail, choice)


def test_another_callers_mail_is_neither_seen_nor_decided(database: Database, mail: int) -> None:
    sam = somebody(database, "Sam Okafor", Role.CALLER)
    with database.read() as session:
        assert mail_ids(session, shelf=MailShelf.WAITING, person_id=sam) == []
    with pytest.raises(Forbidden, match="another’s name"):
        decide(database, mail, MailChoice.CANCEL, person_id=sam)


def test_a_team_lead_sees_and_decides_all(database: Database, mail: int) -> None:
    lead = somebody(database, "Helena Brandt", Role.TEAM_LEAD)
    with database.read() as session:
        assert post_counts(session, person_id=lead, now=NOW).mails[MailShelf.WAITING] == 1
    decide(database, mail, MailChoice.CANCEL, person_id=lead)


def test_a_mail_nobody_knows_is_refused(database: Database, mail: int) -> None:
    with pytest.raises(InputError, match="no mail"):
        decide(database, mail + 1, MailChoice.CANCEL)


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (MailChoice.ARRIVED, MailState.UNKNOWN),
        (MailChoice.AGAIN, MailState.UNKNOWN),
        (MailChoice.LEAVE, MailState.UNKNOWN),
        (MailChoice.CANCEL, MailState.HELD),
        (MailChoice.BY_HAND, MailState.HELD),
    ],
)
def test_each_decision_is_taken_back(
    database: Database, mail: int, choice: MailChoice, state: MailState
) -> None:
    if state is MailState.UNKNOWN:
        unknown(database, mail)
    before = the_mail(database, mail)
    event = decide(database, mail, choice)
    take_back(database, event.deed)
    after = the_mail(database, mail)
    for column in ("state", "send_after", "attempts", "last_error", "sent_at", "left_at"):
        assert getattr(after, column) == getattr(before, column), column
    assert not after.is_by_hand
    with pytest.raises(Conflict, match="nothing to take back"):
        take_back(database, event.deed)


def test_what_a_worker_has_meanwhile_is_not_taken_back(database: Database, mail: int) -> None:
    unknown(database, mail)
    event = decide(database, mail, MailChoice.AGAIN)
    later = NOW + timedelta(minutes=1)
    database.carry_out(take_due_mail, MarkMail(mail), press=Press.new(), now=later)
    with pytest.raises(Conflict, match="gone on since"):
        take_back(database, event.deed)


def test_only_who_decided_takes_it_back(database: Database, mail: int) -> None:
    event = decide(database, mail, MailChoice.CANCEL)
    with pytest.raises(Forbidden, match="Somebody else"):
        take_back(database, event.deed, person_id=99)


def test_words_narrow_a_shelf(database: Database, mail: int) -> None:
    other = a_mail(database, "hundred%")
    with database.read() as session:
        shelf = MailShelf.WAITING
        assert mail_ids(session, shelf=shelf, person_id=PRIYA, words="HUNDRED%") == [other]
        assert mail_ids(session, shelf=shelf, person_id=PRIYA, words="keller") == [mail, other]
