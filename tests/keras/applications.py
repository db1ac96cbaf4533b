"""Writes golden/NAME.json for networks of keras.applications: their layers, and what they answer to given weights and
images.

    python tests/keras/applications.py [NAME ...]        (keras 3.15.1 on tensorflow 2.21.0)

Each file: `layers` with top at the default size, in order, as [name, class, weights' shapes, settings that outputs
hardly show]; `noTopLayers`, how many of them are left without the top; parameters; and `cases`, each a model with its
answer to both images: the shape, the norm of all values and 64 of the values (value i stands at i * 7919 modulo their
number).
"""

import json
import pathlib
import sys

import formula
import keras
import numpy as np

# Gain of the kernels (residual sums grow, so they want less than a plain stack), and two input sizes, the second odd.
NETWORKS = {
    "VGG16": (1.0, (32, 75)),
    "VGG19": (1.0, (32, 75)),
    "ResNet50": (0.8, (64, 75)),
    "ResNet101": (0.72, (64, 75)),
    "ResNet152": (0.67, (64, 75)),
    "ResNet50V2": (0.85, (64, 75)),
    "ResNet101V2": (0.75, (64, 75)),
    "ResNet152V2": (0.7, (64, 75)),
    "DenseNet121": (1.1, (64, 75)),
    "DenseNet169": (1.08, (64, 75)),
    "DenseNet201": (1.06, (64, 75)),
    "MobileNet": (1.1, (64, 75)),
    "MobileNetV2": (0.85, (64, 75)),
    "Xception": (0.72, (96, 75)),
    "InceptionV3": (1.0, (124, 107)),
    "InceptionResNetV2": (0.8, (124, 107)),
    "NASNetMobile": (0.8, (64, 75)),
}


def layer_row(layer):
    config = layer.get_config()
    settings = {key: config[key] for key in ("epsilon", "momentum", "rate") if key in config}
    return [layer.name, type(layer).__name__, [list(weight.shape) for weight in layer.weights], settings]


def counts(model):
    return {
        "params": model.count_params(),
        "trainable": int(sum(np.prod(weight.shape) for weight in model.trainable_weights)),
    }


def build(name, **options):
    keras.backend.clear_session()
    return getattr(keras.applications, name)(weights=None, **options)


def answer(name, gain, size, options):
    model = build(name, input_shape=(size, size, 3), **options)
    formula.fill(model, gain)
    output = keras.ops.convert_to_numpy(model(formula.images(size), training=False))
    values = output.reshape(-1).astype(np.float64)
    assert_worth_comparing(name, output.reshape(2, -1), options)
    sample = values[np.arange(min(64, values.size)) * 7919 % values.size]
    return {
        "shape": list(output.shape),
        "norm": float(np.linalg.norm(values)),
        "sample": [float(f"{value:.8g}") for value in sample],
    }


def assert_worth_comparing(name, output, options):
    """An output that ignores its input, or is all zeros or all ones, would agree with anything."""
    first, second = output
    apart = np.linalg.norm(first - second) / np.linalg.norm(first)
    assert apart > 0.02, f"{name} {options}: expected two images to differ by 2 %, they differ by {apart:.2%}"
    assert (output != 0).mean() > 0.1, f"{name} {options}: {(output == 0).mean():.0%} of the values are zero"
    if options.get("classifier_activation") == "softmax":
        assert output.max() < 0.9, f"{name} {options}: softmax is saturated at {output.max()}"
    print(
        f"  {options}: rms {np.sqrt((output**2).mean()):.3g}, max {output.max():.3g}, images {apart:.1%} apart",
        flush=True,
    )


def golden(name):
    gain, (size, odd) = NETWORKS[name]
    whole = build(name)
    layers = [layer_row(layer) for layer in whole.layers]
    top = counts(whole)
    bare = build(name, include_top=False)
    assert [layer_row(layer) for layer in bare.layers] == layers[: len(bare.layers)], name
    cases = [
        ({"size": size}, {"include_top": False}),
        ({"size": odd}, {"include_top": False}),
        ({"size": odd, "pooling": "avg"}, {"include_top": False, "pooling": "avg"}),
        ({"size": size, "pooling": "max"}, {"include_top": False, "pooling": "max"}),
        (
            {"size": size, "top": {"classes": 10, "activation": "softmax"}},
            {"classes": 10, "classifier_activation": "softmax"},
        ),
        ({"size": odd, "top": {"classes": 7, "activation": "linear"}}, {"classes": 7, "classifier_activation": None}),
    ]
    return {
        "keras": keras.__version__,
        "name": whole.name,
        "inputSize": whole.input_shape[1],
        "gain": gain,
        "top": top,
        "noTop": counts(bare),
        "noTopLayers": len(bare.layers),
        "layers": layers,
        "cases": [{**asked, **answer(name, gain, asked["size"], options)} for asked, options in cases],
    }


def text(record):
    """JSON with one line a layer and a case, so that a change can be read in a diff."""
    lines = []
    for key, value in record.items():
        if isinstance(value, list):
            rows = ",\n".join(f"    {json.dumps(row)}" for row in value)
            lines.append(f'  "{key}": [\n{rows}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent / "golden"
    for network in sys.argv[1:] or NETWORKS:
        print(network, flush=True)
        (folder / f"{network}.json").write_text(text(golden(network)))
