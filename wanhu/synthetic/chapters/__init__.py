"""Lives as facts, a chapter for each side of them. A chapter hands arrays to whoever keeps facts: sorted by person, or as recorded."""
