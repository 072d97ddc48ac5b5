"""Areas, organisations, agreements, purposes, the service directory, the three stores. Imports accounts and common."""
