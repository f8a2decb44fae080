"""All that Rasa reads. Runs in Rasa's own environment and imports nothing of ours."""
