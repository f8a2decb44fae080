"""Follow-up: the page, the PDF and the CSV for committees."""
