"""The little that a Qt style sheet does best: scroll bars, tooltips, headers, menus, lists."""

from string import Template

from qualdesk_ui.theme.tokens import Tokens

_SHEET = Template("""
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $soft; border: 3px solid transparent; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px;
  border-radius: 3px; border: none; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px;
  border-radius: 3px; border: none; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
Field, SearchField { background: transparent; border: none; padding: 0; }
QToolTip { background: $toast; color: $toast_text; border: 1px solid $toast;
  padding: 4px 6px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; border: none; padding: 0; }
QMenu { background: $raised; color: $text; border: 1px solid $soft;
  border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_tint; color: $accent_text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $soft;
  padding: 4px; outline: none; selection-background-color: $accent_tint;
  selection-color: $accent_text; }
""")
_USED = (
    "soft",
    "edge",
    "toast",
    "toast_text",
    "raised",
    "text",
    "text3",
    "line",
    "accent_tint",
    "accent_text",
)


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet in the colours of `tokens`."""
    return _SHEET.substitute({name: getattr(tokens, name).name() for name in _USED})
