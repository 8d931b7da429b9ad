"""How it is told: a brief becomes the slides of one audience, every word final."""
