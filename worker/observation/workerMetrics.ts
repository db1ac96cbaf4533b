import { Counter, Gauge } from 'prom-client';
import type { RunProgressState } from '#contracts/progress';
import { openRegistry } from '#machine/metrics';
import type { MemoryBudget } from '../queue/memoryBudget.ts';
import type { RunOutcome } from '../queue/superviseRun.ts';

/** What a worker counts of itself. The rows of the database say what became of runs; these say what it took. */
export function openWorkerMetrics() {
  const registry = openRegistry('worker');
  const registers = [registry];
  const outcomes = new Counter({
    name: 'downstream_worker_runs_total',
    help: 'Runs that left this worker: succeeded, failed, handed back, or lost to a cancellation or another worker.',
    labelNames: ['outcome', 'failure'],
    registers,
  });
  const childrenLost = new Counter({
    name: 'downstream_children_lost_total',
    help: 'Processes that ended before their run did, by the signal of a crash, or "killed".',
    labelNames: ['end'],
    registers,
  });
  const trouble = new Counter({
    name: 'downstream_worker_trouble_total',
    help: 'Errors after which the worker tried again: of the database, the queue, the stores.',
    registers,
  });
  const phases = new Map<string, RunProgressState['phase']>();
  new Gauge({
    name: 'downstream_worker_runs',
    help: 'Runs that this worker has now, by phase.',
    labelNames: ['phase'],
    registers,
    collect() {
      this.reset();
      for (const phase of phases.values()) this.inc({ phase });
    },
  });
  return {
    registry,
    countTrouble: () => trouble.inc(),
    countOutcome: (outcome: RunOutcome, failure = '') => outcomes.inc({ outcome, failure }),
    countChildLost: (end: string) => childrenLost.inc({ end }),
    followRun(runId: string, state: RunProgressState | null) {
      if (state) phases.set(runId, state.phase);
      else phases.delete(runId);
    },
    /** The memory that runs have reserved, and all that they may. */
    watchMemory(budget: MemoryBudget) {
      new Gauge({
        name: 'downstream_worker_memory_bytes',
        help: 'Memory that runs have reserved, and all that they may reserve.',
        labelNames: ['what'],
        registers,
        collect() {
          this.set({ what: 'reserved' }, budget.taken());
          this.set({ what: 'total' }, budget.total);
        },
      });
    },
  };
}
