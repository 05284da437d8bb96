"""How a call runs, turn by turn."""
