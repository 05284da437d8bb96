"""The seven projects of the sample organisation, one module each."""
