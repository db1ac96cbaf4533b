"""Writes golden/directory.json: which classes and images flow_from_directory finds in a folder, and in which order.

    python tests/keras/directory.py        (keras 3.15.1)

`files` are made (as 1 × 1 PNGs, whatever their names), then `links`. Keras would also take hidden images and folders;
there are none here, nor GIF and WebP files, which it would not take.
"""

import json
import os
import pathlib
import tempfile

from keras.src.legacy.preprocessing.image import ImageDataGenerator
from PIL import Image

FILES = [
    *(
        f"{name}/1.png"
        for name in [
            "dogs",
            "Dogs",
            "cats",
            "10",
            "9",
            "é",
            "z",
            "고양이",
            "강아지",
            "two words",
            "😀",
            "Ａ",
            "a.b",
            "a-b",
        ]
    ),
    *(
        f"dogs/{name}"
        for name in ["10.png", "2.PNG", "B.jpeg", "a.Jpg", "한글.png", "😀.png", "Ａ.png", "notes.txt", "Thumbs.db"]
    ),
    *(
        f"dogs/{name}"
        for name in [
            "sub/3.png",
            "sub/deeper/1.png",
            "sub-1/1.png",
            "Zoo/1.png",
            "folder.jpg/1.png",
            "a/1.png",
            "😀/1.png",
        ]
    ),
    "elsewhere.txt",
]
LINKS = {
    "linked": "cats",
    "dogs/picture.png": "../cats/1.png",
    "dogs/below": "../cats",
    "dogs/below.png": "../cats",
    "nowhere": "missing",
}

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for file in FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (1, 1)).save(folder / file, "PNG")
    for link, target in LINKS.items():
        os.symlink(target, folder / link)
    found = ImageDataGenerator().flow_from_directory(folder, shuffle=False)
    golden = {
        "files": FILES,
        "links": LINKS,
        "classes": sorted(found.class_indices, key=found.class_indices.get),
        "images": [[int(label), name] for label, name in zip(found.classes, found.filenames)],
    }
path = pathlib.Path(__file__).with_name("golden") / "directory.json"
path.write_text(json.dumps(golden, ensure_ascii=False) + "\n")
