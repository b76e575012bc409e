"""F6: the keyboard goes from pane to pane, the rail among them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from qualdesk_ui.desk.screen import Paned
from qualdesk_ui.main_window.pages import Pages


def go_to_pane(rail: QWidget, pages: Pages, by: int) -> None:
    """Put the keyboard into the pane so many further; from the last one on to the rail."""
    panes = [*_panes_of(pages.currentWidget()), rail]
    focused: QWidget | None = QApplication.focusWidget()
    now = next((n for n, pane in enumerate(panes) if _holds(pane, focused)), 0)
    for step in range(1, len(panes) + 1):
        first = _first_stop(panes[(now + by * step) % len(panes)])
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _panes_of(page: object) -> Sequence[QWidget]:
    if isinstance(page, Paned):
        return page.panes()
    return [page] if isinstance(page, QWidget) else []


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return what Tab reaches first in a pane."""
    stop: QWidget | None = pane.nextInFocusChain()
    while stop is not None and stop is not pane:
        if pane.isAncestorOf(stop) and _is_stop(stop):
            return stop
        stop = stop.nextInFocusChain()
    return None


def _is_stop(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & by_tab == by_tab and widget.isEnabled() and widget.isVisible()
