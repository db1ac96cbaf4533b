"""Writes golden/singleImages.json: what Keras's MobileNet, with the formula's weights, answers for image files that
load_img reads.

    python tests/keras/singleImages.py        (keras 3.15.1)

Each image is a PNG in base64: one of exactly the input size, one that has to be resized. `features` are those without
top, averaged; `probabilities` those with top; of both every 16th value.
"""

import base64
import io
import json
import pathlib

import formula
import keras
import numpy as np
from PIL import Image

SIDE = 64
GAIN = 1.1


def png(width, height, wave):
    row, column, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    pixels = 127.5 + 127.5 * np.sin(wave * row + channel) * np.cos(0.5 * wave * column - channel)
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
    return file


images = [png(SIDE, SIDE, 0.3), png(50, 37, 0.2)]
batch = np.stack([keras.utils.img_to_array(keras.utils.load_img(image, target_size=(SIDE, SIDE))) for image in images])
batch = keras.applications.mobilenet.preprocess_input(batch)


def answers(**options):
    model = keras.applications.MobileNet(weights=None, input_shape=(SIDE, SIDE, 3), **options)
    formula.fill(model, GAIN)
    return keras.ops.convert_to_numpy(model(batch, training=False)).tolist()


features = answers(include_top=False, pooling="avg")
probabilities = answers(include_top=True)
rows = [
    {
        "png": base64.b64encode(image.getvalue()).decode(),
        "features": features[index][::16],
        "probabilities": probabilities[index][::16],
        "mostProbable": int(np.argmax(probabilities[index])),
    }
    for index, image in enumerate(images)
]
path = pathlib.Path(__file__).with_name("golden") / "singleImages.json"
path.write_text(json.dumps({"side": SIDE, "gain": GAIN, "images": rows}) + "\n")
