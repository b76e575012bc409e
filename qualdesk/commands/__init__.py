"""Every write: a module per topic; functions take session, request and now, and never commit."""
