"""The tables of the first release."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "bad_address",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_bad_address")),
    )
    op.create_table(
        "clock",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("laws", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.CheckConstraint("audience IN ('b2b', 'b2c')", name=op.f("ck_clock_audience_is_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
        sa.UniqueConstraint("zones", "laws", "audience", name=op.f("uq_clock_zones_laws_audience")),
    )
    op.create_table(
        "number",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("e164", sa.String(), nullable=False),
        sa.Column("digits_from_end", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zones", sa.String(), nullable=False),
        sa.Column("out_of_service_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("e164 LIKE '+%'", name=op.f("ck_number_is_e164")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number")),
        sa.UniqueConstraint("e164", name=op.f("uq_number_e164")),
    )
    with op.batch_alter_table("number", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_number_digits_from_end"), ["digits_from_end"], unique=False
        )

    op.create_table(
        "person",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("works_from", sa.Time(), nullable=False),
        sa.Column("works_until", sa.Time(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('caller', 'team_lead', 'sales', 'admin')",
            name=op.f("ck_person_role_is_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    op.create_table(
        "touch_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch_text")),
    )
    op.create_table(
        "track",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_track")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_track_key_version")),
    )
    op.create_table(
        "busy_time",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_busy_time_ends_after_start")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_busy_time_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_time")),
    )
    with op.batch_alter_table("busy_time", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_busy_time_person_id"), ["person_id"], unique=False)

    op.create_table(
        "command",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_command_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
    )
    op.create_table(
        "lead_definition",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "saved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["person.id"], name=op.f("fk_lead_definition_saved_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_definition")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_lead_definition_key_version")),
    )
    op.create_table(
        "presence",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('here', 'away', 'out')", name=op.f("ck_presence_state_is_known")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_presence_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_presence")),
    )
    op.create_table(
        "rep_calendar",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('caldav', 'ics')", name=op.f("ck_rep_calendar_kind_is_known")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_rep_calendar_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_rep_calendar")),
    )
    op.create_table(
        "script",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "saved_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["saved_by_id"], ["person.id"], name=op.f("fk_script_saved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_script")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_script_key_version")),
    )
    op.create_table(
        "seat",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("campaign_ids", sa.JSON(), nullable=False),
        sa.Column("territory_ids", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column(
            "in_touch_every", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("claims", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("in_touch_every >= 0", name=op.f("ck_seat_turns_count_up")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_seat")),
    )
    op.create_table(
        "territory",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "covering_rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("is_elsewhere", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(rep_id IS NULL) OR (covering_rep_id IS NULL)",
            name=op.f("ck_territory_covers_if_open"),
        ),
        sa.ForeignKeyConstraint(
            ["covering_rep_id"], ["person.id"], name=op.f("fk_territory_covering_rep_id")
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk_territory_rep_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("name", name=op.f("uq_territory_name")),
    )
    op.create_table(
        "absence",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("deputy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_absence_command_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_absence_open",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "account",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded_name", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("installed", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "pinned_territory_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("audience IN ('b2b', 'b2c')", name=op.f("ck_account_audience_is_known")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["account.id"], name=op.f("fk_account_merged_into_id")
        ),
        sa.ForeignKeyConstraint(
            ["pinned_territory_id"], ["territory.id"], name=op.f("fk_account_pinned_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(
            "ix_account_domain",
            ["domain", "id"],
            unique=False,
            sqlite_where=sa.text("domain <> ''"),
            postgresql_where=sa.text("domain <> ''"),
        )
        batch_op.create_index(batch_op.f("ix_account_folded_name"), ["folded_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_account_name"), ["name"], unique=False)

    op.create_table(
        "campaign",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("offer", sa.String(), nullable=False),
        sa.Column("joining", sa.String(), nullable=False),
        sa.Column("priority", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.Column(
            "first_call_within",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("at_end", sa.String(), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column(
            "script_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "registration_script_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "definition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.CheckConstraint(
            "at_end IN ('nurture', 'keep_calling', 'close_out')",
            name=op.f("ck_campaign_at_end_is_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('webinar', 'seminar', 'trade_show', 'direct_mail', 'white_paper', 'new_product', 'upgrade', 'promotion', 'industry', 'dormant', 'open_territory')",
            name=op.f("ck_campaign_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('running', 'paused', 'ended')", name=op.f("ck_campaign_state_is_known")
        ),
        sa.CheckConstraint("priority IN (1, 2, 3)", name=op.f("ck_campaign_priority_is_known")),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["lead_definition.id"], name=op.f("fk_campaign_definition_id")
        ),
        sa.ForeignKeyConstraint(
            ["registration_script_id"],
            ["script.id"],
            name=op.f("fk_campaign_registration_script_id"),
        ),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name=op.f("fk_campaign_script_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("name", name=op.f("uq_campaign_name")),
    )
    op.create_table(
        "rule_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("law", sa.String(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("saturday", sa.String(), nullable=False),
        sa.Column("sunday", sa.String(), nullable=False),
        sa.Column("holidays", sa.String(), nullable=False),
        sa.Column("is_looser", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT is_looser OR reason <> ''", name=op.f("ck_rule_change_loosened_for_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_rule_change_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_rule_change_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_change")),
    )
    op.create_table(
        "saved_matching",
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_saved_matching_command_id")
        ),
        sa.PrimaryKeyConstraint("shape", name=op.f("pk_saved_matching")),
    )
    op.create_table(
        "suppression_list",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column(
            "row_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(register = '') = (checked_on IS NULL)",
            name=op.f("ck_suppression_list_register_has_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_suppression_list_command_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression_list")),
    )
    with op.batch_alter_table("suppression_list", schema=None) as batch_op:
        batch_op.create_index(
            "ix_suppression_list_register", ["register", "checked_on"], unique=False
        )

    op.create_table(
        "territory_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column(
            "from_rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "from_covering_rep_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("to_rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "to_covering_rep_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_territory_change_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_covering_rep_id"],
            ["person.id"],
            name=op.f("fk_territory_change_from_covering_rep_id"),
        ),
        sa.ForeignKeyConstraint(
            ["from_rep_id"], ["person.id"], name=op.f("fk_territory_change_from_rep_id")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_territory_change_territory_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_covering_rep_id"],
            ["person.id"],
            name=op.f("fk_territory_change_to_covering_rep_id"),
        ),
        sa.ForeignKeyConstraint(
            ["to_rep_id"], ["person.id"], name=op.f("fk_territory_change_to_rep_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_change")),
    )
    with op.batch_alter_table("territory_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_territory_change_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "territory_plan",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_covering", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_territory_plan_by_id")),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_territory_plan_command_id")
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk_territory_plan_rep_id")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_territory_plan_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_plan")),
    )
    with op.batch_alter_table("territory_plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_territory_plan_command_id"), ["command_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_territory_plan_rep_id"), ["rep_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_territory_plan_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "territory_rule",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("postal_prefix", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("size_from", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("size_to", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_territory_rule_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_rule")),
    )
    with op.batch_alter_table("territory_rule", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_territory_rule_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "bucket",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("clock_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("warmth", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("warmth IN (0, 1, 2, 3)", name=op.f("ck_bucket_warmth_is_known")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_bucket_campaign_id")
        ),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_bucket_clock_id")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_bucket_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bucket")),
        sa.UniqueConstraint(
            "territory_id",
            "language",
            "clock_id",
            "campaign_id",
            "warmth",
            name=op.f("uq_bucket_territory_id_language_clock_id_campaign_id_warmth"),
        ),
    )
    op.create_table(
        "campaign_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at_end", sa.String(), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column(
            "script_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "registration_script_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "definition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "at_end IN ('nurture', 'keep_calling', 'close_out')",
            name=op.f("ck_campaign_change_at_end_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('running', 'paused', 'ended')",
            name=op.f("ck_campaign_change_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_change_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_campaign_change_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["lead_definition.id"], name=op.f("fk_campaign_change_definition_id")
        ),
        sa.ForeignKeyConstraint(
            ["registration_script_id"],
            ["script.id"],
            name=op.f("fk_campaign_change_registration_script_id"),
        ),
        sa.ForeignKeyConstraint(
            ["script_id"], ["script.id"], name=op.f("fk_campaign_change_script_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_change")),
    )
    with op.batch_alter_table("campaign_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_change_campaign_id"), ["campaign_id"], unique=False
        )

    op.create_table(
        "imported_list",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column(
            "row_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_imported_list_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_imported_list_command_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_list")),
    )
    op.create_table(
        "site",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("zone_source", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(zone = '') = (zone_source IS NULL)", name=op.f("ck_site_zone_has_a_source")
        ),
        sa.CheckConstraint(
            "zone_source IN ('hand', 'list', 'postal_code')",
            name=op.f("ck_site_zone_source_is_known"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_site_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_site_postal_code"), ["postal_code"], unique=False)

    op.create_table(
        "import_problem",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["imported_list.id"], name=op.f("fk_import_problem_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_problem")),
    )
    with op.batch_alter_table("import_problem", schema=None) as batch_op:
        batch_op.create_index("ix_import_problem_list", ["list_id", "line"], unique=False)

    op.create_table(
        "prospect",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_domain", sa.String(), nullable=False),
        sa.Column("folded_words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column(
            "merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_prospect_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["prospect.id"], name=op.f("fk_prospect_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_prospect_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prospect")),
    )
    with op.batch_alter_table("prospect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prospect_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prospect_email"), ["email"], unique=False)
        batch_op.create_index(
            "ix_prospect_email_domain", ["email_domain", "account_id"], unique=False
        )
        batch_op.create_index(
            "ix_prospect_merged",
            ["merged_into_id"],
            unique=False,
            sqlite_where=sa.text("merged_into_id IS NOT NULL"),
            postgresql_where=sa.text("merged_into_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_prospect_site_id"), ["site_id"], unique=False)

    op.create_table(
        "campaign_member",
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_campaign_member_prospect_id")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "prospect_id", name=op.f("pk_campaign_member")),
    )
    with op.batch_alter_table("campaign_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_campaign_member_prospect_id"), ["prospect_id"], unique=False
        )

    op.create_table(
        "duplicate",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("one_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("other_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("are_same", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (are_same IS NULL)", name=op.f("ck_duplicate_decided_one_way")
        ),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_duplicate_lower_id_first")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_duplicate_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["one_id"], ["prospect.id"], name=op.f("fk_duplicate_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["prospect.id"], name=op.f("fk_duplicate_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_duplicate_one_id_other_id")),
    )
    with op.batch_alter_table("duplicate", schema=None) as batch_op:
        batch_op.create_index("ix_duplicate_other", ["other_id"], unique=False)

    op.create_table(
        "imported_row",
        sa.Column("list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("adds_prospect", sa.Boolean(), nullable=False),
        sa.Column("adds_account", sa.Boolean(), nullable=False),
        sa.Column("adds_member", sa.Boolean(), nullable=False),
        sa.Column("adds_numbers", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"], ["imported_list.id"], name=op.f("fk_imported_row_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_imported_row_prospect_id")
        ),
        sa.PrimaryKeyConstraint("list_id", "line", name=op.f("pk_imported_row")),
    )
    with op.batch_alter_table("imported_row", schema=None) as batch_op:
        batch_op.create_index("ix_imported_row_prospect", ["prospect_id"], unique=False)

    op.create_table(
        "lead",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_kind", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("resolution", sa.String(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "owner_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(owner_kind = 'person') = (owner_person_id IS NOT NULL)",
            name=op.f("ck_lead_has_owner"),
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (resolution IS NOT NULL) AND (state = 'closed') = (resolved_at IS NOT NULL) AND (state = 'closed') = (due_at IS NULL)",
            name=op.f("ck_lead_open_has_next_step_closed_has_resolution"),
        ),
        sa.CheckConstraint(
            "(state IN ('queued', 'nurture')) = (lane IS NOT NULL)",
            name=op.f("ck_lead_lane_if_called"),
        ),
        sa.CheckConstraint(
            "grade IN ('meets_now', 'meets_later', 'fits_no_need', 'does_not_fit')",
            name=op.f("ck_lead_grade_is_known"),
        ),
        sa.CheckConstraint(
            "lane IN ('promised', 'returned', 'fresh', 'retry', 'check_in', 'research')",
            name=op.f("ck_lead_lane_is_known"),
        ),
        sa.CheckConstraint(
            "owner_kind IN ('person', 'territory')", name=op.f("ck_lead_owner_kind_is_known")
        ),
        sa.CheckConstraint(
            "resolution IN ('won_by_sales', 'lost_by_sales', 'closed_out', 'does_not_fit', 'do_not_contact', 'unreachable', 'left_company', 'company_closed', 'merged')",
            name=op.f("ck_lead_resolution_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'nurture', 'with_sales', 'closed')",
            name=op.f("ck_lead_state_is_known"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_lead_attempts_count_up")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_lead_account_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_lead_campaign_id")),
        sa.ForeignKeyConstraint(
            ["owner_person_id"], ["person.id"], name=op.f("fk_lead_owner_person_id")
        ),
        sa.ForeignKeyConstraint(["prospect_id"], ["prospect.id"], name=op.f("fk_lead_prospect_id")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_lead_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(
            "ix_lead_owner",
            ["owner_person_id"],
            unique=False,
            sqlite_where=sa.text("owner_person_id IS NOT NULL"),
            postgresql_where=sa.text("owner_person_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_lead_promised",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("lane = 'promised'"),
            postgresql_where=sa.text("lane = 'promised'"),
        )
        batch_op.create_index("ix_lead_prospect", ["prospect_id"], unique=False)
        batch_op.create_index("ix_lead_state_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_lead_territory_id"), ["territory_id"], unique=False)
        batch_op.create_index(
            "uq_lead_open_prospect",
            ["prospect_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'closed'"),
            postgresql_where=sa.text("state <> 'closed'"),
        )

    op.create_table(
        "prospect_number",
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "number_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("wrong_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["number_id"], ["number.id"], name=op.f("fk_prospect_number_number_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_prospect_number_prospect_id")
        ),
        sa.PrimaryKeyConstraint("prospect_id", "number_id", name=op.f("pk_prospect_number")),
    )
    with op.batch_alter_table("prospect_number", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prospect_number_number_id"), ["number_id"], unique=False
        )

    op.create_table(
        "response",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "kind IN ('registered', 'attended', 'asked', 'left_early', 'did_not_attend', 'downloaded', 'replied', 'visited_stand', 'inquired')",
            name=op.f("ck_response_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_response_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_response_prospect_id")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["touch_text.id"], name=op.f("fk_response_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index("ix_response_prospect", ["prospect_id"], unique=False)

    op.create_table(
        "suppression",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("e164", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("domain", sa.String(), nullable=True),
        sa.Column("company", sa.String(), nullable=True),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("list_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "lifted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("lifted_because", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(e164 IS NULL OR e164 LIKE '+%') AND (address IS NULL OR address LIKE '%@%') AND (domain IS NULL OR (domain <> '' AND domain NOT LIKE '%@%')) AND (company IS NULL OR company <> '')",
            name=op.f("ck_suppression_value_fits_its_scope"),
        ),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_because = '')",
            name=op.f("ck_suppression_lifted_for_a_reason"),
        ),
        sa.CheckConstraint(
            "(scope = 'number') = (e164 IS NOT NULL) AND (scope = 'person') = (prospect_id IS NOT NULL) AND (scope = 'company') = (account_id IS NOT NULL OR company IS NOT NULL) AND (account_id IS NULL OR company IS NULL) AND (scope = 'address') = (address IS NOT NULL) AND (scope = 'domain') = (domain IS NOT NULL)",
            name=op.f("ck_suppression_names_what_it_protects"),
        ),
        sa.CheckConstraint(
            "medium IN ('phone', 'mail', 'both')", name=op.f("ck_suppression_medium_is_known")
        ),
        sa.CheckConstraint(
            "scope IN ('number', 'person', 'company', 'address', 'domain')",
            name=op.f("ck_suppression_scope_is_known"),
        ),
        sa.CheckConstraint("expires_at > since", name=op.f("ck_suppression_expires_later")),
        sa.CheckConstraint(
            "expires_at IS NULL OR list_id IS NOT NULL",
            name=op.f("ck_suppression_own_never_expires"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_suppression_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_suppression_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["person.id"], name=op.f("fk_suppression_lifted_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["list_id"], ["suppression_list.id"], name=op.f("fk_suppression_list_id")
        ),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_suppression_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index("ix_suppression_account", ["account_id"], unique=False)
        batch_op.create_index("ix_suppression_address", ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_suppression_command_id"), ["command_id"], unique=False)
        batch_op.create_index("ix_suppression_company", ["company"], unique=False)
        batch_op.create_index("ix_suppression_domain", ["domain"], unique=False)
        batch_op.create_index("ix_suppression_e164", ["e164"], unique=False)
        batch_op.create_index("ix_suppression_list", ["list_id"], unique=False)
        batch_op.create_index("ix_suppression_prospect", ["prospect_id"], unique=False)

    op.create_table(
        "callback",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wall_time", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("is_for_sales", sa.Boolean(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("start_with", sa.String(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_callback_caller_id")),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_callback_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_callback_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
    )
    with op.batch_alter_table("callback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_callback_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "called_first",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_called_first_by_id")),
        sa.ForeignKeyConstraint(
            ["caller_id"], ["person.id"], name=op.f("fk_called_first_caller_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_called_first_lead_id")),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_called_first")),
    )
    with op.batch_alter_table("called_first", schema=None) as batch_op:
        batch_op.create_index("ix_called_first_caller", ["caller_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("claim_no", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn", sa.String(), nullable=True),
        sa.Column("is_out_of_order", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_claim_caller_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_claim_lead_id")),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index("ix_claim_caller", ["caller_id"], unique=False)

    op.create_table(
        "close_out",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reopen", sa.String(), nullable=False),
        sa.Column("reopen_on", sa.Date(), nullable=True),
        sa.Column("reopen_kind", sa.String(), nullable=True),
        sa.Column("is_referral_asked", sa.Boolean(), nullable=False),
        sa.Column("referral", sa.String(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('no_need_now', 'not_the_right_company', 'chose_someone_else', 'no_budget_in_sight', 'unreachable', 'campaign_over')",
            name=op.f("ck_close_out_reason_is_known"),
        ),
        sa.CheckConstraint(
            "reopen IN ('never', 'at_date', 'on_trigger')",
            name=op.f("ck_close_out_reopen_is_known"),
        ),
        sa.CheckConstraint(
            "reopen_kind IN ('webinar', 'seminar', 'trade_show', 'direct_mail', 'white_paper', 'new_product', 'upgrade', 'promotion', 'industry', 'dormant', 'open_territory')",
            name=op.f("ck_close_out_reopen_kind_is_known"),
        ),
        sa.CheckConstraint(
            "told_by IN ('email', 'phone', 'letter', 'nobody')",
            name=op.f("ck_close_out_told_by_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_close_out_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_close_out_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_close_out")),
    )
    with op.batch_alter_table("close_out", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_close_out_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "deadline",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("ended_as", sa.String(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(lead_id IS NULL) = (kind IN ('absence', 'territory'))",
            name=op.f("ck_deadline_of_a_lead_or_none"),
        ),
        sa.CheckConstraint(
            "ended_as IN ('done', 'paused', 'cancelled')",
            name=op.f("ck_deadline_ended_as_is_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('track_step', 'reopen', 'sales_call', 'absence', 'territory')",
            name=op.f("ck_deadline_kind_is_known"),
        ),
        sa.CheckConstraint(
            "(ended_as IS NULL) = (ended_by IS NULL)", name=op.f("ck_deadline_ended_by_a_command")
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["command.id"], name=op.f("fk_deadline_ended_by")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_deadline_lead_id")),
        sa.ForeignKeyConstraint(["made_by"], ["command.id"], name=op.f("fk_deadline_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_deadline_kind_subject_id")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_ended_by"), ["ended_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadline_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadline_made_by"), ["made_by"], unique=False)
        batch_op.create_index(
            "ix_deadline_waiting",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("ended_as IS NULL"),
            postgresql_where=sa.text("ended_as IS NULL"),
        )

    op.create_table(
        "dial",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "number_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("dialled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outside_hours_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_dial_caller_id")),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_dial_command_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_dial_lead_id")),
        sa.ForeignKeyConstraint(["number_id"], ["number.id"], name=op.f("fk_dial_number_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dial")),
    )
    with op.batch_alter_table("dial", schema=None) as batch_op:
        batch_op.create_index("ix_dial_lead", ["lead_id", "dialled_at"], unique=False)
        batch_op.create_index("ix_dial_number", ["number_id", "dialled_at"], unique=False)

    op.create_table(
        "hand_off",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("brief", sa.String(), nullable=False),
        sa.Column("unmet_because", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accept_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_touch_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("runs_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ran_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "follows_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'returned', 'taken_back', 'met', 'no_show', 'rescheduled', 'won', 'lost')",
            name=op.f("ck_hand_off_state_is_known"),
        ),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_hand_off_caller_id")),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_hand_off_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["hand_off.id"], name=op.f("fk_hand_off_follows_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_hand_off_lead_id")),
        sa.ForeignKeyConstraint(["rep_id"], ["person.id"], name=op.f("fk_hand_off_rep_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_off")),
    )
    with op.batch_alter_table("hand_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_off_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_off_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_off_rep_id"), ["rep_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hand_off_runs_over_at"), ["runs_over_at"], unique=False
        )

    op.create_table(
        "held",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_resting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_held_caller_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_held_lead_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_held")),
    )
    with op.batch_alter_table("held", schema=None) as batch_op:
        batch_op.create_index("ix_held_lead", ["lead_id"], unique=False)

    op.create_table(
        "lead_change",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_kind", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("resolution", sa.String(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "territory_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "owner_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "grade IN ('meets_now', 'meets_later', 'fits_no_need', 'does_not_fit')",
            name=op.f("ck_lead_change_grade_is_known"),
        ),
        sa.CheckConstraint(
            "lane IN ('promised', 'returned', 'fresh', 'retry', 'check_in', 'research')",
            name=op.f("ck_lead_change_lane_is_known"),
        ),
        sa.CheckConstraint(
            "owner_kind IN ('person', 'territory')", name=op.f("ck_lead_change_owner_kind_is_known")
        ),
        sa.CheckConstraint(
            "resolution IN ('won_by_sales', 'lost_by_sales', 'closed_out', 'does_not_fit', 'do_not_contact', 'unreachable', 'left_company', 'company_closed', 'merged')",
            name=op.f("ck_lead_change_resolution_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'nurture', 'with_sales', 'closed')",
            name=op.f("ck_lead_change_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_lead_change_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_lead_change_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_lead_change_lead_id")),
        sa.ForeignKeyConstraint(
            ["owner_person_id"], ["person.id"], name=op.f("fk_lead_change_owner_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_lead_change_territory_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_change")),
        sa.UniqueConstraint("lead_id", "version", name=op.f("uq_lead_change_lead_id_version")),
    )
    with op.batch_alter_table("lead_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lead_change_campaign_id"), ["campaign_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_lead_change_command_id"), ["command_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_lead_change_territory_id"), ["territory_id"], unique=False
        )

    op.create_table(
        "learned",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column(
            "contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_learned_command_id")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["prospect.id"], name=op.f("fk_learned_contact_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_learned_lead_id")),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_learned_prospect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned")),
    )
    with op.batch_alter_table("learned", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learned_command_id"), ["command_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learned_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learned_prospect_id"), ["prospect_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("enclose", sa.String(), nullable=False),
        sa.Column("print_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'printed') = (printed_at IS NOT NULL)", name=op.f("ck_letter_printed_once")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'printed', 'cancelled')", name=op.f("ck_letter_state_is_known")
        ),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_letter_command_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["command.id"], name=op.f("fk_letter_ended_by")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_letter_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_letter_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_command_id"), ["command_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_ended_by"), ["ended_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index("ix_letter_waiting", ["state", "print_after"], unique=False)

    op.create_table(
        "merge",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("kept_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "merged_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "closed_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("number_ids", sa.JSON(), nullable=False),
        sa.Column("extensions", sa.JSON(), nullable=False),
        sa.Column("suppression_ids", sa.JSON(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_lead_id"], ["lead.id"], name=op.f("fk_merge_closed_lead_id")
        ),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_merge_command_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["prospect.id"], name=op.f("fk_merge_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["prospect.id"], name=op.f("fk_merge_merged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    with op.batch_alter_table("merge", schema=None) as batch_op:
        batch_op.create_index("ix_merge_kept", ["kept_id"], unique=False)
        batch_op.create_index("ix_merge_merged", ["merged_id"], unique=False)

    op.create_table(
        "nurture",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("check_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("track_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("caller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["caller_id"], ["person.id"], name=op.f("fk_nurture_caller_id")),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_nurture_command_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_nurture_lead_id")),
        sa.ForeignKeyConstraint(["track_id"], ["track.id"], name=op.f("fk_nurture_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nurture")),
    )
    with op.batch_alter_table("nurture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nurture_command_id"), ["command_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nurture_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nurture_track_id"), ["track_id"], unique=False)

    op.create_table(
        "objection",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "lead_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column(
            "script_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("has_helped", sa.Boolean(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_objection_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_objection_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_objection_person_id")),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name=op.f("fk_objection_script_id")),
        sa.PrimaryKeyConstraint("lead_id", "lead_version", "says", name=op.f("pk_objection")),
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_script_id"), ["script_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by", sa.String(), nullable=True),
        sa.Column(
            "corrects_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "kind IN ('close_out', 'invitation', 'cancellation', 'offer', 'rep_news', 'tried', 'nurture', 'joining', 'correction')",
            name=op.f("ck_outbox_kind_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('held', 'sending', 'sent', 'failed', 'cancelled', 'unknown')",
            name=op.f("ck_outbox_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by"], ["command.id"], name=op.f("fk_outbox_cancelled_by")
        ),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_outbox_command_id")),
        sa.ForeignKeyConstraint(["corrects_id"], ["outbox.id"], name=op.f("fk_outbox_corrects_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_outbox_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_outbox_corrects_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_due", ["state", "send_after"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "queue_entry",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "bucket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("line", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "ready_rank", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("due", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column(
            "owner_person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("line IN (1, 2, 3, 4, 5)", name=op.f("ck_queue_entry_line_is_known")),
        sa.ForeignKeyConstraint(
            ["bucket_id"], ["bucket.id"], name=op.f("fk_queue_entry_bucket_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_queue_entry_lead_id")),
        sa.ForeignKeyConstraint(
            ["owner_person_id"], ["person.id"], name=op.f("fk_queue_entry_owner_person_id")
        ),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_queue_entry")),
    )
    with op.batch_alter_table("queue_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_queue_entry_head",
            ["bucket_id", "line", "is_waiting", "rank", "lead_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_queue_entry_oldest",
            ["bucket_id", "line", "is_waiting", "due", "lead_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_queue_entry_promised",
            ["owner_person_id", "rank"],
            unique=False,
            sqlite_where=sa.text("line = 1 AND NOT is_waiting"),
            postgresql_where=sa.text("line = 1 AND NOT is_waiting"),
        )
        batch_op.create_index(
            "ix_queue_entry_returned",
            ["bucket_id", "owner_person_id"],
            unique=False,
            sqlite_where=sa.text("line = 2"),
            postgresql_where=sa.text("line = 2"),
        )
        batch_op.create_index(
            "ix_queue_entry_waiting",
            ["rank"],
            unique=False,
            sqlite_where=sa.text("is_waiting"),
            postgresql_where=sa.text("is_waiting"),
        )

    op.create_table(
        "received",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_itself", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "settled_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("settled_command_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "by_itself IN ('reply', 'stop', 'answer', 'bounce', 'delay', 'automatic', 'unreadable', 'unrelated', 'seen')",
            name=op.f("ck_received_by_itself_is_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('reply', 'stop', 'answer', 'bounce', 'delay', 'automatic', 'unreadable', 'unrelated', 'seen')",
            name=op.f("ck_received_kind_is_known"),
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)",
            name=op.f("ck_received_settled_by_a_person"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_received_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_received_lead_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_received_settled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_command_id"], ["command.id"], name=op.f("fk_received_settled_command_id")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["touch_text.id"], name=op.f("fk_received_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received")),
        sa.UniqueConstraint(
            "mailbox", "uid_validity", "uid", name=op.f("uq_received_mailbox_uid_validity_uid")
        ),
    )
    with op.batch_alter_table("received", schema=None) as batch_op:
        batch_op.create_index("ix_received_digest", ["mailbox", "digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_received_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_received_settled_command_id"), ["settled_command_id"], unique=False
        )

    op.create_table(
        "skip",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_skip_command_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_skip_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_skip_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skip")),
    )
    with op.batch_alter_table("skip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skip_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index("ix_skip_person", ["person_id", "skipped_at"], unique=False)

    op.create_table(
        "snooze",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_snooze_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_snooze_person_id")),
        sa.PrimaryKeyConstraint("lead_id", name=op.f("pk_snooze")),
    )
    op.create_table(
        "appointment",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hand_off_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wall_time", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_command_id", sa.String(), nullable=True),
        sa.Column("former_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("prospect_answer", sa.String(), nullable=True),
        sa.Column("rep_answer", sa.String(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "medium IN ('video', 'phone', 'on_site')", name=op.f("ck_appointment_medium_is_known")
        ),
        sa.CheckConstraint(
            "prospect_answer IN ('accepted', 'declined', 'tentative', 'counter')",
            name=op.f("ck_appointment_prospect_answer_is_known"),
        ),
        sa.CheckConstraint(
            "rep_answer IN ('accepted', 'declined', 'tentative', 'counter')",
            name=op.f("ck_appointment_rep_answer_is_known"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_appointment_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["changed_command_id"], ["command.id"], name=op.f("fk_appointment_changed_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f("fk_appointment_hand_off_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("uid", name=op.f("uq_appointment_uid")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_appointment_changed_command_id"), ["changed_command_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_appointment_hand_off_id"), ["hand_off_id"], unique=False
        )

    op.create_table(
        "hand_off_answer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "hand_off_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column(
            "said_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "entered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("from_runs_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_first_touch_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("amount", sa.String(), nullable=False),
        sa.Column("last_activity_on", sa.Date(), nullable=True),
        sa.Column("ask_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("right_person", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "takes_back_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "answer IN ('accepted', 'returned', 'met', 'no_show', 'rescheduled', 'working', 'won', 'lost')",
            name=op.f("ck_hand_off_answer_answer_is_known"),
        ),
        sa.CheckConstraint(
            "door IN ('login', 'review', 'reply', 'crm')",
            name=op.f("ck_hand_off_answer_door_is_known"),
        ),
        sa.CheckConstraint(
            "from_state IN ('offered', 'accepted', 'returned', 'taken_back', 'met', 'no_show', 'rescheduled', 'won', 'lost')",
            name=op.f("ck_hand_off_answer_from_state_is_known"),
        ),
        sa.CheckConstraint(
            "reason IN ('misrouted', 'incomplete', 'not_as_agreed', 'already_ours', 'no_need', 'no_budget', 'no_authority', 'timing', 'unreachable')",
            name=op.f("ck_hand_off_answer_reason_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_hand_off_answer_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_hand_off_answer_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f("fk_hand_off_answer_hand_off_id")
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["person.id"], name=op.f("fk_hand_off_answer_said_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["takes_back_id"], ["hand_off_answer.id"], name=op.f("fk_hand_off_answer_takes_back_id")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["touch_text.id"], name=op.f("fk_hand_off_answer_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_off_answer")),
        sa.UniqueConstraint("takes_back_id", name=op.f("uq_hand_off_answer_takes_back_id")),
    )
    with op.batch_alter_table("hand_off_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hand_off_answer_command_id"), ["command_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hand_off_answer_hand_off_id"), ["hand_off_id"], unique=False
        )

    op.create_table(
        "moved_offer",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column(
            "hand_off_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "from_rep_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("from_accept_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_runs_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_moved_offer_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_rep_id"], ["person.id"], name=op.f("fk_moved_offer_from_rep_id")
        ),
        sa.ForeignKeyConstraint(
            ["hand_off_id"], ["hand_off.id"], name=op.f("fk_moved_offer_hand_off_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moved_offer")),
    )
    with op.batch_alter_table("moved_offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moved_offer_command_id"), ["command_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_moved_offer_hand_off_id"), ["hand_off_id"], unique=False
        )

    op.create_table(
        "outbox_choice",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "outbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("from_send_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "from_attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("from_error", sa.String(), nullable=False),
        sa.Column("from_address", sa.String(), nullable=False),
        sa.Column("from_left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "choice IN ('arrived', 'again', 'leave', 'cancel', 'by_hand')",
            name=op.f("ck_outbox_choice_choice_is_known"),
        ),
        sa.CheckConstraint(
            "from_state IN ('held', 'sending', 'sent', 'failed', 'cancelled', 'unknown')",
            name=op.f("ck_outbox_choice_from_state_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_outbox_choice_command_id")
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_outbox_choice_outbox_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outbox_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_choice")),
    )
    with op.batch_alter_table("outbox_choice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outbox_choice_command_id"), ["command_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outbox_choice_outbox_id"), ["outbox_id"], unique=False)

    op.create_table(
        "planned_touch",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "nurture_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('wait', 'email', 'letter', 'call')",
            name=op.f("ck_planned_touch_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["nurture_id"], ["nurture.id"], name=op.f("fk_planned_touch_nurture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_touch")),
        sa.UniqueConstraint("nurture_id", "step", name=op.f("uq_planned_touch_nurture_id_step")),
    )
    op.create_table(
        "touch",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "prospect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "talked_seconds", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("text_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dial_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "lead_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "takes_back_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("script_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "definition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_touch_direction_is_known")),
        sa.CheckConstraint(
            "kind IN ('call', 'email', 'letter', 'meeting', 'note', 'correction')",
            name=op.f("ck_touch_kind_is_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('push_to_sales', 'call_back_later', 'nurture', 'close_out', 'no_answer', 'voicemail', 'busy', 'gatekeeper', 'wrong_number', 'do_not_call')",
            name=op.f("ck_touch_outcome_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_touch_campaign_id")
        ),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name=op.f("fk_touch_command_id")),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["lead_definition.id"], name=op.f("fk_touch_definition_id")
        ),
        sa.ForeignKeyConstraint(["dial_id"], ["dial.id"], name=op.f("fk_touch_dial_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_touch_lead_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_touch_person_id")),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["prospect.id"], name=op.f("fk_touch_prospect_id")
        ),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name=op.f("fk_touch_script_id")),
        sa.ForeignKeyConstraint(
            ["takes_back_id"], ["touch.id"], name=op.f("fk_touch_takes_back_id")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["touch_text.id"], name=op.f("fk_touch_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
        sa.UniqueConstraint("takes_back_id", name=op.f("uq_touch_takes_back_id")),
    )
    with op.batch_alter_table("touch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_touch_command_id"), ["command_id"], unique=False)
        batch_op.create_index("ix_touch_lead", ["lead_id", "happened_at"], unique=False)
        batch_op.create_index("ix_touch_person", ["person_id", "happened_at"], unique=False)
        batch_op.create_index("ix_touch_prospect", ["prospect_id", "happened_at"], unique=False)

    op.create_table(
        "answer",
        sa.Column("touch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_answer_lead_id")),
        sa.ForeignKeyConstraint(["touch_id"], ["touch.id"], name=op.f("fk_answer_touch_id")),
        sa.PrimaryKeyConstraint("touch_id", "step", name=op.f("pk_answer")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "chosen_at_cap",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.String(), nullable=False),
        sa.Column("touch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "choice IN ('stay_in_touch', 'short_email', 'one_more_try', 'close_out')",
            name=op.f("ck_chosen_at_cap_choice_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["command_id"], ["command.id"], name=op.f("fk_chosen_at_cap_command_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_chosen_at_cap_lead_id")),
        sa.ForeignKeyConstraint(["touch_id"], ["touch.id"], name=op.f("fk_chosen_at_cap_touch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_at_cap")),
        sa.UniqueConstraint("touch_id", name=op.f("uq_chosen_at_cap_touch_id")),
    )
    with op.batch_alter_table("chosen_at_cap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chosen_at_cap_lead_id"), ["lead_id"], unique=False)

    op.create_table(
        "published_appointment",
        sa.Column(
            "appointment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_published_appointment_appointment_id"),
        ),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_published_appointment")),
    )
