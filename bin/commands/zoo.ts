import { Command, Option } from 'commander';
import { type ApplicationName, applicationNames, backbones } from '#contracts/backbones';
import { readEnvironment } from '#machine/environment';
import { keepMeasuredTimes, type MeasuredTimes, readMeasuredTimes } from '../local/measuredTimes.ts';
import { engineOption, type LocalOptions } from '../local/options.ts';
import { table } from '../terminal/table.ts';

interface ZooOptions extends LocalOptions {
  measure?: true | ApplicationName[];
}

export function zooCommand(): Command {
  return new Command('zoo')
    .description("compare Keras's networks: size, accuracy on ImageNet, parameters, depth, speed")
    .addOption(
      new Option('--measure [name...]', 'time these networks on this machine, or all of them').choices(
        applicationNames,
      ),
    )
    .addOption(engineOption())
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
Keras publishes the sizes, accuracies, depths and the times "CPU" and "GPU". "here" is measured on this machine, one
image at a time, and remembered.

Example:
  downstream zoo --measure MobileNet ResNet50`,
    )
    .action(zoo);
}

async function zoo({ measure, engine, json }: ZooOptions): Promise<void> {
  const names = measure === true ? applicationNames : (measure ?? []);
  const cache = readEnvironment().directories.cache;
  const measured = names.length > 0 ? await measureNetworks(names, engine, cache) : await readMeasuredTimes(cache);
  if (json) {
    const networks = applicationNames.map((name) => {
      const { inputSize, smallestInput, preprocessInput, family } = backbones[name];
      const here = { measuredMs: measured?.ms[name] ?? null };
      return { name, family, ...backbones[name].published, inputSize, smallestInput, preprocessInput, ...here };
    });
    process.stdout.write(`${JSON.stringify({ engine: measured?.environment ?? null, networks })}\n`);
    return;
  }
  const rows = applicationNames.map((name) => {
    const { size, top1, top5, params, depth, cpuMs, gpuMs } = backbones[name].published;
    const { inputSize, preprocessInput } = backbones[name];
    const decimals = [top1, top5].map((share) => share.toFixed(1));
    const times = [cpuMs, gpuMs].map((time) => time.toFixed(1));
    const here = measured?.ms[name]?.toFixed(1) ?? '';
    return [
      name,
      size,
      ...decimals,
      params.toLocaleString('en').padStart(11),
      depth,
      ...times,
      here,
      inputSize,
      preprocessInput,
    ];
  });
  const headings = [
    'model',
    'MB',
    'top-1 %',
    'top-5 %',
    'parameters',
    'depth',
    'CPU ms',
    'GPU ms',
    'here ms',
    'input',
    'preprocessing',
  ];
  process.stdout.write(`${table(headings, rows)}\n`);
  process.stdout.write(`${hereLine(measured)}\n`);
}

async function measureNetworks(
  names: readonly ApplicationName[],
  wanted: ZooOptions['engine'],
  cache: string,
): Promise<MeasuredTimes> {
  // TensorFlow.js takes a while to load, which no other command should wait for.
  const { startBestEngine } = await import('../local/place.ts');
  const { measureNetwork } = await import('#learning');
  const { provenance } = await startBestEngine(wanted);
  const ms: MeasuredTimes['ms'] = {};
  for (const [index, name] of names.entries()) {
    process.stderr.write(`Measuring ${name} (${index + 1} of ${names.length}) …\n`);
    ms[name] = Number((await measureNetwork(name)).toFixed(1));
  }
  return keepMeasuredTimes(cache, provenance, ms);
}

function hereLine(measured: MeasuredTimes | null): string {
  if (!measured) return 'Nothing was measured on this machine yet: --measure does.';
  const { engine, engineVersion, processor, threads } = measured.environment;
  return `here: ${engine} (${engineVersion}), ${processor}, ${threads} threads`;
}
