"""Prints what exported models answer for the formula's images, as one line of JSON for each line that it reads.

    python tests/keras/predictExported.py

A line is a JSON list: the size of the images, then files (.keras or .h5), which are loaded without custom objects. Of
each: `answers`, the trainable parameters, the names of the layers, and the shapes that Keras would train.
"""

import json
import sys

import formula
import keras


def describe(path, images):
    keras.backend.clear_session()
    model = keras.models.load_model(path)
    return {
        # What `predict` computes, without the time that it takes to trace a graph.
        "answers": keras.ops.convert_to_numpy(model(images, training=False)).ravel().tolist(),
        "layers": [[layer.name, type(layer).__name__] for layer in model.layers],
        "params": model.count_params(),
        "trainable": int(sum(weight.numpy().size for weight in model.trainable_weights)),
        "penalty": float(sum(model.losses)) if model.losses else 0.0,
    }


for line in sys.stdin:
    size, *paths = json.loads(line)
    images = formula.images(int(size))
    print(json.dumps([describe(path, images) for path in paths]), flush=True)
