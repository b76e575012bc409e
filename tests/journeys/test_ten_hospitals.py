"""A morning on a real list: imported, called and written down without touching the mouse."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from qualdesk.domain.hand_off import HandOffState
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, Outcome, SuppressionScope
from qualdesk.domain.touch import TouchKind
from qualdesk.events.calls import After
from qualdesk.store import tables
from qualdesk.store.session import Session
from qualdesk_ui.widgets.facts import Facts
from tests.journeys.driving import CALLER, NOW, REP, Hands, Line, at_the_desk, reopened
from tests.real_lists import real_list

pytestmark = [
    pytest.mark.real_lists,
    pytest.mark.usefixtures("_theme"),
    # The offscreen platform says this of every list that opens.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]

ADDRESS = "office@hospital.example"


@pytest.fixture
def hands(
    qtbot: QtBot, sqlite_target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Hands]:
    line = Line(sqlite_target, capsys)
    line.add_people()
    line.run("territory", "add", "United States", "--rep", REP, "--rule", "US")
    hospitals = real_list("us_hifld_hospitals.csv")
    with at_the_desk(qtbot, sqlite_target, tmp_path, list_to_import=hospitals) as seated:
        yield seated


def test_ten_hospitals_are_called_by_keys_alone(hands: Hands, sqlite_target: str) -> None:
    import_the_list(hands)
    assert read_from_the_report(hands) == (7_230, 404, 379)
    # Four rows tell of a hospital that another row names too; each was joined, its pursuit closed.
    assert read_from_the_database(sqlite_target) == (7_226, 404, 383)
    hands.press("Alt+1")
    afters = {outcome: call_one(hands, outcome) for outcome in Outcome}
    assert hands.seen.refusals == []
    assert len(hands.seen.opened) == len(set(hands.seen.opened)) == 10
    assert all(url.startswith("tel:+1") and url[5:].isdecimal() for url in hands.seen.opened)
    hands.window.close()
    hands.desk.close()
    with reopened(sqlite_target) as database, database.read() as session:
        check(session, afters, hands.seen.opened)


def import_the_list(hands: Hands) -> None:
    hands.press("Ctrl+O", "Ctrl+O")
    hands.choose("Country of numbers", "united", downs=2)
    hands.tab_to("Name of the new campaign")
    hands.type("Hospitals")
    # Past the columns and the problems, each as it was found.
    hands.press("Ctrl+Return", "Ctrl+Return")


def read_from_the_report(hands: Hands) -> tuple[int, ...]:
    (shown,) = (one for one in hands.window.findChildren(Facts) if one.isVisible())
    facts = dict(fact.split(": ") for fact in shown.accessibleName().split("; "))
    return tuple(
        int(facts[name].replace(",", "")) for name in ("Callable", "To find out", "Closed")
    )


def read_from_the_database(target: str) -> tuple[int | None, ...]:
    lines = (
        select(func.count())
        .select_from(tables.ImportedRow)
        .join(tables.Lead, tables.Lead.prospect_id == tables.ImportedRow.prospect_id)
    )
    counts = (
        lines.where(tables.Lead.state == LeadState.QUEUED, tables.Lead.lane == Lane.FRESH),
        lines.where(tables.Lead.state == LeadState.QUEUED, tables.Lead.lane == Lane.RESEARCH),
        lines.where(tables.Lead.state == LeadState.CLOSED),
    )
    with reopened(target) as database, database.read() as session:
        return tuple(session.scalar(count) for count in counts)


def call_one(hands: Hands, outcome: Outcome) -> After:
    """Dial, talk where somebody answers, and say how it ended."""
    lead_id = hands.lead_id()
    hands.press("F5")
    if outcome.is_conversation:
        hands.press("Return", "A")
    DEEDS.get(outcome, one_key)(hands, outcome.key)
    after = hands.after()
    assert (after.lead_id, after.outcome) == (lead_id, outcome)
    return after


def one_key(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}")


def push(hands: Hands, key: str) -> None:
    hands.answer()
    hands.press(f"Ctrl+{key}", "Ctrl+Return")


def call_back(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "B", "Ctrl+Return")


def nurture(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "C")
    hands.tab_to("What they want to hear about")
    hands.type("prices")
    hands.press("Ctrl+Return")


def close_out_twice(hands: Hands, key: str) -> None:
    """Close out, take it back, and close out again: what was typed is still there."""
    lead_id = hands.lead_id()
    hands.press(f"Ctrl+{key}", "A")
    hands.tab_to("Write an e-mail")
    hands.press("Space")
    hands.tab_to("E-mail address", "Shift+Tab")
    hands.type(ADDRESS)
    hands.press("Ctrl+Return")
    assert hands.lead_id() != lead_id
    hands.press("Ctrl+Z")
    assert hands.lead_id() == lead_id
    hands.press(f"Ctrl+{key}", "A", "Ctrl+Return")


def gatekeeper(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}")
    hands.type("Ms Brandt")
    hands.press("Tab")
    hands.type("tomorrow 10")
    hands.press("Ctrl+Return")


def wrong_number(hands: Hands, key: str) -> None:
    hands.press(f"Ctrl+{key}", "A", "Ctrl+Return")


def do_not_call(hands: Hands, key: str) -> None:
    hands.press(key, "Ctrl+Return")


DEEDS: dict[Outcome, Callable[[Hands, str], None]] = {
    Outcome.PUSH_TO_SALES: push,
    Outcome.CALL_BACK_LATER: call_back,
    Outcome.NURTURE: nurture,
    Outcome.CLOSE_OUT: close_out_twice,
    Outcome.GATEKEEPER: gatekeeper,
    Outcome.WRONG_NUMBER: wrong_number,
    Outcome.DO_NOT_CALL: do_not_call,
}


def check(session: Session, afters: dict[Outcome, After], opened: list[str]) -> None:
    leads = {one: session.get_one(tables.Lead, after.lead_id) for one, after in afters.items()}
    stand = {one: (lead.state, lead.lane, lead.resolution) for one, lead in leads.items()}
    assert stand == STAND
    check_dates(leads, {one: ZoneInfo(after.zone) for one, after in afters.items()})
    check_touches(session, leads)
    check_dials(session, opened)
    check_sales(session, leads[Outcome.PUSH_TO_SALES])
    check_mail(session, leads[Outcome.CLOSE_OUT])
    check_barred(session, leads)


def check_dates(leads: dict[Outcome, tables.Lead], zones: dict[Outcome, ZoneInfo]) -> None:
    there = {
        one: lead.due_at.astimezone(zones[one])
        for one, lead in leads.items()
        if lead.due_at is not None
    }
    assert f"{there[Outcome.CALL_BACK_LATER]:%F %R}" == "2026-11-19 10:00"
    # The first call of the track: eleven weeks on, after two notes and a letter.
    assert f"{there[Outcome.NURTURE]:%F %R}" == "2027-02-03 09:00"
    assert f"{there[Outcome.GATEKEEPER]:%F %R}" == "2026-11-19 10:00"
    assert there[Outcome.NO_ANSWER].date() == date(2026, 11, 19)
    assert there[Outcome.NO_ANSWER].hour >= 12
    assert there[Outcome.VOICEMAIL].date() == date(2026, 11, 20)
    assert leads[Outcome.BUSY].due_at == NOW + timedelta(minutes=30)
    assert Outcome.WRONG_NUMBER in there
    assert {leads[one].resolved_at for one in leads if one not in there} == {NOW}


def check_touches(session: Session, leads: dict[Outcome, tables.Lead]) -> None:
    touches = session.scalars(select(tables.Touch).order_by(tables.Touch.id)).all()
    taken = {touch.takes_back_id for touch in touches} - {None}
    outcomes = [touch for touch in touches if touch.outcome is not None]
    assert [one.outcome for one in outcomes if one.id not in taken] == list(Outcome)
    assert {one.outcome: one.lead_id for one in outcomes} == {
        one: lead.id for one, lead in leads.items()
    }
    (correction,) = (touch for touch in touches if touch.takes_back_id is not None)
    assert (correction.kind, correction.lead_id) == (
        TouchKind.CORRECTION,
        leads[Outcome.CLOSE_OUT].id,
    )
    assert len(touches) == 10 + 1 + 1


def check_dials(session: Session, opened: list[str]) -> None:
    dials = select(tables.Number.e164, tables.Person.name).select_from(tables.Dial)
    found = session.execute(
        dials.join(tables.Number, tables.Number.id == tables.Dial.number_id)
        .join(tables.Person, tables.Person.id == tables.Dial.caller_id)
        .order_by(tables.Dial.id)
    )
    assert [(f"tel:{e164}", name) for e164, name in found] == [(url, CALLER) for url in opened]


def check_sales(session: Session, lead: tables.Lead) -> None:
    hand_off = session.scalars(select(tables.HandOff)).one()
    rep = session.get_one(tables.Person, hand_off.rep_id)
    assert (hand_off.lead_id, hand_off.state, rep.name) == (lead.id, HandOffState.OFFERED, REP)
    assert lead.owner_person_id == rep.id
    assert lead.due_at == hand_off.accept_by
    assert "Need" in hand_off.brief
    assert hand_off.unmet_because == ""
    meeting = session.scalars(select(tables.Appointment)).one()
    assert meeting.hand_off_id == hand_off.id
    assert NOW < hand_off.accept_by < meeting.starts_at
    agreed = datetime.fromisoformat(meeting.wall_time).replace(tzinfo=ZoneInfo(meeting.zone))
    assert meeting.starts_at == agreed


def check_mail(session: Session, lead: tables.Lead) -> None:
    mails = select(tables.Outbox).where(tables.Outbox.kind == MailKind.CLOSE_OUT)
    undone, held = session.scalars(mails.order_by(tables.Outbox.id)).all()
    assert {(mail.lead_id, mail.to_address) for mail in (undone, held)} == {(lead.id, ADDRESS)}
    assert (undone.state, held.state) == (MailState.CANCELLED, MailState.HELD)
    assert held.send_after == NOW + timedelta(seconds=30)
    assert held.body.strip()


def check_barred(session: Session, leads: dict[Outcome, tables.Lead]) -> None:
    barred = session.scalars(select(tables.Suppression)).one()
    assert (barred.scope, barred.medium) == (SuppressionScope.PERSON, Medium.PHONE)
    assert barred.prospect_id == leads[Outcome.DO_NOT_CALL].prospect_id
    assert (barred.since, barred.lifted_at) == (NOW, None)
    dead = session.scalars(
        select(tables.Number).where(tables.Number.out_of_service_at == NOW)
    ).one()
    pairs = select(tables.ProspectNumber.prospect_id).where(
        tables.ProspectNumber.number_id == dead.id
    )
    assert leads[Outcome.WRONG_NUMBER].prospect_id in session.scalars(pairs).all()


STAND = {
    Outcome.PUSH_TO_SALES: (LeadState.WITH_SALES, None, None),
    Outcome.CALL_BACK_LATER: (LeadState.QUEUED, Lane.PROMISED, None),
    Outcome.NURTURE: (LeadState.NURTURE, Lane.CHECK_IN, None),
    Outcome.CLOSE_OUT: (LeadState.CLOSED, None, Resolution.CLOSED_OUT),
    Outcome.NO_ANSWER: (LeadState.QUEUED, Lane.RETRY, None),
    Outcome.VOICEMAIL: (LeadState.QUEUED, Lane.RETRY, None),
    Outcome.BUSY: (LeadState.QUEUED, Lane.RETRY, None),
    Outcome.GATEKEEPER: (LeadState.QUEUED, Lane.RETRY, None),
    Outcome.WRONG_NUMBER: (LeadState.QUEUED, Lane.RESEARCH, None),
    Outcome.DO_NOT_CALL: (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT),
}
