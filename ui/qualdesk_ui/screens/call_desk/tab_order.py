"""The order in which Tab walks the desk: by what a call needs next, not by where things stand."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def next_stop(
    regions: Sequence[QWidget], focused: QWidget | None, *, is_back: bool
) -> QWidget | None:
    """Return where Tab goes from `focused`: through each region in turn, then round again."""
    walk = list(dict.fromkeys(one for region in regions for one in _reachable(region)))
    if is_back:
        walk.reverse()
    start = walk.index(focused) + 1 if focused in walk else 0
    ahead = walk[start:] + walk[:start]
    return next((one for one in ahead if _is_stop(one) and not _same_group(one, focused)), None)


def around(screen: QWidget) -> list[QWidget]:
    """Return what stands around a screen in its window: a toast, bars, the rail."""
    found: list[QWidget] = []
    inner = screen
    while (outer := inner.parentWidget()) is not None:
        beside = (one for one in outer.children() if one is not inner)
        found += [one for one in beside if isinstance(one, QWidget)]
        inner = outer
    return found


def go_to(stop: QWidget, *, is_back: bool) -> None:
    """Put the focus on a stop and scroll to it."""
    reasons = Qt.FocusReason
    stop.setFocus(reasons.BacktabFocusReason if is_back else reasons.TabFocusReason)
    above = stop.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(stop)
        above = above.parentWidget()


def _reachable(region: QWidget) -> Iterator[QWidget]:
    """Give what can have the focus, children in the order in which they were laid out."""
    for one in (region, *region.findChildren(QWidget)):
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and one.isVisible() and one.isEnabled():
            yield one


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _same_group(one: QWidget, focused: QWidget | None) -> bool:
    """Whether the arrows lead from one to the other: a group of choices is one stop."""
    if focused is None or _is_stop(focused):
        return one is focused
    return one.parentWidget() is focused.parentWidget()
