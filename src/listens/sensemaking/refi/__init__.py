"""REFI-QDA codebooks (`.qdc`, and the codebook inside a `.qdpx` project): how NVivo, ATLAS.ti and QualCoder exchange.

The format has two levels or many, a guid, a name and a description for each code, and nothing else that we need; so
what belongs, what does not, examples, mark and code stand as lines below the definition in the description. Those
labels are never translated: they have to be read back anywhere.

Files come from anywhere. A document type is refused, so that no entity is expanded and nothing is fetched; levels,
codes and sizes are limited while reading; of a project only its description is unpacked, no more than the limit.
"""

from listens.sensemaking.refi.reading import MOST_THEMES, is_project, is_xml
from listens.sensemaking.refi.rows import read
from listens.sensemaking.refi.writing import as_xml

__all__ = ["MOST_THEMES", "as_xml", "is_project", "is_xml", "read"]
