"""Whom a scope would bar is said first; what bars a prospect can be told with day and source."""

from datetime import timedelta

import pytest

from qualdesk.commands.requests.suppressions import AddSuppression, LiftSuppression
from qualdesk.commands.suppressions import add_suppression, lift_suppression
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.queries.prospect_card import prospect_card
from qualdesk.queries.suppressions import (
    RegisterCheck,
    do_not_call_list,
    suppressions,
    whom_it_bars,
)
from qualdesk.store import tables
from qualdesk.store.session import Database, Session
from tests.builders import NOW, a_lead, a_person, a_prospect, writing

SWITCHBOARD, MOBILE = "+498999998210", "+4917604069012"


def _people(session: Session) -> int:
    """Add Maria, Stefan at her number and company, Anja at her number only; return Maria's lead."""
    maria = a_prospect(session, numbers=(SWITCHBOARD, MOBILE))
    stefan = a_prospect(session, "Stefan Roth", numbers=(SWITCHBOARD,), email="s@other.example")
    session.get_one(tables.Prospect, stefan).account_id = 1
    a_prospect(
        session, "Anja Vogt", company="Pennine", numbers=(SWITCHBOARD,), email="a@pennine.example"
    )
    a_prospect(session, "Lea Kurz", company="Hudson", numbers=())
    return a_lead(session, prospect_id=maria)


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (SuppressionScope.NUMBER, ("Stefan Roth", "Anja Vogt")),
        (SuppressionScope.PERSON, ()),
        (SuppressionScope.COMPANY, ("Stefan Roth",)),
        (SuppressionScope.DOMAIN, ("Lea Kurz",)),
    ],
)
def test_whom_a_scope_would_bar_too_is_told_by_name(
    database: Database, scope: SuppressionScope, names: tuple[str, ...]
) -> None:
    with writing(database) as session:
        lead_id = _people(session)
        session.flush()
        barring = whom_it_bars(session, lead_id=lead_id, scope=scope)
        assert (barring.scope, barring.others, barring.names) == (scope, len(names), names)


def test_the_number_that_was_dialled_counts(database: Database) -> None:
    with writing(database) as session:
        lead_id, priya = _people(session), a_person(session)
        dial = tables.Dial(
            lead_id=lead_id,
            number_id=2,
            caller_id=priya,
            command_id=session.info["command_id"],
            dialled_at=NOW,
        )
        session.add(dial)
        session.flush()
        barring = whom_it_bars(
            session, lead_id=lead_id, scope=SuppressionScope.NUMBER, dial_id=dial.id
        )
        assert barring.others == 0


def test_who_left_or_is_at_a_wrong_number_is_not_counted(database: Database) -> None:
    with writing(database) as session:
        lead_id = _people(session)
        session.get_one(tables.Prospect, 2).left_on = NOW.date()
        session.get_one(tables.ProspectNumber, (3, 1)).wrong_at = NOW
        session.flush()
        barring = whom_it_bars(session, lead_id=lead_id, scope=SuppressionScope.NUMBER)
        assert (barring.others, barring.names) == (0, ())


@pytest.mark.parametrize("role", [Role.CALLER, Role.TEAM_LEAD])
def test_the_card_says_what_bars_and_who_may_lift_it(database: Database, role: Role) -> None:
    with writing(database) as session:
        lead_id, caller = _people(session), a_person(session, "Sam Okoro", role=role)
        request = AddSuppression(SuppressionScope.COMPANY, "bergmann molkerei", source="client")
        add_suppression(session, request, NOW)
        card = prospect_card(session, lead_id=lead_id, caller_id=caller, now=NOW)
        assert card.is_barred
        assert card.may_lift is (role is Role.TEAM_LEAD)
        assert [(bar.names, bar.source, bar.since) for bar in card.bars] == [
            ("bergmann molkerei", "client", NOW)
        ]


def test_one_barred_number_does_not_bar_the_prospect(database: Database) -> None:
    with writing(database) as session:
        lead_id, caller = _people(session), a_person(session)
        add_suppression(session, AddSuppression(SuppressionScope.NUMBER, SWITCHBOARD), NOW)
        card = prospect_card(session, lead_id=lead_id, caller_id=caller, now=NOW)
        assert not card.is_barred
        assert [number.may_be_dialled for number in card.numbers] == [False, True]


def test_the_list_names_each_and_shows_lifted_ones_when_asked(database: Database) -> None:
    with writing(database) as session:
        _people(session)
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
        for scope, value in (
            (SuppressionScope.NUMBER, SWITCHBOARD),
            (SuppressionScope.PERSON, "1"),
            (SuppressionScope.DOMAIN, "pennine.example"),
        ):
            add_suppression(session, AddSuppression(scope, value), NOW)
        lift_suppression(session, LiftSuppression((1,), lena, "they agreed"), NOW)
        later = NOW + timedelta(days=1)
        assert [row.names for row in suppressions(session, now=later)] == [
            "@pennine.example",
            "Maria Keller",
        ]
        (lifted, *_others) = suppressions(session, now=later, with_ended=True)[::-1]
        assert (lifted.names, lifted.medium) == ("+49 89 99998210", Medium.PHONE)
        assert (lifted.lifted_by, lifted.lifted_because) == ("Lena Hartmann", "they agreed")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("99998210", "+49 89 99998210"),
        ("089 99998210", "+49 89 99998210"),
        ("kell", "Maria Keller"),
        ("HUDSON.ex", "@hudson.example"),
        ("anja@pennine", "anja@pennine.example"),
        ("oleif", "oleificio neri"),
        ("100 %", None),
    ],
)
def test_who_stands_there_is_found_by_a_part(
    database: Database, words: str, names: str | None
) -> None:
    with writing(database) as session:
        _people(session)
        for scope, value in (
            (SuppressionScope.NUMBER, SWITCHBOARD),
            (SuppressionScope.PERSON, "1"),
            (SuppressionScope.DOMAIN, "hudson.example"),
            (SuppressionScope.ADDRESS, "anja@pennine.example"),
            (SuppressionScope.COMPANY, "Oleificio Neri"),
        ):
            add_suppression(session, AddSuppression(scope, value), NOW)
        found = [row.names for row in suppressions(session, now=NOW, words=words)]
        assert found == ([names] if names else [])


def test_how_many_hold_and_how_old_each_register_is(database: Database) -> None:
    today = NOW.date()
    with writing(database) as session:
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
        for value in (SWITCHBOARD, MOBILE):
            add_suppression(session, AddSuppression(SuppressionScope.NUMBER, value), NOW)
        lift_suppression(session, LiftSuppression((1,), lena, "they agreed"), NOW)
        for country in ("GB", "NZ"):
            _checked(session, country)
        whole = do_not_call_list(session, now=NOW)
    assert whole.count == 1
    assert whole.registers == (
        RegisterCheck("GB", today, today + timedelta(days=28)),
        RegisterCheck("NZ", today),
    )


def _checked(session: Session, country: str) -> None:
    checked = tables.SuppressionList(
        command_id=session.info["command_id"],
        file_name="register.csv",
        file_sha256=country,
        row_count=0,
        register=country,
        checked_on=NOW.date(),
        imported_at=NOW,
        finished_at=NOW,
    )
    session.add(checked)
    session.flush()
