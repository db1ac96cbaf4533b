"""PyTorch as it computes features: `python torchFeatures.py <network> <side>`, without its top, from pixels in memory.

Asked {"do": "features", "images", "batch"} (whole batches) it answers how many, the seconds that pass, and those of
processors. It computes in float32 on CUDA or Metal where there is one.
"""

import sys
import time

from side import serve, timed
import torch
import torchvision

network, side = sys.argv[1], int(sys.argv[2])
names = {"VGG19": "vgg19", "ResNet50": "resnet50", "MobileNetV2": "mobilenet_v2", "DenseNet121": "densenet121"}
whole = getattr(torchvision.models, names[network])(weights=None)
model = torch.nn.Sequential(*list(whole.children())[:-2]) if network == "ResNet50" else whole.features
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
model = model.eval().to(device)
pixels = torch.rand((64, 3, side, side))


def compute(batch):
    with torch.inference_mode():
        return model(pixels[:batch].to(device)).cpu().numpy()


def features(images, batch):
    batches = -(-images // batch)
    used = time.process_time()
    _, seconds = timed(lambda: [compute(batch) for _ in range(batches)])
    return {"images": batches * batch, "seconds": seconds, "processorSeconds": time.process_time() - used}


serve({"torch": torch.__version__, "device": device}, {"features": features})
