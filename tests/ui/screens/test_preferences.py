"""Preferences: each is kept and takes effect at once; a clash of keys is named and not taken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from qualdesk.errors import InputError
from qualdesk.settings import Contrast, Imap, Security, Settings, Smtp, Theme
from qualdesk_ui.desk import Choices, Desk, Lanes
from qualdesk_ui.screens.preferences import PreferencesScreen
from qualdesk_ui.screens.preferences.key_button import KeyButton
from qualdesk_ui.screens.preferences.mail import MailForm

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def choices() -> Choices:
    return Choices()


@pytest.fixture
def screen(choices: Choices, qtbot: QtBot, _theme: None) -> PreferencesScreen:
    screen = PreferencesScreen(Desk(Lanes.inline(), choices=choices))
    qtbot.addWidget(screen)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


def choose(box: QComboBox, value: object) -> None:
    place = box.findData(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def press(
    screen: PreferencesScreen,
    name: str,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> KeyButton:
    button = screen.keys.button_of(name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, key, modifier)
    return button


@pytest.mark.usefixtures("_theme")
def test_what_is_set_is_shown(qtbot: QtBot) -> None:
    settings = Settings(
        theme=Theme.DARK, undo_seconds=45, dial_template="sip:{number}", own_keys={"notes": "F12"}
    )
    screen = PreferencesScreen(Desk(Lanes.inline(), choices=Choices(settings)))
    qtbot.addWidget(screen)
    assert (screen.theme.value(), screen.undo.value()) == (Theme.DARK, 45)
    assert screen.dial.text() == "sip:{number}"
    assert screen.keys.button_of("notes").text() == "F12"


def test_look_and_undo_window_are_kept_when_chosen(
    screen: PreferencesScreen, choices: Choices
) -> None:
    choose(screen.theme, Theme.DARK)
    choose(screen.text_size, 120)
    choose(screen.undo, 120)
    kept = choices.settings
    assert (kept.theme, kept.text_scale, kept.undo_seconds) == (Theme.DARK, 120, 120)


def test_contrast_and_motion_are_shown_as_set_and_kept_when_chosen(
    screen: PreferencesScreen, choices: Choices
) -> None:
    assert (screen.contrast.value(), screen.motion.isChecked()) == (Contrast.SYSTEM, False)
    choose(screen.contrast, Contrast.HIGH)
    screen.motion.setFocus()
    QTest.keyClick(screen.motion, Qt.Key.Key_Space)
    assert (choices.settings.contrast, choices.settings.reduce_motion) == (Contrast.HIGH, True)
    choices.put(contrast=Contrast.NORMAL, reduce_motion=False)
    assert (screen.contrast.value(), screen.motion.isChecked()) == (Contrast.NORMAL, False)


def test_a_way_to_dial_without_the_number_is_named_and_not_kept(
    screen: PreferencesScreen, choices: Choices
) -> None:
    screen.dial.setText("callto:")
    screen.dial.editingFinished.emit()
    assert screen.dial.error().startswith("Write {number} where the number belongs")
    assert choices.settings.dial_template == "tel:{number}"
    assert screen.dial.text() == "callto:"
    screen.dial.setText("callto:{number}")
    screen.dial.editingFinished.emit()
    assert (screen.dial.error(), choices.settings.dial_template) == ("", "callto:{number}")


def test_the_key_pressed_becomes_the_own_key(screen: PreferencesScreen, choices: Choices) -> None:
    assert press(screen, "notes", Qt.Key.Key_F12).text() == "F12"
    press(screen, "dial", Qt.Key.Key_D, CTRL)
    assert choices.settings.own_keys == {"notes": "F12", "dial": "Ctrl+D"}


def test_a_clash_is_named_beside_the_action_and_not_taken(
    screen: PreferencesScreen, choices: Choices
) -> None:
    button = press(screen, "notes", Qt.Key.Key_F5)
    assert screen.keys.sentence_of("notes") == ("F5 is “Dial” on the call desk. Press another key.")
    assert (choices.settings.own_keys, button.is_listening) == ({}, False)
    press(screen, "notes", Qt.Key.Key_F12)
    assert screen.keys.sentence_of("notes") == ""


def test_esc_keeps_and_backspace_takes_away(screen: PreferencesScreen, choices: Choices) -> None:
    press(screen, "notes", Qt.Key.Key_F12)
    assert press(screen, "notes", Qt.Key.Key_Escape).text() == "F12"
    assert press(screen, "notes", Qt.Key.Key_Backspace).text() == "Add a key"
    assert choices.settings.own_keys == {}


def test_ctrl_alone_is_no_key_yet(screen: PreferencesScreen) -> None:
    assert press(screen, "notes", Qt.Key.Key_Control).is_listening


def test_who_looks_elsewhere_leaves_the_key_as_it_was(screen: PreferencesScreen) -> None:
    button = screen.keys.button_of("notes")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    screen.theme.setFocus()
    assert (button.is_listening, button.text()) == (False, "Add a key")


def test_all_own_keys_are_forgotten_together(screen: PreferencesScreen, choices: Choices) -> None:
    press(screen, "notes", Qt.Key.Key_F12)
    screen.reset.click()
    assert choices.settings.own_keys == {}
    assert not screen.reset.isEnabled()


def test_single_keys_are_switched_off(screen: PreferencesScreen, choices: Choices) -> None:
    screen.singles.click()
    assert not choices.settings.single_keys


def test_everything_on_the_page_has_a_name(screen: PreferencesScreen) -> None:
    stops = [
        one for one in screen.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert all(one.accessibleName() for one in stops if one.isVisible())


def test_mail_accounts_are_kept_as_they_are_typed(
    screen: PreferencesScreen, choices: Choices
) -> None:
    form = screen.mail
    for field, words in (
        (form.firm_from, "desk@aldergrove.example"),
        (form.sending.host, "mail.aldergrove.example"),
        (form.reading.host, "imap.aldergrove.example"),
        (form.reading.folder, "Replies"),
    ):
        field.setText(words)
        field.editingFinished.emit()
    choose(form.sending.security, Security.TLS)
    settings = choices.settings
    assert settings.firm.from_address == "desk@aldergrove.example"
    assert (settings.smtp.host, settings.smtp.security) == (
        "mail.aldergrove.example",
        Security.TLS,
    )
    assert (settings.imap.host, settings.imap.folder) == ("imap.aldergrove.example", "Replies")


def test_what_is_no_port_and_no_address_is_not_taken(
    screen: PreferencesScreen, choices: Choices
) -> None:
    screen.mail.sending.port.setText("70000")
    screen.mail.sending.port.editingFinished.emit()
    screen.mail.firm_from.setText("nobody")
    screen.mail.firm_from.editingFinished.emit()
    assert screen.mail.sending.port.error() == "A port is a number from 1 to 65535."
    assert "is not an e-mail address" in screen.mail.firm_from.error()
    assert choices.settings == Settings()


@pytest.mark.usefixtures("_theme")
def test_a_password_goes_into_the_keyring_and_nowhere_else(qtbot: QtBot, choices: Choices) -> None:
    kept: list[tuple[str, str]] = []

    def keep(account: Smtp | Imap, password: str) -> None:
        kept.append((type(account).__name__, password))

    form = MailForm(Desk(Lanes.inline(), choices=choices), keep=keep)
    qtbot.addWidget(form)
    form.reading.password.setText("secret")
    form.reading.password.editingFinished.emit()
    assert kept == [("Imap", "secret")]
    assert form.reading.password.text() == ""
    assert choices.settings == Settings()


@pytest.mark.usefixtures("_theme")
def test_a_keyring_that_keeps_nothing_is_told_and_the_password_stays_typed(
    qtbot: QtBot, choices: Choices
) -> None:
    def keep(_account: Smtp | Imap, _password: str) -> None:
        raise InputError("This system has no keyring.")

    form = MailForm(Desk(Lanes.inline(), choices=choices), keep=keep)
    qtbot.addWidget(form)
    form.sending.password.setText("secret")
    form.sending.password.editingFinished.emit()
    assert form.sending.password.error() == "This system has no keyring."
    assert form.sending.password.text() == "secret"
