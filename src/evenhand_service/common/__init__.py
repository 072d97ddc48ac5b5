"""What every app stands on: walls in the database, the audit log, who is asking, layout. Imports no other app."""
