"""One's own page, and the page that says what each role may do."""
