"""Deterministic weights and images, the same here and in tests/learning/backbones/formula.ts.

Integers are hashed, so that both sides get the same bits: no generator, and no sine of a large number, to agree about.
"""

import numpy as np


def fractions(stream, count):
    """`count` numbers in [0, 1) that belong to the integer `stream`, float64."""
    with np.errstate(over="ignore"):
        h = np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x9E3779B1) ^ np.uint32(
            (stream + 1) * 0x85EBCA6B % 2**32
        )
        h = (h ^ (h >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
        h = (h ^ (h >> np.uint32(12))) * np.uint32(0x297A2D39)
        h ^= h >> np.uint32(15)
    return h / 2.0**32


def fill(model, gain):
    """Sets every weight of `model`. `gain` scales the kernels: 1 keeps the size of activations in a plain stack of ReLU
    layers."""
    stream = 0
    for layer in model.layers:
        values = []
        for weight in layer.weights:
            values.append(weight_values(weight, stream, gain).astype(np.float32))
            stream += 1
        layer.set_weights(values)


def weight_values(weight, stream, gain):
    low, high = interval(weight.path.rsplit("/", 1)[-1], tuple(weight.shape), gain)
    return (low + (high - low) * fractions(stream, int(np.prod(weight.shape)))).reshape(weight.shape)


def interval(name, shape, gain):
    """Where a weight's values lie. Normalizing by them must neither blow activations up nor let them fade."""
    if name == "moving_variance":
        return 0.75, 1.25
    if name == "gamma":
        return 0.9, 1.1
    if name in ("beta", "bias", "moving_mean"):
        return -0.1, 0.1
    # A kernel. A depthwise one ([rows, columns, channels, 1]) sums over rows and columns only.
    depthwise = len(shape) == 4 and shape[3] == 1
    bound = gain * np.sqrt(6 / np.prod(shape[:2] if depthwise else shape[:-1]))
    return -bound, bound


def images(size):
    """Two images, [2, size, size, 3] in [-1.25, 1.25]: waves, so that pooling does not level them, and some noise. The
    second is paler."""
    row, column, channel = np.meshgrid(np.arange(size), np.arange(size), np.arange(3), indexing="ij")
    batch = []
    for image in range(2):
        waves = np.sin(0.1 * (image + 1) * row + channel) * np.cos(0.07 * (2 - image) * column - channel)
        noise = fractions(1_000_000 + image, size * size * 3).reshape(size, size, 3)
        batch.append((waves + 0.5 * noise - 0.25) / (1 + 2 * image))
    return np.stack(batch).astype(np.float32)
