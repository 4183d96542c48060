"""A day of the sandbox's load within an hour, and what the processes and tables look like meanwhile."""
