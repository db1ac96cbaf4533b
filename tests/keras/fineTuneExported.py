"""Fine-tunes an exported model in real Keras, on the formula's images, and saves it in both formats.

    python tests/keras/fineTuneExported.py MODEL.keras TUNED FEATURES_LAYER

Writes TUNED.keras and TUNED.h5 and prints, as one line of JSON, what the model answered before and after, and what its
layer FEATURES_LAYER answers after.
"""

import json
import sys

import formula
import keras
import numpy as np

path, tuned, features_layer = sys.argv[1:]
model = keras.models.load_model(path)
images = formula.images(model.input_shape[1])


def answers(network):
    return network.predict(images, verbose=0).ravel().tolist()


before = answers(model)
classes = model.output_shape[1]
model.compile(optimizer=keras.optimizers.SGD(0.01), loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(images, np.eye(classes)[: len(images)], epochs=3, shuffle=False, verbose=0)
model.save(f"{tuned}.keras")
model.save(f"{tuned}.h5")
features = keras.Model(model.input, model.get_layer(features_layer).output)
print(json.dumps({"before": before, "after": answers(model), "features": answers(features)}))
