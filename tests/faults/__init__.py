"""The fault harness: what is lost or doubled when machines, lines and programs fail."""
