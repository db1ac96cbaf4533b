import { hostname } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command, Option } from 'commander';
import { type ApiKeyScope, apiKeyScopes, mostKeyDays, usualKeyDays } from '#contracts/apiKeys';
import { readAccount } from '#machine/environment';
import { signIn } from '../api/accounts.ts';
import { credentialsPath, siteUrl, storeCredentials } from '../api/credentials.ts';
import { wholeNumber } from '../terminal/arguments.ts';
import { CommandError, exitCodes } from '../terminal/exitCodes.ts';

export function loginCommand(): Command {
  return new Command('login')
    .description('sign in, and keep an API key for the other commands')
    .option('--email <address>', 'asked for when absent')
    .addOption(
      new Option('--may <what>', 'what the key may do; what your account can do when absent').choices(
        apiKeyScopes.map((scope) => scope.toLowerCase()),
      ),
    )
    .option('--days <count>', `days until the key ends, at most ${mostKeyDays}`, wholeNumber, usualKeyDays)
    .addHelpText(
      'after',
      `
The password is asked for, or read from DOWNSTREAM_PASSWORD. The API key goes to ${credentialsPath}.

With --may read the key changes nothing; with --may submit it does what students do, and with --may staff everything.

Examples:
  downstream login --email ada@example.org
  downstream login --email ada@example.org --may read --days 7`,
    )
    .action(login);
}

interface LoginOptions {
  email?: string;
  may?: Lowercase<ApiKeyScope>;
  days: number;
}

async function login(options: LoginOptions): Promise<void> {
  const url = siteUrl();
  const email = options.email ?? (await ask('E-mail: '));
  const password = readAccount().password ?? (await ask('Password: ', { hidden: true }));
  const { may, days } = options;
  const { key, scopes, expiresAt } = await signIn(
    url,
    { email, password, askCode: () => ask('Code of your authenticator app: ') },
    {
      name: `downstream on ${hostname()}`.slice(0, 32),
      days,
      // Each includes those before it.
      ...(may && { scopes: apiKeyScopes.slice(0, apiKeyScopes.findIndex((scope) => scope.toLowerCase() === may) + 1) }),
    },
  );
  await storeCredentials(url, { email, apiKey: key });
  const until = expiresAt === null ? '' : ` until ${expiresAt.slice(0, 10)}`;
  process.stderr.write(`Signed in to ${url} as ${email}: may ${scopes.join(', ').toLowerCase()}${until}.\n`);
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
