"""The detectors ours is compared with.

One rule for all: an alarm restarts the detector, and what it learnt of the baseline from the history is kept.
"""
