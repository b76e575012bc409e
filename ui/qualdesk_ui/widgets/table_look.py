"""What every table shares: no frame, no grid, no highlight of its own, plates behind rows."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

_OUTSIDE = 20


def be_quiet(table: QTableView) -> None:
    """Take away what Qt draws around and between cells."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows = table.verticalHeader()
    rows.setVisible(False)
    rows.setMinimumSectionSize(16)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def hide_highlight(table: QTableView) -> None:
    """Let no selected cell be filled; the plate behind the row says it already."""
    palette = table.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
    table.setPalette(palette)


def plate_of(table: QTableView, place: int, margin: int) -> QRectF:
    """Return the plate behind the row at a place, which reaches into the margins."""
    left = margin - min(_OUTSIDE, margin)
    width = table.viewport().width() - 2 * left
    return QRectF(left, table.rowViewportPosition(place), width, table.rowHeight(place))
