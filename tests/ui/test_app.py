"""The start: paints before the store is imported, has one sentence without a display, and doors."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualdesk.domain.person import Role
from qualdesk.errors import DatabaseError
from qualdesk.events.calls import RecordedNoAnswer, TookBack
from qualdesk.queries.people import people
from qualdesk.settings import Contrast, Settings, Smtp, load_settings
from qualdesk.store.session import Database
from qualdesk_ui.actions import Place
from qualdesk_ui.app.opening import open_seat
from qualdesk_ui.app.options import Options, read_options
from qualdesk_ui.app.program import Program
from qualdesk_ui.desk import Desk, Lanes
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.screens.first_run import FirstRun, greeting
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.toast import Toast
from tests.ui.conftest import NOW, the_clock
from tests.ui.test_main_window import Page

ROOT = Path(__file__).resolve().parents[2]

FIRST_PAINT = """
import sys
from qualdesk_ui.app import start

def note(*_):
    print("sqlalchemy" in sys.modules, flush=True)

class Window(start.MainWindow):
    def __init__(self, store):
        super().__init__(store)
        self.first_painted.connect(note)

    def furnish(self, furniture):
        super().furnish(furniture)
        furniture.pages.moved.connect(note)
        furniture.pages.moved.connect(self.end)

sys.exit(start.main(["--database", sys.argv[1]], Window))
"""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    del qtbot
    desk = Desk(Lanes.inline(), clock=the_clock)
    yield desk
    desk.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    makers = {place: partial(Page, [], place) for place in Place}
    window = furnished(desk, makers=makers)
    qtbot.addWidget(window)
    window.show()
    return window


def begun(desk: Desk, window: MainWindow, options: Options, settings: Settings) -> Program:
    desk.choices.settings = settings
    program = Program(options, desk, window)
    program.begin()
    return program


def welcome(window: MainWindow) -> FirstRun:
    page = window.findChild(FirstRun)
    assert isinstance(page, FirstRun)
    return page


def run_python(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    paths = f"{ROOT}{os.pathsep}{ROOT / 'ui'}"
    environment = {**os.environ, "PYTHONPATH": paths, **variables}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={name: value for name, value in environment.items() if value},
    )


def test_the_window_paints_before_the_store_is_imported(tmp_path: Path) -> None:
    done = run_python(FIRST_PAINT, str(tmp_path / "own.qualdesk"), QT_QPA_PLATFORM="offscreen")
    assert done.stdout.split() == ["False", "True"], done.stderr
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there a display may be missing")
@pytest.mark.parametrize("display", ["", ":987"])
def test_without_a_display_it_says_one_sentence(display: str) -> None:
    code = "import sys; from qualdesk_ui.app import main; sys.exit(main([]))"
    done = run_python(code, DISPLAY=display, WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("QualDesk needs a display")


def test_the_clock_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_options(["--at", "2026-11-18T09:32"]).clock() == NOW
    monkeypatch.setenv("QUALDESK_NOW", "2026-11-18T09:32+00:00")
    assert read_options([]).clock() == NOW


@pytest.mark.parametrize(("hour", "part"), [(8, "morning"), (14, "afternoon"), (20, "evening")])
def test_it_greets_by_the_time_of_day(hour: int, part: str) -> None:
    wall = datetime(2026, 11, 18, hour, tzinfo=UTC).replace(tzinfo=None).astimezone()
    assert greeting(wall).startswith(f"Good {part}")


def test_the_first_start_shows_three_doors(desk: Desk, window: MainWindow) -> None:
    begun(desk, window, Options(at=NOW), Settings())
    assert welcome(window).isVisible()
    assert not desk.is_open


def test_the_first_door_leads_to_the_import_of_an_own_desk(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    begun(desk, window, Options(at=NOW), Settings(person_name="Priya Nair"))
    QTest.keyClick(welcome(window), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.pages.place is Place.IMPORT)
    assert desk.seat.person_name == "Priya Nair"


def test_the_third_door_opens_a_file_and_remembers_it(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    shared = tmp_path / "team.qualdesk"
    Database.open(shared).close()
    begun(desk, window, Options(at=NOW), Settings(person_name="Priya Nair"))
    welcome(window).team_chosen.emit(str(shared))
    assert desk.is_open
    assert load_settings().database == str(shared)


def test_what_is_wrong_with_a_team_address_stands_under_the_field(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Name,Phone\n")
    begun(desk, window, Options(at=NOW), Settings())
    page = welcome(window)
    QTest.keyClick(page, Qt.Key.Key_3)
    page._team._field.setText(str(tmp_path / "list.csv"))
    QTest.keyClick(page._team._field, Qt.Key.Key_Return)
    assert "not a QualDesk database" in page._team._field.error()
    assert page._team._field.text() == str(tmp_path / "list.csv")
    assert not desk.is_open


def test_a_team_address_that_was_refused_is_not_remembered(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    wrong = tmp_path / "list.csv"
    wrong.write_text("Name,Phone\n")
    begun(desk, window, Options(at=NOW), Settings(person_name="Priya Nair"))
    welcome(window).team_chosen.emit(str(wrong))
    welcome(window).sample_chosen.emit()
    assert desk.is_open
    assert load_settings().database == ""


def test_a_database_named_opens_without_the_first_page(
    desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    begun(desk, window, Options(str(tmp_path / "own.qualdesk"), at=NOW), Settings())
    assert desk.is_open
    qtbot.waitUntil(lambda: window.pages.place is Place.CALL_DESK)


def test_a_database_that_cannot_be_opened_leads_to_the_first_page_with_the_sentence(
    desk: Desk, window: MainWindow, tmp_path: Path
) -> None:
    foreign = tmp_path / "photo.png"
    foreign.write_bytes(b"\x89PNG")
    begun(desk, window, Options(str(foreign), at=NOW), Settings())
    assert "not a QualDesk database" in welcome(window)._refusal.text()


def test_the_same_person_sits_down_again(tmp_path: Path) -> None:
    path = tmp_path / "own.qualdesk"
    first = open_seat(path, "Priya Nair", NOW)
    first.database.close()
    second = open_seat(path, "priya nair", NOW)
    second.database.close()
    assert second.person_id == first.person_id


def test_whoever_begins_a_file_leads_in_it_and_sits_down_again_unnamed(tmp_path: Path) -> None:
    path = tmp_path / "own.qualdesk"
    open_seat(path, "Priya Nair", NOW).database.close()
    again = open_seat(path, "", NOW)
    with again.database.read() as session:
        assert [(one.id, one.role) for one in people(session)] == [
            (again.person_id, Role.TEAM_LEAD)
        ]
    again.database.close()


def test_a_refused_opening_leaves_no_connection(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    with pytest.raises(DatabaseError):
        open_seat(tmp_path / "empty", "", NOW)


def test_colours_and_text_size_are_kept(desk: Desk, window: MainWindow) -> None:
    begun(desk, window, Options(at=NOW), Settings())
    window.look.larger()
    assert load_settings().text_scale == 110
    window.look.normal()


@pytest.mark.usefixtures("_theme")
def test_contrast_and_motion_are_as_the_settings_say(desk: Desk, window: MainWindow) -> None:
    settings = Settings(contrast=Contrast.HIGH, reduce_motion=True)
    begun(desk, window, Options(at=NOW), settings)
    assert current().tokens.line == current().tokens.edge
    assert current().duration(120) == 0


@pytest.mark.usefixtures("_theme")
def test_contrast_and_motion_take_effect_at_once_and_are_kept(
    desk: Desk, window: MainWindow
) -> None:
    begun(desk, window, Options(at=NOW), Settings())
    desk.choices.put(contrast=Contrast.HIGH, reduce_motion=True)
    assert current().tokens.line == current().tokens.edge
    assert current().duration(120) == 0
    kept = load_settings()
    assert (kept.contrast, kept.reduce_motion) == (Contrast.HIGH, True)


def test_preferences_take_effect_at_once_and_are_kept(desk: Desk, window: MainWindow) -> None:
    begun(desk, window, Options(at=NOW), Settings())
    desk.choices.put(text_scale=120, undo_seconds=60, own_keys={"notes": "F12"})
    assert (current().text_percent, desk.undo_seconds) == (120, 60)
    kept = load_settings()
    assert (kept.text_scale, kept.undo_seconds, kept.own_keys) == (120, 60, {"notes": "F12"})
    window.look.normal()


def test_an_outcome_on_the_sample_desk_can_be_taken_back_from_its_toast(
    desk: Desk, qtbot: QtBot
) -> None:
    numbers: list[QUrl] = []
    call_desk = partial(CallDesk, opener=numbers.append)
    window = furnished(desk, makers={**MAKERS, Place.CALL_DESK: call_desk})
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    begun(desk, window, Options(is_sample=True, at=NOW), Settings())
    qtbot.waitUntil(lambda: window.pages.place is Place.CALL_DESK)
    heard: list[object] = []
    desk.committed.connect(heard.append)
    QTest.keyClick(window, Qt.Key.Key_F5)
    QTest.keyClick(window, Qt.Key.Key_5)
    toast = window.findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not toast.isVisible()
    kinds = [type(event) for event in heard]
    assert [url.scheme() for url in numbers] == ["tel"]
    assert RecordedNoAnswer in kinds
    assert TookBack in kinds


def test_a_window_without_held_mail_closes_at_once(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = Settings(smtp=Smtp(host="mail.example"))
    begun(desk, window, Options(str(tmp_path / "own.qualdesk"), at=NOW), settings)
    window.close()
    qtbot.waitUntil(window.isHidden)


def test_held_mail_is_named_before_the_window_closes(desk: Desk, window: MainWindow) -> None:
    program = begun(desk, window, Options(is_sample=True, at=NOW), Settings())
    window.asks_before_closing = True
    program._name_held_mail(2)
    assert window.messages.held_mail.isVisible()
    window.messages.held_mail.next_start_chosen.emit()
    assert not window.isVisible()
