"""What leaves the house on paper or as a file: minutes as PDF, plain text and a table of votes."""
