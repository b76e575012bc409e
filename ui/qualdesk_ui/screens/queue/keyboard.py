"""What keys mean in the queue: a deed of the page, and the way back step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qualdesk_ui.screens.queue.deeds import Deeds
from qualdesk_ui.screens.queue.farewells import Farewells
from qualdesk_ui.screens.queue.filters import Filters
from qualdesk_ui.screens.queue.listing import Listing
from qualdesk_ui.screens.queue.side import Side

Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Keyboard:
    """`start` begins to call, `export` writes what is shown."""

    filters: Filters
    listing: Listing
    deeds: Deeds
    farewells: Farewells
    side: Side
    start: Deed
    export: Deed

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        strip = self.deeds.open_strip()
        if action_id == "assign" and strip is not None:
            return strip.choose_letter("A")  # the key belongs to the line that asks
        deed = self._known(action_id)
        if deed is not None:
            deed()
            return True
        if action_id == "confirm":
            return self.farewells.confirm() or self.side.confirm()
        return action_id == "back" and self.step_back()

    def step_back(self) -> bool:
        """Take Esc: what asks first, then the pane, the marks and the filters."""
        strip = self.deeds.open_strip()
        if strip is not None:
            return strip.close_strip()
        if self.farewells.step_back():
            return True
        if self.side.close():
            self.listing.focus()
            return True
        if self.listing.is_list and self.listing.table.clear_marks():
            return True
        is_narrowed = self.filters.wanted().is_narrowed
        if is_narrowed:
            self.filters.clear()
            self.listing.focus()
        return is_narrowed

    def _known(self, action_id: str) -> Deed | None:
        known: dict[str, Deed] = {
            "start-calling": self.start,
            "find": self.filters.begin_find,
            "new-in-queue": self.side.ask_new_prospect,
            "export-queue": self.export,
            "queue-details": self._turn_details,
            "next-tab": partial(self._turn_tab, 1),
            "previous-tab": partial(self._turn_tab, -1),
        }
        on_rows: dict[str, Deed] = {
            "select": self.listing.table.turn_mark,
            "call-first": self.deeds.call_first,
            "call-first-for-all": partial(self.deeds.call_first, is_for_everybody=True),
            "snooze-rows": self.deeds.ask_until,
            "assign": self.deeds.ask_whom,
            "close-rows": self.farewells.ask_why,
        }
        return known.get(action_id) or (on_rows.get(action_id) if self.listing.is_list else None)

    def _turn_details(self) -> None:
        row = self.listing.table.focused_row() if self.listing.is_list else None
        self.side.turn_details(row.row if row is not None else None)
        if not self.side.split.is_open:
            self.listing.focus()

    def _turn_tab(self, by: int) -> None:
        """Turn to a neighbour; from the form, which goes, the keyboard goes to the list."""
        is_in_form = self.side.form.isAncestorOf(self.filters.window().focusWidget())
        self.filters.tabs.step(by)
        if is_in_form:
            self.listing.focus()
