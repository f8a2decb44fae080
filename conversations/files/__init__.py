"""Files that people send when an agent has asked for them: kept, checked, fetched, deleted."""
