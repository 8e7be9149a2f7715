"""A city that does not exist: people, lives, and the departments' files about them, calibrated and dirty on purpose.

``build`` makes a city of 2,000 to 1,500,000 residents for demonstrations, tests and scoring; ``history`` makes years of such a city as
facts of every kind, and ``children`` many children as facts, for measuring speed; ``places`` lists the areas. Everything follows from the
seed.
"""
