"""Name what is our own in the files of other standards (命名空间)."""

from __future__ import annotations

#: Namespace of our data in BPMN and SCXML files.
NAMESPACE = "urn:jiuji-docs:chart:1"
