"""Writes golden/denseHead.json: how Keras trains a small head on fixed features, with two classes and with three: every
optimizer, and label smoothing, class weights, early stopping and plateaus of the learning rate.

    python tests/keras/denseHead.py        (keras 3.15.1 on tensorflow 2.21.0)

40 training and 20 validation examples of 8 values, in batches of 16 (so the last one is smaller), unshuffled, 10
epochs; a hidden layer of 6 ReLU units with an L2 penalty of 0.01, then the output layer.
"""

import json
import pathlib

import formula
import keras
import numpy as np

EPOCHS, BATCH, TRAIN, VALIDATION, FEATURES, HIDDEN = 10, 16, 40, 20, 8, 6

OPTIMIZERS = [
    {"name": "sgd", "learningRate": 0.05, "momentum": 0.9},
    {"name": "sgd", "learningRate": 0.05, "momentum": 0.0},
    {"name": "rmsprop", "learningRate": 0.01, "rho": 0.9, "momentum": 0.0},
    {"name": "rmsprop", "learningRate": 0.01, "rho": 0.8, "momentum": 0.5},
    {"name": "adam", "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999},
    {"name": "adagrad", "learningRate": 0.05, "initialAccumulatorValue": 0.1},
    {"name": "adagrad", "learningRate": 0.05, "initialAccumulatorValue": 0.0},
    {"name": "adamax", "learningRate": 0.02, "beta1": 0.9, "beta2": 0.999},
]

# What else a recipe's `training` may say; each with SGD at a rate that learns soon and then no better.
FAST = {"name": "sgd", "learningRate": 0.5, "momentum": 0.9}
TRAININGS = [
    {"labelSmoothing": 0.2},
    {"classWeight": {"1": 3.0}},
    {"classWeight": {"0": 0.25, "1": 2.0}, "labelSmoothing": 0.1},
    {"earlyStopping": {"monitor": "valLoss", "patience": 2, "minDelta": 0.0, "restoreBestWeights": True}},
    {"earlyStopping": {"monitor": "valLoss", "patience": 9, "minDelta": 0.0, "restoreBestWeights": True}},
    {"earlyStopping": {"monitor": "valAcc", "patience": 0, "minDelta": 0.0, "restoreBestWeights": False}},
    {"earlyStopping": {"monitor": "acc", "patience": 2, "minDelta": 0.1, "restoreBestWeights": True}},
    {
        "reduceLrOnPlateau": {
            "monitor": "valLoss",
            "factor": 0.1,
            "patience": 1,
            "minDelta": 0.0001,
            "cooldown": 2,
            "minLr": 0.0,
        }
    },
    {
        "reduceLrOnPlateau": {
            "monitor": "valLoss",
            "factor": 0.2,
            "patience": 2,
            "minDelta": 0.05,
            "cooldown": 0,
            "minLr": 0.04,
        }
    },
    {"stepsPerEpoch": 2, "validationSteps": 1},
    {"stepsPerEpoch": 7, "validationSteps": 9},
]


def values(stream, *shape):
    return np.round(2 * formula.fractions(stream, int(np.prod(shape))).reshape(shape) - 1, 6).astype(np.float32)


def optimizer(settings):
    names = {
        "learningRate": "learning_rate",
        "beta1": "beta_1",
        "beta2": "beta_2",
        "initialAccumulatorValue": "initial_accumulator_value",
    }
    options = {names.get(key, key): value for key, value in settings.items() if key != "name"}
    classes = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam", "adagrad": "Adagrad", "adamax": "Adamax"}
    return getattr(keras.optimizers, classes[settings["name"]])(**options)


MONITORS = {"loss": "loss", "acc": "accuracy", "valLoss": "val_loss", "valAcc": "val_accuracy"}


class Rates(keras.callbacks.Callback):
    """The learning rate of every epoch, as it was while the epoch ran."""

    def on_train_begin(self, logs=None):
        self.rates = []

    def on_epoch_begin(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate.numpy()))


