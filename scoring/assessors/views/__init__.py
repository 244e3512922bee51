"""The pages of assessors before they open an application: what waits for them, and what they declare."""
