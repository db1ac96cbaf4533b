import type { EpochResult, Metrics } from '#learning';
import { numbers } from '../progress/runText.ts';
import { table } from '../terminal/table.ts';
import type { FeaturesUse } from './trainOn.ts';

/** "Epoch 3/20  loss 0.512  acc 0.760  …", or the same as JSON. */
export function epochLine(epoch: EpochResult, planned: number, json: boolean | undefined): string {
  return json
    ? JSON.stringify(epoch)
    : `Epoch ${epoch.epoch}/${planned}  ${numbers(epoch)}  ${epoch.seconds.toFixed(1)} s`;
}

/** A network's numbers on a test set. */
export function evaluationText(metrics: Metrics, json: boolean | undefined): string {
  if (json) return JSON.stringify({ evaluation: metrics });
  const { loss, acc, macroF1, rocAuc, topK, perClass, confusion, images } = metrics;
  const facts: [string, number | null][] = [
    ['loss', loss],
    ['accuracy', acc],
    ['macro F1', macroF1],
    ['ROC-AUC', rocAuc],
    ...topK.slice(1, -1).map((share, index): [string, number] => [`top-${index + 2} accuracy`, share]),
  ];
  const lines = facts.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(16)} ${value.toFixed(4)}`]));
  const classes = table(
    ['class', 'images', 'precision', 'recall', 'F1'],
    perClass.map((one) => [
      one.className,
      one.images,
      one.precision.toFixed(4),
      one.recall.toFixed(4),
      one.f1.toFixed(4),
    ]),
  );
  const names = perClass.map(({ className }) => className);
  const counts = table(
    ['true \\ predicted', ...names],
    confusion.map((row, index) => [names[index]!, ...row]),
  );
  return [`On ${images} test images:`, ...lines, '', classes, '', counts].join('\n');
}

/** How much of the frozen prefix's work had been done before; nothing where there is no frozen prefix. */
export function featuresLine({ counts: { computed, found }, by }: FeaturesUse): string | null {
  return computed + found === 0
    ? null
    : `Features of ${computed} images computed (${by}), of ${found} found in the store.`;
}

/** What `flow_from_directory` says. */
export function foundLine({
  labels,
  classNames,
}: {
  labels: { length: number };
  classNames: readonly string[];
}): string {
  return `Found ${labels.length} images belonging to ${classNames.length} classes.`;
}
