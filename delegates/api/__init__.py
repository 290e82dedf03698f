"""What programs read and do about those whom communes send."""
