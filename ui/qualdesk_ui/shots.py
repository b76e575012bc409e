"""Takes a picture of every screen on the sample data: `python -m qualdesk_ui.shots FOLDER`."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk.errors import QualDeskError
from qualdesk_ui.actions import ActionId, Place
from qualdesk_ui.app.opening import open_sample, open_seat
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.first_run import FirstRun
from qualdesk_ui.screens.import_list import ImportScreen
from qualdesk_ui.screens.scripts import ScriptsScreen
from qualdesk_ui.theme import Scheme, Theme, install

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
"""A Wednesday morning; the sample desk is made as of then, so pictures are the same every day."""

TEAM_LEAD = "Helena Brandt"
_WEBINAR = "script:webinar"
_NORMAL_SIZE = 100
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
SIZES = (QSize(1440, 900), QSize(1100, 700))

LIST = (
    "Full Name;Firma;Funktion;Tel;E-Mail;Land;Interesse\n"
    "Carla Neri;Oleificio Neri;Resp. qualità;0521 555019;c.neri@neri.example;IT;capping\n"
    "Tom Ashworth;Pennine Packaging;Ops Director;+44 113 496 0142;;UK;wet line\n"
    "Jan de Wit;Wit & Zoon;;12;j@wit.example;NL;\n"
    "Carlo Neri;Oleificio Neri SpA;;0521 555019;;IT;\n"
)

Scene = Callable[[MainWindow], None]
SitDown = Callable[[str], Seat]


def main(folder: str) -> int:
    """Write each scene in each size, light and dark."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme = Theme()
    install(theme)
    theme.apply_to(app)
    Path(folder).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as sample_folder:
        sample = Path(sample_folder) / "sample.qualdesk"
        made = open_sample(sample, NOW)
        made.database.close()
        for scheme, (name, scene), size in product(SCHEMES, SCENES.items(), SIZES):
            path = Path(folder) / f"{name}-{size.width()}-{scheme.value}.png"
            person = TEAM_LEAD if name in TEAM_LEADS_SCENES else ""
            _take(scene, size, scheme, partial(_sit_down, sample, made.firm, person), path)
    return 0


def _take(scene: Scene, size: QSize, scheme: Scheme, sit_down: SitDown, path: Path) -> None:
    with _window(size, sit_down) as window:
        window.look.apply(scheme, _NORMAL_SIZE)
        scene(window)
        _settle()
        window.grab().save(str(path))


