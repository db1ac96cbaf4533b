"""Writes golden/denseHead.json: how Keras trains a small head on fixed features, for every optimizer, with two classes and with three.

    python tests/keras/denseHead.py        (keras 3.15.1 on tensorflow 2.21.0)

40 training and 12 validation examples of 8 values, in batches of 16 (so the last one is smaller), unshuffled, 5 epochs; a hidden layer of
6 ReLU units with an L2 penalty of 0.01, then the output layer.
"""

import json
import pathlib

import formula
import keras
import numpy as np

EPOCHS, BATCH, TRAIN, VALIDATION, FEATURES, HIDDEN = 5, 16, 40, 12, 8, 6

OPTIMIZERS = [
    {"name": "sgd", "learningRate": 0.05, "momentum": 0.9},
    {"name": "sgd", "learningRate": 0.05, "momentum": 0.0},
    {"name": "rmsprop", "learningRate": 0.01, "rho": 0.9, "momentum": 0.0},
    {"name": "rmsprop", "learningRate": 0.01, "rho": 0.8, "momentum": 0.5},
    {"name": "adam", "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999},
]


def values(stream, *shape):
    return np.round(2 * formula.fractions(stream, int(np.prod(shape))).reshape(shape) - 1, 6).astype(np.float32)


def optimizer(settings):
    names = {"learningRate": "learning_rate", "beta1": "beta_1", "beta2": "beta_2"}
    options = {names.get(key, key): value for key, value in settings.items() if key != "name"}
    return {"sgd": keras.optimizers.SGD, "rmsprop": keras.optimizers.RMSprop, "adam": keras.optimizers.Adam}[settings["name"]](**options)


def case(classes, settings):
    units = 1 if classes == 2 else classes
    kernels = [values(1, FEATURES, HIDDEN), values(2, HIDDEN, units)]
    features, validation = values(3, TRAIN, FEATURES), values(4, VALIDATION, FEATURES)
    label = lambda rows: (np.floor((rows[:, 0] + rows[:, 1] * rows[:, 2] + 2) * 1.7).astype(int)) % classes
    model = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            keras.layers.Dense(HIDDEN, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01)),
            keras.layers.Dense(units, activation="sigmoid" if units == 1 else "softmax"),
        ]
    )
    model.set_weights([kernels[0], np.zeros(HIDDEN), kernels[1], np.zeros(units)])
    loss = "binary_crossentropy" if units == 1 else "categorical_crossentropy"
    model.compile(optimizer=optimizer(settings), loss=loss, metrics=["accuracy"])
    target = (lambda y: y[:, None]) if units == 1 else (lambda y: keras.utils.to_categorical(y, classes))
    labels, validation_labels = label(features), label(validation)
    history = model.fit(
        features,
        target(labels),
        validation_data=(validation, target(validation_labels)),
        epochs=EPOCHS,
        batch_size=BATCH,
        shuffle=False,
        verbose=0,
    ).history
    rounded = lambda array: [float(f"{value:.7g}") for value in np.asarray(array).reshape(-1)]
    return {
        "classes": classes,
        "optimizer": settings,
        "features": rounded(features),
        "labels": labels.tolist(),
        "validationFeatures": rounded(validation),
        "validationLabels": validation_labels.tolist(),
        "kernels": [rounded(kernel) for kernel in kernels],
        "history": {
            "loss": rounded(history["loss"]),
            "acc": rounded(history["accuracy"]),
            "valLoss": rounded(history["val_loss"]),
            "valAcc": rounded(history["val_accuracy"]),
        },
        "weights": [rounded(weight) for weight in model.get_weights()],
    }


cases = [case(classes, settings) for classes in (2, 3) for settings in OPTIMIZERS]
path = pathlib.Path(__file__).parent / "golden" / "denseHead.json"
path.write_text(json.dumps(cases, indent=None, separators=(",", ":")) + "\n")
for each in cases:
    print(each["classes"], each["optimizer"], each["history"], sorted(each["labels"]))
