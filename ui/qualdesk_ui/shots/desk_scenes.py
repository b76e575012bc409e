"""Scenes at the call desk."""

from PySide6.QtCore import Qt

from qualdesk_ui.actions import ActionId
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.shots.studio import Doing, press, settle, type_words


def idle(_window: MainWindow) -> None:
    """Leave the call desk as the caller finds it."""


def dialling(window: MainWindow) -> None:
    """Dial, and wait for them."""
    window.furniture.perform(ActionId.DIAL)


def on_call(window: MainWindow) -> None:
    """Dial, hear them answer, and take four answers."""
    dialling(window)
    press(window, Qt.Key.Key_Return)
    for _answer in range(4):
        settle()
        press(window, Qt.Key.Key_A)
    settle()


def ended(window: MainWindow) -> None:
    """Talk, and say that the call is over."""
    on_call(window)
    window.furniture.perform(ActionId.CALL_OVER)


def then(*actions: ActionId) -> Doing:
    """Return a scene that does these after a call with answers."""

    def scene(window: MainWindow) -> None:
        on_call(window)
        for action in actions:
            window.furniture.perform(action)
            settle()

    return scene


def at_once(*actions: ActionId) -> Doing:
    """Return a scene that does these at the desk as the caller finds it."""

    def scene(window: MainWindow) -> None:
        for action in actions:
            window.furniture.perform(action)
            settle()

    return scene


def skipped(window: MainWindow) -> None:
    """Skip somebody with the first reason."""
    window.furniture.perform(ActionId.SKIP)
    press(window, Qt.Key.Key_A)


def finding(words: str) -> Doing:
    """Return a scene that looks for words on the desk during a call."""

    def scene(window: MainWindow) -> None:
        on_call(window)
        window.furniture.perform(ActionId.FIND_ON_DESK)
        type_words(window, words)

    return scene


def adding(window: MainWindow) -> None:
    """Type a new prospect during a call."""
    on_call(window)
    window.furniture.perform(ActionId.NEW_PROSPECT)
    for words in ("Carla Neri", "Oleificio Neri", "+39 0521 555019"):
        type_words(window, words)
        press(window, Qt.Key.Key_Tab)
    settle()


def added(window: MainWindow) -> None:
    """Add a new prospect during a call."""
    adding(window)
    window.furniture.perform(ActionId.CONFIRM)
    settle()


def push_unmet(window: MainWindow) -> None:
    """Push somebody to sales of whom nothing is known yet."""
    dialling(window)
    press(window, Qt.Key.Key_Return)
    window.furniture.perform(ActionId.OUTCOME_PUSH)


def found(words: str) -> Doing:
    """Return a scene that finds somebody by the palette and opens them."""

    def scene(window: MainWindow) -> None:
        window.furniture.perform(ActionId.SEARCH)
        type_words(window, words)
        press(window, Qt.Key.Key_Return)

    return scene


def searching(words: str) -> Doing:
    """Return a scene that types into the palette during a call."""

    def scene(window: MainWindow) -> None:
        on_call(window)
        window.furniture.perform(ActionId.SEARCH)
        type_words(window, words)

    return scene
