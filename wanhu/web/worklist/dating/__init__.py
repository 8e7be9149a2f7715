"""The dates of a pregnancy on their own page: how it is dated, what was told or seen since, and a clinician's decision."""
