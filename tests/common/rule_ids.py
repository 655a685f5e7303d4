"""The 86 rules read out of the five policy documents, and the pack that answers for each (条款编号)."""

from __future__ import annotations

_LIJIN = """LJ-2.1a LJ-2.1b LJ-2.2 LJ-2.3a LJ-2.3b LJ-2.3c LJ-2.5 LJ-2.6a LJ-2.6b LJ-2.7 LJ-3.1a LJ-3.1b LJ-3.2
    LJ-3.3a LJ-3.3b LJ-3.3c LJ-附"""
_CHENGAN = """CA-1 CA-2.1a CA-2.2 CA-2.3a CA-2.3b CA-2.3c CA-2.4 CA-3 CA-4.2 CA-4.3a CA-4.3b CA-5.2 CA-5.3a
    CA-5.3b CA-5.3c CA-5.4"""
_JIANGSU = """JS-1.1a JS-1.1b JS-1.2a JS-1.2b JS-1.2c JS-1.2d JS-1.2e JS-1.3a JS-1.3b JS-1.4 JS-2.1 JS-2.3
    JS-3.1 JS-3.2 JS-4.1 JS-4.2 JS-4.3"""
_CHAOYANG = """CY-2b CY-3 CY-4.1a CY-4.1b CY-4.1c CY-4.2a CY-4.3.1a CY-4.3.1b CY-4.3.2 CY-4.3.3 CY-5.2
    CY-5.3"""
_JINING = """JN-2.1 JN-2.2 JN-2.3a JN-2.3b JN-2.3c JN-2.3d JN-2.3e JN-2.3f JN-3.1.1 JN-3.1.2a JN-3.1.2b JN-3.1.3
    JN-3.2.1 JN-3.2.3 JN-3.3.1 JN-3.3.2 JN-3.4.1a JN-3.4.1b JN-3.4.1c JN-3.4.2 JN-3.5.1 JN-4.2 JN-4.3
    JN-4.4"""

#: Pack of each document and the ids of its rules, as the domain report numbers them.
RULE_IDS: dict[str, tuple[str, ...]] = {
    "lijin-2017": tuple(_LIJIN.split()),
    "chengan-2015": tuple(_CHENGAN.split()),
    "jiangsu-2016": tuple(_JIANGSU.split()),
    "chaoyang-2021": tuple(_CHAOYANG.split()),
    "jining-2021": tuple(_JINING.split()),
}
