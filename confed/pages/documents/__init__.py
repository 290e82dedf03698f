"""Files that pages across apps give out."""
