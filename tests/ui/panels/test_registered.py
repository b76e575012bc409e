"""Before an event key 2 says Registered: an address, how to join, or a plain callback instead."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from qualdesk.domain.mail import MailKind
from qualdesk.domain.outcome import Outcome
from qualdesk.events.calls import Registered
from qualdesk.store.tables import Campaign, Outbox, Prospect, Script
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.call_back import CallBackPanel
from qualdesk_ui.panels.registered import RegisteredPanel
from qualdesk_ui.screens.call_desk.toasts import toast_runs
from tests.builders import NOW, writing
from tests.qualdesk.commands.test_registering import EVENT, HOW
from tests.ui.screens.call_desk_setting import Setting, a_call_desk

pytestmark = pytest.mark.usefixtures("_theme")


@pytest.fixture
def setting(desk: Desk, qtbot: QtBot) -> Setting:
    made = a_call_desk(desk)
    qtbot.addWidget(made.screen)
    with writing(desk.database) as session:
        campaign = session.scalars(select(Campaign)).one()
        campaign.event_on, campaign.joining = EVENT, HOW
        key = Script.key == "webinar-registration"
        campaign.registration_script_id = session.scalars(select(Script.id).where(key)).one()
    made.screen.show_subject(made.tom)
    made.screen.show_subject(made.maria)
    return made


def the_panel(setting: Setting) -> RegisteredPanel:
    setting.screen.perform("outcome-call-back")
    panel = setting.screen.calling.panels.open_panel
    assert isinstance(panel, RegisteredPanel)
    return panel


def test_key_2_says_registered_and_when_they_are_called_again(setting: Setting) -> None:
    assert setting.card().script.id == "webinar-registration"
    button = setting.screen.centre.outcomes.button(Outcome.CALL_BACK_LATER)
    assert button.accessibleName() == "Registered, key 2, called after Thu 26 Nov"


def test_ctrl_enter_keeps_the_place_and_holds_the_mail(setting: Setting) -> None:
    panel = the_panel(setting)
    assert panel.joining.text() == HOW
    assert panel.primary.text() == "Register Maria"
    setting.confirm()
    assert setting.name() != "Maria Keller"
    with setting.desk.database.read() as session:
        mail = session.scalars(select(Outbox)).one()
        assert (mail.kind, HOW in mail.body) == (MailKind.JOINING, True)
    event = next(one for one in setting.events if isinstance(one, Registered))
    words = "".join(run.text for run in toast_runs(event, NOW))
    assert words == (
        "Registered Maria Keller · joining e-mail goes in 30 s · called again after Thu 26 Nov"
    )


def test_without_words_on_how_to_join_the_panel_stays_and_says_so(setting: Setting) -> None:
    panel = the_panel(setting)
    panel.joining.set_text("")
    setting.confirm()
    assert setting.screen.calling.panels.open_panel is panel
    assert panel.joining.hasFocus()
    panel.without.setChecked(True)
    setting.confirm()
    assert setting.name() != "Maria Keller"
    with setting.desk.database.read() as session:
        assert session.scalars(select(Outbox)).all() == []


def test_another_address_is_typed_and_kept(setting: Setting) -> None:
    panel = the_panel(setting)
    panel.address.setFocus()
    panel.address.selectAll()
    setting.type("maria@example.org")
    setting.confirm()
    with setting.desk.database.read() as session:
        named = select(Prospect.email).where(Prospect.last_name == "Keller")
        assert session.scalars(named).one() == "maria@example.org"


def test_at_a_bad_moment_a_callback_is_promised_instead(setting: Setting) -> None:
    panel = the_panel(setting)
    panel.instead.setFocus()
    setting.press(Qt.Key.Key_Space)
    assert isinstance(setting.screen.calling.panels.open_panel, CallBackPanel)
