"""People, their roles and invitations, for those who manage or oversee them."""
