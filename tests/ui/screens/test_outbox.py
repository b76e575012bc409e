"""The page of the Outbox: decided by keys, taken back, opened by hand, letters printed and posted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select, update

from qualdesk.commands.outbox import mark_unknown, take_due_mail
from qualdesk.commands.outcomes import close_out
from qualdesk.commands.received_choices import give_received
from qualdesk.commands.receiving import receive_mail
from qualdesk.commands.requests.calls import Call, CloseOut, TakeBack
from qualdesk.commands.requests.mail import MarkMail
from qualdesk.commands.requests.receiving import GiveReceived, ReceiveMail
from qualdesk.commands.undo import take_back
from qualdesk.domain.mail import MailKind, MailShelf, MailState
from qualdesk.domain.outcome import CloseOutReason, ToldBy
from qualdesk.domain.received import IncomingMail
from qualdesk.jobs.deadlines import meet_deadlines
from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import PART, MailRow
from qualdesk.settings import Settings, Smtp
from qualdesk.store.session import Database, Press, Session
from qualdesk.store.tables import Outbox, Received
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.outbox import OutboxScreen
from qualdesk_ui.screens.outbox.came_in import outcome_words
from qualdesk_ui.screens.outbox.rows import CAME_IN, when_words
from tests.qualdesk.mailing import NOW, a_lead, a_mail, the_mail
from tests.qualdesk.nurturing import on_a_track

LATER = NOW + timedelta(days=200)
WITH_SERVER = replace(Settings(), smtp=Smtp("mail.aldergrove.example"))


@pytest.fixture
def desk(sqlite_database: Database, qapp: object) -> Desk:  # noqa: ARG001 - for signals
    a_lead(sqlite_database)
    opened = Desk(Lanes.inline(), clock=lambda: NOW)
    opened.open(lambda: Seat(sqlite_database, 1, "Priya Nair"))
    return opened


def shown(qtbot: QtBot, desk: Desk, made: OutboxScreen) -> OutboxScreen:
    qtbot.addWidget(made)
    made.resize(1364, 900)
    made.show()
    desk.committed.connect(lambda _event: made.refresh())
    made.refresh()
    made.grab()
    return made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[[], OutboxScreen]:
    return lambda: shown(qtbot, desk, OutboxScreen(desk))


def turn_to(screen: OutboxScreen, tab: str) -> None:
    screen._tabs.set_value(tab)
    screen.refresh()
    screen.grab()


def an_unclear_mail(database: Database, name: str = "one") -> int:
    mail = a_mail(database, name)
    for command in (take_due_mail, mark_unknown):
        request = MarkMail(mail, "The line broke")
        database.carry_out(command, request, press=Press.new(), now=NOW)
    return mail


def test_an_unclear_mail_arrived_by_one_key_and_the_choice_is_taken_back(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    mail = an_unclear_mail(sqlite_database)
    screen = show()
    assert "A dot stood alone." in screen._pane.words()
    assert screen.perform("mail-1")
    assert the_mail(sqlite_database, mail).state == MailState.SENT
    said = "The e-mail to Maria Keller counts as sent · Ctrl+Z takes it back"
    assert screen._hints.sentence() == said
    assert screen.perform("undo")
    assert the_mail(sqlite_database, mail).state == MailState.UNKNOWN
    assert not screen.perform("undo")


def test_several_mails_are_decided_and_taken_back_together(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    mails = [an_unclear_mail(sqlite_database, name) for name in ("one", "two")]
    screen = show()
    for key in mails:
        screen._shelves.mails.focus_key(key)
        screen.perform("select-mail")
    screen.perform("mail-2")
    states = [the_mail(sqlite_database, mail).state for mail in mails]
    assert states == [MailState.HELD, MailState.HELD]
    screen.perform("undo")
    states = [the_mail(sqlite_database, mail).state for mail in mails]
    assert states == [MailState.UNKNOWN, MailState.UNKNOWN]


def test_without_a_server_a_mail_opens_in_the_mail_program_and_counts_as_sent(
    qtbot: QtBot, desk: Desk, sqlite_database: Database
) -> None:
    mail = a_mail(sqlite_database)
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    screen = shown(qtbot, desk, OutboxScreen(desk, open_url=open_url))
    turn_to(screen, MailShelf.WAITING)
    assert screen.perform("mail-1")
    (url,) = opened
    assert url.scheme() == "mailto"
    assert "subject=Thank%20you%20one" in url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    stands = the_mail(sqlite_database, mail)
    assert (stands.state, stands.is_by_hand) == (MailState.SENT, True)


def test_where_no_mail_program_opens_the_mail_waits_as_before(
    qtbot: QtBot, desk: Desk, sqlite_database: Database
) -> None:
    mail = a_mail(sqlite_database)
    refused: list[object] = []
    desk.refused.connect(refused.append)
    screen = shown(qtbot, desk, OutboxScreen(desk, open_url=lambda _url: False))
    turn_to(screen, MailShelf.WAITING)
    screen.perform("mail-1")
    assert the_mail(sqlite_database, mail).state == MailState.HELD
    assert "No mail program opens here" in str(refused[0])


def test_with_a_server_a_mail_that_waits_can_only_be_cancelled(
    show: Callable[[], OutboxScreen], desk: Desk, sqlite_database: Database
) -> None:
    mail = a_mail(sqlite_database)
    desk.choices.settings = WITH_SERVER
    screen = show()
    assert screen._set_up.isHidden()
    turn_to(screen, MailShelf.WAITING)
    assert not screen.perform("mail-2")
    screen.perform("mail-1")
    assert the_mail(sqlite_database, mail).state == MailState.CANCELLED


def test_the_tabs_say_how_many_and_each_empty_one_says_what_it_is_for(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    screen = show()
    assert screen._shelves.empty.title() == "Nothing to settle"
    screen.perform("previous-shelf")
    assert screen._shelves.empty.title() == "No letter waits"
    a_mail(sqlite_database)
    screen.refresh()
    assert "Waiting, 1" in " ".join(part.accessibleName() for part in screen._tabs.parts())


def test_find_narrows_the_tab_and_esc_shows_all_again(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    an_unclear_mail(sqlite_database)
    screen = show()
    assert screen.perform("find-mail")
    screen._find.setText("nobody of that name")
    assert screen._shelves.empty.title() == "Nothing matches “nobody of that name”"
    assert screen.perform("back")
    assert screen._shelves.mails.rows.rowCount() == 1


def test_enter_opens_the_prospect(
    qtbot: QtBot, show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    an_unclear_mail(sqlite_database)
    screen = show()
    opened: list[tuple[str, object]] = []
    screen.go_to.connect(lambda place, subject: opened.append((place, subject)))
    qtbot.keyClick(screen._shelves.mails, Qt.Key.Key_Return)
    assert opened == [("queue", ToRead(1, ""))]


def test_space_reads_a_mail_where_the_window_is_narrow(
    qtbot: QtBot, show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    an_unclear_mail(sqlite_database)
    screen = show()
    screen.resize(1024, 700)
    assert not screen._pane.isVisible()
    qtbot.keyClick(screen._shelves.mails, Qt.Key.Key_Space)
    assert screen._pane.isVisible()
    assert screen.perform("back")
    assert not screen._pane.isVisible()


def test_of_many_mails_only_those_in_sight_are_read(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    mail = a_mail(sqlite_database)
    with Session(sqlite_database.engine) as session, session.begin():
        first = session.get_one(Outbox, mail)
        first.state, first.sent_at = MailState.SENT, NOW
        columns = {one.name: getattr(first, one.name) for one in Outbox.__table__.columns}
        rows = [
            columns | {"id": number, "message_id": f"<{number}@x.example>"}
            for number in range(1_000, 1_000 + PART)
        ]
        session.execute(insert(Outbox), rows)
    screen = show()
    turn_to(screen, MailShelf.SENT)
    assert screen._shelves.mails.rows.rowCount() == PART + 1
    read = sum(screen._shelves.mails.rows.has(key) for key in range(1_000, 1_000 + PART))
    assert 0 < read < 200


@pytest.fixture
def letters(qtbot: QtBot, sqlite_database: Database, tmp_path: Path) -> OutboxScreen:
    """Return the page with the letters of a track that have come due."""
    maria = on_a_track(sqlite_database)
    meet_deadlines(sqlite_database, LATER)
    desk = Desk(Lanes.inline(), clock=lambda: LATER)
    desk.open(lambda: Seat(sqlite_database, maria.caller_id, "Priya Nair"))
    screen = OutboxScreen(desk, ask_for_file=lambda _page, name: str(tmp_path / name))
    shown(qtbot, desk, screen)
    turn_to(screen, "letters")
    return screen


def test_a_letter_shows_envelope_enclosure_and_text(letters: OutboxScreen) -> None:
    facts = letters._pane._facts.accessibleName()
    assert "Envelope: " in facts
    assert "Milchstr. 4" in facts
    assert "Enclose: " in facts
    assert "Dear " in letters._pane.words()


@pytest.mark.parametrize(
    ("letter", "name", "begins"),
    [
        ("B", "letters.pdf", b"%PDF"),
        ("C", "letters.html", b"<!DOCTYPE"),
        ("D", "letters.csv", b"\xef\xbb\xbfaddress,subject"),
    ],
)
def test_letters_are_saved_and_go_on_waiting(
    letters: OutboxScreen, tmp_path: Path, letter: str, name: str, begins: bytes
) -> None:
    waiting = letters._shelves.letters.rows.rowCount()
    letters.perform("mail-1")
    assert letters._next.paper.strip.choose_letter(letter)
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert f"1 letter written to {name}" in letters._hints.sentence()
    assert letters._shelves.letters.rows.rowCount() == waiting


def test_a_letter_that_is_posted_leaves_the_list_and_comes_back_by_ctrl_z(
    letters: OutboxScreen,
) -> None:
    waiting = letters._shelves.letters.rows.rowCount()
    letters.perform("mail-2")
    assert letters._shelves.letters.rows.rowCount() == waiting - 1
    assert letters._hints.sentence() == "1 letter posted · Ctrl+Z takes it back"
    letters.perform("undo")
    assert letters._shelves.letters.rows.rowCount() == waiting


def test_a_letter_that_shall_not_go_leaves_the_list_and_comes_back_by_ctrl_z(
    letters: OutboxScreen,
) -> None:
    waiting = letters._shelves.letters.rows.rowCount()
    letters.perform("mail-3")
    assert letters._shelves.letters.rows.rowCount() == waiting - 1
    letters.perform("undo")
    assert letters._shelves.letters.rows.rowCount() == waiting


ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@dataclass
class Parted:
    """A screen whose mail program takes mails, with what was opened and where files are saved."""

    screen: OutboxScreen
    mail: int
    opened: list[QUrl]


@pytest.fixture
def parted(qtbot: QtBot, desk: Desk, sqlite_database: Database, tmp_path: Path) -> Parted:
    """Hand a mail with a calendar entry over to the mail program."""
    mail = a_mail(sqlite_database)
    with Session(sqlite_database.engine) as session, session.begin():
        session.get_one(Outbox, mail).calendar = ENTRY
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    def choose(_page: QWidget, name: str) -> str:
        return str(tmp_path / name)

    made = OutboxScreen(desk, ask_for_file=choose, open_url=open_url)
    screen = shown(qtbot, desk, made)
    turn_to(screen, MailShelf.WAITING)
    assert screen._pane._apart.text() == "A mail program takes no entry along: attach its file."
    screen.perform("mail-1")
    return Parted(screen, mail, opened)


def test_a_calendar_entry_is_offered_beside_the_mail_program_and_saved(
    parted: Parted, tmp_path: Path
) -> None:
    strip = parted.screen._next.calendar.strip
    assert not strip.isHidden()
    assert strip.accessibleName().startswith("The calendar entry does not go along")
    strip.choose_letter("a")
    assert (tmp_path / "meeting.ics").read_bytes() == ENTRY.encode()
    assert parted.screen._hints.sentence() == "Saved as meeting.ics: attach it to the e-mail"
    assert strip.isHidden()


def test_a_calendar_entry_is_opened_later_from_the_mails_that_went_by_hand(parted: Parted) -> None:
    parted.screen._next.calendar.strip.close_strip()
    turn_to(parted.screen, MailShelf.SENT)
    assert parted.screen.perform("mail-1")
    parted.screen._next.calendar.strip.choose_letter("b")
    assert Path(parted.opened[-1].toLocalFile()).read_bytes() == ENTRY.encode()
    assert parted.screen._hints.sentence() == "The calendar entry is open"


def test_a_mail_without_a_calendar_entry_says_nothing_of_one(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    a_mail(sqlite_database)
    screen = show()
    turn_to(screen, MailShelf.WAITING)
    assert screen._pane._apart.isHidden()
    assert screen._next.calendar.strip.isHidden()


def a_stranger(database: Database, words: str = "Call me.") -> int:
    """Let a mail come in that matches nobody; return it."""
    mail = IncomingMail("<1@x.example>", "m.keller@home.example", "Your call", words, NOW)
    request = ReceiveMail("box", 1, 1, "digest", mail)
    database.carry_out(receive_mail, request, press=Press.new(), now=NOW)
    with database.read() as session:
        return session.scalars(select(Received.id)).one()


def test_what_came_in_from_nobody_known_is_given_to_a_prospect_by_name(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    mail = a_stranger(sqlite_database)
    screen = show()
    turn_to(screen, CAME_IN)
    assert screen._pane.words() == "Call me."
    assert screen.perform("mail-1")
    strip = screen._next.giving.strip
    strip.decided.emit("Nobody So Called")
    assert strip.refusal() == "Nobody here is called “Nobody So Called”. Type it another way."
    strip.decided.emit("mari")
    assert strip.choose_letter("A")
    assert screen._hints.sentence().startswith("The mail is Maria’s now")
    with sqlite_database.read() as session:
        assert session.get_one(Received, mail).lead_id is not None
    assert screen._next.steps(screen._shelves.row()) == ()
    assert screen.perform("undo")
    assert screen._hints.sentence() == "Taken back: the mail is not Maria’s and waits again"
    row = screen._shelves.row()
    assert isinstance(row, ReceivedRow)
    assert row.is_open


def test_beside_a_mail_of_nobody_known_the_chip_stands_level_with_the_address(
    show: Callable[[], OutboxScreen], sqlite_database: Database, qtbot: QtBot
) -> None:
    a_stranger(sqlite_database)
    screen = show()
    turn_to(screen, CAME_IN)
    name, chip = screen._pane._name, screen._pane._chip

    def is_level() -> bool:
        return abs(name.geometry().center().y() - chip.geometry().center().y()) <= 1

    qtbot.waitUntil(is_level, timeout=1000)


def test_what_nobody_has_to_do_anything_about_is_put_aside_and_taken_back(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    a_stranger(sqlite_database)
    screen = show()
    turn_to(screen, CAME_IN)
    assert screen.perform("mail-2")
    row = screen._shelves.row()
    assert isinstance(row, ReceivedRow)
    assert outcome_words(row) == "Priya put it aside"
    assert screen.perform("undo")
    row = screen._shelves.row()
    assert isinstance(row, ReceivedRow)
    assert row.is_open


def test_enter_opens_whose_mail_came_in_or_says_that_nobody_knows(
    show: Callable[[], OutboxScreen], sqlite_database: Database, qtbot: QtBot
) -> None:
    mail = a_stranger(sqlite_database)
    screen = show()
    turn_to(screen, CAME_IN)
    qtbot.keyClick(screen._shelves.received, Qt.Key.Key_Return)
    assert screen._hints.sentence().startswith("Nobody knows yet whose this is")
    request = GiveReceived(mail, 1, 1)
    sqlite_database.carry_out(give_received, request, press=Press.new(), now=NOW)
    screen.refresh()
    screen.grab()
    with qtbot.waitSignal(screen.go_to) as gone:
        qtbot.keyClick(screen._shelves.received, Qt.Key.Key_Return)
    assert gone.args == ["queue", ToRead(1, "")]


def test_a_sent_mail_of_what_was_taken_back_is_put_right_by_a_key(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    call = Call(1, 1, 1)
    reason = CloseOutReason.NO_NEED_NOW
    request = CloseOut(call, reason, ToldBy.EMAIL, subject="Thank you", body="Dear Ms Keller")
    sqlite_database.carry_out(close_out, request, press=Press.new(1), now=NOW)
    with Session(sqlite_database.engine) as session, session.begin():
        session.execute(update(Outbox).values(state=MailState.SENT, sent_at=NOW))
    screen = show()
    turn_to(screen, MailShelf.SENT)
    assert not screen.perform("mail-1")
    sqlite_database.carry_out(take_back, TakeBack(1), press=Press.new(1), now=NOW)
    screen.refresh()
    screen.grab()
    assert screen.perform("mail-1")
    assert screen._hints.sentence().startswith("Asked to disregard it: Maria ·")
    with sqlite_database.read() as session:
        held = session.scalars(select(Outbox).where(Outbox.state == MailState.HELD)).one()
    assert held.kind == MailKind.CORRECTION
    assert not screen.perform("mail-1")


def test_an_unclear_mail_says_when_it_was_tried(
    show: Callable[[], OutboxScreen], sqlite_database: Database
) -> None:
    mail = an_unclear_mail(sqlite_database)
    screen = show()
    row = screen._shelves.row()
    assert isinstance(row, MailRow)
    assert (row.id, row.tried_at) == (mail, NOW)
    assert when_words(row, NOW, has_server=True) == "Wed 18 Nov, 09:32, 1 try"
