"""Which contracts, providers and places a finding concerns, and whom to ring."""
