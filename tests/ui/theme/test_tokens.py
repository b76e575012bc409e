"""Every colour pair that carries words is readable, by the formula of WCAG 2.2."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from qualdesk_ui.theme.tokens import DARK, LIGHT, Tokens, high_contrast

_GROUNDS = ("page", "side", "rail", "sunken", "hover", "raised", "accent_tint", "current_tint")
_LEAST = {
    "text": (14.85, 11.76),
    "text2": (6.60, 6.67),
    "text3": (4.99, 4.69),
    "edge": (3.16, 3.10),
    "accent_text": (6.45, 7.43),
    "ring": (5.78, 5.89),
}
_ON_TINT = {
    "ok": (5.04, 7.62),
    "warn": (5.43, 7.55),
    "bad": (5.70, 7.36),
    "teal": (5.48, 7.73),
    "violet": (6.22, 7.29),
}
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("name", _LEAST)
def test_words_are_readable_on_every_ground(tokens: Tokens, name: str) -> None:
    worst = min(contrast(getattr(tokens, name), getattr(tokens, ground)) for ground in _GROUNDS)
    assert worst >= _LEAST[name][tokens.is_dark] - 0.01


@BOTH
@pytest.mark.parametrize("name", _ON_TINT)
def test_states_are_readable_on_their_tint(tokens: Tokens, name: str) -> None:
    ratio = contrast(getattr(tokens, name), getattr(tokens, f"{name}_tint"))
    assert ratio >= _ON_TINT[name][tokens.is_dark] - 0.01


@BOTH
def test_white_is_readable_on_the_primary_button(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.8
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 5.8


@BOTH
def test_the_toast_is_readable(tokens: Tokens) -> None:
    assert contrast(tokens.toast_text, tokens.toast) >= 11.5
    assert contrast(tokens.toast_text2, tokens.toast) >= 7
    assert contrast(tokens.toast_key, tokens.toast) >= 6.9


@BOTH
def test_high_contrast_leaves_no_faint_line_no_faint_word_and_no_tint(tokens: Tokens) -> None:
    high = high_contrast(tokens)
    assert high.line == high.soft == tokens.edge
    assert high.text3 == tokens.text2
    tints = [one.name for one in fields(high) if one.name.endswith("_tint")]
    assert len(tints) == 7
    assert all(getattr(high, tint) == high.page for tint in tints)
    assert contrast(high.line, high.page) >= 3
    assert contrast(high.accent_edge, high.page) >= 3
    assert min(contrast(high.text3, getattr(high, ground)) for ground in _GROUNDS) >= 6.59


@BOTH
def test_words_on_a_plate_stay_readable_where_its_line_became_an_edge(tokens: Tokens) -> None:
    high = high_contrast(tokens)
    assert contrast(high.text2, high.ground(high.soft)) >= 6.5
    assert tokens.ground(tokens.soft) == tokens.soft
