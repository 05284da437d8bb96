"""Is the analysis of calls right? Its causes, turns and quotes beside labelled calls."""
