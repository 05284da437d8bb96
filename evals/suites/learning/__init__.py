"""Does remembering pay? Kinds of edits tried one after another in worlds with known effects."""
