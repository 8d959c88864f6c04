"""How results look: light and dark, PNG and SVG, drawn by matplotlib in a process of its own."""
