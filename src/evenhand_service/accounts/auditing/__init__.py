"""The audit log as the data protection officer reads it: who wrote and read what, when, and for which purpose."""
