"""Scenes on the pages beside the call desk."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.screens.first_run import FirstRun
from qualdesk_ui.screens.import_list import ImportScreen
from qualdesk_ui.screens.scripts import ScriptsScreen
from qualdesk_ui.shots.desk_scenes import at_once
from qualdesk_ui.shots.studio import NOW, Doing, press, settle, type_words

LIST = (
    "Full Name;Firma;Funktion;Tel;E-Mail;Land;Interesse\n"
    "Carla Neri;Oleificio Neri;Resp. qualità;0521 555019;c.neri@neri.example;IT;capping\n"
    "Tom Ashworth;Pennine Packaging;Ops Director;+44 113 496 0142;;UK;wet line\n"
    "Jan de Wit;Wit & Zoon;;12;j@wit.example;NL;\n"
    "Carlo Neri;Oleificio Neri SpA;;0521 555019;;IT;\n"
)
_WEBINAR = "script:webinar"


def on_page(go: ActionId, *keys: Qt.Key, then: tuple[ActionId, ...] = ()) -> Doing:
    """Return a scene that goes to a page, presses keys there and does these."""

    def scene(window: MainWindow) -> None:
        at_once(go)(window)
        press(window, *keys)
        at_once(*then)(window)

    return scene


def chosen_rows(*then: ActionId, keys: tuple[Qt.Key, ...] = ()) -> Doing:
    """Return a scene that selects three rows of the Queue, does these and presses keys."""

    def scene(window: MainWindow) -> None:
        on_page(ActionId.GO_QUEUE, *[Qt.Key.Key_X, Qt.Key.Key_Down] * 3, then=then)(window)
        press(window, *keys)
        settle()

    return scene


def find_out(window: MainWindow) -> None:
    """Go to those without a number, and to the form."""
    on_page(ActionId.GO_QUEUE, then=(ActionId.PREVIOUS_TAB,))(window)
    press(window, Qt.Key.Key_Return)


def finding(go: ActionId, find: ActionId, words: str) -> Doing:
    """Return a scene that looks for words on a page."""

    def scene(window: MainWindow) -> None:
        at_once(go, find)(window)
        type_words(window, words)
        press(window, Qt.Key.Key_Return)

    return scene


def visiting(place: Place, subject: str) -> Doing:
    """Return a scene that shows one thing on a page."""

    def scene(window: MainWindow) -> None:
        window.pages.visit(place, subject)

    return scene


def reassigned(window: MainWindow) -> None:
    """Give the focused territory to the first rep of the list."""
    at_once(ActionId.GO_TERRITORIES, ActionId.REASSIGN)(window)
    press(window, Qt.Key.Key_Down)
    at_once(ActionId.CONFIRM)(window)


def planned(window: MainWindow) -> None:
    """Give it away from a later day on, and look at it again."""
    at_once(ActionId.GO_TERRITORIES, ActionId.REASSIGN)(window)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_words(window, "in 2 weeks")
    at_once(ActionId.CONFIRM, ActionId.REASSIGN)(window)
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    type_words(window, "7 december")


def hours_set(window: MainWindow) -> None:
    """Let nobody be called in a state, for a reason."""
    at_once(ActionId.GO_RULES, ActionId.FIND_RULE)(window)
    type_words(window, "louisiana")
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Return)
    for _day in range(3):
        type_words(window, "none")
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Tab)
    type_words(window, "Emergency declared on 17 November")
    at_once(ActionId.CONFIRM)(window)


def preferences_end(window: MainWindow) -> None:
    """Go to the end of the preferences, where the keys are."""
    at_once(ActionId.PREFERENCES)(window)
    for area in window.pages.screen_at(Place.PREFERENCES).findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def mapping(window: MainWindow) -> None:
    """Choose a list to import."""
    with list_chosen(window):
        settle()


def problems(window: MainWindow) -> None:
    """See what cannot go in as it stands."""
    with list_chosen(window):
        at_once(ActionId.CONFIRM)(window)


def imported(window: MainWindow) -> None:
    """Read the list in with the keys alone: the campaign is asked for, named, and that is all."""
    with list_chosen(window):
        at_once(ActionId.CONFIRM, ActionId.CONFIRM)(window)
        type_words(window, "fair")
        at_once(ActionId.CONFIRM)(window)


def duplicates(window: MainWindow) -> None:
    """Look at those who may have been entered twice."""
    imported(window)
    at_once(ActionId.GO_DUPLICATES)(window)


def made_one(window: MainWindow) -> None:
    """Make one of a pair, and look at it."""
    duplicates(window)
    at_once(ActionId.MAKE_ONE, ActionId.OTHER_PAIRS)(window)


@contextmanager
def list_chosen(window: MainWindow) -> Iterator[None]:
    """Go to the page of imports with a list that has something to mend."""
    window.pages.visit(Place.IMPORT)
    page = window.pages.screen_at(Place.IMPORT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade-show.csv"
        path.write_text(LIST, encoding="utf-8")
        if isinstance(page, ImportScreen):
            page.open_file(str(path))
        settle()
        yield


def script_step(window: MainWindow) -> None:
    """Open a question of a script, and answer the first one in the preview."""
    page = _scripts_page(window)
    page.page.script.focus_step(1)
    page.side.preview.view.choose_letter("A")


def script_faults(window: MainWindow) -> None:
    """Leave a new step empty."""
    _scripts_page(window)
    window.furniture.perform(ActionId.SCRIPT_ADD)


def script_preview(window: MainWindow) -> None:
    """See the script as callers do."""
    page = _scripts_page(window)
    if not page.side.isVisible():
        window.furniture.perform(ActionId.SCRIPT_PREVIEW)


def script_versions(window: MainWindow) -> None:
    """See how the script was before."""
    script_preview(window)
    _scripts_page(window).side.show_view("versions")


def script(subject: str = _WEBINAR) -> Doing:
    """Return a scene that opens a script or a definition."""

    def scene(window: MainWindow) -> None:
        _scripts_page(window, subject)

    return scene


def first_run(window: MainWindow) -> None:
    """Stand before the three doors."""
    window.furniture.covers.show_welcome(FirstRun(NOW))


def _scripts_page(window: MainWindow, subject: str = _WEBINAR) -> ScriptsScreen:
    window.pages.visit(Place.SCRIPTS, subject)
    page = window.pages.screen_at(Place.SCRIPTS)
    if not isinstance(page, ScriptsScreen):
        raise TypeError("Another page stands where the scripts belong.")
    settle()
    return page
