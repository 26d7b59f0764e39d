"""What is new reaches people: the list in the desk, letters, and how each person wants them."""
