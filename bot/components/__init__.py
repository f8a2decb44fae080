"""Components of config.yml."""
