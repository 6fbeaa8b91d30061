"""What lies open to be coded, and everything that writes to it. No widget."""
