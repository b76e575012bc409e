"""The tests: they mirror the two packages; journeys drive the real window."""
