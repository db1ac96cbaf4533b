import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

/** A job of a worker, as `squeue` says it. */
export interface WorkerJob {
  id: string;
  /** PENDING, RUNNING and so on. */
  state: string;
}

/** Slurm answered with an error. Its own words are the message. */
export class SlurmRefused extends Error {}

/** The jobs of this account with this name that have not ended. */
export async function listJobs(name: string): Promise<WorkerJob[]> {
  const output = await slurm('squeue', ['--noheader', '--me', '--name', name, '--format', '%i|%T']);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [id = '', state = ''] = line.trim().split('|');
      return { id, state };
    });
}

/** Submits a batch script and answers the job's id. */
export async function submitJob(script: string, options: readonly string[]): Promise<string> {
  const output = await slurm('sbatch', ['--parsable', ...options], script);
  return output.trim().split(';')[0]!;
}

/** Takes jobs back that have not begun; one that began in this moment goes on. */
export async function cancelPending(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await slurm('scancel', ['--state=PENDING', ...ids]);
}

/** Runs a command of Slurm and answers what it printed. Throws SlurmRefused, or SLURM_MISSING where there is none. */
async function slurm(command: string, parameters: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new CommandError(
              exitCodes.refused,
              'SLURM_MISSING',
              `Expected Slurm's ${command} on the PATH of this machine, found none.`,
              { hint: 'Start this command on a machine that submits jobs, such as the login node of the cluster.' },
            )
          : error,
      ),
    );
    child.once('close', resolve);
  });
  // A command that ends before it has read its input says why by itself.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [output, complaint, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (exitCode !== 0) throw new SlurmRefused(`${command}: ${complaint.trim() || `exit code ${exitCode}`}`);
  return output;
}
