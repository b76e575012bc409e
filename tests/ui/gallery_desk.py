"""The gallery's larger pages: the widgets of the call desk, and a table."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.answers import Hearing
from qualdesk.domain.lead_definition import Criterion, LeadDefinition, Standing
from qualdesk.domain.outcome import SPOKEN_REASONS, Outcome
from qualdesk.domain.script import Ask, Choice, Condition, Script, Step
from qualdesk.domain.verdicts import verdict
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.choice import ChoiceRow
from qualdesk_ui.widgets.current_card import CurrentCard, CurrentCardText
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import hint, section
from qualdesk_ui.widgets.outcome_bar import OutcomeBar
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.rail import Rail, RailItem
from qualdesk_ui.widgets.script_view import ScriptView
from qualdesk_ui.widgets.surface import Ground, Surface
from qualdesk_ui.widgets.table import Column, GroupHead, Table
from qualdesk_ui.widgets.text_area import TextArea
from qualdesk_ui.widgets.timeline import Timeline, TimelineEntry
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextList, UpNextRow
from qualdesk_ui.widgets.verdict_bar import VerdictBar

RAIL = (
    RailItem("desk", "headset", "Call desk"),
    RailItem("queue", "list-ordered", "Queue"),
    RailItem("hand_offs", "calendar-check", "Hand-offs"),
    RailItem("territories", "map", "Territories"),
    RailItem("review", "messages-square", "Review"),
    RailItem("health", "heart-pulse", "Health"),
    RailItem("campaigns", "megaphone", "Campaigns"),
    RailItem("reports", "chart-column", "Reports"),
)
FIELDS = {
    "first_name": "Maria",
    "caller": "Priya",
    "campaign": "Line inspection without line stops",
    "rep": "Jonas Weber",
    "city": "southern Germany",
}
DEFINITION = LeadDefinition(
    "agreed",
    "Agreed lead",
    (
        Criterion("need", "Need"),
        Criterion("authority", "Authority"),
        Criterion("timing", "Timing"),
        Criterion("budget", "Budget", is_required=False),
    ),
)
HEARING = Hearing(datetime(2026, 11, 18, 9, 32, tzinfo=UTC), "Europe/Berlin", "EUR")
_MET = Standing.MET
SCRIPT = Script(
    "webinar",
    "Webinar follow-up",
    (
        Step(
            "hello",
            "Good morning {first_name}, this is {caller} from Aldergrove. You joined {campaign} "
            "yesterday and asked how it copes with wet glass. Is this a good moment?",
        ),
        Step("moment", "Is this a good moment?", Ask.CHOICE, "Good moment?", (Choice("Yes"),)),
        Step(
            "today",
            "How do you check fill level and caps today?",
            Ask.CHOICE,
            choices=(Choice("By hand"), Choice("By camera")),
        ),
        Step(
            "cost",
            "What did the last recall or complaint cost?",
            Ask.TEXT,
            criterion="need",
            when=Condition("today", ("By hand",), "because they inspect by hand"),
        ),
        Step("who", "Who decides on a new system?", Ask.TEXT, criterion="authority"),
        Step(
            "timing",
            "When would it have to be running? Is there a date behind it, such as an audit?",
            Ask.CHOICE,
            choices=(
                Choice("This quarter", _MET),
                Choice("Next quarter", _MET),
                Choice("Within a year", _MET),
                Choice("No plan", Standing.LATER),
            ),
            placeholder="or a date: “April”, “before the audit”",
            hint="Meets Timing if within 12 months",
            criterion="timing",
        ),
        Step(
            "money",
            "Is money set aside for it this year, or would it have to be found?",
            Ask.CHOICE,
            choices=tuple(
                map(Choice, ("Set aside", "Could be found", "Not this year", "Rather not say"))
            ),
            criterion="budget",
        ),
        Step(
            "later",
            "Staying in touch",
            when=Condition("timing", ("No plan",)),
        ),
        Step(
            "meeting",
            "What usually helps at this point is twenty minutes with {rep}, who looks after "
            "dairies in {city}. Would {slot} suit you?",
        ),
    ),
)
ANSWERS = {
    "moment": "Yes",
    "today": "By hand",
    "cost": "about € 40,000",
    "who": "Maria, with the plant manager",
}


def desk_page() -> QWidget:
    """Return the call desk's own widgets as they stand together."""
    page = QWidget()
    page.resize(1440, 900)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(_rail())
    row.addWidget(_up_next())
    row.addWidget(Hairline(Qt.Orientation.Vertical))
    row.addWidget(_centre(), 1)
    row.addWidget(Hairline(Qt.Orientation.Vertical))
    row.addWidget(_details())
    return page


