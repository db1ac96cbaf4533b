import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isOnPath, withSystemPath } from './systemPrograms.ts';

// Machines of this one. Each is a network namespace of Linux with an address of its own. All of them are plugged into
// one switch, and so is this process. A namespace ends with its last process, so nothing is left of them when this
// process is killed.

/** Something that runs on a host. It is started again when it ends by itself. */
interface Program {
  name: string;
  command: readonly [string, ...string[]];
  environment?: NodeJS.ProcessEnv;
  cwd?: string;
}

export interface Host {
  name: string;
  /** Its IPv4 address. */
  address: string;
  /** The last lines that its programs printed. */
  lines: string[];
  /** Adds a program, which runs while the host is on. */
  start(program: Program): void;
  /** The ids of its processes. */
  processes(): number[];
  /** Pulls its cable. Nobody is told: connections stay open on both sides. */
  cutOff(): Promise<void>;
  plugIn(): Promise<void>;
  /** Halts all its processes, as when a machine sleeps. Its kernel still takes what is sent to it. */
  pause(): void;
  resume(): void;
  /** Ends it as a lost power supply does: its processes and its connections are gone, and nobody is told. */
  powerOff(): Promise<void>;
  /** Starts it again, with its programs and the same address. */
  powerOn(): Promise<void>;
}

export interface Network {
  /** The address that this process has there. */
  here: string;
  hosts: Readonly<Record<string, Host>>;
  /** Ends all hosts, in the opposite order. */
  close(): Promise<void>;
}

const tools = ['ip', 'nsenter', 'unshare', 'setpriv'];
/** The prefix of all networks; the byte after it tells them apart. */
const prefix = '10.213';
const restartMs = 500;
const linesKept = 200;

/** Why no hosts can be made here; undefined where they can. `programs` are further ones that they need. */
export function whyNoHosts(programs: readonly string[] = []): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are of Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const missing = [...tools, ...programs].filter((name) => !isOnPath(name));
  if (missing.length > 0) return `it needs ${missing.join(', ')}`;
  try {
    execFileSync(
      'unshare',
      ['--net', 'sh', '-c', 'ip link add name one type veth peer name two && ip link add name three type bridge'],
      {
        env: withSystemPath(),
        stdio: 'pipe',
      },
    );
    return undefined;
  } catch (error) {
    return `no network can be made in a namespace: ${String((error as { stderr?: Buffer }).stderr).trim()}`;
  }
}

/** Makes a switch and plugs in hosts with these names. */
export async function openNetwork(names: readonly string[]): Promise<Network> {
  const switchNamespace = await openNamespace();
  const number = await plugInHere(switchNamespace);
  const inSwitch = (...parameters: string[]) => ipIn(switchNamespace, ...parameters);
  await inSwitch('link', 'add', 'name', 'switch', 'type', 'bridge');
  await inSwitch('link', 'set', 'dev', 'switch', 'up');
  await inSwitch('link', 'set', 'dev', 'here', 'up', 'master', 'switch');
  const hosts: Record<string, Host> = {};
  try {
    for (const [index, name] of names.entries())
      hosts[name] = await openHost(name, { switchNamespace, network: `${prefix}.${number}`, place: index + 2 });
  } catch (error) {
    await close();
    throw error;
  }
  async function close(): Promise<void> {
    for (const host of Object.values(hosts).toReversed()) await host.powerOff();
    await ip('link', 'delete', 'dev', cardName(number));
    await end(switchNamespace);
  }
  return { here: `${prefix}.${number}.1`, hosts, close };
}

/** Gives this process the first address of a network that nobody here uses. Returns the network's number. */
async function plugInHere(switchNamespace: ChildProcess): Promise<number> {
  const taken = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
  for (let tries = 0; tries < 250; tries++) {
    const number = 1 + ((process.pid + tries) % 250);
    if (taken.some((address) => address.startsWith(`${prefix}.${number}.`))) continue;
    const name = cardName(number);
    const other = ['peer', 'name', 'here', 'netns', String(switchNamespace.pid)];
    try {
      await ip('link', 'add', 'name', name, 'type', 'veth', ...other);
    } catch {
      // Another test run was quicker.
      continue;
    }
    await ip('address', 'add', `${prefix}.${number}.1/24`, 'dev', name);
    await ip('link', 'set', 'dev', name, 'up');
    return number;
  }
  throw new Error(`expected a free network below ${prefix}`);
}

