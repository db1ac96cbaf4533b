"""Whether Keras works with the settings of this process: MobileNet, forward and a training step. On some processors
oneDNN's convolutions end it."""

import keras
import numpy as np

images = np.zeros((4, 224, 224, 3), np.float32)
network = keras.applications.MobileNet(weights=None, classes=2)
network.compile(loss="sparse_categorical_crossentropy")
network.predict_on_batch(images)
network.train_on_batch(images, np.zeros(4))
