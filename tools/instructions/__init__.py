"""Everything about changing instruction text: edits, diffs, guardrails and the playbook. Pure."""
