"""Pages of the list: tasks, recording, people, and what supervisors and stewards open on."""
