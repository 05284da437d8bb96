"""What has been learnt of kinds of edits: which works against which cause, and which has earned trust?"""
