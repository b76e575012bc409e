"""Widgets are tested in the program's own theme."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from qualdesk_ui.theme import Scheme, Theme, current, install


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Install a light theme at 100 %."""
    before, theme = current(), Theme()
    install(theme)
    theme.choose(Scheme.LIGHT)
    theme.apply_to(qapp)
    yield theme
    theme.set_text_percent(100)
    install(before)
