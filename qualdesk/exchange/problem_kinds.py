"""Kinds of problems that a list can have; those of numbers are `NumberProblem`."""

from enum import StrEnum


class ProblemKind(StrEnum):
    """What could not be taken from a line as it stands."""

    ABOVE_HEADINGS = "above_headings"
    BELOW_ROWS = "below_rows"
    BROKEN_ROW = "broken_row"
    COMMENTS = "comments"
    DATE_IN_FUTURE = "date_in_future"
    DATE_ORDER = "date_order"
    EMPTY_ROW = "empty_row"
    GROUP_ROW = "group_row"
    HIDDEN_ROWS = "hidden_rows"
    INVALID_EMAIL = "invalid_email"
    LEFT_OUT = "left_out"
    MENDED_LETTERS = "mended_letters"
    NO_RESULT = "no_result"
    NUL = "nul"
    OTHER_SECTION = "other_section"
    POSSIBLE_DUPLICATE = "possible_duplicate"
    REPEATED_HEADINGS = "repeated_headings"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    TOTAL = "total"
    UNCLEAR_CONSENT = "unclear_consent"
    UNKNOWN_COUNTRY = "unknown_country"
    UNREADABLE_DATE = "unreadable_date"
    UNREADABLE_LETTER = "unreadable_letter"
