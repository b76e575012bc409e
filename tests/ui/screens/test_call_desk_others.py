"""L: who else is reached at the lit number, and going on to them at once."""

import pytest
from PySide6.QtCore import Qt

from qualdesk.domain.lead import LeadState
from qualdesk.store.tables import Lead
from qualdesk_ui.panels.others import OthersPanel
from tests.builders import a_lead, a_prospect, writing
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")

SHARED = ("+498999998210",)


def another(setting: Setting, name: str) -> int:
    with writing(setting.desk.database) as session:
        prospect = a_prospect(session, name, company="Bergmann", numbers=SHARED)
        return a_lead(session, prospect_id=prospect)


def the_panel(setting: Setting) -> OthersPanel:
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, OthersPanel)
    return panel


def rows(setting: Setting) -> list[tuple[str, bool]]:
    choices = the_panel(setting).list.choices()
    return [(one.text(), one.isEnabled()) for one in choices]


def test_the_others_at_the_number_are_listed_and_a_letter_goes_on_to_one(setting: Setting) -> None:
    another(setting, "Anja Vogt")
    another(setting, "Stefan Roth")
    setting.screen.perform("others")
    assert rows(setting) == [
        ("Stefan Roth · Bergmann · München", True),
        ("Anja Vogt · Bergmann · München", True),
    ]
    setting.press(Qt.Key.Key_B)
    assert setting.name() == "Anja Vogt"
    assert setting.screen.calling.panels.open_panel is None


def test_after_a_call_its_desk_may_go_on_though_the_number_rests(setting: Setting) -> None:
    another(setting, "Stefan Roth")
    maria = setting.maria
    setting.screen.perform("outcome-no-answer")
    assert setting.name() == "Stefan Roth"
    setting.screen.perform("others")
    assert [text for text, _enabled in rows(setting)] == ["Maria Keller · Bergmann · München"]
    setting.press(Qt.Key.Key_A)
    assert setting.card().lead_id == maria


def test_whom_others_have_is_named_and_not_opened(setting: Setting) -> None:
    sold = another(setting, "Stefan Roth")
    with writing(setting.desk.database) as session:
        session.query(Lead).filter(Lead.id == sold).update(
            {"state": LeadState.WITH_SALES, "lane": None}
        )
    setting.screen.perform("others")
    assert rows(setting) == [("Stefan Roth · Bergmann · München · with sales", False)]
    setting.press(Qt.Key.Key_A)
    assert setting.name() == "Maria Keller"


def test_nobody_else_is_said_and_l_goes_back(setting: Setting) -> None:
    setting.screen.perform("others")
    assert rows(setting) == []
    assert setting.focus() is the_panel(setting)
    setting.screen.perform("others")
    assert setting.screen.calling.panels.open_panel is None


def test_without_a_lit_number_l_says_so(setting: Setting) -> None:
    on_desk = setting.screen.calling.on_desk
    assert on_desk is not None
    on_desk.lit_number = None
    setting.screen.perform("others")
    assert [str(one) for one in setting.refusals] == [
        "There is no number here that others could share."
    ]
