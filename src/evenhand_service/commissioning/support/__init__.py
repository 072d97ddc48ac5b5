"""Areas and providers that lie outside their limits, and how they are assisted."""
