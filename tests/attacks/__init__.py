"""Attacks on the service: what a stranger, a neighbour or an insider sends, one file for each kind."""
