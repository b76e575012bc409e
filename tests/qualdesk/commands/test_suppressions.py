"""Suppression everywhere: never queued, claimed, dialled or mailed; lifted by a team lead only."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from qualdesk.commands.claims import claim_next
from qualdesk.commands.dialling import dial_number
from qualdesk.commands.held_mail import hold_mail
from qualdesk.commands.outbox import take_due_mail
from qualdesk.commands.outcomes import bar_calls, close_out
from qualdesk.commands.requests.calls import BarCalls, CloseOut, TakeBack
from qualdesk.commands.requests.dialling import DialNumber
from qualdesk.commands.requests.mail import MarkMail
from qualdesk.commands.requests.order import ClaimNext
from qualdesk.commands.requests.suppressions import AddSuppression, LiftSuppression
from qualdesk.commands.suppressions import add_suppression, lift_suppression
from qualdesk.commands.undo import take_back
from qualdesk.domain.lead import Lane, LeadState, Resolution
from qualdesk.domain.mail import Letter, MailKind, MailState
from qualdesk.domain.outcome import CloseOutReason, Medium, SuppressionScope, ToldBy
from qualdesk.domain.person import Role
from qualdesk.errors import Conflict, Forbidden, InputError
from qualdesk.queries.queue import call_queue
from qualdesk.store import tables
from qualdesk.store.numbers import dialable_numbers, may_be_mailed
from qualdesk.store.queue_index import rebuild
from qualdesk.store.session import Database, Press, Session, command_id
from tests.builders import (
    NOW,
    a_call,
    a_lead,
    a_person,
    a_prospect,
    writing,
)

OFFICE, MOBILE = "+498999998210", "+4917604069012"
MARIA = "maria.keller@bergmann-molkerei.example"
IN_A_WEEK = NOW + timedelta(days=7)

BY_VALUE = [
    (SuppressionScope.NUMBER, "+49 89 99998210"),
    (SuppressionScope.PERSON, "1"),
    (SuppressionScope.COMPANY, "BERGMANN molkerei"),
    (SuppressionScope.ADDRESS, "Maria.Keller@Bergmann-Molkerei.example"),
    (SuppressionScope.DOMAIN, "@Bergmann-Molkerei.example"),
]


def _maria(
    session: Session,
    *,
    numbers: tuple[str, ...] = (OFFICE,),
    email: str = MARIA,
    country: str = "DE",
) -> tuple[int, int]:
    """Return Priya, and Maria's lead with one number."""
    prospect_id = a_prospect(session, numbers=numbers, email=email, country=country)
    return a_person(session), a_lead(session, prospect_id=prospect_id)


def _bar(
    session: Session,
    scope: SuppressionScope,
    value: str,
    medium: Medium = Medium.BOTH,
    now: datetime = NOW,
) -> Any:
    return add_suppression(session, AddSuppression(scope, value, medium), now)


def _bar_for_a_week(session: Session, **columns: Any) -> None:
    """Bar as a list with an expiry does, and index whom it names."""
    a_list = tables.SuppressionList(
        command_id=command_id(session),
        file_name="list.csv",
        file_sha256="",
        row_count=1,
        imported_at=NOW,
        finished_at=NOW,
    )
    session.add(a_list)
    session.flush()
    session.add(
        tables.Suppression(
            **({"medium": Medium.BOTH} | columns),
            list_id=a_list.id,
            command_id=command_id(session),
            since=NOW,
            expires_at=IN_A_WEEK,
        )
    )
    session.flush()
    rebuild(session, NOW)


def _queued(session: Session, now: datetime = NOW) -> list[int]:
    return [row.lead_id for row in call_queue(session, caller_id=a_person(session), now=now)]


def _lead(session: Session, lead_id: int) -> tables.Lead:
    session.expire_all()
    return session.get_one(tables.Lead, lead_id)


