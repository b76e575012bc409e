"""A list of whom not to contact: every line accounted for, exactly once, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qualdesk.commands.outcomes import bar_calls
from qualdesk.commands.requests.calls import BarCalls
from qualdesk.commands.requests.suppressions import AddSuppression, LiftSuppression
from qualdesk.commands.suppressions import add_suppression, lift_suppression
from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.mail import MailKind, MailState
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.errors import InputError
from qualdesk.jobs.import_list import ImportOrder, import_list
from qualdesk.jobs.import_suppressions import (
    SuppressionOrder,
    SuppressionReport,
    import_suppressions,
)
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.numbers import dialable_numbers
from qualdesk.store.session import Database, Press
from tests.builders import NOW, a_call, a_lead, a_person, a_prospect, writing

NUMBER = "(617) 253-1000"
E164 = "+16172531000"
LEADS = f"Company,Zip,First name,Phone,E-mail\nAcme,02139,Ann,{NUMBER},ann@acme.example\n"


def _file(folder: Path, text: str, name: str = "list.csv") -> SuppressionOrder:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return SuppressionOrder(path, region="US")


def _import(database: Database, order: SuppressionOrder) -> SuppressionReport:
    report = import_suppressions(database, order, now=NOW)
    assert report.rows == report.barred + report.already_barred + report.not_taken
    return report


def _bars(database: Database) -> set[tuple[str, str, object]]:
    with database.read() as session:
        rows = session.scalars(
            select(tables.Suppression).where(tables.Suppression.lifted_at.is_(None))
        )
        return {
            (one.scope, one.medium, one.e164 or one.address or one.domain or one.company)
            for one in rows
        }


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        (f"Phone\n{NUMBER}\n", {("number", "phone", E164)}),
        ("Telefonnummer\n+49 89 99998210\n", {("number", "phone", "+498999998210")}),
        (f"{NUMBER}\n", {("number", "phone", E164)}),
        ("E-mail\nAnn@ACME.example\n", {("address", "mail", "ann@acme.example")}),
        ("E-mail\n*@ACME.example\n", {("domain", "mail", "acme.example")}),
        ("Domain\nwww.acme.example\n", {("domain", "mail", "acme.example")}),
        ("Company\nAcme & Söhne\n", {("company", "both", "acme sohne")}),
        (
            f"Company,Phone,E-mail\nAcme,{NUMBER},ann@acme.example\n",
            {("number", "phone", E164), ("address", "mail", "ann@acme.example")},
        ),
    ],
)
def test_a_line_bars_what_its_columns_name(
    sqlite_database: Database, tmp_path: Path, text: str, bars: set[tuple[str, str, object]]
) -> None:
    report = _import(sqlite_database, _file(tmp_path, text))
    assert (report.rows, report.barred, report.problems) == (1, 1, ())
    assert _bars(sqlite_database) == bars


def test_what_cannot_be_taken_stands_in_the_list_of_problems(
    sqlite_database: Database, tmp_path: Path
) -> None:
    text = f'Phone,E-mail\n12,\n,ann at acme\n,\nN/A,\n{NUMBER},nobody\n"broken\n'
    report = _import(sqlite_database, _file(tmp_path, text))
    assert (report.rows, report.barred, report.not_taken) == (5, 1, 4)
    assert [(one.line, one.column, one.kind) for one in report.problems] == [
        (2, "Phone", "invalid_phone"),
        (3, "E-mail", "invalid_email"),
        (5, "", "empty_row"),
        (6, "E-mail", "invalid_email"),
        (7, "", "broken_row"),
    ]


def test_the_medium_the_source_and_the_last_day_are_kept(
    database: Database, tmp_path: Path
) -> None:
    order = replace(
        _file(tmp_path, f"Phone\n{NUMBER}\n"),
        medium=Medium.BOTH,
        source="the client’s list",
        expires_on=date(2026, 11, 30),
    )
    _import(database, order)
    with database.read() as session:
        bar = session.scalars(select(tables.Suppression)).one()
    assert (bar.medium, bar.source, bar.since) == ("both", "the client’s list", NOW)
    assert bar.expires_at is not None
    assert bar.expires_at.isoformat() == "2026-12-01T00:00:00+00:00"


def test_a_number_on_a_list_bars_who_is_imported_next_month(
    database: Database, tmp_path: Path
) -> None:
    _import(database, _file(tmp_path, f"Phone\n{NUMBER}\n"))
    leads = tmp_path / "leads.csv"
    leads.write_text(LEADS)
    report = import_list(database, ImportOrder(leads, "Spring", "US"), now=NOW + timedelta(days=30))
    assert (report.suppressed, report.callable) == (1, 0)
    with writing(database) as session:
        assert call_queue(session, caller_id=a_person(session), now=NOW) == []


@pytest.mark.parametrize("text", ["Company\nACME\n", "Domain\nacme.example\n"])
def test_a_company_or_domain_on_a_list_ends_what_is_imported_later(
    database: Database, tmp_path: Path, text: str
) -> None:
    _import(database, replace(_file(tmp_path, text), medium=Medium.BOTH))
    leads = tmp_path / "leads.csv"
    leads.write_text(LEADS)
    report = import_list(database, ImportOrder(leads, "Spring", "US"), now=NOW)
    assert (report.suppressed, report.leads_opened) == (1, 0)
    with database.read() as session:
        assert session.scalars(select(tables.Lead.state)).all() == [LeadState.CLOSED]


def test_who_is_barred_for_a_time_is_imported_and_called_afterwards(
    database: Database, tmp_path: Path
) -> None:
    order = replace(_file(tmp_path, f"Phone\n{NUMBER}\n"), expires_on=date(2026, 11, 24))
    _import(database, order)
    leads = tmp_path / "leads.csv"
    leads.write_text(LEADS)
    report = import_list(database, ImportOrder(leads, "Spring", "US"), now=NOW)
    assert (report.suppressed, report.leads_opened) == (1, 1)
    with writing(database) as session:
        priya = a_person(session)
        assert call_queue(session, caller_id=priya, now=NOW) == []
        assert len(call_queue(session, caller_id=priya, now=NOW + timedelta(days=7))) == 1


def test_open_leads_end_or_are_found_out_and_held_mail_is_cancelled(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        ann, bob = (
            a_lead(
                session,
                prospect_id=a_prospect(
                    session, name, company="Acme", numbers=(number,), email=f"{name}@acme.example"
                ),
            )
            for name, number in (("Ann", E164), ("Bob", "+16172531001"))
        )
        session.add(_a_mail(session, bob))
    text = f"Phone,E-mail\n{NUMBER},\n(617) 253-1001,bob@acme.example\n"
    report = _import(database, replace(_file(tmp_path, text), medium=Medium.BOTH))
    assert (report.barred, report.leads_closed, report.leads_to_find_out) == (2, 2, 0)
    assert report.mails_cancelled == 1
    with database.read() as session:
        assert session.scalars(select(tables.Outbox.state)).all() == [MailState.CANCELLED]
        assert session.scalar(select(func.count()).select_from(tables.QueueEntry)) == 0
        changes = select(tables.LeadChange.version).where(tables.LeadChange.lead_id == ann)
        assert session.scalars(changes.order_by(tables.LeadChange.version)).all() == [1, 2]


def test_a_dry_run_says_the_same_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    order = _file(tmp_path, f"Phone\n{NUMBER}\n{NUMBER}\n617\n" + "".join(_numbers(150)))
    tried = _import(database, replace(order, is_dry_run=True))
    assert _bars(database) == set()
    assert _import(database, order) == tried
    assert (tried.barred, tried.already_barred, tried.not_taken) == (150, 2, 1)


def test_a_list_read_again_bars_nobody_twice(database: Database, tmp_path: Path) -> None:
    order = _file(tmp_path, f"Phone\n{NUMBER}\n")
    assert _import(database, order).barred == 1
    again = _import(database, order)
    assert (again.barred, again.already_barred) == (0, 1)
    assert len(_bars(database)) == 1


def test_an_import_that_broke_off_goes_on_and_doubles_nothing(
    database: Database, tmp_path: Path
) -> None:
    order = _file(tmp_path, "Phone\n" + "".join(_numbers(150)))
    asked: list[int] = []

    def is_enough() -> bool:
        asked.append(1)
        return len(asked) > 1

    first = import_suppressions(database, order, now=NOW, is_cancelled=is_enough)
    assert 0 < first.barred < 150
    second = import_suppressions(database, order, now=NOW + timedelta(hours=1))
    assert (second.rows, second.barred) == (150, 150)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(tables.Suppression)) == 150
        lists = session.scalars(select(tables.SuppressionList)).all()
        assert [one.finished_at is not None for one in lists] == [True]


def test_a_newer_check_of_a_register_frees_what_it_lists_no_more(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        priya = a_person(session)
        for name, number in (("Ann", E164), ("Bob", "+16172531001")):
            prospect_id = a_prospect(session, name, numbers=(number,), country="US", region="MA")
            a_lead(session, prospect_id=prospect_id)
    march = replace(
        _file(tmp_path, f"{NUMBER}\n(617) 253-1001\n"), register="US", checked_on=date(2026, 10, 1)
    )
    assert _import(database, march).leads_to_find_out == 2
    april = replace(
        _file(tmp_path, f"{NUMBER}\n", "april.csv"), register="US", checked_on=date(2026, 11, 1)
    )
    report = _import(database, april)
    assert (report.already_barred, report.lifted) == (1, 1)
    assert _bars(database) == {("number", "phone", E164)}
    with database.read() as session:
        rows = call_queue(session, caller_id=priya, now=NOW.replace(hour=16))
        assert [row.name for row in rows] == ["Bob"]
        lanes = session.scalars(select(tables.Lead.lane).order_by(tables.Lead.id)).all()
        assert lanes == [Lane.RESEARCH, Lane.FRESH]
    with pytest.raises(InputError, match="is there already"):
        _import(database, march)


def test_files_of_one_day_make_one_check(database: Database, tmp_path: Path) -> None:
    for name, number in (("one.csv", NUMBER), ("two.csv", "(617) 253-1001")):
        order = _file(tmp_path, f"{number}\n", name)
        report = _import(database, replace(order, register="US", checked_on=date(2026, 11, 1)))
        assert report.lifted == 0
    assert len(_bars(database)) == 2


def test_what_somebody_said_outlives_the_register_and_the_list(
    database: Database, tmp_path: Path
) -> None:
    with writing(database) as session:
        prospect_id = a_prospect(session, numbers=(E164,))
        priya, lead_id = a_person(session), a_lead(session, prospect_id=prospect_id)
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
    first = replace(_file(tmp_path, f"{NUMBER}\n"), register="US", checked_on=date(2026, 10, 1))
    _import(database, first)
    said = BarCalls(a_call(lead_id, priya, version=2), SuppressionScope.NUMBER, Medium.PHONE)
    database.carry_out(bar_calls, said, press=Press.new(), now=NOW)
    second = replace(
        _file(tmp_path, "(617) 253-1001\n", "b.csv"), register="US", checked_on=date(2026, 11, 1)
    )
    assert _import(database, second).lifted == 1
    assert ("number", "phone", E164) in _bars(database)
    assert _import(database, _file(tmp_path, f"{NUMBER}\n", "client.csv")).already_barred == 1
    with database.read() as session:
        own = session.scalars(
            select(tables.Suppression.id).where(tables.Suppression.undo_until.is_not(None))
        ).all()
    lift = LiftSuppression(tuple(own), lena, "they agreed")
    database.carry_out(lift_suppression, lift, press=Press.new(), now=NOW)
    with database.read() as session:
        assert dialable_numbers(session, [prospect_id], NOW) == {}


def test_what_is_added_by_hand_outlives_the_register(database: Database, tmp_path: Path) -> None:
    first = replace(_file(tmp_path, f"{NUMBER}\n"), register="US", checked_on=date(2026, 10, 1))
    _import(database, first)
    by_hand = AddSuppression(SuppressionScope.NUMBER, E164)
    added = database.carry_out(add_suppression, by_hand, press=Press.new(), now=NOW)
    assert not added.is_new
    second = replace(
        _file(tmp_path, "(617) 253-1001\n", "b.csv"), register="US", checked_on=date(2026, 11, 1)
    )
    _import(database, second)
    assert ("number", "phone", E164) in _bars(database)


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        ("Colour\nred\n", {}, "No heading"),
        ("Phone\n6172531000\n", {"region": ""}, "--region US"),
        ("Phone\n1\n", {"region": "Mars"}, "no region"),
        ("Phone\n1\n", {"mapping": {"Fax": "phone"}}, "no column"),
        ("Phone\n1\n", {"mapping": {"Phone": "fax"}}, "no field"),
        ("Phone\n1\n", {"register": "US"}, "give both"),
        ("Phone\n1\n", {"checked_on": NOW.date()}, "give both"),
        ("Phone\n1\n", {"register": "Mars", "checked_on": NOW.date()}, "no register"),
        ("Phone\n1\n", {"register": "US", "checked_on": date(2026, 11, 19)}, "in the future"),
        ("Phone\n1\n", {"expires_on": date(2026, 11, 17)}, "is past"),
        (
            "Phone\n1\n",
            {"register": "US", "checked_on": NOW.date(), "medium": Medium.BOTH},
            "Leave out",
        ),
    ],
)
def test_what_is_refused_changes_nothing(
    sqlite_database: Database, tmp_path: Path, text: str, changes: dict[str, object], said: str
) -> None:
    order = replace(_file(tmp_path, text), **changes)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=said):
        _import(sqlite_database, order)
    with sqlite_database.read() as session:
        assert session.scalars(select(tables.SuppressionList)).all() == []


def test_a_column_can_be_named_by_hand(sqlite_database: Database, tmp_path: Path) -> None:
    order = replace(_file(tmp_path, f"DNC,Phone\n{NUMBER},1\n"), mapping={"DNC": "phone"})
    assert _import(sqlite_database, order).barred == 1
    assert _bars(sqlite_database) == {("number", "phone", E164)}


CELLS = st.one_of(
    st.sampled_from(
        ["", NUMBER, E164, "617", "n/a", "ann@acme.example", "@acme.example", "acme.example", '"']
    ),
    st.integers(0, 30).map(lambda n: f"(617) 253-10{n:02}"),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12),
)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=140))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_bars_is_barred_or_stands_in_the_list_of_problems(
    sqlite_database: Database, tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    text = "Phone,E-mail,Domain\n" + "".join(f"{','.join(row)}\n" for row in rows)
    order = replace(_file(tmp_path, text), delimiter=",")
    tried = _import(sqlite_database, replace(order, is_dry_run=True))
    done = _import(sqlite_database, order)
    assert (done.rows, done.barred, done.not_taken) == (tried.rows, tried.barred, tried.not_taken)
    problem_lines = {one.line for one in done.problems}
    assert done.not_taken <= len(problem_lines)
    again = _import(sqlite_database, order)
    assert (again.barred, again.already_barred) == (0, done.barred + done.already_barred)


def _numbers(count: int) -> list[str]:
    return [f"(617) 253-1{number:03}\n" for number in range(count)]


def _a_mail(session: object, lead_id: int) -> tables.Outbox:
    return tables.Outbox(
        lead_id=lead_id,
        command_id=session.info["command_id"],  # type: ignore[attr-defined]
        kind=MailKind.CLOSE_OUT,
        state=MailState.HELD,
        to_address="bob@acme.example",
        subject="Thank you",
        body="…",
        message_id="<one@acme.example>",
        send_after=NOW,
    )
