import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import type { EngineName } from '#contracts/provenance';
import { startEngine } from '../../../learning/engine/engine.ts';
import { type GivenCase, trainGiven } from './trainGiven.ts';

/** `node repeatProcess.ts <engine> <case>` prints the history, and a hash of the parameters that were learned. */
const [engine, name] = process.argv.slice(2) as [EngineName, GivenCase];
await startEngine(engine);
const history: number[][] = [];
const training = trainGiven(name);
let next = await training.next();
for (; !next.done; next = await training.next()) {
  const { loss, acc, valLoss, valAcc } = next.value;
  history.push([loss, acc, valLoss!, valAcc!]);
}
const hash = createHash('sha256');
for (const weight of next.value.suffix.weights) hash.update(tf.tidy(() => weight.read().dataSync()));
console.log(JSON.stringify({ history, hash: hash.digest('hex') }));
