"""A small SVG with one of each thing that a drawing may hold, and changes to it."""

from __future__ import annotations

from random import Random

from lxml import etree

from tests.fuzz.bytes import bent, xml_bent

DRAWING = b"""\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  width="120" height="80" viewBox="0 0 120 80">
<style>.a { fill: #0b5d57; stroke: red } #b, text { font: bold 8px sans-serif }</style>
<defs>
<linearGradient id="g"><stop offset="0" stop-color="#fff"/>
  <stop offset="100%" stop-color="rgb(1,2,3)" stop-opacity=".5"/></linearGradient>
<radialGradient id="r" cx="50%" cy="50%" r="40%" gradientTransform="rotate(10)"><stop offset="1"/></radialGradient>
<clipPath id="c"><circle cx="30" cy="30" r="20"/></clipPath>
<mask id="m"><rect width="60" height="60" fill="white"/></mask>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 0h2v2z"/></pattern>
<marker id="k" markerWidth="4" markerHeight="4"><path d="M0 0L4 2 0 4z"/></marker>
<symbol id="s" viewBox="0 0 9 9"><rect width="9" height="9"/></symbol>
</defs>
<g class="a" transform="translate(5,5) scale(1.5) skewX(3) matrix(1 0 0 1 2 2)" opacity=".9">
<path d="M5 5 C 10 10, 20 5 30 30 S 1 1 2 2 Q 3 3 4 4 T 5 5 A 5 9 30 1 0 40 40 H 10 V 3 z m1e2-.5.5"
  marker-end="url(#k)"/>
<rect id="b" x="1" y="2" width="30" height="20" rx="3" fill="url(#g)" stroke-dasharray="3 2" clip-path="url(#c)"/>
<ellipse cx="60" cy="40" rx="9" ry="4" fill="url(#r)"/>
<line x1="0" y1="0" x2="9" y2="9" style="stroke:blue;stroke-width:2mm"/>
<polyline points="1,2 3,4 5 6"/><polygon points="0 0 10 0 10 10" fill="url(#p)" mask="url(#m)"/>
</g>
<use xlink:href="#s" x="70" y="10" width="20" height="20"/><use href="#b" x="9"/>
<text x="10" y="70" text-anchor="middle">Tea <tspan dy="3" font-size="150%">leaf</tspan></text>
<image width="9" height="9" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ
  AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="/>
<a href="https://example.com"><circle cx="100" cy="60" r="5"/></a>
</svg>
"""
VALUES = (
    "url(#c)", "url(#p)", "url(#m)", "url(#s)", "url(/etc/passwd)", "#b", "#s", "file:///etc/passwd", "1e999",
    "-1e-999", "NaN", "1e9", "0", "-5", "100000%", "M" + "0 0L9 9" * 4_000, "scale(0)", "scale(1e9)", "rotate(1e300)",
    "matrix(0 0 0 0 0 0)",
    "0 0 0 0", "0 0 1e-9 1e9", "javascript:x()", "currentColor", "1 " * 900, "0.0001", "A 0 0 0 1 1 9 9", "var(--x)",
)  # fmt: skip


def drawing_bent(chance: Random) -> bytes:
    """The drawing with elements, attributes or bytes of it changed."""
    if chance.random() < 0.3:
        return bent(DRAWING, chance)
    if chance.random() < 0.4:
        return xml_bent(DRAWING, chance)
    root = etree.fromstring(DRAWING)
    for _ in range(chance.choice((1, 2, 6))):
        element = chance.choice([one for one in root.iter() if one.attrib])
        element.set(chance.choice(sorted(map(str, element.attrib))), chance.choice(VALUES))
    return etree.tostring(root)
