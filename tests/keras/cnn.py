"""Writes golden/CNN.json: the layers of the from-scratch baseline as Keras names them, and what it answers to given
weights and images.

    python tests/keras/cnn.py        (keras 3.15.1 on tensorflow 2.21.0)

Each case: the shape of the answer to both images, the norm of all values and 64 of the values (value i stands at i *
7919 modulo their number).
"""

import json
import pathlib

import formula
import keras
import numpy as np
from keras import layers


def cnn(size):
    keras.backend.clear_session()
    stack = [keras.Input((size, size, 3))]
    for filters in (32, 64, 128, 128):
        stack += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(2)]
    functional = stack[0]
    for layer in stack[1:]:
        functional = layer(functional)
    return keras.Model(stack[0], functional)


def answer(size):
    model = cnn(size)
    formula.fill(model, 1.0)
    output = model.predict(formula.images(size), verbose=0)
    first, second = output.reshape(2, -1)
    assert np.linalg.norm(first - second) > 0.02 * np.linalg.norm(first), "the answer hardly depends on the image"
    assert (output != 0).mean() > 0.1, "most of the answer is zero"
    values = output.reshape(-1).astype(np.float64)
    sample = values[np.arange(min(64, values.size)) * 7919 % values.size]
    return {
        "size": size,
        "shape": list(output.shape),
        "norm": float(np.linalg.norm(values)),
        "sample": [float(f"{value:.8g}") for value in sample],
    }


if __name__ == "__main__":
    model = cnn(150)
    golden = {
        "keras": keras.__version__,
        "params": model.count_params(),
        "layers": [
            [layer.name, type(layer).__name__, [list(weight.shape) for weight in layer.weights]]
            for layer in model.layers
        ],
        "cases": [answer(size) for size in (64, 75)],
    }
    (pathlib.Path(__file__).parent / "golden" / "CNN.json").write_text(json.dumps(golden, indent=1) + "\n")