@pytest.mark.parametrize(("scope", "value"), BY_VALUE)
def test_whom_any_scope_names_is_never_queued_claimed_dialled_or_mailed(
    database: Database, scope: SuppressionScope, value: str
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        mail = _held(session, lead_id, priya)
        assert _queued(session) == [lead_id]
    with writing(database) as session:
        assert _bar(session, scope, value).is_new
        assert _queued(session) == []
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        with pytest.raises(Forbidden, match="must not be dialled"):
            dial_number(session, DialNumber(lead_id, priya, 1), NOW)
        assert not may_be_mailed(session, 1, NOW)
        assert _state(session, mail) == MailState.CANCELLED


@pytest.mark.parametrize(("scope", "value"), BY_VALUE)
def test_no_letter_is_written_to_whom_any_scope_names(
    database: Database, scope: SuppressionScope, value: str
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        _bar(session, scope, value, Medium.MAIL)
        with pytest.raises(Forbidden, match="must not be mailed"):
            close_out(session, _letter(lead_id, priya), NOW)


@pytest.mark.parametrize(("scope", "value"), BY_VALUE)
def test_whom_a_value_names_is_barred_before_they_are_known(
    database: Database, scope: SuppressionScope, value: str
) -> None:
    if scope is SuppressionScope.PERSON:
        return
    with writing(database) as session:
        _bar(session, scope, value)
        _priya, _lead_id = _maria(session)
        assert _queued(session) == []
        assert dialable_numbers(session, [1], NOW) == {}
        assert not may_be_mailed(session, 1, NOW)


@pytest.mark.parametrize(("scope", "value"), BY_VALUE)
@pytest.mark.parametrize("medium", Medium)
def test_a_medium_that_is_not_named_stays_allowed(
    database: Database, scope: SuppressionScope, value: str, medium: Medium
) -> None:
    with writing(database) as session:
        _maria(session)
        _bar(session, scope, value, medium)
        assert bool(dialable_numbers(session, [1], NOW)) is not medium.bars_phone
        assert may_be_mailed(session, 1, NOW) is not medium.bars_mail


def test_others_are_left_in_peace(database: Database) -> None:
    with writing(database) as session:
        a_person(session)
        tom = a_prospect(
            session,
            "Tom Ashworth",
            company="Pennine",
            numbers=(MOBILE,),
            email="tom@pennine.example",
        )
        lead_id = a_lead(session, prospect_id=tom)
        for scope, value in BY_VALUE[2:]:
            _bar(session, scope, value)
        _bar(session, SuppressionScope.NUMBER, OFFICE)
        assert _queued(session) == [lead_id]
        assert may_be_mailed(session, tom, NOW)


@pytest.mark.parametrize(
    "named",
    [
        {"scope": "number", "e164": OFFICE},
        {"scope": "person", "prospect_id": 1},
        {"scope": "company", "company": "bergmann molkerei"},
        {"scope": "company", "account_id": 1},
        {"scope": "address", "address": MARIA},
        {"scope": "domain", "domain": "bergmann-molkerei.example"},
    ],
)
def test_what_ends_by_itself_waits_and_needs_no_nightly_job(
    database: Database, named: dict[str, object]
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        _bar_for_a_week(session, **named)
        assert _queued(session) == []
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        assert not may_be_mailed(session, 1, IN_A_WEEK - timedelta(microseconds=1))
        with pytest.raises(Forbidden):
            dial_number(session, DialNumber(lead_id, priya, 1), NOW)
    with writing(database) as session:
        assert _queued(session, IN_A_WEEK) == [lead_id]
        assert claim_next(session, ClaimNext(priya), IN_A_WEEK).lead_id == lead_id
        assert dial_number(session, DialNumber(lead_id, priya, 1), IN_A_WEEK).e164 == OFFICE
        assert may_be_mailed(session, 1, IN_A_WEEK)


def test_a_number_that_is_free_now_is_dialled_before_one_that_will_be(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session, numbers=(OFFICE, MOBILE))
        _bar_for_a_week(session, scope="number", e164=OFFICE, medium=Medium.PHONE)
        assert _queued(session) == [lead_id]
        free = dialable_numbers(session, [1], NOW)[1]
        assert [one.phone for one in free] == [MOBILE]
        with pytest.raises(Forbidden):
            dial_number(session, DialNumber(lead_id, priya, 1), NOW)


@pytest.mark.parametrize(
    ("scope", "medium", "email", "left"),
    [
        ("number", "phone", MARIA, (LeadState.QUEUED, Lane.RESEARCH, None)),
        ("number", "phone", "", (LeadState.QUEUED, Lane.RESEARCH, None)),
        ("number", "both", MARIA, (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT)),
        ("person", "phone", MARIA, (LeadState.NURTURE, Lane.RESEARCH, None)),
        ("person", "phone", "", (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT)),
        ("person", "both", MARIA, (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT)),
        ("person", "mail", MARIA, (LeadState.QUEUED, Lane.FRESH, None)),
        ("domain", "both", MARIA, (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT)),
        ("company", "phone", MARIA, (LeadState.CLOSED, None, Resolution.DO_NOT_CONTACT)),
    ],
)
def test_a_lead_ends_only_when_no_allowed_medium_is_left(
    database: Database,
    scope: str,
    medium: str,
    email: str,
    left: tuple[LeadState, Lane | None, Resolution | None],
) -> None:
    with writing(database) as session:
        _priya, lead_id = _maria(session, email=email)
        wanted = SuppressionScope(scope)
        _bar(session, wanted, dict(BY_VALUE)[wanted], Medium(medium))
        lead = _lead(session, lead_id)
        assert (lead.state, lead.lane, lead.resolution) == left


def test_a_lead_with_another_number_goes_on_with_it(database: Database) -> None:
    with writing(database) as session:
        _priya, lead_id = _maria(session, numbers=(OFFICE, MOBILE))
        _bar(session, SuppressionScope.NUMBER, OFFICE, Medium.PHONE)
        assert _queued(session) == [lead_id]
        assert _lead(session, lead_id).version == 1


def test_what_is_barred_already_is_not_barred_twice(database: Database) -> None:
    with writing(database) as session:
        assert _bar(session, SuppressionScope.DOMAIN, "acme.example", Medium.PHONE).is_new
        assert not _bar(session, SuppressionScope.DOMAIN, "ACME.example", Medium.PHONE).is_new
        assert _bar(session, SuppressionScope.DOMAIN, "acme.example", Medium.BOTH).is_new
        assert len(session.scalars(select(tables.Suppression)).all()) == 2


@pytest.mark.parametrize(
    ("scope", "value"),
    [
        (SuppressionScope.NUMBER, "12"),
        (SuppressionScope.PERSON, "99"),
        (SuppressionScope.PERSON, "Maria"),
        (SuppressionScope.COMPANY, " – "),
        (SuppressionScope.ADDRESS, "Ann <ann@acme.example>"),
        (SuppressionScope.DOMAIN, "acme"),
    ],
)
def test_what_names_nobody_is_refused(
    database: Database, scope: SuppressionScope, value: str
) -> None:
    with writing(database) as session, pytest.raises(InputError, match="is no"):
        _bar(session, scope, value)


@pytest.mark.parametrize("role", [Role.CALLER, Role.SALES, Role.ADMIN])
def test_only_a_team_lead_lifts(database: Database, role: Role) -> None:
    with writing(database) as session:
        _maria(session)
        _bar(session, SuppressionScope.NUMBER, OFFICE)
        somebody = a_person(session, "Sam Okoro", role=role)
        with pytest.raises(Forbidden, match="team lead"):
            lift_suppression(session, LiftSuppression((1,), somebody, "they agreed"), NOW)
        assert dialable_numbers(session, [1], NOW) == {}


def test_lifting_needs_a_reason_and_keeps_who_and_why(database: Database) -> None:
    with writing(database) as session:
        _maria(session)
        _bar(session, SuppressionScope.NUMBER, OFFICE)
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
        with pytest.raises(InputError, match="Say why"):
            lift_suppression(session, LiftSuppression((1,), lena, "  "), NOW)
        lift_suppression(session, LiftSuppression((1,), lena, "they agreed"), NOW)
        with pytest.raises(Conflict, match="lifted before"):
            lift_suppression(session, LiftSuppression((1,), lena, "they agreed"), NOW)
        session.expire_all()
        lifted = session.get_one(tables.Suppression, 1)
        assert (lifted.lifted_at, lifted.lifted_by_id) == (NOW, lena)
        assert lifted.lifted_because == "they agreed"


def test_after_a_lift_who_waited_is_queued_and_who_was_closed_stays_closed(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, waiting = _maria(session)
        closed = a_lead(
            session,
            prospect_id=a_prospect(session, "Tom Ashworth", company="Pennine", numbers=(OFFICE,)),
        )
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
        _bar(session, SuppressionScope.NUMBER, OFFICE, Medium.PHONE)
        _bar(session, SuppressionScope.COMPANY, "Pennine", Medium.PHONE)
        assert _lead(session, waiting).lane == Lane.RESEARCH
        assert _lead(session, closed).state == LeadState.CLOSED
        event = lift_suppression(session, LiftSuppression((1, 2), lena, "a mistake"), NOW)
        assert event.lead_ids == (waiting,)
        assert _queued(session) == [waiting]
        assert _lead(session, closed).state == LeadState.CLOSED
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == waiting


def test_what_another_suppression_still_bars_is_not_queued_by_a_lift(database: Database) -> None:
    with writing(database) as session:
        _maria(session)
        lena = a_person(session, "Lena Hartmann", role=Role.TEAM_LEAD)
        _bar(session, SuppressionScope.NUMBER, OFFICE)
        _bar(session, SuppressionScope.DOMAIN, "bergmann-molkerei.example")
        lift_suppression(session, LiftSuppression((1,), lena, "a mistake"), NOW)
        assert _queued(session) == []


@pytest.mark.parametrize("scope", SuppressionScope)
def test_the_callers_own_undo_lifts_within_its_window_only(
    database: Database, scope: SuppressionScope
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        colleague = a_prospect(session, "Stefan Roth", numbers=(OFFICE,))
        other = a_lead(session, prospect_id=colleague)
    with writing(database) as session:
        bar_calls(session, BarCalls(a_call(lead_id, priya), scope, Medium.BOTH), NOW)
        assert lead_id not in _queued(session)
    with writing(database) as session:
        late = NOW + timedelta(seconds=31)
        with pytest.raises(Forbidden, match="team lead"):
            take_back(session, TakeBack(priya), late)
        session.rollback()
    with writing(database) as session:
        take_back(session, TakeBack(priya), NOW + timedelta(seconds=30))
        assert {one.lane for one in session.scalars(select(tables.Lead))} == {Lane.FRESH}
        assert set(_queued(session)) <= {lead_id, other}
        assert dialable_numbers(session, [1, 2], NOW).keys() == {1, 2}


def test_outcome_0_on_a_lead_that_moved_on_still_bars_and_settles_it(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        session.get_one(tables.Lead, lead_id).version = 2
        session.flush()
        request = BarCalls(a_call(lead_id, priya), SuppressionScope.PERSON, Medium.BOTH)
        bar_calls(session, request, NOW)
        assert _lead(session, lead_id).resolution == Resolution.DO_NOT_CONTACT
        assert _queued(session) == []


def test_a_domain_cannot_be_barred_where_no_address_is_known(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session, email="")
        request = BarCalls(a_call(lead_id, priya), SuppressionScope.DOMAIN, Medium.BOTH)
        with pytest.raises(InputError, match="No e-mail address is known"):
            bar_calls(session, request, NOW)


def test_a_mail_held_before_is_stopped_again_when_it_would_be_sent(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        mail = _held(session, lead_id, priya)
        session.add(
            tables.Suppression(
                scope="domain",
                medium="mail",
                domain="bergmann-molkerei.example",
                since=NOW,
                command_id=command_id(session),
            )
        )
    late = NOW + timedelta(minutes=1)
    took = database.carry_out(take_due_mail, MarkMail(mail), press=Press.new(), now=late)
    assert not took.is_taken
    with database.read() as session:
        assert _state(session, mail) == MailState.CANCELLED


def test_an_address_typed_for_a_letter_is_checked_too(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session, email="")
        _bar(session, SuppressionScope.ADDRESS, "other@acme.example")
        with pytest.raises(Forbidden, match="must not be mailed"):
            close_out(session, _letter(lead_id, priya, "Other@Acme.example"), NOW)
        close_out(session, _letter(lead_id, priya, "New@Acme.example"), NOW)
        session.flush()
        prospect = session.execute(select(tables.Prospect.email, tables.Prospect.email_domain))
        assert prospect.one() == ("new@acme.example", "acme.example")


def test_a_rep_hears_of_a_lead_though_its_prospect_must_not_be_mailed(database: Database) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session)
        offer = _held(session, lead_id, priya, kind=MailKind.OFFER)
        _bar(session, SuppressionScope.PERSON, "1", Medium.MAIL)
        assert _state(session, offer) == MailState.HELD
        _bar(session, SuppressionScope.PERSON, "1", Medium.BOTH)
        assert _state(session, offer) == MailState.CANCELLED


@pytest.mark.parametrize(
    ("register", "checked_on", "is_allowed"),
    [
        ("GB", date(2026, 10, 21), True),
        ("GB", date(2026, 10, 20), False),
        ("US", date(2026, 1, 1), True),
    ],
)
def test_a_register_check_that_is_too_old_blocks_dialling_there(
    database: Database, register: str, checked_on: date, *, is_allowed: bool
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session, country="GB", numbers=("+441134960142",))
        _checked(session, register, checked_on, finished_at=NOW)
        _checked(session, "GB", NOW.date(), finished_at=None)
        if is_allowed:
            dial_number(session, DialNumber(lead_id, priya, 1), NOW)
            return
        with pytest.raises(Forbidden, match="29 days old, and 28 are allowed"):
            dial_number(session, DialNumber(lead_id, priya, 1), NOW)


def test_where_the_register_check_is_too_old_nobody_is_offered_until_a_newer_one(
    database: Database,
) -> None:
    with writing(database) as session:
        priya, lead_id = _maria(session, country="GB", numbers=("+441134960142",))
        _checked(session, "GB", date(2026, 10, 20), finished_at=NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id is None
        _checked(session, "GB", NOW.date(), finished_at=NOW)
        assert claim_next(session, ClaimNext(priya), NOW).lead_id == lead_id


@pytest.mark.parametrize(
    "columns",
    [
        {"scope": "number", "prospect_id": 1},
        {"scope": "number", "e164": "0891234"},
        {"scope": "number", "e164": OFFICE, "domain": "acme.example"},
        {"scope": "address", "address": "acme.example"},
        {"scope": "domain", "domain": "ann@acme.example"},
        {"scope": "company", "company": ""},
        {"scope": "company", "company": "acme", "account_id": 1},
        {"scope": "company"},
        {"scope": "number", "e164": OFFICE, "expires_at": IN_A_WEEK},
        {"scope": "number", "e164": OFFICE, "lifted_at": NOW},
    ],
)
def test_a_suppression_names_exactly_what_its_scope_says(
    database: Database, columns: dict[str, object]
) -> None:
    with writing(database) as session:
        a_prospect(session)
        shared = {"medium": "both", "since": NOW, "command_id": command_id(session)}
        session.add(tables.Suppression(**(shared | columns)))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


def _held(
    session: Session, lead_id: int, caller_id: int, kind: MailKind = MailKind.CLOSE_OUT
) -> int:
    hold_mail(
        session,
        kind=kind,
        call=a_call(lead_id, caller_id),
        to=("Maria Keller", MARIA),
        letter=Letter("Thank you", "Dear …"),
        now=NOW,
    )
    return session.scalars(select(tables.Outbox.id).order_by(tables.Outbox.id.desc())).first() or 0


def _state(session: Session, mail: int) -> str | None:
    return session.scalar(select(tables.Outbox.state).where(tables.Outbox.id == mail))


def _letter(lead_id: int, caller_id: int, to: str = "") -> CloseOut:
    return CloseOut(
        a_call(lead_id, caller_id),
        CloseOutReason.NO_NEED_NOW,
        ToldBy.EMAIL,
        "Thank you",
        "Dear …",
        to_address=to,
    )


def _checked(
    session: Session, register: str, checked_on: date, *, finished_at: datetime | None
) -> None:
    session.add(
        tables.SuppressionList(
            command_id=command_id(session),
            file_name=f"{register}.csv",
            file_sha256="",
            row_count=0,
            register=register,
            checked_on=checked_on,
            imported_at=NOW,
            finished_at=finished_at,
        )
    )
    session.flush()
