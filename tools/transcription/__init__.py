"""What was said on a recording? Checks an uploaded file, hears it, and says what is doubtful about what it heard."""
