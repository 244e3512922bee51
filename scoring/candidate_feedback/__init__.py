"""Letters in which candidates read how their application was assessed."""
