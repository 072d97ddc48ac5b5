"""Areas beside each other: limits within which chance alone would leave them."""
