"""The pages of the chair and the officials: agreeing scores, and how far the assessors agree."""
