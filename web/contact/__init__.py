"""Who answers for what, for anyone to read."""
