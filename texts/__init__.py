"""The words that visitors read, one catalogue for each language of the chat."""
