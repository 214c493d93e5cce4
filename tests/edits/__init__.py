"""A folder of notes and a seed to edited notes, with the truth of which bullet is which."""
