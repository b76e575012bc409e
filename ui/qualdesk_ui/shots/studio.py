"""The room the pictures are taken in: a window on a copy of the sample desk whose clock stands still."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk.errors import QualDeskError
from qualdesk_ui.actions import Place
from qualdesk_ui.app.opening import open_sample, open_seat
from qualdesk_ui.desk import Desk, Lanes, Seat
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnished
from qualdesk_ui.main_window.pages import MAKERS
from qualdesk_ui.screens.call_desk import CallDesk
from qualdesk_ui.theme import Scheme

NOW = datetime(2026, 11, 18, 9, 32, tzinfo=UTC)
"""A Wednesday morning; the sample desk is made as of then, so pictures are the same every day."""

TEAM_LEAD = "Helena Brandt"
REP = "Marta Pires"
_NORMAL_SIZE = 100
_RISE_MS = 160
"""A panel or a toast has come up by then."""

Doing = Callable[[MainWindow], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is done before the picture, and at whose desk: without a name the first caller's."""

    does: Doing
    person: str = ""
    is_new_file: bool = False
    """Whether nothing is in the database yet."""


class Studio:
    """Makes the sample desk once and lends each picture a copy."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._sample = Path(self._folder.name) / "sample.qualdesk"
        made = open_sample(self._sample, NOW)
        made.database.close()
        self._firm = made.firm

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self._folder.cleanup()

    def take(self, scene: Scene, size: QSize, scheme: Scheme, path: Path) -> None:
        """Play a scene in a window of this size and save what is seen then."""
        with self._window(scene, size) as window:
            window.look.apply(scheme, _NORMAL_SIZE)
            scene.does(window)
            window.furniture.badges.count()
            QTest.qWait(_RISE_MS)
            window.grab().save(str(path))

    @contextmanager
    def _window(self, scene: Scene, size: QSize) -> Iterator[MainWindow]:
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Lanes.inline(), clock=_now)
            store = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
            makers = {**MAKERS, Place.CALL_DESK: _call_desk}
            window = furnished(desk, store=store, log_folder=Path(folder), makers=makers)
            window.resize(size)
            window.show()
            desk.open(partial(self._sit_down, scene, Path(folder)), _stop)
            window.furniture.badges.count()
            settle()
            yield window
            window.close()
            window.deleteLater()
            desk.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            store.sync()  # or it would write later, into a folder that is gone, and make it anew

    def _sit_down(self, scene: Scene, folder: Path) -> Seat:
        if scene.is_new_file:
            return open_seat(folder / "new.qualdesk", "Priya Nair", NOW)
        seat = open_seat(shutil.copy(self._sample, folder), scene.person, NOW)
        return replace(seat, firm=self._firm)


def settle() -> None:
    """Let what was begun come to its end."""
    for _ in range(5):
        QApplication.processEvents()


def press(window: MainWindow, *keys: Qt.Key) -> None:
    """Press keys one after the other, where the focus is then."""
    for key in keys:
        # PySide's stubs forget that nothing may have the focus.
        focused: QWidget | None = QApplication.focusWidget()
        QTest.keyClick(focused if focused is not None else window, key)


def type_words(window: MainWindow, words: str) -> None:
    """Type where the focus is."""
    focused: QWidget | None = QApplication.focusWidget()
    QTest.keyClicks(focused if focused is not None else window, words)
    settle()


def _stop(refusal: QualDeskError) -> None:
    raise SystemExit(str(refusal))


def _now() -> datetime:
    return NOW


def _call_desk(desk: Desk) -> CallDesk:
    return CallDesk(desk, opener=_ring_nobody)


def _ring_nobody(_number: QUrl) -> bool:
    return True