@contextmanager
def _window(size: QSize, sit_down: SitDown) -> Iterator[MainWindow]:
    """Lend a window on a copy of the sample desk whose clock stands still."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Lanes.inline(), clock=_now)
        store = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        makers = {**MAKERS, Place.CALL_DESK: _call_desk}
        window = furnished(desk, store=store, log_folder=Path(folder), makers=makers)
        window.resize(size)
        window.show()
        desk.open(partial(sit_down, folder), _stop)
        _settle()
        yield window
        window.close()
        window.deleteLater()
        desk.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _sit_down(sample: Path, firm: str, person: str, folder: str) -> Seat:
    return replace(open_seat(shutil.copy(sample, folder), person, NOW), firm=firm)


def _stop(refusal: QualDeskError) -> None:
    raise SystemExit(str(refusal))


def _now() -> datetime:
    return NOW


def _call_desk(desk: Desk) -> CallDesk:
    return CallDesk(desk, opener=_ring_nobody)


def _ring_nobody(_number: QUrl) -> bool:
    return True


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def _idle(_window: MainWindow) -> None:
    """Leave the call desk as the caller finds it."""


def _on_call(window: MainWindow) -> None:
    """Dial, hear them answer, and take four answers."""
    window.furniture.perform(ActionId.DIAL)
    _press(window, Qt.Key.Key_Return)
    for _answer in range(4):
        _settle()
        _press(window, Qt.Key.Key_A)
    _settle()


def _press(window: MainWindow, key: Qt.Key) -> None:
    # PySide's stubs forget that nothing may have the focus.
    focused: QWidget | None = QApplication.focusWidget()
    QTest.keyClick(focused if focused is not None else window, key)


def _with(action: ActionId) -> Scene:
    def scene(window: MainWindow) -> None:
        _on_call(window)
        window.furniture.perform(action)

    return scene


def _at(place: ActionId, then: ActionId | None = None) -> Scene:
    def scene(window: MainWindow) -> None:
        window.furniture.perform(place)
        if then is not None:
            _settle()
            window.furniture.perform(then)

    return scene


def _queue(*keys: Qt.Key, then: ActionId | None = None) -> Scene:
    def scene(window: MainWindow) -> None:
        window.furniture.perform(ActionId.GO_QUEUE)
        _settle()
        for key in keys:
            _press(window, key)
        if then is not None:
            window.furniture.perform(then)

    return scene


def _searching(*keys: Qt.Key) -> Scene:
    def scene(window: MainWindow) -> None:
        _on_call(window)
        window.furniture.perform(ActionId.SEARCH)
        for key in keys:
            _press(window, key)

    return scene


def _nobody_found(window: MainWindow) -> None:
    window.furniture.perform(ActionId.GO_QUEUE)
    window.furniture.perform(ActionId.FIND)
    for key in (Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_L, Qt.Key.Key_E, Qt.Key.Key_R):
        _press(window, key)
    _press(window, Qt.Key.Key_Return)


def _skipped(window: MainWindow) -> None:
    window.furniture.perform(ActionId.SKIP)
    _press(window, Qt.Key.Key_A)


def _import(window: MainWindow) -> None:
    with _list_chosen(window):
        _settle()


def _import_problems(window: MainWindow) -> None:
    with _list_chosen(window):
        window.furniture.perform(ActionId.CONFIRM)


def _imported(window: MainWindow) -> None:
    """Read the list in with the keys alone: the campaign is asked for, named, and that is all."""
    with _list_chosen(window):
        for _step in range(2):
            window.furniture.perform(ActionId.CONFIRM)
            _settle()
        for key in (Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_I, Qt.Key.Key_R):
            _press(window, key)
        window.furniture.perform(ActionId.CONFIRM)
        _settle()


def _duplicates(window: MainWindow) -> None:
    _imported(window)
    window.furniture.perform(ActionId.GO_DUPLICATES)


def _made_one(window: MainWindow) -> None:
    _duplicates(window)
    _settle()
    window.furniture.perform(ActionId.MAKE_ONE)
    window.furniture.perform(ActionId.OTHER_PAIRS)


def _outbox(*keys: Qt.Key) -> Scene:
    def scene(window: MainWindow) -> None:
        window.furniture.perform(ActionId.GO_OUTBOX)
        _settle()
        for key in keys:
            _press(window, key)

    return scene


def _close_rows(window: MainWindow) -> None:
    _queue(*[Qt.Key.Key_X, Qt.Key.Key_Down] * 3, then=ActionId.CLOSE_ROWS)(window)
    _settle()
    _press(window, Qt.Key.Key_F)
    _settle()


def _mail_account(window: MainWindow) -> None:
    window.pages.visit(Place.PREFERENCES, "mail")


def _letters(window: MainWindow) -> None:
    window.furniture.perform(ActionId.GO_OUTBOX)
    window.furniture.perform(ActionId.PREVIOUS_SHELF)
    _settle()


def _print_letters(window: MainWindow) -> None:
    _letters(window)
    window.furniture.perform(ActionId.MAIL_1)


@contextmanager
def _list_chosen(window: MainWindow) -> Iterator[None]:
    """Go to the page of imports with a list that has something to mend."""
    window.pages.visit(Place.IMPORT)
    page = window.pages.screen_at(Place.IMPORT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trade-show.csv"
        path.write_text(LIST, encoding="utf-8")
        if isinstance(page, ImportScreen):
            page.open_file(str(path))
        _settle()
        yield


def _scripts(subject: str) -> Scene:
    def scene(window: MainWindow) -> None:
        _scripts_page(window, subject)

    return scene


def _script_step(window: MainWindow) -> None:
    """Open a question of a script, and answer the first one in the preview."""
    page = _scripts_page(window, _WEBINAR)
    page.page.script.focus_step(1)
    page.side.preview.view.choose_letter("A")


def _script_faults(window: MainWindow) -> None:
    _scripts_page(window, _WEBINAR)
    window.furniture.perform(ActionId.SCRIPT_ADD)


def _script_preview(window: MainWindow) -> None:
    page = _scripts_page(window, _WEBINAR)
    if not page.side.isVisible():
        window.furniture.perform(ActionId.SCRIPT_PREVIEW)


def _script_versions(window: MainWindow) -> None:
    _script_preview(window)
    _scripts_page(window, _WEBINAR).side.show_view("versions")


def _scripts_page(window: MainWindow, subject: str) -> ScriptsScreen:
    window.pages.visit(Place.SCRIPTS, subject)
    page = window.pages.screen_at(Place.SCRIPTS)
    if not isinstance(page, ScriptsScreen):
        raise TypeError("Another page stands where the scripts belong.")
    _settle()
    return page


def _first_run(window: MainWindow) -> None:
    window.furniture.covers.show_welcome(FirstRun(NOW))


SCENES: dict[str, Scene] = {
    "first-run": _first_run,
    "call-desk": _idle,
    "call-desk-on-call": _on_call,
    "call-desk-toast": _with(ActionId.OUTCOME_NO_ANSWER),
    "call-desk-break": _at(ActionId.GO_CALL_DESK, ActionId.BREAK),
    "call-desk-skip": _at(ActionId.GO_CALL_DESK, ActionId.SKIP),
    "call-desk-snooze": _at(ActionId.GO_CALL_DESK, ActionId.SNOOZE),
    "call-desk-skipped": _skipped,
    "why-order": _at(ActionId.GO_CALL_DESK, ActionId.WHY),
    "objections": _with(ActionId.OBJECTIONS),
    "outcome-push": _with(ActionId.OUTCOME_PUSH),
    "outcome-callback": _with(ActionId.OUTCOME_CALL_BACK),
    "outcome-nurture": _with(ActionId.OUTCOME_NURTURE),
    "outcome-closeout": _with(ActionId.OUTCOME_CLOSE_OUT),
    "outcome-gatekeeper": _with(ActionId.OUTCOME_GATEKEEPER),
    "outcome-wrong-number": _with(ActionId.OUTCOME_WRONG),
    "outcome-do-not-call": _with(ActionId.OUTCOME_DO_NOT_CALL),
    "queue": _at(ActionId.GO_QUEUE),
    "queue-peek": _queue(Qt.Key.Key_Down, Qt.Key.Key_Space),
    "queue-chosen": _queue(*[Qt.Key.Key_X, Qt.Key.Key_Down] * 3),
    "queue-snooze": _queue(Qt.Key.Key_Down, then=ActionId.SNOOZE_ROWS),
    "queue-assign": _queue(Qt.Key.Key_Down, then=ActionId.ASSIGN),
    "queue-close-out": _close_rows,
    "queue-nobody": _nobody_found,
    "hand-offs": _at(ActionId.GO_HAND_OFFS),
    "territories": _at(ActionId.GO_TERRITORIES),
    "territories-reassign": _at(ActionId.GO_TERRITORIES, ActionId.REASSIGN),
    "territories-absence": _at(ActionId.GO_TERRITORIES, ActionId.ABSENCE),
    "territories-calendar": _at(ActionId.GO_TERRITORIES, ActionId.REP_CALENDAR),
    "import": _import,
    "import-problems": _import_problems,
    "import-done": _imported,
    "duplicates": _duplicates,
    "duplicates-made-one": _made_one,
    "duplicates-none": _at(ActionId.GO_DUPLICATES),
    "outbox": _at(ActionId.GO_OUTBOX),
    "outbox-waiting": _at(ActionId.GO_OUTBOX, ActionId.NEXT_SHELF),
    "outbox-read": _outbox(Qt.Key.Key_Space),
    "outbox-letters": _letters,
    "outbox-print": _print_letters,
    "scripts": _scripts(_WEBINAR),
    "scripts-step": _script_step,
    "scripts-faults": _script_faults,
    "scripts-preview": _script_preview,
    "scripts-versions": _script_versions,
    "scripts-definition": _scripts("definition:agreed-lead"),
    "scripts-read-only": _scripts(_WEBINAR),
    "palette": _searching(Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_L),
    "palette-empty": _searching(),
    "preferences": _at(ActionId.GO_CALL_DESK, ActionId.PREFERENCES),
    "preferences-mail": _mail_account,
    "keys": _at(ActionId.GO_CALL_DESK, ActionId.ALL_KEYS),
}

TEAM_LEADS_SCENES = {
    "territories-absence",
    "territories-calendar",
    *(name for name in SCENES if name.startswith("scripts") and name != "scripts-read-only"),
}
"""Those that only a team lead sees so."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
