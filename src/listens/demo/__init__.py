"""The demo area: published facts, an invented cast and synthetic words, put together from one seed."""
