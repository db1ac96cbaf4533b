"""Writes golden/metrics.json: what scikit-learn makes of given labels and probabilities, with two classes and with six.

    python tests/keras/metrics.py        (scikit-learn 1.9.1)

Probabilities are rounded to two digits, so that many are equal.
"""

import json
import pathlib

import formula
import numpy as np
from sklearn import metrics

COUNT = 60


def binary():
    labels = (formula.fractions(1, COUNT) < 0.4).astype(int)
    second = np.round(np.clip(0.6 * formula.fractions(2, COUNT) + 0.3 * labels, 0, 1), 2)
    return labels, second, np.stack([1 - second, second], axis=1)


def six():
    labels = np.floor(formula.fractions(3, COUNT) * 5).astype(int)  # the last class never occurs
    scores = formula.fractions(4, COUNT * 6).reshape(COUNT, 6) + 0.4 * np.eye(6)[labels]
    rows = np.round(scores / scores.sum(axis=1, keepdims=True), 2)
    return labels, rows, rows


def case(labels, given, rows):
    classes = rows.shape[1]
    every = list(range(classes))
    predicted = (given > 0.5).astype(int) if classes == 2 else rows.argmax(axis=1)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        labels, predicted, labels=every, zero_division=0
    )
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "predicted": predicted.tolist(),
        "probabilities": np.asarray(given).reshape(-1).tolist(),
        "acc": metrics.accuracy_score(labels, predicted),
        "macroF1": metrics.f1_score(labels, predicted, average="macro", zero_division=0),
        "rocAuc": metrics.roc_auc_score(labels, given) if classes == 2 else None,
        "topK": [1.0 if k == classes else top(labels, given, k, every) for k in range(1, min(classes, 5) + 1)],
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "images": support.tolist(),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=every).tolist(),
    }


def top(labels, given, k, every):
    return metrics.top_k_accuracy_score(labels, given, k=k, labels=every if len(every) > 2 else None)


cases = [case(*binary()), case(*six())]
path = pathlib.Path(__file__).parent / "golden" / "metrics.json"
path.write_text(json.dumps(cases, indent=None, separators=(",", ":")) + "\n")
for each in cases:
    print({key: each[key] for key in ("classes", "acc", "macroF1", "rocAuc", "topK", "confusion")})
