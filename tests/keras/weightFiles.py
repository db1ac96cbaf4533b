"""Writes golden/weightFiles/: files of weights as real Keras saves them, each compressed (gzip, twice), and
weightFiles.json, which says what is in them.

    python tests/keras/weightFiles.py [FOLDER]        (keras 3.15.1, h5py; with FOLDER also all files as they are)

Every tensor holds one number, its place among the network's tensors, and a ramp over its first values: so a file of
94 MB takes a few KB, and a tensor in the wrong place is found. The same numbers are in
tests/learning/weights/kerasFiles.test.ts.

Two layouts are of versions of Keras that cannot be installed beside this one. They are made of Keras 3's files, as the
source of those versions writes them: weights of a nested model without its configuration (`save_weights('x.h5')` of
Keras 2), and the `.keras` of Keras 2.13, whose layers lie in `_layer_checkpoint_dependencies`, every second number
skipped, without their names.
"""

import gzip
import json
import os
import pathlib
import re
import sys
import tempfile
import zipfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format

L = keras.layers
RAMP = 16


def number(model):
    """Sets every tensor of a network without models in it."""
    place = 0
    for layer in model.layers:
        values = []
        for weight in layer.weights:
            place += 1
            value = np.full(int(np.prod(weight.shape)), place, np.float32)
            value[:RAMP] += np.arange(len(value[:RAMP]), dtype=np.float32) / RAMP
            values.append(value.reshape(weight.shape))
        layer.set_weights(values)
    return model


def build(name, size=32, **options):
    options = {"include_top": False, **options}
    return number(getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), **options))


def dense(units):
    return L.Dense(units, kernel_initializer="zeros")


def sequential(base):
    size = base.input_shape[1]
    return keras.Sequential([keras.Input((size, size, 3)), base, L.GlobalAveragePooling2D(), dense(2)])


def functional(base):
    x = keras.Input(base.input_shape[1:])
    inside = L.RandomFlip()(x)
    return keras.Model(x, dense(2)(L.Dropout(0.2)(L.GlobalAveragePooling2D()(base(inside, training=False)))))


def flat(base):
    x = dense(8)(L.GlobalAveragePooling2D()(base.output))
    return keras.Model(base.input, dense(2)(L.BatchNormalization()(x)))


def half_frozen(base):
    for layer in base.layers[: len(base.layers) // 2]:
        layer.trainable = False
    return base


def frozen_sequential(base):
    return sequential(half_frozen(base))


class Own(keras.Model):
    """A model that is a class of its own."""

    def __init__(self, base):
        super().__init__()
        self.base = base
        self.head = dense(2)

    def call(self, x):
        return self.head(keras.ops.mean(self.base(x), (1, 2)))


def own(base):
    model = Own(base)
    model(np.zeros((1, *base.input_shape[1:]), np.float32))
    return model


def save_keras2_weights(model, path):
    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)


def save_keras2_keras(model, path):
    model.save(path)
    parts = read_zip(path)
    with tempfile.TemporaryDirectory() as folder:
        weights = os.path.join(folder, "model.weights.h5")
        pathlib.Path(weights).write_bytes(parts["model.weights.h5"])
        with h5py.File(weights, "a") as file:
            as_keras2(file)
        parts["model.weights.h5"] = pathlib.Path(weights).read_bytes()
    write_zip(path, parts)


