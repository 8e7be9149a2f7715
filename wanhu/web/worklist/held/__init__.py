"""A form that was sent without its session: kept, sealed, for whoever wrote it, and shown to her again, filled in, once she has signed in."""
