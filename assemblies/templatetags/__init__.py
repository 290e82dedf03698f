"""Display helpers of the assemblies."""
