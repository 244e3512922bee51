"""The applicant's pages, by what the person is doing."""
