"""Results that only a clinician for them may see: one person's page, its forms, and that clinician's list. Computed when asked for, kept nowhere."""
