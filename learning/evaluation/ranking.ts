/**
 * The area under the ROC curve: how likely an example of the second class scores higher than one of the first, where
 * equal scores count half. `labels` are 0 or 1. Null unless both occur. As scikit-learn's `roc_auc_score`.
 */
export function rocAuc(labels: ArrayLike<number>, scores: ArrayLike<number>): number | null {
  const order = Array.from({ length: labels.length }, (_, index) => index).sort((a, b) => scores[a]! - scores[b]!);
  let lower = 0;
  let positives = 0;
  let wins = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tied = 0;
    for (; to < order.length && scores[order[to]!] === scores[order[from]!]; to++) tied += labels[order[to]!]!;
    const tiedNegatives = to - from - tied;
    wins += tied * (lower + tiedNegatives / 2);
    lower += tiedNegatives;
    positives += tied;
    from = to;
  }
  return positives === 0 || lower === 0 ? null : wins / (positives * lower);
}

/**
 * For k from 1 to `upTo`: the share of examples whose class is among the k most probable ones. `probabilities` hold one
 * row of `classes` values an example. Of equal probabilities the later class comes first, as in scikit-learn's
 * `top_k_accuracy_score`.
 */
export function topAccuracies(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  classes: number,
  upTo: number,
): number[] {
  const hits = new Array<number>(upTo).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const own = probabilities[i * classes + label]!;
    let before = 0;
    for (let other = 0; other < classes; other++) {
      const probability = probabilities[i * classes + other]!;
      if (probability > own || (probability === own && other > label)) before++;
    }
    for (let k = before; k < upTo; k++) hits[k]!++;
  }
  return hits.map((count) => count / labels.length);
}
