import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../learning/engine/engine.ts';
import { tryInProcess } from '../../../learning/engine/trial.ts';
import { startTestEngine } from '../../setup/engine.ts';

const script = fileURLToPath(new URL('./repeatProcess.ts', import.meta.url));
let engine: Engine;

beforeAll(async () => {
  engine = await startTestEngine();
});

test.each(['cnn', 'head'])(
  'the same training has the same history in another process, bit for bit: %s',
  async (name) => {
    const trials = [];
    for (let process = 0; process < 2; process++) trials.push(await tryInProcess(script, [engine.name, name]));
    for (const trial of trials) expect(trial).toMatchObject({ works: true, answer: { history: expect.any(Array) } });
    const [first, second] = trials.map((trial) => trial.works && trial.answer);
    expect(second).toEqual(first);
  },
);
