"""Is a draft of changed instructions good enough to be shown, going by the calls it was replayed on?"""
