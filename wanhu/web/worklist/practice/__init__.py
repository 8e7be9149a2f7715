"""Practice for a worker: questions that the rules themselves answer. What she got right or wrong is hers and nobody else's."""
