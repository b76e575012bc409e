"""The look: colours, type, measures and icons; widgets paint with `current()`."""

from qualdesk_ui.theme.theme import QT_ARGUMENTS, Scheme, Theme, current, install
from qualdesk_ui.theme.tokens import Tokens
from qualdesk_ui.theme.typography import Role

__all__ = ["QT_ARGUMENTS", "Role", "Scheme", "Theme", "Tokens", "current", "install"]
