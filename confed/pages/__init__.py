"""Pages across the apps: sign-in, Now, council hall, register, where a decision stands."""
