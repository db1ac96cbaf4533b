import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort } from '#prisma/postgres';
import { authSecret } from '../../bin/system/authSecret.ts';
import { requireFreePort } from '../../bin/system/ports.ts';
import { type Service, type ServiceOptions, startService } from '../../bin/system/service.ts';

let directory: string;
const services: Service[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'system-'));
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop(0)));
  await rm(directory, { recursive: true });
});

/** A service that runs this JavaScript, and the lines it printed. */
function service(
  script: string,
  options: ServiceOptions = {},
): { service: Service; lines: string[]; givenUp: Error[] } {
  const lines: string[] = [];
  const givenUp: Error[] = [];
  const started = startService(
    { name: 'part', args: ['-e', script], environment: process.env },
    { onLine: (_name, line) => lines.push(line), onGivenUp: (error) => givenUp.push(error) },
    options,
  );
  services.push(started);
  return { service: started, lines, givenUp };
}

const patience = { timeout: 30_000, interval: 50 };
const forever = 'setInterval(() => {}, 1000);';

test('a port in use is named, with the variable to change', async () => {
  const port = await freePort();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  await expect(requireFreePort(port, 'WEB_PORT')).rejects.toThrow(
    `Port ${port} is in use: stop what listens there, or choose another with WEB_PORT=`,
  );
  squatter.close();
  await once(squatter, 'close');
  await expect(requireFreePort(port, 'WEB_PORT')).resolves.toBeUndefined();
});

test('the secret is made once, for two starts at once too, where only this account can read it', async () => {
  const path = join(directory, 'data', 'auth-secret');
  const [first, second] = await Promise.all([authSecret(path), authSecret(path)]);
  expect(second).toBe(first);
  expect(await authSecret(path)).toBe(first);
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFile(path, 'short');
  await expect(authSecret(path)).rejects.toThrow('holds 5 characters, expected at least 32');
});

test('a process that ends by itself is started again', async () => {
  const marker = join(directory, 'ran');
  const { lines } = service(`const fs = require('node:fs');
    if (!fs.existsSync(${JSON.stringify(marker)})) { fs.writeFileSync(${JSON.stringify(marker)}, ''); process.exit(3); }
    console.log('second life'); ${forever}`);
  await vi.waitFor(() => expect(lines).toContain('second life'), patience);
  expect(lines[0]).toBe('ended by itself (exit code 3); starting it again in 0.5 s');
});

test('a process that always ends is started again for ever, and a wait for its start gets its last words', async () => {
  const { service: part, lines, givenUp } = service(`console.log('no database'); process.exitCode = 1;`);
  expect(() => part.check()).not.toThrow();
  await vi.waitFor(() => expect(() => part.check()).toThrow('The part ended 5 times in a row (exit code 1)'), patience);
  expect(lines.at(-1)).toBe('ended by itself (exit code 1); starting it again in 8 s');
  expect(givenUp).toEqual([]);
});

test('a process that always ends is given up where failures are counted, with its last words', async () => {
  const { service: part, givenUp } = service(`console.log('no database'); process.exitCode = 1;`, {
    failuresAllowed: 4,
  });
  expect(() => part.check()).not.toThrow();
  await vi.waitFor(() => expect(givenUp).toHaveLength(1), patience);
  expect(givenUp[0]!.message).toBe(
    `The part ended 5 times in a row (exit code 1). Its last words:\n${Array(5).fill('no database').join('\n')}`,
  );
  expect(() => part.check()).toThrow('5 times in a row');
});

test('a process that does not end when told to is killed, and not started again', async () => {
  const { service: part, lines } = service(
    `process.on('SIGTERM', () => console.log('no')); console.log(process.pid); ${forever}`,
  );
  await vi.waitFor(() => expect(lines).toHaveLength(1), patience);
  await part.stop(200);
  expect(isAlive(Number(lines[0]))).toBe(false);
  expect(lines).toEqual([lines[0], 'no']);
});

test('when the process that started a service is killed, the service ends too', async () => {
  const starter = join(directory, 'starter.ts');
  await writeFile(
    starter,
    `import { startService } from ${JSON.stringify(join(process.cwd(), 'bin/system/service.ts'))};
startService(
  { name: 'part', args: ['-e', "console.log(process.pid); ${forever}"], environment: process.env },
  { onLine: (_, line) => console.log(line), onGivenUp() {} },
);`,
  );
  const parent = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = await once(parent.stdout, 'data');
  const pid = Number(String(chunk).trim());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), patience);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
