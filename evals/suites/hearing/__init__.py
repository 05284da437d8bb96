"""Is what a live transcript got wrong found out from the recording of the call?"""
