"""Messages: the bar says a refusal, the report keeps a fault without naming anybody."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import IntegrityError

from qualdesk.errors import Forbidden
from qualdesk_ui.messages import CrashPanel, Messages, kept_report, report_text
from qualdesk_ui.widgets.buttons import NormalButton
from tests.ui.conftest import NOW


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    page.resize(1200, 800)
    qtbot.addWidget(page)
    page.show()
    return page


NAME = "Maria Keller"


def broken() -> None:
    raise IntegrityError("INSERT …", {"name": NAME}, ValueError("UNIQUE failed"))


def a_fault() -> Exception:
    with pytest.raises(IntegrityError) as fault:
        broken()
    return fault.value


def test_a_refusal_goes_with_the_next_thing_done_and_nothing_else_does(
    page: QWidget, tmp_path: Path
) -> None:
    messages = Messages(page, tmp_path)
    messages.bar.setParent(page)
    messages.say_refused(Forbidden("Only a team lead does this. Ask yours."))
    messages.forget_refusal()
    assert messages.bar.isHidden()
    messages.bar.say("The file could not be opened.")
    messages.forget_refusal()
    assert not messages.bar.isHidden()


def test_a_refusal_stands_in_the_bar_as_it_was_said(page: QWidget, tmp_path: Path) -> None:
    messages = Messages(page, tmp_path)
    messages.say_refused(Forbidden("This number is barred. Choose another."))
    assert messages.bar.accessibleName() == "This number is barred. Choose another."


def test_a_report_says_where_it_happened() -> None:
    text = report_text(a_fault(), NOW)
    assert "in broken" in text
    assert "UNIQUE failed" in text
    assert "2026-11-18 09:32:00 UTC" in text


def test_a_report_names_no_prospect() -> None:
    fault = a_fault()
    assert NAME in str(fault)
    assert NAME not in report_text(fault, NOW)


def test_a_report_is_kept_in_the_folder_for_logs(tmp_path: Path) -> None:
    path = kept_report("what happened", NOW, tmp_path / "log")
    assert path is not None
    assert path.read_text(encoding="utf-8") == "what happened"


def test_a_report_that_cannot_be_kept_is_still_shown(page: QWidget, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    messages = Messages(page, tmp_path / "file")
    messages.report(a_fault(), NOW)
    assert page.findChild(CrashPanel)


def test_a_report_leaves_the_form_under_it_alone(page: QWidget, tmp_path: Path) -> None:
    form = QPlainTextEdit("what I typed", page)
    button = QPushButton("Save", page)
    Messages(page, tmp_path).report(a_fault(), NOW)
    assert form.toPlainText() == "what I typed"
    assert button.isEnabled()


def test_a_report_can_be_copied(page: QWidget, tmp_path: Path) -> None:
    Messages(page, tmp_path).report(a_fault(), NOW)
    panel = page.findChild(CrashPanel)
    assert isinstance(panel, CrashPanel)
    button = panel.findChild(NormalButton)
    assert button is not None
    button.click()
    assert "UNIQUE failed" in QGuiApplication.clipboard().text()


def test_clearing_takes_the_report_first_and_then_the_bar(page: QWidget, tmp_path: Path) -> None:
    messages = Messages(page, tmp_path)
    messages.bar.setParent(page)
    messages.say_refused(Forbidden("No."))
    messages.report(a_fault(), NOW)
    assert [messages.clear(), messages.clear(), messages.clear()] == [True, True, False]


@pytest.mark.parametrize(("count", "says"), [(1, "One e-mail waits"), (3, "3 e-mails wait")])
def test_held_mail_is_named_at_the_way_out(
    page: QWidget, tmp_path: Path, count: int, says: str
) -> None:
    messages = Messages(page, tmp_path)
    messages.held_mail.setParent(page)
    messages.held_mail.ask(count)
    assert messages.held_mail.isVisible()
    assert messages.held_mail._words.text().startswith(says)
