"""Writes golden/resize.json: small pictures as Pillow resizes them, which is what Keras's `load_img` does with a file's
image.

python tests/keras/resize.py        (pillow 12.3.0)
"""

import base64
import json
import pathlib

import formula
import numpy as np
from PIL import Image

FILTERS = {"nearest": Image.Resampling.NEAREST, "bilinear": Image.Resampling.BILINEAR}


def case(name, width, height, size):
    pixels = (
        (formula.fractions(width * 1000 + height, width * height * 3) * 256).astype(np.uint8).reshape(height, width, 3)
    )
    resized = np.asarray(Image.fromarray(pixels).resize((size, size), FILTERS[name]))
    text = lambda array: base64.b64encode(array.tobytes()).decode()
    return {
        "interpolation": name,
        "width": width,
        "height": height,
        "size": size,
        "pixels": text(pixels),
        "resized": text(resized),
    }


SIZES = [(7, 5, 12), (13, 9, 5), (10, 10, 10), (3, 20, 7), (16, 16, 5), (12, 5, 5), (5, 12, 5), (1, 1, 4), (49, 31, 11)]
cases = [case(name, *sizes) for name in FILTERS for sizes in SIZES]
path = pathlib.Path(__file__).parent / "golden" / "resize.json"
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
