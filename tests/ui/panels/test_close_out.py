"""A courteous end: its reason, its letter, and the door left open."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from qualdesk.commands.requests.calls import CloseOut
from qualdesk.domain.campaign import CampaignKind
from qualdesk.domain.outcome import CloseOutReason, Reopen, ToldBy
from qualdesk.store.tables import Site
from qualdesk_ui.panels.close_out import CloseOutPanel
from qualdesk_ui.panels.do_not_call import DoNotCallPanel
from tests.builders import writing
from tests.ui.panels.opening import open_panel
from tests.ui.screens.call_desk_setting import Setting

pytestmark = pytest.mark.usefixtures("_theme")


def test_a_close_out_carries_its_letter(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    setting.press(Qt.Key.Key_D)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.reason, request.told_by) == (
        CloseOutReason.NO_BUDGET_IN_SIGHT,
        ToldBy.EMAIL,
    )
    assert request.to_address == "maria.keller@bergmann-molkerei.example"
    assert request.body.startswith("Dear Maria Keller,")
    assert "Priya Nair" in request.body


def test_a_letter_edited_by_hand_is_not_drafted_again(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.page.text.setFocus()
    setting.type("Hello. ")
    panel.take_focus()
    setting.press(Qt.Key.Key_B)
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert "Hello. " in request.body


def test_without_an_e_mail_the_words_said_are_kept(setting: Setting, asked: list[object]) -> None:
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.other_way.click()
    setting.type("no need before autumn")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.told_by, request.words) == (ToldBy.PHONE, "no need before autumn")


def test_the_letter_may_go_on_paper(setting: Setting, asked: list[object]) -> None:
    with writing(setting.desk.database) as session:
        session.query(Site).update({"street": "Milchstr. 4"})
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.other_way.click()
    panel.on_paper.setFocus()
    setting.press(Qt.Key.Key_Space)
    assert panel.primary.text() == "Close out and print"
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert request.told_by is ToldBy.LETTER
    assert request.body.startswith("Dear Maria Keller,")


def test_a_close_out_says_when_to_ask_again_and_whom_else(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.door.reopen.setFocus()
    setting.press(Qt.Key.Key_Down)
    panel.door.reopen.activated.emit(panel.door.reopen.currentIndex())
    setting.confirm()
    assert asked == []
    assert panel.door.when.field.error().startswith("Which day?")
    setting.type("in 6 months")
    panel.door.referral.setFocus()
    setting.type("Stefan Roth")
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert (request.reopen, request.reopen_on) == (Reopen.AT_DATE, date(2027, 5, 18))
    assert request.referral == "Stefan Roth"


def test_a_close_out_may_wait_for_one_kind_of_campaign(
    setting: Setting, asked: list[object]
) -> None:
    panel = open_panel(setting, "close-out")
    assert isinstance(panel, CloseOutPanel)
    panel.door.reopen.set_value((Reopen.ON_TRIGGER, CampaignKind.TRADE_SHOW))
    setting.confirm()
    (request,) = asked
    assert isinstance(request, CloseOut)
    assert request.reopen_kind is CampaignKind.TRADE_SHOW


def test_asked_us_to_stop_opens_do_not_call(setting: Setting) -> None:
    open_panel(setting, "close-out")
    setting.press(Qt.Key.Key_E)
    assert isinstance(setting.screen.calling.panels.open_panel, DoNotCallPanel)
