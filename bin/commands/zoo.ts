import { Command, Option } from 'commander';
import { applications } from '#contracts/applications';
import { type ApplicationName, applicationNames, backbones } from '#contracts/backbones';
import type { NetworkOptions } from '../networks/options.ts';
import { table } from './table.ts';

interface ZooOptions {
  measure?: true | ApplicationName[];
  engine?: NetworkOptions['engine'];
  json?: boolean;
}

export function zooCommand(): Command {
  return new Command('zoo')
    .description("compare Keras's seventeen networks: size, accuracy on ImageNet, parameters, depth, speed")
    .addOption(new Option('--measure [name...]', 'time these networks on this machine, or all of them').choices(applicationNames))
    .addOption(new Option('--engine <name>', 'instead of the one that ENGINE names').choices(['auto', 'native', 'wasm']))
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      `
Sizes, accuracies, depths and the times "CPU" and "GPU" are those that Keras publishes; "here" is measured, one image at a time.

Example:
  downstream zoo --measure MobileNet ResNet50`,
    )
    .action(zoo);
}

async function zoo({ measure, engine: wanted, json }: ZooOptions): Promise<void> {
  const names = measure === true ? applicationNames : (measure ?? []);
  const measured = new Map<ApplicationName, number>();
  // TensorFlow.js takes a while to load, which no other command should wait for.
  const engine = names.length > 0 ? await (await import('../networks/openNetwork.ts')).startBestEngine(wanted) : undefined;
  for (const [index, name] of names.entries()) {
    const { measureNetwork } = await import('../networks/measureNetwork.ts');
    process.stderr.write(`Measuring ${name} (${index + 1} of ${names.length}) …\n`);
    measured.set(name, Number((await measureNetwork(name)).toFixed(1)));
  }
  if (json) {
    const networks = applicationNames.map((name) => {
      const { inputSize, smallestInput, preprocessInput, family } = backbones[name];
      const here = { measuredMs: measured.get(name) ?? null };
      return { name, family, ...applications[name], inputSize, smallestInput, preprocessInput, ...here };
    });
    process.stdout.write(`${JSON.stringify({ engine: engine?.environment ?? null, networks })}\n`);
    return;
  }
  const rows = applicationNames.map((name) => {
    const { size, top1, top5, params, depth, cpuMs, gpuMs } = applications[name];
    const { inputSize, preprocessInput } = backbones[name];
    const decimals = [top1, top5].map((share) => share.toFixed(1));
    const times = [cpuMs, gpuMs].map((time) => time.toFixed(1));
    const here = measured.get(name)?.toFixed(1) ?? '';
    return [name, size, ...decimals, params.toLocaleString('en').padStart(11), depth, ...times, here, inputSize, preprocessInput];
  });
  const headings = ['model', 'MB', 'top-1 %', 'top-5 %', 'parameters', 'depth', 'CPU ms', 'GPU ms', 'here ms', 'input', 'preprocessing'];
  process.stdout.write(`${table(headings, rows)}\n`);
  if (engine) process.stdout.write(`here: ${engine.environment.engineVersion}, ${engine.environment.processor}\n`);
}
