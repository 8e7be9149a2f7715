"""Somebody is registered in the village: a pregnancy or a child, with an answer for each purpose, and never the same person twice."""
