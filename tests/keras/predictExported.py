"""Prints what exported models answer for the formula's images, as one line of JSON.

    python tests/keras/predictExported.py SIZE MODEL [MODEL …]

For each file (.keras or .h5), loaded without custom objects: `answers`, the trainable parameters, the names of the
layers, and the shapes that Keras would train.
"""

import json
import sys

import formula
import keras

size, *paths = sys.argv[1:]
images = formula.images(int(size))
answers = []
for path in paths:
    keras.backend.clear_session()
    model = keras.models.load_model(path)
    answers.append(
        {
            "answers": model.predict(images, verbose=0).ravel().tolist(),
            "layers": [[layer.name, type(layer).__name__] for layer in model.layers],
            "params": model.count_params(),
            "trainable": int(sum(weight.numpy().size for weight in model.trainable_weights)),
            "penalty": float(sum(model.losses)) if model.losses else 0.0,
        }
    )
print(json.dumps(answers))
