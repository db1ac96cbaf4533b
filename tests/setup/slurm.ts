import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#prisma/postgres';
import { isOnPath, withSystemPath } from './systemPrograms.ts';

/** A real Slurm with three nodes on this machine, each with one processor. */
export interface Slurm {
  /** What tells Slurm's commands where it is. */
  environment: { SLURM_CONF: string };
  /** Runs one of Slurm's commands and answers what it printed. */
  command(name: string, ...parameters: string[]): Promise<string>;
  /** Ends a node at once, with all that runs on it, as if its power had been cut. */
  killNode(name: string): Promise<void>;
  restartController(): Promise<void>;
  stop(): Promise<void>;
}

const nodes = ['n1', 'n2', 'n3'];

/** Why no Slurm can be started here; undefined where one can. */
export function whyNoSlurm(): string | undefined {
  if (process.platform !== 'linux') return 'Slurm runs on Linux';
  if (process.getuid?.() !== 0) return "Slurm's daemons need root";
  const missing = ['slurmctld', 'slurmd', 'munged', 'sbatch'].filter((name) => !isOnPath(name));
  return missing.length === 0 ? undefined : `it needs ${missing.join(', ')} (Debian: slurm-wlm and munge)`;
}

export async function startSlurm(): Promise<Slurm> {
  const directory = await mkdtemp(join(tmpdir(), 'slurm-'));
  const inside = (name: string) => join(directory, name);
  for (const name of ['state', ...nodes]) await mkdir(inside(name));
  await writeFile(inside('munge.key'), crypto.getRandomValues(new Uint8Array(64)), { mode: 0o600 });
  const environment = { SLURM_CONF: inside('slurm.conf') };
  await writeFile(environment.SLURM_CONF, await configuration(directory));
  const env = { ...withSystemPath(), ...environment };
  const command = async (name: string, ...parameters: string[]) =>
    (await promisify(execFile)(name, parameters, { env })).stdout;

  const daemons = new Map<string, ChildProcess>();
  const start = (key: string, ...program: string[]) =>
    // The daemon ends with this process, also when that is killed.
    daemons.set(key, spawn('setpriv', ['--pdeathsig', 'KILL', ...program], { env, stdio: 'ignore' }));
  const end = async (key: string, signal: NodeJS.Signals = 'SIGTERM') => {
    const daemon = daemons.get(key);
    daemons.delete(key);
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const gone = new Promise((resolve) => daemon.once('exit', resolve));
    daemon.kill(signal);
    await gone;
  };
  const startController = () => start('controller', 'slurmctld', '-D', '-f', environment.SLURM_CONF);

  start(
    'munge',
    'munged',
    '--foreground',
    '--force',
    ...['key', 'pid', 'log', 'seed'].map((kind) => `--${kind}-file=${inside(`munge.${kind}`)}`),
    `--socket=${inside('munge.socket')}`,
  );
  startController();
  for (const name of nodes) start(name, 'slurmd', '-D', '-f', environment.SLURM_CONF, '-N', name);
  await untilIdle(command);

  return {
    environment,
    command,
    async killNode(name) {
      const jobs = (await command('squeue', '--noheader', '--nodelist', name, '--format', '%i'))
        .split('\n')
        .filter(Boolean);
      await end(name, 'SIGKILL');
      for (const pid of processesOfJobs(jobs, environment.SLURM_CONF)) killNow(pid);
    },
    async restartController() {
      await end('controller', 'SIGKILL');
      startController();
    },
    async stop() {
      await command('scancel', '--me').catch(() => {});
      const jobs = (await command('squeue', '--noheader', '--format', '%i').catch(() => ''))
        .split('\n')
        .filter(Boolean);
      for (const key of [...daemons.keys()].toReversed()) await end(key, 'SIGKILL');
      for (const pid of processesOfJobs(jobs, environment.SLURM_CONF)) killNow(pid);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function configuration(directory: string): Promise<string> {
  const lines = nodes.map(
    async (name) => `NodeName=${name} NodeHostname=${hostname()} NodeAddr=127.0.0.1 Port=${await freePort()} CPUs=1`,
  );
  return `ClusterName=test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${await freePort()}
AuthType=auth/munge
AuthInfo=socket=${directory}/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${directory}/state
SlurmdSpoolDir=${directory}/%n
SlurmctldLogFile=${directory}/controller.log
SlurmdLogFile=${directory}/%n.log
SlurmctldPidFile=${directory}/controller.pid
SlurmdPidFile=${directory}/%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
SlurmctldTimeout=10
SlurmdTimeout=10
KillWait=30
InactiveLimit=0
${(await Promise.all(lines)).join('\n')}
PartitionName=course Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** All nodes have registered and are free. */
async function untilIdle(command: Slurm['command']): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const states = await command('sinfo', '--noheader', '--Node', '--format', '%T').catch(() => '');
    if (states.split('\n').filter((state) => state === 'idle').length === nodes.length) return;
    if (Date.now() > end) throw new Error(`Slurm's nodes are not ready after a minute: ${states}`);
    await setTimeout(200);
  }
}

/** The processes of these jobs: Slurm's own, which watches each, and those that it started. */
function processesOfJobs(jobs: readonly string[], configurationFile: string): number[] {
  const read = (pid: string, name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const watches = jobs.some((job) => read(pid, 'cmdline').startsWith(`slurmstepd: [${job}.`));
      if (watches) return true;
      const variables = read(pid, 'environ').split('\0');
      return (
        variables.includes(`SLURM_CONF=${configurationFile}`) &&
        jobs.some((job) => variables.includes(`SLURM_JOB_ID=${job}`))
      );
    })
    .map(Number);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
