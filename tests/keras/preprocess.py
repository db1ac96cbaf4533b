"""Writes golden/preprocess.json: what each application's `preprocess_input` makes of a few pixels, as load_img and
img_to_array give them.

    python tests/keras/preprocess.py        (keras 3.15.1)

`pixels` are bytes, red, green and blue of one after another; `outputs` has the values of each mode; `modes` says which
network has which.
"""

import json
import pathlib

import keras
import numpy as np

pixels = np.array([(v, 255 - v, v * 7 % 256) for v in range(0, 256, 5)], np.uint8)

MODULES = {
    "Xception": "xception",
    "VGG16": "vgg16",
    "VGG19": "vgg19",
    "ResNet50": "resnet",
    "ResNet101": "resnet",
    "ResNet152": "resnet",
    "ResNet50V2": "resnet_v2",
    "ResNet101V2": "resnet_v2",
    "ResNet152V2": "resnet_v2",
    "InceptionV3": "inception_v3",
    "InceptionResNetV2": "inception_resnet_v2",
    "MobileNet": "mobilenet",
    "MobileNetV2": "mobilenet_v2",
    "NASNetMobile": "nasnet",
    "DenseNet121": "densenet",
    "DenseNet169": "densenet",
    "DenseNet201": "densenet",
}

outputs = {}
modes = {}
for name, module in MODULES.items():
    image = keras.utils.img_to_array(pixels[None])
    values = getattr(keras.applications, module).preprocess_input(image).ravel().tolist()
    mode = next((mode for mode, known in outputs.items() if known == values), module)
    outputs[mode] = values
    modes[name] = mode

path = pathlib.Path(__file__).with_name("golden") / "preprocess.json"
path.write_text(json.dumps({"pixels": pixels.ravel().tolist(), "modes": modes, "outputs": outputs}) + "\n")
