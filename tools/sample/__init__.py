"""What an organisation with seven ordinary and extraordinary phone projects looks like, with its truth known.

`generate.generate_sample(seed=..., now=...)` is the way in.
"""
