"""The pages of this room: what a listener sees, and what those see who answer."""
