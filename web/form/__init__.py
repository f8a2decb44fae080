"""Plain pages, which need no script: a question in a form, its answer, the statement."""
