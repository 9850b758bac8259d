"""The machine's part in making sense: it proposes themes and suggests codings, and never decides."""
