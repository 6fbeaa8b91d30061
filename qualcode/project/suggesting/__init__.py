"""What is behind the door of suggestions: the passages, what is known of them, and learning."""