def callbacks(training):
    chosen = [Rates()]
    if stop := training.get("earlyStopping"):
        chosen.append(
            keras.callbacks.EarlyStopping(
                monitor=MONITORS[stop["monitor"]],
                patience=stop["patience"],
                min_delta=stop["minDelta"],
                restore_best_weights=stop["restoreBestWeights"],
            )
        )
    if plateau := training.get("reduceLrOnPlateau"):
        chosen.append(
            keras.callbacks.ReduceLROnPlateau(
                monitor=MONITORS[plateau["monitor"]],
                factor=plateau["factor"],
                patience=plateau["patience"],
                min_delta=plateau["minDelta"],
                cooldown=plateau["cooldown"],
                min_lr=plateau["minLr"],
            )
        )
    return chosen


class Batches(keras.utils.PyDataset):
    """As `flow_from_directory` hands out its images."""

    def __init__(self, features, labels):
        super().__init__()
        self.features, self.labels = features, labels

    def __len__(self):
        return -(-len(self.features) // BATCH)

    def __getitem__(self, index):
        rows = slice(index * BATCH, (index + 1) * BATCH)
        return self.features[rows], self.labels[rows]


def rounded(array):
    return [float(f"{value:.7g}") for value in np.asarray(array).reshape(-1)]


features, validation = values(3, TRAIN, FEATURES), values(4, VALIDATION, FEATURES)


def data(classes):
    units = 1 if classes == 2 else classes
    label = lambda rows: (np.floor((rows[:, 0] + rows[:, 1] * rows[:, 2] + 2) * 1.7).astype(int)) % classes
    return label(features), label(validation), [values(1, FEATURES, HIDDEN), values(2, HIDDEN, units)]


def case(classes, settings, training={}):
    units = 1 if classes == 2 else classes
    labels, validation_labels, kernels = data(classes)
    model = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            keras.layers.Dense(HIDDEN, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01)),
            keras.layers.Dense(units, activation="sigmoid" if units == 1 else "softmax"),
        ]
    )
    model.set_weights([kernels[0], np.zeros(HIDDEN), kernels[1], np.zeros(units)])
    losses = keras.losses.BinaryCrossentropy if units == 1 else keras.losses.CategoricalCrossentropy
    loss = losses(label_smoothing=training.get("labelSmoothing", 0.0))
    model.compile(optimizer=optimizer(settings), loss=loss, metrics=["accuracy"])
    target = (lambda y: y[:, None]) if units == 1 else (lambda y: keras.utils.to_categorical(y, classes))
    weights = training.get("classWeight")
    every = callbacks(training)
    history = model.fit(
        Batches(features, target(labels)),
        validation_data=Batches(validation, target(validation_labels)),
        epochs=EPOCHS,
        shuffle=False,
        steps_per_epoch=training.get("stepsPerEpoch"),
        validation_steps=training.get("validationSteps"),
        class_weight=weights and {int(name): weight for name, weight in weights.items()},
        callbacks=every,
        verbose=0,
    ).history
    return {
        "classes": classes,
        "optimizer": settings,
        "training": training,
        "history": {
            "loss": rounded(history["loss"]),
            "acc": rounded(history["accuracy"]),
            "valLoss": rounded(history["val_loss"]),
            "valAcc": rounded(history["val_accuracy"]),
            "learningRate": rounded(every[0].rates),
        },
        "weights": [rounded(weight) for weight in model.get_weights()],
    }


cases = [case(classes, settings) for classes in (2, 3) for settings in OPTIMIZERS]
cases += [case(classes, FAST, training) for classes in (2, 3) for training in TRAININGS]
path = pathlib.Path(__file__).parent / "golden" / "denseHead.json"
golden = {"features": rounded(features), "validationFeatures": rounded(validation), "data": {}, "cases": cases}
for classes in (2, 3):
    labels, validation_labels, kernels = data(classes)
    golden["data"][classes] = {
        "labels": labels.tolist(),
        "validationLabels": validation_labels.tolist(),
        "kernels": [rounded(kernel) for kernel in kernels],
    }
path.write_text(json.dumps(golden, indent=None, separators=(",", ":")) + "\n")
for each in cases:
    print(each["classes"], each["optimizer"]["name"], each["training"], each["history"])
