"""Keras as it computes features: `python features.py <network> <side>`, without its top, from pixels in memory.

Asked {"do": "features", "images", "batch", "way"} (whole batches) it answers how many, the seconds that pass, and those
of processors. `way` is "predict" (model.predict_on_batch) or "function" (model(x, training=False) in a tf.function);
Keras uses XLA in neither on processors, where it is slower. The first time for a batch size and way includes its
compilation. oneDNN is on or off for the whole process (TF_ENABLE_ONEDNN_OPTS).
"""

import sys
import time

from side import serve, timed
import keras
import numpy as np
import tensorflow as tf

network, side = sys.argv[1], int(sys.argv[2])
model = getattr(keras.applications, network)(weights=None, include_top=False, input_shape=(side, side, 3))
pixels = np.random.default_rng(1).uniform(-1, 1, (64, side, side, 3)).astype(np.float32)
apply = tf.function(lambda x: model(x, training=False), reduce_retracing=True)


def compute(batch, way):
    x = pixels[np.arange(batch) % len(pixels)]
    return model.predict_on_batch(x) if way == "predict" else apply(tf.constant(x)).numpy()


def features(images, batch, way):
    batches = -(-images // batch)
    used = time.process_time()
    _, seconds = timed(lambda: [compute(batch, way) for _ in range(batches)])
    return {"images": batches * batch, "seconds": seconds, "processorSeconds": time.process_time() - used}


serve({"keras": keras.__version__}, {"features": features})
