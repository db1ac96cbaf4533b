"""Writes golden/gradCam.json: where each network looks, by Grad-CAM as keras.io/examples/vision/grad_cam computes it.

    python tests/keras/gradCam.py        (keras 3.15.1 on tensorflow 2.21.0)

Each network stands without its top on images of `size` pixels, with formula weights; global average pooling, a Dense
layer of eight ReLU units and one of three linear units follow, with weights by the formula too. A case holds the layer
that is shown and, for the first image and each class, the heat map: rectified, divided by its largest value.
"""

import json
import pathlib

import formula
import keras
import numpy as np
import tensorflow as tf
from applications import NETWORKS

HERE = pathlib.Path(__file__).parent
CLASSES, HIDDEN = 3, 8


def last_convolution(backbone):
    skipped = ("Pooling", "Flatten", "Dropout")
    return [layer for layer in backbone.layers if not any(word in type(layer).__name__ for word in skipped)][-1]


def heat_maps(name, gain, size):
    keras.backend.clear_session()
    backbone = getattr(keras.applications, name)(weights=None, include_top=False, input_shape=(size, size, 3))
    formula.fill(backbone, gain)
    units = backbone.output.shape[-1]
    hidden, dense = keras.layers.Dense(HIDDEN, activation="relu"), keras.layers.Dense(CLASSES)
    logits = dense(hidden(keras.layers.GlobalAveragePooling2D()(backbone.output)))
    for stream, layer, (rows, columns) in ((77, hidden, (units, HIDDEN)), (78, dense, (HIDDEN, CLASSES))):
        kernel = formula.fractions(stream, rows * columns).reshape(rows, columns) - 0.5
        layer.set_weights([kernel.astype(np.float32), np.zeros(columns, np.float32)])
    layer = last_convolution(backbone)
    model = keras.Model(backbone.input, [layer.output, logits])
    image = formula.images(size)[:1]
    maps = []
    for index in range(CLASSES):
        with tf.GradientTape() as tape:
            channels, answers = model(image, training=False)
            score = answers[:, index]
        gradients = tape.gradient(score, channels)
        weights = tf.reduce_mean(gradients, axis=(1, 2), keepdims=True)
        heat = tf.nn.relu(tf.reduce_sum(channels * weights, axis=3))[0].numpy()
        if heat.max() > 0:
            heat = heat / heat.max()
        maps.append([[float(f"{value:.6g}") for value in row] for row in heat])
    return {"layer": layer.name, "maps": maps}


def main():
    golden = {}
    for name, (gain, sizes) in NETWORKS.items():
        size = max(96, sizes[0])
        golden[name] = {"size": size, "gain": gain, **heat_maps(name, gain, size)}
        print(name, golden[name]["layer"], np.array(golden[name]["maps"]).shape)
    (HERE / "golden" / "gradCam.json").write_text(json.dumps(golden) + "\n")


if __name__ == "__main__":
    main()
