"""The core of QualDesk: rules, storage, commands and queries, without any Qt."""
