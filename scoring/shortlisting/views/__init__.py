"""The official's pages: the competition, its applications, the ranking."""
