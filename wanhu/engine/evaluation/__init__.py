"""From declarations and facts to lists: columns of facts sorted once, every rule worked out for thousands of subjects at a time.

``facts`` reads, ``layers`` sorts, ``program`` says what a rulebook needs, ``values`` and ``expressions`` compute, ``steps`` decides states,
``lists`` writes the rows. The same code runs on one family, one city, or one bucket of a province.
"""
