"""The running program: which door leads to which database, and how it ends."""

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from qualdesk.errors import InputError, QualDeskError
from qualdesk.settings import Settings, Theme, default_database, load_settings, save_settings
from qualdesk_ui.actions import Place
from qualdesk_ui.app.mail_rounds import MailRounds
from qualdesk_ui.app.opening import open_sample, open_seat
from qualdesk_ui.app.options import Options
from qualdesk_ui.app.settling import Settling
from qualdesk_ui.desk import Attendance, Choices, Desk, Lanes
from qualdesk_ui.main_window import MainWindow
from qualdesk_ui.main_window.furniture import furnish
from qualdesk_ui.main_window.meanwhile import Meanwhile
from qualdesk_ui.theme import Contrast, Scheme, current
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextRow

if TYPE_CHECKING:
    from qualdesk_ui.screens.first_run import FirstRun


def begin(options: Options, window: MainWindow) -> "Program":
    """Furnish a painted window and open the database it was started for."""
    settings, refusal = _settings()
    clock = options.clock if options.at else None
    desk = Desk(Lanes.threads(), choices=Choices(settings), clock=clock)
    furnish(window, desk)
    program = Program(options, desk, window)
    sys.excepthook = program.report
    if refusal:
        window.messages.say_refused(refusal)
    desk.opened.connect(_collect_again)
    program.begin()
    return program


class Program(QObject):
    """Joins window and desk; `begin` once the window is furnished."""

    def __init__(self, options: Options, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._options = options
        self._desk = desk
        self._window = window
        self._welcome: FirstRun | None = None
        self._meanwhile: Meanwhile | None = None
        self._address = ""
        """A team's, typed and not opened yet; the next start opens it by itself."""
        self._mail = MailRounds(desk)
        self._attendance = Attendance(desk, self)
        Settling(desk, desk.choices.settings.firm.name, self)
        self._apply_look()
        self._window.look.chosen.connect(self._keep_look)
        desk.opened.connect(self._keep_address)
        desk.choices.changed.connect(self._take_up_choices)
        self._guard_the_way_out()

    def begin(self) -> None:
        """Open the database named, the usual one, or the first page where there is none."""
        named = self._options.database or self._desk.choices.settings.database
        if self._options.is_sample:
            self._open_sample()
        elif named or default_database().exists():
            self._open(named or default_database())
        else:
            self._show_welcome()

    def end(self) -> None:
        """Finish what was ordered and close the database."""
        sys.excepthook = sys.__excepthook__
        self._desk.close(is_server_there=self._attendance.leave())

    def report(
        self, _kind: type[BaseException], fault: BaseException, _at: TracebackType | None
    ) -> None:
        """Show a fault that nobody caught."""
        self._window.furniture.report(fault)

    def _guard_the_way_out(self) -> None:
        held_mail = self._window.messages.held_mail
        self._window.asks_before_closing = self._mail.is_configured
        # Queued: a window cannot be closed from within its own closing.
        self._window.quit_asked.connect(self._ask_about_mail, Qt.ConnectionType.QueuedConnection)
        self._mail.held_counted.connect(self._name_held_mail)
        self._mail.sent_all.connect(self._window.end)
        held_mail.send_now_chosen.connect(self._mail.send_held)
        held_mail.next_start_chosen.connect(self._window.end)

    def _ask_about_mail(self) -> None:
        if self._desk.is_open and self._desk.database.dialect == "sqlite":
            self._mail.count_held()
        else:
            self._window.end()

    def _name_held_mail(self, count: int) -> None:
        if count:
            self._window.messages.held_mail.ask(count)
        else:
            self._window.end()

    def _show_welcome(self) -> None:
        from qualdesk_ui.screens.first_run import FirstRun  # noqa: PLC0415 - once in a lifetime

        self._welcome = FirstRun(self._desk.now())
        self._welcome.import_chosen.connect(self._open_for_import)
        self._welcome.sample_chosen.connect(self._open_sample)
        self._welcome.team_chosen.connect(self._join)
        self._window.furniture.covers.show_welcome(self._welcome)

    def _open(self, target: str | Path) -> None:
        # Made before its rows are there, and held here: a lane's thread must not be the last to let
        # go of a widget.
        self._meanwhile = Meanwhile()
        self._desk.read_last_seen(self, self._show_last_seen, target)
        name = self._desk.choices.settings.person_name
        self._desk.open(partial(open_seat, target, name, self._options.at), self._say_refused)

    def _show_last_seen(self, rows: Sequence[UpNextRow | LaneHead]) -> None:
        page, self._meanwhile = self._meanwhile, None
        if rows and page is not None and not self._desk.is_open:
            page.list.set_rows(rows)
            self._window.pages.show_meanwhile(page)

    def _open_sample(self) -> None:
        path = default_database().with_name("sample.qualdesk")
        self._desk.open(partial(open_sample, path, self._options.at), self._say_refused)

    def _open_for_import(self) -> None:
        self._window.furniture.first_place = Place.IMPORT
        self._open(default_database())

    def _join(self, address: str) -> None:
        if "://" not in address and not Path(address).is_file():
            self._say_refused(InputError(f"There is no file {address}. Check the path or address."))
            return
        self._address = address
        self._open(address)

    def _say_refused(self, refusal: QualDeskError) -> None:
        self._address = ""
        if self._welcome is None:
            self._show_welcome()
        if self._welcome is not None:
            self._welcome.say_refused(refusal)

    def _keep_address(self) -> None:
        if self._address:
            self._desk.choices.put(database=self._address)
            self._address = ""

    def _keep_look(self) -> None:
        theme = Theme(self._window.look.scheme.value)
        self._desk.choices.put(theme=theme, text_scale=current().text_percent)

    def _apply_look(self) -> None:
        settings = self._desk.choices.settings
        self._window.look.apply(Scheme(settings.theme.value), settings.text_scale)
        current().choose_contrast(Contrast(settings.contrast.value))
        current().set_still(wanted=settings.reduce_motion)

    def _take_up_choices(self) -> None:
        self._apply_look()
        self._window.asks_before_closing = self._mail.is_configured
        try:
            save_settings(self._desk.choices.settings)
        except QualDeskError as refusal:
            self._window.messages.say_refused(refusal)


def _settings() -> tuple[Settings, InputError | None]:
    try:
        return load_settings(), None
    except InputError as refusal:
        return Settings(), refusal


def _collect_again() -> None:
    """Collect garbage from now on, but never look again at what the start has imported."""
    gc.freeze()
    gc.enable()
