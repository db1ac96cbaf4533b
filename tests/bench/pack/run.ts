import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { createRunFolder } from '../../setup/runFolder.ts';
import { writeParts } from './parts.ts';
import { platformOf, platforms } from './platforms.ts';
import { prepareImagesAndWeights } from './prepared.ts';
import { gatherProgram } from './program.ts';

const command = new Command('npm run bench:pack --')
  .description(
    'Packs the bench for a machine with a GPU and no network: Node, the engines, the script, images and random ' +
      'weights, in archives of at most 60 MB.',
  )
  .option('--platform <name>', `one of ${platforms.join(', ')}`, `${process.platform}-${process.arch}`)
  .option('--to <folder>', 'where the archives are written', '.data/bench-pack')
  .option('--without-prepared', 'no images and no weights: the bench makes them when it runs')
  .addHelpText(
    'after',
    `
Another platform than this machine's needs npm's registry. TensorFlow's library for the engine "native" is not packed:
it has several hundred MB and, with CUDA, several GB.`,
  )
  .parse();
const options = command.opts<{ platform: string; to: string; withoutPrepared?: true }>();

const say = (line: string) => void process.stderr.write(`${line}\n`);
const platform = platformOf(options.platform);
const to = resolve(process.env.INIT_CWD ?? '.', options.to);
const scratch = await createRunFolder();
try {
  const folder = join(scratch, 'downstream-bench');
  await mkdir(folder);
  say('Gathering the program and the engines');
  await gatherProgram(folder, platform, scratch);
  if (!options.withoutPrepared) {
    say('Making images and weights');
    await prepareImagesAndWeights(join(folder, 'tests', 'bench', 'prepared'), say);
  }
  const windows = platform.os === 'win32';
  await writeFile(
    join(folder, windows ? 'bench.cmd' : 'bench'),
    windows
      ? '@"%~dp0node.exe" "%~dp0tests\\bench\\gpu\\run.ts" %*\r\n'
      : '#!/bin/sh\nexec "$(dirname "$0")/node" "$(dirname "$0")/tests/bench/gpu/run.ts" "$@"\n',
    { mode: 0o755 },
  );
  say('Packing');
  const name = `downstream-bench-${platform.name}.tar.gz`;
  await mkdir(to, { recursive: true });
  const parts = await writeParts(scratch, 'downstream-bench', join(to, name));
  for (const { path, bytes } of parts) process.stdout.write(`${path} (${(bytes / 1e6).toFixed(1)} MB)\n`);
  process.stdout.write(
    windows
      ? `\nThere: copy /b ${name}.* ${name} && tar xzf ${name} && downstream-bench\\bench.cmd\n`
      : `\nThere: cat ${name}.* | tar xz && downstream-bench/bench\n`,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}
