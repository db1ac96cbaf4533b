import { hostname } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { readAccount } from '#machine/environment';
import { signIn } from '../api/accounts.ts';
import { credentialsPath, siteUrl, storeCredentials } from '../api/credentials.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

export function loginCommand(): Command {
  return new Command('login')
    .description('sign in, and keep an API key for the other commands')
    .option('--email <address>', 'asked for when absent')
    .addHelpText(
      'after',
      `
The password is asked for, or read from DOWNSTREAM_PASSWORD. The API key goes to ${credentialsPath}.

Example:
  downstream login --email ada@example.org`,
    )
    .action(login);
}

async function login(options: { email?: string }): Promise<void> {
  const url = siteUrl();
  const email = options.email ?? (await ask('E-mail: '));
  const password = readAccount().password ?? (await ask('Password: ', { hidden: true }));
  const apiKey = await signIn(url, { email, password }, `downstream on ${hostname()}`.slice(0, 32));
  await storeCredentials(url, { email, apiKey });
  process.stderr.write(`Signed in to ${url} as ${email}.\n`);
}

/** Asks at the terminal; what is typed does not appear there when `hidden`. */
async function ask(question: string, { hidden = false } = {}): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CommandError(exitCodes.usage, 'USAGE', `No terminal to ask "${question.trim()}" at.`, {
      hint: 'Give --email, and the password in DOWNSTREAM_PASSWORD.',
    });
  let muted = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = terminal.question(question);
    muted = hidden;
    return await answer;
  } finally {
    terminal.close();
    if (hidden) process.stderr.write('\n');
  }
}
