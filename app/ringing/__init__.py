"""Telling other processes over Redis that something waits. The rows have the truth; a lost ring costs time alone."""
