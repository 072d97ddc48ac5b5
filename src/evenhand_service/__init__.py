"""The service a partnership runs: it stores, asks and shows; what is computed, the library `evenhand` computes."""
