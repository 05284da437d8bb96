"""Is what is shown worth showing? The replay gate beside drafts whose truth is known."""
