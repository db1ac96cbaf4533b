"""Writes golden/fineTuning.json: how Keras trains a small convolutional network in two stages, with BatchNormalization
layers that are frozen, learning, and frozen among learning ones.

    python tests/keras/fineTuning.py        (keras 3.15.1 on tensorflow 2.21.0)

Images of 8 × 8 in batches of 8 (10 of them, so the last batch is smaller). First the dense layer alone with RMSprop,
then with Adam everything from `conv2` on except the normalization `bn2`, while `bn3` learns.
"""

import json
import pathlib

import formula
import keras
import numpy as np
from keras import layers

SIDE, TRAIN, VALIDATION, EPOCHS = 8, 10, 6, 3


def network():
    image = keras.Input((SIDE, SIDE, 3))
    x = layers.Conv2D(4, 3, name="conv1")(image)
    x = layers.BatchNormalization(name="bn1", momentum=0.9)(x)
    x = layers.ReLU(name="relu1")(x)
    x = layers.Conv2D(5, 3, name="conv2")(x)
    x = layers.BatchNormalization(name="bn2", momentum=0.9)(x)
    x = layers.ReLU(name="relu2")(x)
    x = layers.Conv2D(6, 3, name="conv3")(x)
    x = layers.BatchNormalization(name="bn3", momentum=0.9)(x)
    x = layers.ReLU(name="relu3")(x)
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(image, layers.Dense(3, activation="softmax", name="predictions")(x))


def pictures(stream, count):
    return (2 * formula.fractions(stream, count * SIDE * SIDE * 3) - 1).reshape(count, SIDE, SIDE, 3).astype(np.float32)


def freeze(model, trained):
    for layer in model.layers:
        layer.trainable = layer.name in trained


def fit(model, optimizer):
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    labels = lambda count: keras.utils.to_categorical(np.arange(count) % 3, 3)
    history = model.fit(
        pictures(100, TRAIN),
        labels(TRAIN),
        validation_data=(pictures(200, VALIDATION), labels(VALIDATION)),
        validation_batch_size=8,
        epochs=EPOCHS,
        batch_size=8,
        shuffle=False,
        verbose=0,
    ).history
    names = {"loss": "loss", "acc": "accuracy", "valLoss": "val_loss", "valAcc": "val_accuracy"}
    return {ours: rounded(history[theirs]) for ours, theirs in names.items()}


def rounded(values):
    return [float(f"{value:.7g}") for value in np.asarray(values).reshape(-1)]


model = network()
formula.fill(model, 1.0)
freeze(model, {"predictions"})
first = fit(model, keras.optimizers.RMSprop(0.02))
freeze(model, {"conv2", "conv3", "bn3", "predictions"})
second = fit(model, keras.optimizers.Adam(0.005))
weights = {weight.path: rounded(weight.numpy()) for weight in model.weights}
path = pathlib.Path(__file__).parent / "golden" / "fineTuning.json"
path.write_text(json.dumps({"stages": [first, second], "weights": weights}, separators=(",", ":")) + "\n")
print(first, second, {name: value[:3] for name, value in weights.items()}, sep="\n")
