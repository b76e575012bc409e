"""Whether words fit: what is cut, what overlaps, and what stands outside its parent."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from qualdesk_ui.panels.slot_list import _Slot
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import Button
from qualdesk_ui.widgets.choice import Choice
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.outcome_bar import _SmallOutcome
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.rail import _RailButton
from qualdesk_ui.widgets.segment import Part
from qualdesk_ui.widgets.text_area import TextArea

_WORDS: tuple[type[QWidget], ...] = (Label, Button, Choice, KeyedButton, _Slot, _SmallOutcome, Part)
_PLACED: tuple[type[QWidget], ...] = (Label, Button, Choice, Field, TextArea, _Slot)


def cut(within: QWidget) -> list[str]:
    """Return what is shown too small for its own words."""
    lines = [one for kind in _WORDS for one in _shown(within, kind) if _is_too_small(one)]
    wrapped = [one for one in _shown(within, Paragraph) if _is_too_low(one)]
    places = [one for one in _shown(within, _RailButton) if _is_too_narrow(one)]
    return [f"{type(one).__name__} {one.accessibleName()}" for one in (*lines, *wrapped, *places)]


def overlapping(within: QWidget) -> list[tuple[str, str]]:
    """Return the pairs of one parent's children that stand over each other."""
    shown = [one for kind in _PLACED for one in _shown(within, kind)]
    places = [(one, QRect(one.mapTo(within, QPoint(0, 0)), one.size())) for one in shown]
    return [
        (one.accessibleName(), other.accessibleName())
        for index, (one, place) in enumerate(places)
        for other, other_place in places[index + 1 :]
        if one.parent() is other.parent() and place.intersects(other_place)
    ]


def _shown(within: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [one for one in within.findChildren(kind) if one.isVisible()]


def _is_too_small(one: QWidget) -> bool:
    hint = one.sizeHint()
    return one.width() < one.minimumSizeHint().width() or one.height() < hint.height()


def _is_too_low(one: QWidget) -> bool:
    return one.height() < one.heightForWidth(one.width())


def _is_too_narrow(one: QWidget) -> bool:
    assert isinstance(one, _RailButton)
    return one.width() < width_of(one.text(), Role.TINY_STRONG)
