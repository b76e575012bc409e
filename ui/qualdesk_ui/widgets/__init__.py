"""What every screen is built of: small painted controls, lists, tables and panels."""
