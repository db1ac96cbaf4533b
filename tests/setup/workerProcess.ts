import { type ChildProcess, spawn } from 'node:child_process';
import { stopWithParent } from '../../bin/system/service.ts';
import type { WorkerOptions } from '../../worker/worker.ts';

/** A worker of a course in a process of its own, that can be killed; who starts it ends it. */
export function startWorkerProcess(
  { worker }: { worker: Pick<WorkerOptions, 'databaseUrl' | 'directories' | 'kerasWeightsUrl'> },
  settings: Record<string, string> = {},
  { program = ['worker/main.ts'], imports = [] }: { program?: readonly string[]; imports?: readonly string[] } = {},
): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: worker.databaseUrl,
    DATA_DIR: worker.directories.objects.replace(/objects$/, ''),
    ENGINE: 'wasm',
    WORKER_CONCURRENCY: '1',
    KERAS_WEIGHTS_URL: worker.kerasWeightsUrl,
    LOG_LEVEL: 'fatal',
    ...settings,
  };
  const preloaded = [...imports, stopWithParent].flatMap((each) => ['--import', each]);
  return spawn(process.execPath, [...preloaded, ...program], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
