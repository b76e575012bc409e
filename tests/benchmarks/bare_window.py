"""The bare reference: a PySide6 window with the same fonts and a line of text."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from qualdesk.paths import resource


class BareWindow(QMainWindow):
    """Says when it was painted, and ends."""

    def __init__(self, begun: float) -> None:
        super().__init__()
        self._begun = begun
        self.setCentralWidget(QLabel("QualDesk"))
        self.resize(1440, 900)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        print((time.monotonic() - self._begun) * 1000)
        QTimer.singleShot(0, QApplication.quit)


def main(begun: float) -> None:
    """Show the window until it is painted."""
    app = QApplication([])
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    app.setFont(QFont("Inter", 10))
    window = BareWindow(begun)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(float(sys.argv[2]))
