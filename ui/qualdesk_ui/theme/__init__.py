"""The look: colours, type, measures and icons; widgets paint with `current()`."""

from qualdesk_ui.theme.theme import QT_ARGUMENTS, Contrast, Scheme, Theme, current, install
from qualdesk_ui.theme.tokens import Tokens
from qualdesk_ui.theme.typography import Role

__all__ = ["QT_ARGUMENTS", "Contrast", "Role", "Scheme", "Theme", "Tokens", "current", "install"]
