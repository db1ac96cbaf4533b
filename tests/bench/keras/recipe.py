"""Keras as a notebook trains a recipe: `python recipe.py <recipe> <folder of images> <backbone's weights, or nothing>`.

The recipe is ours, as JSON, with its defaults filled in. Two classes, so the last layer is one sigmoid unit.

load      decodes all images, as flow_from_directory does: arrays, which stay in memory
epoch     one epoch of model.fit over the whole network, validation included, on a share of the arrays (1: all of them;
the seconds are
          those of all), or on the generator where the recipe augments
epochs    so many epochs of one model.fit on the arrays: what one takes from its beginning to its end, the mean of all
but the first evaluate  the whole network on the test images features  what the frozen backbone answers for a share of
the images (1: all of them), by predict; the seconds are those of all head      a new head on such features (of a share,
repeated until they are as many), by fit, all epochs; it is compiled before
"""

import json
import sys
import time

from side import serve, timed
import keras
import numpy as np
from keras import layers
from keras.src.legacy.preprocessing.image import ImageDataGenerator

recipe, folder, weights = json.loads(sys.argv[1]), sys.argv[2], (sys.argv[3:] or [""])[0]
side, training = recipe["inputSize"], recipe["training"]
keras.utils.set_random_seed(recipe["seed"])


def build_backbone():
    if recipe["backbone"] == "CNN":
        stack = [keras.Input((side, side, 3))]
        for filters in (32, 64, 128, 128):
            stack += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(2)]
        return keras.Sequential(stack)
    network = getattr(keras.applications, recipe["backbone"])(
        weights=None, include_top=False, input_shape=(side, side, 3)
    )
    if weights:
        network.load_weights(weights)
    freeze = recipe["freeze"]
    if freeze == "all":
        network.trainable = False
    elif freeze != "none":
        first = [layer.name for layer in network.layers].index(freeze["before"])
        for layer in network.layers[:first]:
            layer.trainable = False
    return network


def head():
    pooling = {"flatten": layers.Flatten, "avg": layers.GlobalAveragePooling2D, "max": layers.GlobalMaxPooling2D}
    stack = [pooling[recipe["head"]["pooling"]]()]
    for dense in recipe["head"]["dense"]:
        stack.append(layers.Dense(dense["units"], activation=dense["activation"]))
        if dense["dropout"]:
            stack.append(layers.Dropout(dense["dropout"]))
    return stack + [layers.Dense(1, activation="sigmoid")]


def compiled(stack):
    model = keras.Sequential(stack)
    kind = {"rmsprop": keras.optimizers.RMSprop, "adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}[
        recipe["optimizer"]["name"]
    ]
    model.compile(optimizer=kind(recipe["optimizer"]["learningRate"]), loss="binary_crossentropy", metrics=["accuracy"])
    return model


def generator(augments):
    arguments = {"rescale": 1 / 255}
    if recipe["preprocessing"] == "backbone":
        module = {"VGG19": "vgg19", "ResNet50": "resnet", "MobileNetV2": "mobilenet_v2", "DenseNet121": "densenet"}[
            recipe["backbone"]
        ]
        arguments = {"preprocessing_function": getattr(keras.applications, module).preprocess_input}
    if augments:
        names = {
            "rotationRange": "rotation_range",
            "widthShiftRange": "width_shift_range",
            "heightShiftRange": "height_shift_range",
        }
        names |= {"shearRange": "shear_range", "zoomRange": "zoom_range", "horizontalFlip": "horizontal_flip"}
        arguments |= {
            theirs: recipe["augmentation"][ours] for ours, theirs in names.items() if ours in recipe["augmentation"]
        }
    return ImageDataGenerator(**arguments)


def flow(split, augments=False, **options):
    return generator(augments).flow_from_directory(
        f"{folder}/{split}", target_size=(side, side), class_mode="binary", batch_size=training["batchSize"], **options
    )


def arrays(split):
    batches = flow(split, shuffle=False)
    parts = [batches[index] for index in range(len(batches))]
    return np.concatenate([images for images, _ in parts]), np.concatenate([labels for _, labels in parts])


backbone = build_backbone()
network = compiled([backbone, *head()])
data, known = {}, {}


def load():
    _, seconds = timed(lambda: data.update({split: arrays(split) for split in ("train", "validation", "test")}))
    return {"seconds": seconds}


def first(split, share):
    images, labels = data[split]
    count = max(1, round(len(images) * share))
    return images[:count], labels[:count]


def epoch(share):
    if recipe.get("augmentation"):
        # Lives on from epoch to epoch, as in a notebook.
        known.setdefault("flow", flow("train", augments=True))
        source = {
            "x": known["flow"],
            "validation_data": known.setdefault("validation", flow("validation", shuffle=False)),
        }
    else:
        x, y = first("train", share)
        source = {"x": x, "y": y, "validation_data": first("validation", share), "batch_size": training["batchSize"]}
    history, seconds = timed(lambda: network.fit(**source, epochs=1, verbose=0))
    return {"seconds": seconds / share, "loss": history.history["loss"][0]}


def epochs(count):
    x, y = data["train"]
    clock = EpochClock()
    options = {
        "validation_data": data["validation"],
        "batch_size": training["batchSize"],
        "callbacks": [clock],
        "verbose": 0,
    }
    network.fit(x, y, epochs=count, **options)
    return {"seconds": float(np.mean(clock.seconds[1:]))}


class EpochClock(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.started)


def evaluate():
    _, seconds = timed(lambda: network.evaluate(*data["test"], verbose=0))
    return {"seconds": seconds}


def features(share):
    def compute(split):
        return backbone.predict(first(split, share)[0], verbose=0)

    known["features"], seconds = timed(lambda: {split: compute(split) for split in ("train", "validation")})
    images = sum(len(data[split][0]) for split in known["features"])
    return {"seconds": seconds * images / sum(map(len, known["features"].values()))}


def fit_head():
    x, validation = (
        np.resize(known["features"][split], (len(data[split][0]), *known["features"][split].shape[1:]))
        for split in ("train", "validation")
    )

    model = compiled(head())

    def fit(epochs):
        model.fit(
            x,
            data["train"][1],
            validation_data=(validation, data["validation"][1]),
            epochs=epochs,
            batch_size=training["batchSize"],
            verbose=0,
        )

    fit(1)
    return {"seconds": timed(lambda: fit(training["epochs"]))[1]}


answers = {"load": load, "epoch": epoch, "epochs": epochs, "evaluate": evaluate, "features": features, "head": fit_head}
serve({"keras": keras.__version__}, answers)
