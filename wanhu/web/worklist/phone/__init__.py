"""The worker's phone: what it keeps for days without a network, and how what it recorded reaches the records exactly once."""
