"""Who was heard, against who lives here: live, for the people who run the round. What is public is a release's."""
