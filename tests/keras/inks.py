"""Writes golden/inks.json: a JPEG of printing inks (CMYK), in base64, and the bytes that Keras's load_img makes of it.

python tests/keras/inks.py        (keras 3.15.1, Pillow)
"""

import base64
import io
import json
import pathlib

import keras
import numpy as np
from PIL import Image

SIDE = 8
row, column, ink = np.meshgrid(np.arange(SIDE), np.arange(SIDE), np.arange(4), indexing="ij")
inks = np.where(ink == 3, 12 * column, 30 * (row + ink) % 256).astype(np.uint8)
file = io.BytesIO()
Image.fromarray(inks, "CMYK").save(file, "JPEG", quality=90, subsampling=0)
pixels = keras.utils.img_to_array(keras.utils.load_img(io.BytesIO(file.getvalue()))).astype(int).ravel().tolist()
path = pathlib.Path(__file__).with_name("golden") / "inks.json"
path.write_text(json.dumps({"side": SIDE, "jpeg": base64.b64encode(file.getvalue()).decode(), "pixels": pixels}) + "\n")
