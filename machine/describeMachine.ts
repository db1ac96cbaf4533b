import { cpus } from 'node:os';

/** The parts of a run's environment that do not depend on the engine. */
export function describeMachine(): { node: string; platform: string; processor: string } {
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown',
  };
}
