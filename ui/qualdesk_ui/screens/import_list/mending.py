"""Where a problem of the list is put right: at its column, in how it is read, or among its rows."""

from qualdesk.jobs.list_preview import ListPreview
from qualdesk_ui.screens.import_list.pages import Pages
from qualdesk_ui.screens.import_list.problem_words import Mend, ProblemGroup

_OPTIONS = {
    Mend.REGION: "region",
    Mend.ENCODING: "encoding",
    Mend.DELIMITER: "delimiter",
    Mend.DATES: "dates",
}
_ALWAYS = frozenset({Mend.REGION, Mend.DATES})
"""What can be said of a workbook too."""


def go_to_mend(group: ProblemGroup, pages: Pages, preview: ListPreview | None) -> None:
    """Put the keyboard where such problems of the list that was read are mended."""
    columns = pages.columns
    is_text = bool(preview and preview.encoding)
    if group.mend is Mend.COLUMN and group.column in columns.mapping.mapping():
        pages.show_page(columns)
        columns.mapping.select_of(group.column).setFocus()
    elif group.mend in _ALWAYS or (group.mend in _OPTIONS and is_text):
        pages.show_page(columns)
        columns.options.focus_for(_OPTIONS[group.mend])
    else:
        pages.show_page(pages.problems)
        pages.problems.show_kind(group.kind, group.column)
