"""Does a review of instructions find what is wrong with them, and nothing else?"""
