"""The database the service connects to: roles that pass no wall, and addresses read as settings."""