def _rail() -> Rail:
    rail = Rail(RAIL)
    rail.show_place("desk")
    rail.set_badge("hand_offs", 3)
    rail.set_badge("health", 41)
    rail.set_person("Priya Nair", "on a call")
    return rail


def _up_next() -> QWidget:
    side = Surface(Ground.SIDE)
    side.setFixedWidth(280)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 44, 0, 0)
    column.setSpacing(0)
    card = CurrentCard()
    chip = ChipLook("Callback 10:30", "calendar-clock", Tone.ACCENT)
    why = (
        "You promised Maria a call at 10:30 her time. "
        "She attended yesterday’s webinar and asked a question."
    )
    card.show_prospect(CurrentCardText("Maria Keller", "Bergmann Molkerei", "10:32", chip, why))
    holder = QHBoxLayout()
    holder.setContentsMargins(8, 0, 8, 0)
    holder.addWidget(card)
    column.addLayout(holder)
    listed = UpNextList()
    listed.set_rows(_waiting())
    column.addWidget(listed, 1)
    return side


def _waiting() -> list[UpNextRow | LaneHead]:
    webinar = ("Webinar · 1 day ago", "video", Tone.VIOLET)
    paper = ("White paper · 2 h ago", "file-text", Tone.TEAL)
    back = ("Callback 10:45", "calendar-clock", Tone.ACCENT)
    return [
        LaneHead("Promised calls"),
        UpNextRow(1, "Noor Haddad", "Zuivel De Waal", *back, "10:32"),
        LaneHead("Webinar window", "closes Thu"),
        UpNextRow(2, "Tom Ashworth", "Pennine Packaging", *webinar, "09:32"),
        UpNextRow(3, "Ingrid Solheim", "Fjordmat AS", *webinar, "10:32"),
        LaneHead("Fresh interest"),
        UpNextRow(4, "Luc Fontaine", "Laiterie du Jura", *paper, "10:32"),
        LaneHead("Retries"),
        UpNextRow(
            5, "Helen Marsh", "Tarn Brewery", "Retry 2 of 6", "rotate-cw", Tone.SECONDARY, "09:32"
        ),
        LaneHead("Later today"),
        UpNextRow(6, "Dana Whitfield", "Hudson Creameries", *back, "04:32", is_outside_hours=True),
    ]


def _centre() -> QWidget:
    centre = QWidget()
    column = QVBoxLayout(centre)
    column.setContentsMargins(0, 124, 0, 0)
    column.setSpacing(0)
    view = ScriptView()
    view.show_script(SCRIPT, ANSWERS, FIELDS, DEFINITION, HEARING)
    column.addWidget(Hairline())
    column.addWidget(view, 1)
    verdicts = VerdictBar()
    verdicts.set_verdict(verdict(SCRIPT, DEFINITION, ANSWERS, HEARING.today))
    column.addWidget(verdicts)
    column.addWidget(outcome_bar())
    return centre


def outcome_bar() -> OutcomeBar:
    """Return the bar with the second lines of the picture."""
    bar = OutcomeBar()
    bar.set_second_lines(
        {
            Outcome.PUSH_TO_SALES: "to Jonas Weber",
            Outcome.CALL_BACK_LATER: "at a time they choose",
            Outcome.NURTURE: "Dairy track",
            Outcome.CLOSE_OUT: "thank-you e-mail",
        }
    )
    return bar


def _details() -> QWidget:
    side = Surface(Ground.SIDE)
    side.setFixedWidth(336)
    column = QVBoxLayout(side)
    column.setContentsMargins(16, 12, 16, 16)
    notes = TextArea("Notes")
    notes.set_text(
        "Runs 2 bottling lines, third planned for spring. Two people per shift checking caps. "
        "Audit by the retailer in April."
    )
    notes.setFixedHeight(88)
    column.addWidget(section("Notes"))
    column.addWidget(notes)
    column.addWidget(section("Timeline"))
    column.addWidget(
        Timeline(
            [
                TimelineEntry(
                    "video",
                    "Attended webinar",
                    "Yesterday",
                    ("46 of 60 min. Asked: “Does it cope with wet glass?”",),
                    Tone.VIOLET,
                ),
                TimelineEntry(
                    "mail", "Replied by e-mail", "Yesterday", ("“Happy to talk – 10:30 is best.”",)
                ),
                TimelineEntry("voicemail", "Voicemail left", "Fri 13 Nov", ("Priya · 0:24",)),
            ]
        )
    )
    column.addWidget(section("Account"))
    column.addWidget(
        Facts([("Industry", "Dairy, glass bottling"), ("Size", "420 people, 3 sites")])
    )
    column.addStretch(1)
    return side


