"""What programs read and do in a commune."""
