"""The database: typed tables, the unit of work, migrations."""
