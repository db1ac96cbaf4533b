import { cpus } from 'node:os';
import type { Provenance } from '#contracts/provenance';

/** What a run's provenance says of the machine: the version of Node, the system, the processor. */
export function describeMachine(): Pick<Provenance, 'node' | 'platform' | 'processor'> {
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown',
  };
}
