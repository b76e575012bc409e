"""Letters on paper: one after the other on A4, the address where an envelope's window is."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from qualdesk.errors import InputError
from qualdesk.queries.post import WaitingLetter

_MARGIN_MM, _ADDRESS_AT_MM = 25.0, 20.0
_POINTS = 11
_MM_AN_INCH = 25.4
_DOTS_AN_INCH = 300


def write_pdf(path: str, letters: Sequence[WaitingLetter], day: date) -> None:
    """Write letters as pages of one PDF.

    Raises:
        InputError: if the file cannot be written.
    """
    writer = QPdfWriter(path)
    writer.setTitle("Letters")
    writer.setResolution(_DOTS_AN_INCH)
    put_on_paper(writer, letters, day, writer.resolution())


def put_on_paper(
    device: QPagedPaintDevice, letters: Sequence[WaitingLetter], day: date, dots_an_inch: int
) -> None:
    """Paint letters on a printer or into a file, each on a page of its own.

    Raises:
        InputError: if there is no such paper, or no such file.
    """
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    edges = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    device.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    room = QSizeF(device.pageLayout().paintRectPixels(dots_an_inch).size())
    painter = QPainter()
    if not painter.begin(device):
        raise InputError("The letters cannot be written there. Choose another place.")
    for number, letter in enumerate(letters):
        if number:
            device.newPage()
        _paint(painter, device, _document(device, letter, day, dots_an_inch), room)
    painter.end()


def _paint(
    painter: QPainter, device: QPagedPaintDevice, document: QTextDocument, room: QSizeF
) -> None:
    document.setPageSize(room)
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        painter.save()
        painter.translate(0, -page * room.height())
        document.drawContents(painter, QRectF(0, page * room.height(), room.width(), room.height()))
        painter.restore()


def _document(
    device: QPagedPaintDevice, letter: WaitingLetter, day: date, dots_an_inch: int
) -> QTextDocument:
    """Return one letter; its words are inserted as they are, never read as mark-up."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont("Inter", _POINTS))
    line = _POINTS * 1.5 * dots_an_inch / 72
    write = _Writing(document, line)
    write.part(letter.address, above=_ADDRESS_AT_MM * dots_an_inch / _MM_AN_INCH)
    write.part(f"{day.day} {day:%B %Y}", above=2 * line, is_right=True)
    write.part(letter.subject, above=2 * line, weight=QFont.Weight.DemiBold)
    write.part(letter.body.strip(), above=line)
    if letter.enclose:
        write.part(f"Enclosed: {letter.enclose}", above=2 * line)
    return document


class _Writing:
    """Writes part under part; `line` is the height of a line in dots."""

    def __init__(self, document: QTextDocument, line: float) -> None:
        self._cursor = QTextCursor(document)
        self._line = line
        self._is_first = True

    def part(
        self,
        words: str,
        *,
        above: float,
        is_right: bool = False,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        """Write lines with some room above the first."""
        ink = QTextCharFormat()
        ink.setFontWeight(weight)
        for number, line in enumerate(words.splitlines()):
            block = QTextBlockFormat()
            block.setTopMargin(above if number == 0 else 0)
            height = QTextBlockFormat.LineHeightTypes.FixedHeight.value
            block.setLineHeight(self._line, height)
            side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
            block.setAlignment(side)
            if self._is_first:
                self._cursor.setBlockFormat(block)
                self._is_first = False
            else:
                self._cursor.insertBlock(block)
            self._cursor.insertText(line, ink)
