"""Prints what Keras's own networks answer with the weights of the npm package nsfwjs 4.3.0
(tests/learning/weights/nsfwjs.test.ts).

    npm pack nsfwjs@4.3.0 && tar xzf nsfwjs-4.3.0.tgz && python tests/keras/nsfwjs.py package  (needs node)

Hash: the SHA-256 of all weights, in the order of the layers. Norm: that of the answers, without the top, to both of the
formula's images.
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys

import formula
import keras
import numpy as np


def bundle(path):
    script = "process.stdout.write(JSON.stringify(require(require('path').resolve(process.argv[1]))))"
    return json.loads(
        subprocess.run(["node", "-e", script, str(path)], capture_output=True, check=True, text=True).stdout
    )


def tensors(folder):
    """The layers below the classifier, in order, each with its tensors."""
    model = bundle(folder / "model.min.js")
    data, at = b"", 0
    for group in model["weightsManifest"]:
        for path in group["paths"]:
            data += base64.b64decode(bundle(folder / f"{path}.min.js"))
    layers = {
        row["name"]: {}
        for row in model["modelTopology"]["model_config"]["config"]["layers"]
        if row["class_name"] != "Dense"
    }
    for group in model["weightsManifest"]:
        for entry in group["weights"]:
            count = int(np.prod(entry["shape"]))
            quantization = entry["quantization"]
            values = np.frombuffer(data, np.uint8, count, at) * quantization["scale"] + quantization["min"]
            at += count
            layer, name = entry["name"].split("/")
            if layer in layers:
                layers[layer][name] = values.astype(np.float32).reshape(entry["shape"])
    return [layer for layer in layers.values() if layer]


def weight_of(layer, path):
    name = path.rsplit("/", 1)[-1]
    return layer[name] if name in layer else layer[f"depthwise_{name}"]


for name, folder, size in (("MobileNetV2", "mobilenet_v2", 96), ("InceptionV3", "inception_v3", 107)):
    model = getattr(keras.applications, name)(weights=None, include_top=False, input_shape=(size, size, 3))
    layers = [layer for layer in model.layers if layer.weights]
    hash = hashlib.sha256()
    for layer, values in zip(layers, tensors(pathlib.Path(sys.argv[1]) / "dist/models" / folder), strict=True):
        layer.set_weights([weight_of(values, weight.path) for weight in layer.weights])
        for values in layer.get_weights():
            hash.update(values.tobytes())
    answer = keras.ops.convert_to_numpy(model(formula.images(size), training=False))
    print(name, size, hash.hexdigest(), np.linalg.norm(answer))