def read_zip(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_zip(path, parts):
    """Without the time at which it was saved and addresses in memory: the file comes out the same."""
    ids = {}
    parts["config.json"] = re.sub(
        rb'"shared_object_id": (\d+)',
        lambda match: b'"shared_object_id": %d' % ids.setdefault(match[1], len(ids)),
        parts["config.json"],
    )
    metadata = json.loads(parts["metadata.json"])
    parts["metadata.json"] = json.dumps({**metadata, "date_saved": "2026-11-28@00:00:00"}).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def as_keras2(group):
    if "layers" not in group:
        return
    group.move("layers", "old")
    layers = group.create_group("_layer_checkpoint_dependencies")
    for name in list(group["old"]):
        stem, index = re.fullmatch(r"(.*?)(?:_(\d+))?", name).groups()
        has_weights = len(group["old"][name].get("vars", {})) > 0 or "layers" in group["old"][name]
        place = int(index or 0) * (2 if has_weights else 1)
        layers.move(f"/{group['old'].name}/{name}", f"{stem}_{place}" if place else stem)
        made = layers[f"{stem}_{place}" if place else stem]
        if "name" in made["vars"].attrs:
            del made["vars"].attrs["name"]
        as_keras2(made)
    del group["old"]


def save(model, path):
    model.save(path)
    if path.endswith(".keras"):
        write_zip(path, read_zip(path))


def save_weights(model, path):
    model.save_weights(path)


TOP = {"include_top": True, "classes": 10}
V2 = "MobileNetV2"
# File, network, how the model around it is made, how it is saved, options of the network, whether it is committed.
FILES = [
    ("whole.h5", V2, None, save, {}, True),
    ("whole.keras", V2, None, save, {}, True),
    ("base.weights.h5", V2, None, save_weights, {}, True),
    ("top.keras", V2, None, save, TOP, True),
    ("top.weights.h5", V2, None, save_weights, TOP, False),
    ("top.h5", V2, None, save, TOP, False),
    ("sequential.h5", V2, sequential, save, {}, False),
    ("sequential.keras", V2, sequential, save, {}, True),
    ("sequential.weights.h5", V2, sequential, save_weights, {}, True),
    ("functional.h5", V2, functional, save, {}, False),
    ("functional.keras", V2, functional, save, {}, False),
    ("functional.weights.h5", V2, functional, save_weights, {}, True),
    ("twice_nested.h5", V2, lambda base: sequential_of(sequential(base)), save, {}, True),
    ("twice_nested.keras", V2, lambda base: sequential_of(sequential(base)), save, {}, False),
    ("flat.h5", V2, flat, save, {}, False),
    ("flat.keras", V2, flat, save, {}, False),
    ("flat.weights.h5", V2, flat, save_weights, {}, False),
    ("half_frozen.h5", V2, frozen_sequential, save, {}, True),
    ("half_frozen.keras", V2, frozen_sequential, save, {}, False),
    ("half_frozen.keras2.h5", V2, frozen_sequential, save_keras2_weights, {}, True),
    ("keras2.h5", V2, sequential, save_keras2_weights, {}, False),
    ("keras2.keras", V2, sequential, save_keras2_keras, {}, True),
    ("own_class.weights.h5", V2, own, save_weights, {}, True),
    ("teachable.h5", V2, lambda base: sequential_of(sequential(base)), save, {"alpha": 0.35}, True),
    ("vgg16.keras", "VGG16", None, save, {}, False),
    ("vgg16_sequential.weights.h5", "VGG16", sequential, save_weights, {}, False),
    ("vgg16_half_frozen.keras2.h5", "VGG16", frozen_sequential, save_keras2_weights, {}, True),
    ("vgg19.keras", "VGG19", None, save, {}, True),
    ("vgg19.keras2.h5", "VGG19", sequential, save_keras2_weights, {}, True),
    ("resnet50.weights.h5", "ResNet50", flat, save_weights, {}, True),
    ("resnet50_sequential.h5", "ResNet50", sequential, save, {}, False),
    ("resnet101.keras", "ResNet101", None, save, {}, False),
    ("inception.keras", "InceptionV3", sequential, save, {"size": 75}, True),
    ("inception.weights.h5", "InceptionV3", None, save_weights, {"size": 75}, False),
    ("inception.keras2.h5", "InceptionV3", frozen_sequential, save_keras2_weights, {"size": 75}, False),
    ("xception.weights.h5", "Xception", sequential, save_weights, {"size": 71}, False),
    ("mobilenet_top.weights.h5", "MobileNet", None, save_weights, TOP, False),
    ("mobilenet_top.keras", "MobileNet", None, save, TOP, False),
    ("densenet.keras", "DenseNet121", sequential, save, {}, False),
    ("inception_resnet.weights.h5", "InceptionResNetV2", None, save_weights, {"size": 75}, False),
    ("nasnet.weights.h5", "NASNetMobile", None, save_weights, {}, False),
]


def sequential_of(model):
    # The head of Teachable Machine is a Sequential, too.
    head = keras.Sequential([keras.Input((2,)), dense(4), dense(3)])
    return keras.Sequential([keras.Input(model.input_shape[1:]), model, head])


def main(everything):
    golden = pathlib.Path(__file__).with_name("golden") / "weightFiles"
    golden.mkdir(exist_ok=True)
    rows, golden_rows = [], []
    with tempfile.TemporaryDirectory() as folder:
        for file, name, around, how, options, is_golden in FILES:
            if not (is_golden or everything):
                continue
            base = build(name, **options)
            path = os.path.join(everything or folder, file)
            how(around(base) if around else base, path)
            facts = {"file": file, "backbone": name, "size": options.get("size", 32), "top": "include_top" in options}
            rows.append(facts)
            if is_golden:
                golden_rows.append(facts)
                once = gzip.compress(pathlib.Path(path).read_bytes(), mtime=0)
                (golden / f"{file}.gz.gz").write_bytes(gzip.compress(once, mtime=0))
            print(file, flush=True)
    if everything:
        pathlib.Path(everything, "files.json").write_text(json.dumps(rows))
    lines = ",\n".join(json.dumps(facts) for facts in golden_rows)
    (golden.parent / "weightFiles.json").write_text(f"[\n{lines}\n]\n")


main(sys.argv[1] if len(sys.argv) > 1 else None)
