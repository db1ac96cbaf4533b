"""Writes golden/officialFiles.json: which file each application asks for with weights="imagenet", and the MD5 that it
expects.

    python tests/keras/officialFiles.py        (keras 3.15.1; builds every network, downloads nothing)

A row: [network, side of the input, with its top, path below Keras's host, MD5 or null].
"""

import json
import pathlib

import keras
from keras.src.utils import file_utils

HOST = "https://storage.googleapis.com/tensorflow/keras-applications/"
SIZES = {
    "Xception": [299],
    "InceptionV3": [299],
    "InceptionResNetV2": [299],
    "MobileNet": [128, 160, 192, 224],
    "MobileNetV2": [96, 128, 160, 192, 224],
}
NETWORKS = [
    "Xception",
    "VGG16",
    "VGG19",
    "ResNet50",
    "ResNet50V2",
    "ResNet101",
    "ResNet101V2",
    "ResNet152",
    "ResNet152V2",
    "InceptionV3",
    "InceptionResNetV2",
    "MobileNet",
    "MobileNetV2",
    "DenseNet121",
    "DenseNet169",
    "DenseNet201",
    "NASNetMobile",
]


class Asked(Exception):
    pass


def get_file(fname=None, origin=None, file_hash=None, **_):
    raise Asked(origin, file_hash)


file_utils.get_file = get_file
rows = []
for name in NETWORKS:
    # A size of its own shows what Keras does where it has no file for it; with a top only the trained sizes are
    # allowed.
    for size, top in [(size, top) for size in SIZES.get(name, [224]) for top in (True, False)] + [(150, False)]:
        try:
            getattr(keras.applications, name)(weights="imagenet", include_top=top, input_shape=(size, size, 3))
        except Asked as asked:
            origin, md5 = asked.args
            assert origin.startswith(HOST)
            rows.append([name, size, top, origin.removeprefix(HOST), md5])
        keras.backend.clear_session()

lines = ",\n".join(json.dumps(row) for row in rows)
pathlib.Path(__file__).with_name("golden").joinpath("officialFiles.json").write_text(f"[\n{lines}\n]\n")
