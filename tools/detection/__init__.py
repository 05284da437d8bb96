"""Is anything wrong with a metric, since when, and is it over?"""
