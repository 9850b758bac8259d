"""Making sense of thousands of notes: themes are proposed here, and people decide.

From text to proposal, each step callable alone so that a job can keep what it made: `mask` (names and numbers out),
`language` (what the model cannot read), `embed` (texts to vectors), `words` (tf-idf and terms), `graph` (who is near
whom), `discover` (communities, and which of them last), `describe` (terms and quotes), `manifest` (how it was done).
Vectors are float arrays of shape (notes, 384), each row of length 1, or all 0 where a note says nothing.

It needs the extra `themes`, which may be missing: `model.require` raises one sentence. The only files read are the
model's own, which `make themes` builds; nothing is ever fetched. docs/adr/0014-themes-are-proposed.md says why.
"""
