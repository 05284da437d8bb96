"""Does the product hear recordings at least as well as bare faster-whisper, in about the same time?"""
