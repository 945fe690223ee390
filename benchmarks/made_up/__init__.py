"""Made-up sites, children's plans and logs: the same seed gives the same bytes on every machine."""
