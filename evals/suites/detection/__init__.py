"""Is what goes wrong found early and rightly, and is it quiet otherwise?"""
