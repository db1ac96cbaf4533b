"""Writes what Keras's ImageDataGenerator draws and makes of small images to golden/augmentation/.

Needs: pip install tensorflow-cpu keras scipy pillow. Run: python tests/keras/augmentation.py
Pixels are stored as 256ths of a level, unsigned 16 bits, little endian, base64.
"""

import base64
import json
import pathlib
import shutil

import keras
import numpy as np
import scipy
from keras.src.legacy.preprocessing import image as keras_image
from PIL import Image

golden = pathlib.Path(__file__).parent / "golden" / "augmentation"

course = dict(
    rotation_range=40,
    width_shift_range=0.2,
    height_shift_range=0.2,
    shear_range=0.2,
    zoom_range=0.2,
    horizontal_flip=True,
)


def pattern(height, width, number=0):
    """A picture with an edge at every pixel; the test computes the same one."""
    r, c, k = np.indices((height, width, 3))
    return ((37 * r + 101 * c + 59 * k + 7 * r * c + 13 * number) % 256).astype("uint8")


def packed(levels):
    return base64.b64encode(np.round(levels.astype("float64") * 256).astype("<u2").tobytes()).decode()


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def policy(arguments):
    return {camel(name): value for name, value in arguments.items()}


def plain(transform):
    return {
        camel(name): bool(value) if name.startswith("flip") else float(value)
        for name, value in transform.items()
        if value is not None
    }


def write(name, value):
    versions = dict(keras=keras.__version__, numpy=np.__version__, scipy=scipy.__version__)
    cases = ",\n".join(json.dumps(case) for case in value)
    (golden / f"{name}.json").write_text(f'{{"madeBy": {json.dumps(versions)}, "cases": [\n{cases}\n]}}\n')


def random_state():
    for seed in (0, 42, 2**31 - 1, 2**32 - 1):
        np.random.seed(seed)
        yield dict(
            seed=seed,
            random=[float(np.random.random()) for _ in range(20)],
            uniform=[float(np.random.uniform(-40, 40)) for _ in range(5)],
            uniformPair=[float(u) for u in np.random.uniform(0.8, 1.2, 2)],
            choiceOfOne=[int(np.random.choice(1)) for _ in range(2)],
            choiceOfTen=[int(np.random.choice(10)) for _ in range(20)],
            choiceOfSigns=[int(np.random.choice([-1, 1])) for _ in range(20)],
            permutation1=np.random.permutation(1).tolist(),
            permutation10=np.random.permutation(10).tolist(),
            permutation1000=np.random.permutation(1000).tolist(),
            after=float(np.random.random()),
        )


def parameters():
    for arguments in (
        {},
        course,
        dict(rotation_range=180, vertical_flip=True, horizontal_flip=True),
        dict(width_shift_range=3, height_shift_range=1),
        dict(width_shift_range=2.5, height_shift_range=0.5),
        dict(width_shift_range=[0.1, 0.25, 0.5], height_shift_range=[-4, 4, 9]),
        dict(width_shift_range=[-0.5, 1.5], height_shift_range=[0]),
        dict(width_shift_range=[0.5, 1], height_shift_range=[0.25, 0.75]),
        dict(zoom_range=[0.5, 1.0], shear_range=30),
        dict(zoom_range=[1, 1]),
    ):
        generator = keras_image.ImageDataGenerator(**arguments)
        np.random.seed(11)
        drawn = [plain(generator.get_random_transform((24, 32, 3))) for _ in range(6)]
        yield dict(policy=policy(arguments), seed=11, height=24, width=32, drawn=drawn)


def transforms():
    for height, width in ((12, 12), (11, 17), (17, 11)):
        for fill in (
            dict(fill_mode="nearest"),
            dict(fill_mode="reflect"),
            dict(fill_mode="wrap"),
            dict(fill_mode="constant"),
            dict(fill_mode="constant", cval=117.5),
        ):
            for transform in (
                dict(theta=33.3),
                dict(tx=2.25, ty=-3.5),
                dict(tx=2, ty=-3),
                dict(tx=-24, ty=33),
                dict(shear=25.0),
                dict(zx=0.7, zy=1.4),
                dict(theta=-20.0, tx=1.7, ty=0.6, shear=-8.0, zx=1.1, zy=0.9, flip_horizontal=True),
                dict(theta=100.0, tx=-40.3, ty=61.9, zx=3.1, zy=4.3, flip_vertical=True),
            ):
                generator = keras_image.ImageDataGenerator(**fill)
                made = generator.apply_transform(pattern(height, width).astype("float32"), transform)
                yield dict(
                    height=height, width=width, policy=policy(fill), transform=plain(transform), pixels=packed(made)
                )


def write_images():
    """Seven images in two classes, none of the size that the generator asks for."""
    folder = golden / "images"
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(7):
        path = folder / ("ants" if number < 4 else "bees") / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pattern(18 + number, 25 - number, number)).save(path)
    return folder


def batches(iterator, rescale):
    """Three passes."""
    for _ in range(3 * len(iterator)):
        x, y = next(iterator)
        yield dict(labels=y.astype(int).tolist(), pixels=packed(x.astype("float64") / rescale))


def flows():
    folder = write_images()
    for arguments, options in (
        (course, dict(seed=7)),
        (dict(course, fill_mode="reflect", vertical_flip=True), dict(seed=None)),
        (dict(course, fill_mode="constant", cval=60), dict(seed=2, shuffle=False)),
    ):
        np.random.seed(123)
        iterator = keras_image.ImageDataGenerator(rescale=1 / 255, **arguments).flow_from_directory(
            folder, target_size=(16, 16), class_mode="binary", batch_size=3, **options
        )
        yield dict(
            source="directory",
            policy=policy(arguments),
            numpySeed=123,
            height=16,
            width=16,
            batchSize=3,
            count=7,
            shuffle=options.get("shuffle", True),
            seed=options["seed"],
            batches=list(batches(iterator, 1 / 255)),
        )
    arguments = dict(course, fill_mode="wrap", width_shift_range=4)
    np.random.seed(123)
    x = np.stack([pattern(9, 14, number) for number in range(6)])
    iterator = keras_image.ImageDataGenerator(**arguments).flow(x, np.arange(6), batch_size=2, shuffle=True, seed=0)
    yield dict(
        source="arrays",
        policy=policy(arguments),
        numpySeed=123,
        height=9,
        width=14,
        batchSize=2,
        count=6,
        shuffle=True,
        seed=0,
        batches=list(batches(iterator, 1)),
    )


golden.mkdir(parents=True, exist_ok=True)
write("randomState", list(random_state()))
write("parameters", list(parameters()))
write("transforms", list(transforms()))
write("flows", list(flows()))
