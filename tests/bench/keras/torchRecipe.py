"""PyTorch as a notebook trains a recipe: `python torchRecipe.py <recipe> <folder of images>`, of the CNN or VGG19.

The recipe is ours, as JSON, with its defaults filled in. Two classes, so the last layer is one sigmoid unit. Images are
resized, divided by 255 and stay in memory, as in recipe.py.

epoch   one epoch over all training images, the mean of `count` after a first one
course  images, features of the frozen network, and all epochs of the head on them
"""

import json
import sys
import time

from side import serve
import torch
import torchvision
from torchvision import transforms

recipe, folder = json.loads(sys.argv[1]), sys.argv[2]
side, training = recipe["inputSize"], recipe["training"]
device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"


def build_backbone():
    if recipe["backbone"] == "CNN":
        stack, before = [], 3
        for filters in (32, 64, 128, 128):
            stack += [torch.nn.Conv2d(before, filters, 3), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
            before = filters
        return torch.nn.Sequential(*stack)
    network = torchvision.models.vgg19(weights=None).features
    if recipe["freeze"] == "all":
        network.requires_grad_(False)
    elif recipe["freeze"] != "none":
        # block5_conv1: the thirteenth convolution.
        first = [at for at, layer in enumerate(network) if isinstance(layer, torch.nn.Conv2d)][12]
        network[:first].requires_grad_(False)
    return network


def build_head():
    stack = [torch.nn.Flatten()]
    for dense in recipe["head"]["dense"]:
        stack += [torch.nn.LazyLinear(dense["units"]), torch.nn.ReLU(), torch.nn.Dropout(dense["dropout"])]
    return torch.nn.Sequential(*stack, torch.nn.LazyLinear(1))


def images():
    read = transforms.Compose([transforms.Resize((side, side)), transforms.ToTensor()])
    pictures = torchvision.datasets.ImageFolder(f"{folder}/train", read)
    batches = torch.utils.data.DataLoader(pictures, batch_size=32)
    parts = [(x, y) for x, y in batches]
    return torch.cat([x for x, _ in parts]), torch.cat([y for _, y in parts]).float().unsqueeze(1)


def fit(model, x, y, epochs):
    """Trains, and returns the seconds of each epoch."""
    model(x[:1].to(device))
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    kinds = {"rmsprop": torch.optim.RMSprop, "adam": torch.optim.Adam, "sgd": torch.optim.SGD}
    optimizer = kinds[recipe["optimizer"]["name"]](trained, lr=recipe["optimizer"]["learningRate"])
    loss = torch.nn.BCEWithLogitsLoss()
    seconds = []
    for _ in range(epochs):
        started = time.perf_counter()
        last = None
        for indices in torch.randperm(len(x)).split(training["batchSize"]):
            optimizer.zero_grad(set_to_none=True)
            last = loss(model(x[indices].to(device)), y[indices].to(device))
            last.backward()
            optimizer.step()
        # Waits until the device has finished.
        last.item()
        seconds.append(time.perf_counter() - started)
    return seconds


def epoch(count):
    x, y = images()
    model = torch.nn.Sequential(build_backbone(), build_head()).to(device).train()
    measured = fit(model, x, y, count + 1)[1:]
    return {"seconds": sum(measured) / len(measured)}


def course():
    backbone = build_backbone().to(device).eval()
    with torch.inference_mode():
        backbone(torch.zeros((1, 3, side, side), device=device))
    started = time.perf_counter()
    x, y = images()
    with torch.inference_mode():
        features = torch.cat([backbone(part.to(device)).cpu() for part in x.split(32)])
    # Outside of inference mode, so that a head can learn from them.
    fit(build_head().to(device).train(), features.clone(), y, training["epochs"])
    return {"seconds": time.perf_counter() - started}


serve({"torch": torch.__version__, "device": device}, {"epoch": epoch, "course": course})
