"""Recommendations: taken in, waited for, answered by actions, merged by people (F6)."""
