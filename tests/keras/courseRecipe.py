"""Writes golden/courseRecipes.json: how Keras trains the course's two recipes on small folders of PNG files, read by
flow_from_directory.

    python tests/keras/courseRecipe.py        (keras 3.15.1 on tensorflow 2.21.0)

recipes/cats-and-dogs-vgg19.yaml without its augmentation and recipes/scenery-resnet50.yaml, both at SIDE pixels,
without shuffling and with the formula's weights in the network and in the last layer. `summary` lists the layers of the
first one as it is, at 224 pixels.
"""

import json
import pathlib
import re
import tempfile

import formula
import keras
import numpy as np
from keras import layers
from keras.applications import VGG19, ResNet50, resnet
from keras.src.legacy.preprocessing.image import ImageDataGenerator
from PIL import Image

SIDE, EPOCHS, BATCH = 40, 3, 5


def picture(label, stream):
    """Stripes that tell the class, and noise. Integers only, and never SIDE pixels wide, so that every file is
    resized."""
    height, width = 44 + stream % 3, 46 + stream % 5
    row, column, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    stripes = (40 * label + 3 * row * (1 + label % 3) + 5 * column + 60 * channel) % 128
    noise = np.floor(96 * formula.fractions(stream, height * width * 3)).astype(int).reshape(height, width, 3)
    return Image.fromarray((stripes + noise).astype(np.uint8))


def write_pictures(folder, classes, counts):
    for split, (name, count) in enumerate(counts.items()):
        for label, class_name in enumerate(classes):
            (folder / name / class_name).mkdir(parents=True)
            for index in range(count):
                picture(label, 1000 * split + 100 * label + index).save(folder / name / class_name / f"{index}.png")


def train(backbone, gain, pooling, generator, classes, counts):
    keras.backend.clear_session()
    base = backbone(weights=None, include_top=False, input_shape=(SIDE, SIDE, 3))
    formula.fill(base, gain)
    base.trainable = False
    binary = len(classes) == 2
    last = layers.Dense(1, activation="sigmoid") if binary else layers.Dense(len(classes), activation="softmax")
    model = keras.Sequential([base, pooling, last])
    formula.fill(keras.Sequential([keras.Input(pooling.output.shape[1:]), last]), 1.0)
    loss = "binary_crossentropy" if binary else "categorical_crossentropy"
    model.compile(optimizer=keras.optimizers.RMSprop(0.001), loss=loss, metrics=["accuracy"])
    with tempfile.TemporaryDirectory() as folder:
        write_pictures(pathlib.Path(folder), classes, counts)
        images = [
            generator.flow_from_directory(
                f"{folder}/{split}",
                target_size=(SIDE, SIDE),
                batch_size=BATCH,
                class_mode="binary" if binary else "categorical",
                shuffle=False,
            )
            for split in counts
        ]
        history = model.fit(images[0], validation_data=images[1], epochs=EPOCHS, shuffle=False, verbose=0).history
    names = {"loss": "loss", "acc": "accuracy", "valLoss": "val_loss", "valAcc": "val_accuracy"}
    rounded = {ours: [float(f"{value:.7g}") for value in history[theirs]] for ours, theirs in names.items()}
    print(backbone.__name__, rounded)
    return {"gain": gain, "classes": classes, "counts": counts, "history": rounded}


def summary():
    """The course's example as its notebook builds it."""
    keras.backend.clear_session()
    base = VGG19(weights=None, include_top=False, input_shape=(224, 224, 3))
    base.trainable = False
    model = keras.Model(base.input, layers.Dense(1, activation="sigmoid")(layers.Flatten()(base.output)))
    printed = []
    model.summary(print_fn=lambda text, **_: printed.extend(text.split("\n")))
    return {
        "layers": [
            [layer.name, type(layer).__name__, list(layer.output.shape), layer.count_params()] for layer in model.layers
        ],
        "totals": [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in printed if "params:" in line],
    }


golden = {
    "keras": keras.__version__,
    "side": SIDE,
    "epochs": EPOCHS,
    "batchSize": BATCH,
    "recipes": {
        "cats-and-dogs-vgg19": train(
            VGG19,
            1.12,
            layers.Flatten(),
            ImageDataGenerator(rescale=1 / 255),
            ["cats", "dogs"],
            {"train": 9, "validation": 4},
        ),
        "scenery-resnet50": train(
            ResNet50,
            0.45,
            layers.GlobalAveragePooling2D(),
            ImageDataGenerator(preprocessing_function=resnet.preprocess_input),
            ["buildings", "forest", "glacier", "mountain", "sea", "street"],
            {"train": 4, "validation": 2},
        ),
    },
    "summary": summary(),
}
path = pathlib.Path(__file__).parent / "golden" / "courseRecipes.json"
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
