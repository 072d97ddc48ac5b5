"""Work in the background: tasks carry ids alone, a worker holds a lock while it lives, what was killed is found again."""