@dataclass(frozen=True)
class Row:
    """A hand-off as the table shows it."""

    name: str
    company: str
    meeting: str
    there: str
    rep: str
    state: ChipLook
    then: str
    count: int = 3


OFFERED = ChipLook("Offered", "send", Tone.ACCENT)
RETURNED = ChipLook("Returned", "corner-up-left", Tone.BAD)
ROWS: list[Row | GroupHead] = [
    GroupHead("Needs you", "returned, or not answered in time"),
    Row(
        "Rafael Ortiz",
        "Conservas Ebro",
        "Wed 18 Nov, 11:00",
        "10:00 London",
        "Karen Doyle",
        RETURNED,
        "You decide: four next steps",
    ),
    Row(
        "Beate Lang",
        "Lang Kellerei",
        "Fri 20 Nov, 09:00",
        "08:00 London",
        "Jonas Weber",
        RETURNED,
        "“A customer of Vienna already”",
        142,
    ),
    GroupHead("Coming up"),
    Row(
        "Maria Keller",
        "Bergmann Molkerei",
        "Thu 19 Nov, 10:00",
        "09:00 London",
        "Jonas Weber",
        OFFERED,
        "Jonas answers by Wed 16:00",
    ),
]


def hand_off_table() -> Table[Row]:
    """Return a table with every kind of cell."""
    columns: list[Column[Row]] = [
        Column(
            "Prospect", 230, lambda row: row.name, lambda row: row.company, role=Role.BODY_MEDIUM
        ),
        Column("Meeting", 196, lambda row: row.meeting, lambda row: row.there),
        Column("Rep", 150, lambda row: row.rep, has_avatar=True),
        Column("State", 130, lambda _row: "", chip=lambda row: row.state),
        Column("Tries", 90, lambda _row: "3 of 6", dots=lambda _row: (3, 6)),
        Column("Hot", 60, lambda row: str(row.count), role=Role.BODY_STRONG, is_right=True),
        Column("What happens next", 0, lambda row: row.then, tone=lambda _row: Tone.SECONDARY),
    ]
    table: Table[Row] = Table("Hand-offs", columns, lambda row: row.name, row_height=50)
    table.set_rows(ROWS)
    return table


def table_page() -> QWidget:
    """Return a table on a page."""
    page = QWidget()
    page.resize(1100, 420)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 16, 0, 0)
    table = hand_off_table()
    table.hasFocus = lambda: True  # type: ignore[method-assign]
    column.addWidget(table)
    return page


def panel_page() -> QWidget:
    """Return a panel open over the script, and a toast's neighbour, the message bar."""
    page = QWidget()
    page.resize(748, 620)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    view = ScriptView()
    view.show_script(SCRIPT, ANSWERS, FIELDS, DEFINITION, HEARING)
    column.addWidget(view, 1)
    bar = outcome_bar()
    bar.set_open(Outcome.CLOSE_OUT)
    column.addWidget(bar)
    panel = Panel("Close out courteously", "Maria Keller", parent=page)
    reasons = ChoiceRow("Why", [one.label for one in SPOKEN_REASONS])
    reasons.show_letters()
    reasons.set_value("No need now")
    panel.body.addWidget(section("Why"))
    panel.body.addWidget(reasons)
    mail = TextArea("E-mail")
    mail.set_text("Dear Ms Keller,\n\nThank you for your time this morning.\n\nPriya Nair")
    panel.body.addWidget(mail, 1)
    panel.foot.addWidget(PrimaryButton("Close out and send", "Ctrl+Enter"))
    panel.foot.addWidget(NormalButton("Close without e-mail"))
    panel.foot.addStretch(1)
    panel.foot.addWidget(hint("Waits 30 s in the outbox; Ctrl+Z takes it back"))
    panel.place_over(QRect(0, 0, 748, 620 - bar.sizeHint().height()))
    panel.rise()
    return page
