"""How the service is put together: settings, addresses, the database, what starts and stops it. Imports every app."""
