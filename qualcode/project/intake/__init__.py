"""Bringing files in: what is planned, shown, decided and stored."""
