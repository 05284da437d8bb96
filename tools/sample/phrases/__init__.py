"""The words people and agents use in any trade."""
