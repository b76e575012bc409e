"""Every colour of the program, light and dark, by the name the design gives it."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours in force. Ratios and uses stand in the design's table of tokens."""

    is_dark: bool
    page: QColor
    side: QColor
    rail: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    line: QColor
    soft: QColor
    edge: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    accent_text: QColor
    accent_tint: QColor
    accent_edge: QColor
    current_tint: QColor
    ring: QColor
    ok: QColor
    ok_tint: QColor
    warn: QColor
    warn_tint: QColor
    bad: QColor
    bad_tint: QColor
    teal: QColor
    teal_tint: QColor
    violet: QColor
    violet_tint: QColor
    toast: QColor
    toast_text: QColor
    toast_text2: QColor
    toast_key: QColor
    shadow: QColor

    def ground(self, colour: QColor) -> QColor:
        """Return a line's colour as a ground for words, which an edge's would swallow."""
        return self.hover if colour == self.edge else colour


def _tokens(is_dark: bool, **colours: str) -> Tokens:
    return Tokens(is_dark, **{name: QColor(value) for name, value in colours.items()})


LIGHT = _tokens(
    is_dark=False,
    page="#FFFFFF",
    side="#FAF9F7",
    rail="#F4F2EE",
    raised="#FFFFFF",
    sunken="#F5F4F1",
    hover="#F0EEEA",
    line="#E7E4DE",
    soft="#D6D2CA",
    edge="#8B857C",
    text="#1C1B19",
    text2="#57534C",
    text3="#6A655D",
    accent="#3550C8",
    accent_hover="#2A42AD",
    on_accent="#FFFFFF",
    accent_text="#2F49BD",
    accent_tint="#EEF1FD",
    accent_edge="#C9D2F7",
    current_tint="#F4F6FE",
    ring="#3550C8",
    ok="#1A7548",
    ok_tint="#E7F4EC",
    warn="#8A5800",
    warn_tint="#FBF2DF",
    bad="#B3261E",
    bad_tint="#FCECEA",
    teal="#0E6B70",
    teal_tint="#E3F3F3",
    violet="#6B3FB0",
    violet_tint="#F3EEFB",
    toast="#262421",
    toast_text="#F4F2EE",
    toast_text2="#C4BFB6",
    toast_key="#AEBBFF",
    shadow="#1C1810",
)

DARK = _tokens(
    is_dark=True,
    page="#1B1A18",
    side="#171614",
    rail="#131210",
    raised="#24221F",
    sunken="#211F1D",
    hover="#282623",
    line="#32302C",
    soft="#4A4641",
    edge="#7D776E",
    text="#EFEDE9",
    text2="#B9B4AB",
    text3="#9C968C",
    accent="#4F67E0",
    accent_hover="#4459D2",
    on_accent="#FFFFFF",
    accent_text="#AEBBFF",
    accent_tint="#262B4A",
    accent_edge="#3E4887",
    current_tint="#20222E",
    ring="#93A4FF",
    ok="#74D09F",
    ok_tint="#17301F",
    warn="#E9B45A",
    warn_tint="#35290F",
    bad="#FF9A90",
    bad_tint="#3E1D1A",
    teal="#6FCFD3",
    teal_tint="#123031",
    violet="#C6A9FA",
    violet_tint="#2E2342",
    toast="#34312D",
    toast_text="#F4F2EE",
    toast_text2="#C4BFB6",
    toast_key="#AEBBFF",
    shadow="#000000",
)


def high_contrast(tokens: Tokens) -> Tokens:
    """Return the colours for those who need contrast: lines as edges, quiet words louder, no tints."""
    page = tokens.page
    return replace(
        tokens,
        line=tokens.edge,
        soft=tokens.edge,
        text3=tokens.text2,
        accent_tint=page,
        accent_edge=tokens.accent_text,  # without its tint, what is chosen has only its border
        current_tint=page,
        ok_tint=page,
        warn_tint=page,
        bad_tint=page,
        teal_tint=page,
        violet_tint=page,
    )
