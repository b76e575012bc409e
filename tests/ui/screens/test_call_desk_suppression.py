"""Do not call on the desk: whom it bars is said first, why dialling is off, and how it is lifted."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.suppressions import AddSuppression
from qualdesk.commands.suppressions import add_suppression
from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.domain.person import Role
from qualdesk.events.suppressions import LiftedSuppression
from qualdesk.store import tables
from qualdesk.store.session import Press
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from qualdesk_ui.screens.call_desk.header import Way
from tests.builders import NOW, a_prospect, writing
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")
MARIAS = ("+498999998210", "+4917604069012")


def _make_team_lead(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        session.get_one(tables.Person, setting.desk.person_id).role = Role.TEAM_LEAD


def _bar(setting: Setting, scope: SuppressionScope, value: str, source: str = "") -> None:
    request = AddSuppression(scope, value, Medium.PHONE, source=source)
    since = NOW - timedelta(days=15)
    setting.desk.database.carry_out(add_suppression, request, press=Press.new(), now=since)


def _panel(setting: Setting) -> DoNotCallPanel:
    setting.screen.perform("outcome-do-not-call")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, DoNotCallPanel)
    return panel


def test_the_panel_says_whom_a_shared_number_would_bar_too(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        for name in ("Stefan Roth", "Anja Vogt", "Lea Kurz", "Paul Zech"):
            a_prospect(session, name, company=name, numbers=MARIAS[:1], email="")
    panel = _panel(setting)
    assert not panel.others.isVisible()
    setting.press(Qt.Key.Key_A)
    assert panel.others.accessibleName() == (
        "This bars 4 others too: Stefan Roth, Anja Vogt, Lea Kurz and 1 more."
    )
    setting.press(Qt.Key.Key_B)
    assert not panel.others.isVisible()


def test_the_panel_says_whom_a_company_and_a_domain_would_bar(setting: Setting) -> None:
    panel = _panel(setting)
    setting.press(Qt.Key.Key_C)
    assert panel.others.accessibleName() == "Closes every open lead at Bergmann."
    setting.press(Qt.Key.Key_D)
    assert panel.others.accessibleName() == (
        "This bars 2 others too: Tom Ashworth, Dana Whitfield."
    )
    setting.confirm()
    assert setting.refusals == []
    assert setting.name() == ""


def test_a_prospect_without_an_address_has_no_domain_to_bar(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        session.get_one(tables.Prospect, 1).email = ""
    setting.screen.show_subject(setting.tom)
    setting.screen.calling.open_lead(setting.maria)
    panel = _panel(setting)
    panel.scope.set_value(SuppressionScope.PERSON.label)
    setting.press(Qt.Key.Key_D)
    assert panel.scope.value() == SuppressionScope.PERSON.label


def test_the_desk_says_since_when_and_by_whom_dialling_is_off(setting: Setting) -> None:
    _bar(setting, SuppressionScope.COMPANY, "bergmann", "the client’s list")
    setting.screen.calling.open_lead(setting.maria)
    bars = setting.screen.centre.bars
    assert bars.isVisible()
    assert bars.words.text() == (
        "Not to be called since Tue 3 Nov: the client’s list, all of Bergmann."
        " A team lead can lift it."
    )
    assert not bars.lift.isVisible()
    header = setting.screen.centre.header
    assert header.buttons[Way.NEXT].isVisible()
    setting.screen.perform("dial")
    assert setting.opened == []


def test_a_team_lead_lifts_it_in_place_with_a_reason(setting: Setting) -> None:
    _make_team_lead(setting)
    for number in MARIAS:
        _bar(setting, SuppressionScope.NUMBER, number)
    setting.screen.calling.open_lead(setting.maria)
    bars = setting.screen.centre.bars
    bars.lift.click()
    setting.press(Qt.Key.Key_Return)
    assert setting.name() == "Maria Keller"
    assert bars.field.error() != ""
    setting.type("she called us")
    setting.press(Qt.Key.Key_Return)
    (event,) = [one for one in setting.events if isinstance(one, LiftedSuppression)]
    assert len(event.suppression_ids) == 2
    assert setting.name() == "Maria Keller"
    assert not bars.isVisible()
    setting.screen.perform("dial")
    assert setting.opened == [f"tel:{MARIAS[0]}"]


def test_escape_folds_the_reason_and_keeps_what_was_typed(setting: Setting) -> None:
    _make_team_lead(setting)
    _bar(setting, SuppressionScope.COMPANY, "bergmann")
    setting.screen.calling.open_lead(setting.maria)
    bars = setting.screen.centre.bars
    bars.lift.click()
    setting.type("she")
    setting.press(Qt.Key.Key_Escape)
    assert not bars.is_asking
    assert bars.words.isVisible()
    assert bars.field.text() == "she"
    assert setting.name() == "Maria Keller"


def test_an_old_register_check_is_said_where_dialling_is_off(setting: Setting) -> None:
    with writing(setting.desk.database) as session:
        session.add(
            tables.SuppressionList(
                command_id=session.info["command_id"],
                file_name="tps.csv",
                file_sha256="",
                row_count=0,
                register="GB",
                checked_on=NOW.date() - timedelta(days=29),
                imported_at=NOW,
                finished_at=NOW,
            )
        )
    setting.screen.show_subject(setting.tom)
    bars = setting.screen.centre.bars
    assert "29 days old, and 28 are allowed" in bars.words.text()
    assert not bars.lift.isVisible()
    setting.screen.perform("dial")
    assert setting.opened == []
    setting.screen.calling.open_lead(setting.maria)
    assert not bars.isVisible()
