"""Asking the coordinator for support, and coaches."""
