"""Suppression's pure rules: how old a register check may be, what a cell names, what follows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qualdesk.domain import next_step
from qualdesk.domain.cadence import Cadence
from qualdesk.domain.calling_hours import Clock
from qualdesk.domain.lead import Lane, LeadImage, LeadState, OwnerKind, Resolution
from qualdesk.domain.next_step import Circumstances, WaysLeft
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.suppression import domain_of, read_domain, stale_check, usual_medium
from qualdesk.settings import calling_rules

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("register", "days"), [("US", 31), ("CA", 31), ("GB", 28), ("AU", 30), ("SG", 21)]
)
def test_a_register_check_is_good_to_its_last_day_and_not_a_day_longer(
    register: str, days: int
) -> None:
    assert stale_check(register, TODAY - timedelta(days=days), TODAY) is None
    stale = stale_check(register, TODAY - timedelta(days=days + 1), TODAY)
    assert stale is not None
    assert stale.sentence == (
        f"The check of the {register} do-not-call register is {days + 1} days old, and {days} are"
        " allowed. Import a newer one, then dial."
    )


@pytest.mark.parametrize(
    ("register", "checked_on"),
    [("US", None), ("GB", TODAY), ("DE", date(2020, 1, 1)), ("", date(2020, 1, 1))],
)
def test_no_check_no_demand_and_a_fresh_one_block_nothing(
    register: str, checked_on: date | None
) -> None:
    assert stale_check(register, checked_on, TODAY) is None


@pytest.mark.parametrize(
    ("cell", "domain"),
    [
        ("acme.com", "acme.com"),
        ("@ACME.com", "acme.com"),
        ("*@acme.co.uk", "acme.co.uk"),
        ("https://www.acme.com/contact", "acme.com"),
        ("www.acme.com", "acme.com"),
        ("müller-söhne.example.", "müller-söhne.example"),
        ("acme", ""),
        ("ann@acme.com", ""),
        ("acme .com", ""),
        ("-acme.com", ""),
        ("", ""),
    ],
)
def test_a_domain_is_read_as_people_write_it(cell: str, domain: str) -> None:
    assert read_domain(cell) == domain


def test_an_address_belongs_to_the_domain_behind_its_last_at() -> None:
    assert domain_of(" Ann@ACME.example ") == "acme.example"
    assert domain_of("acme.example") == ""


@pytest.mark.parametrize(
    ("scope", "medium"),
    [
        (SuppressionScope.NUMBER, Medium.PHONE),
        (SuppressionScope.ADDRESS, Medium.MAIL),
        (SuppressionScope.DOMAIN, Medium.MAIL),
        (SuppressionScope.COMPANY, Medium.BOTH),
        (SuppressionScope.PERSON, Medium.BOTH),
    ],
)
def test_a_value_bars_what_it_is_for(scope: SuppressionScope, medium: Medium) -> None:
    assert usual_medium(scope) is medium


@pytest.mark.parametrize("has_mail", [True, False])
@pytest.mark.parametrize("is_mail_barred", [True, False])
@pytest.mark.parametrize("may_have_other_number", [True, False])
@pytest.mark.parametrize("has_number", [True, False])
@pytest.mark.parametrize("is_company_barred", [True, False])
def test_what_follows_a_suppression(
    *,
    has_number: bool,
    may_have_other_number: bool,
    has_mail: bool,
    is_mail_barred: bool,
    is_company_barred: bool,
) -> None:
    ways = WaysLeft(has_number, may_have_other_number, has_mail, is_mail_barred, is_company_barred)
    after = next_step.after_suppression(_lead(), _seen(), ways)
    if has_number:
        assert after == _lead()
    elif is_company_barred:
        assert after.resolution is Resolution.DO_NOT_CONTACT
    elif may_have_other_number and not is_mail_barred:
        assert (after.state, after.lane) == (LeadState.QUEUED, Lane.RESEARCH)
    elif has_mail:
        assert (after.state, after.lane) == (LeadState.NURTURE, Lane.RESEARCH)
    else:
        assert (after.state, after.resolution) == (LeadState.CLOSED, Resolution.DO_NOT_CONTACT)


def test_who_is_being_found_out_keeps_their_day() -> None:
    waiting = _lead(lane=Lane.RESEARCH)
    ways = WaysLeft(
        has_number=False, may_have_other_number=True, has_mail=True, is_mail_barred=False
    )
    assert next_step.after_suppression(waiting, _seen(), ways) == waiting


@pytest.mark.parametrize(
    ("state", "attempts", "lane"),
    [
        (LeadState.QUEUED, 0, Lane.FRESH),
        (LeadState.QUEUED, 2, Lane.RETRY),
        (LeadState.NURTURE, 2, Lane.CHECK_IN),
    ],
)
def test_a_number_that_is_free_again_is_called_in_its_lane(
    state: LeadState, attempts: int, lane: Lane
) -> None:
    after = next_step.callable_again(_lead(state, Lane.RESEARCH, attempts), NOW)
    assert after.lane is lane


def _lead(
    state: LeadState = LeadState.QUEUED, lane: Lane = Lane.FRESH, attempts: int = 0
) -> LeadImage:
    return LeadImage(
        campaign_id=1,
        territory_id=1,
        state=state,
        lane=lane,
        due_at=NOW,
        interest_at=None,
        attempts=attempts,
        owner_kind=OwnerKind.TERRITORY,
        owner_person_id=None,
    )


def _seen() -> Circumstances:
    return Circumstances(NOW, Clock(("Europe/Berlin",), ("DE",)), calling_rules(), Cadence())
