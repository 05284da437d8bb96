"""Is the judge of replayed turns right? Code and model beside turns that were labelled by hand."""
