"""From declarations to one SQL statement: one GROUP BY per fact table, one wide row per subject, and only the rows that matter out."""
