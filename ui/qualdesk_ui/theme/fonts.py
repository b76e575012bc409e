"""Loading of the bundled Inter."""

from functools import cache

from PySide6.QtGui import QFontDatabase

from qualdesk.paths import resource

_FILES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")


@cache
def load_fonts() -> None:
    """Make Inter known to Qt; once per process."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{name}.ttf")))
