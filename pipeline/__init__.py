"""Baygan."""