const cardName = (number: number) => `hosts${number}`;

async function openHost(
  name: string,
  { switchNamespace, network, place }: { switchNamespace: ChildProcess; network: string; place: number },
): Promise<Host> {
  const address = `${network}.${place}`;
  const lines: string[] = [];
  const programs: Program[] = [];
  const running = new Set<ChildProcess>();
  let namespace: ChildProcess | undefined;

  function run(program: Program): void {
    const inside = namespace;
    if (!inside) return;
    const child = spawn('nsenter', [...enter(inside), ...endsWithThisProcess, ...program.command], {
      cwd: program.cwd,
      env: { ...withSystemPath(), ...program.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(`${program.name}: ${line}`);
        if (lines.length > linesKept) lines.shift();
      });
    child.once('exit', async (code, signal) => {
      running.delete(child);
      if (namespace !== inside) return;
      lines.push(`${program.name} ended: ${signal ?? code}`);
      await sleep(restartMs, undefined, { ref: false });
      if (namespace === inside) run(program);
    });
  }

  const processes = () => (namespace ? processesIn(namespace) : []);
  const signal = (which: NodeJS.Signals) => {
    for (const pid of processes()) send(pid, which);
  };
  const link = (state: 'up' | 'down') => ipIn(switchNamespace, 'link', 'set', 'dev', name, state);

  const host: Host = {
    name,
    address,
    lines,
    processes,
    start(program) {
      programs.push(program);
      run(program);
    },
    async cutOff() {
      await link('down');
    },
    async plugIn() {
      await link('up');
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async powerOff() {
      const ending = namespace;
      if (!ending) return;
      namespace = undefined;
      // Linux keeps a namespace while one of its connections waits to be closed. Without a cable nothing leaves it.
      await ipIn(switchNamespace, 'link', 'delete', 'dev', name);
      // What starts in this moment is met in the next round.
      for (let left = processesIn(ending); left.length > 0; left = processesIn(ending)) {
        for (const pid of left) send(pid, 'SIGKILL');
        await sleep(20);
      }
      await end(ending);
    },
    async powerOn() {
      if (namespace) return;
      const opened = await openNamespace();
      const to = ['peer', 'name', name, 'netns', String(switchNamespace.pid)];
      // The same hardware address as before: what the others remember of it stays right.
      const card = `02:00:00:00:00:${place.toString(16).padStart(2, '0')}`;
      await ip('link', 'add', 'name', 'eth0', 'address', card, 'netns', String(opened.pid), 'type', 'veth', ...to);
      await ipIn(opened, 'link', 'set', 'dev', 'lo', 'up');
      await ipIn(opened, 'address', 'add', `${address}/24`, 'dev', 'eth0');
      await ipIn(opened, 'link', 'set', 'dev', 'eth0', 'up');
      await ipIn(switchNamespace, 'link', 'set', 'dev', name, 'up', 'master', 'switch');
      namespace = opened;
      for (const program of programs) run(program);
    },
  };
  await host.powerOn();
  return host;
}

const endsWithThisProcess = ['setpriv', '--pdeathsig', 'KILL'];

/** A process that does nothing but hold a new network namespace. */
async function openNamespace(): Promise<ChildProcess> {
  const [command, ...parameters] = [...endsWithThisProcess, 'unshare', '--net'];
  const holder = spawn(command!, [...parameters, 'sh', '-c', 'echo; exec sleep infinity'], {
    env: withSystemPath(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(holder.stdout, 'data'),
    once(holder, 'exit').then(() => {
      throw new Error('expected a network namespace, received none');
    }),
  ]);
  return holder;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** The processes in a namespace, but for the one that holds it. */
function processesIn(namespace: ChildProcess): number[] {
  const its = namespaceOf(String(namespace.pid));
  if (its === undefined) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== namespace.pid && namespaceOf(name) === its)
    .map(Number);
}

function namespaceOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

const enter = (namespace: ChildProcess) => [`--net=/proc/${namespace.pid}/ns/net`];

function ipIn(namespace: ChildProcess, ...parameters: string[]): Promise<unknown> {
  return promisify(execFile)('nsenter', [...enter(namespace), 'ip', ...parameters], { env: withSystemPath() });
}

function ip(...parameters: string[]): Promise<unknown> {
  return promisify(execFile)('ip', parameters, { env: withSystemPath() });
}
