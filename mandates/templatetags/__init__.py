"""Display helpers of the mandates."""
