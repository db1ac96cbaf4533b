import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { configDirectory, readAccount } from '#machine/environment';
import { writeWholeFile } from '#machine/wholeFile';
import { CommandError } from '../terminal/exitCodes.ts';
import { type Client, createClient } from './client.ts';

/** API keys by the site they are for. */
const credentialsSchema = z.record(z.url(), z.strictObject({ email: z.string(), apiKey: z.string() }));
type Credentials = z.infer<typeof credentialsSchema>;

export const credentialsPath = join(configDirectory(), 'downstream', 'credentials.json');

/** The site that the commands speak to. */
export function siteUrl(): string {
  const url = readAccount().site;
  if (!URL.canParse(url))
    throw new CommandError(
      2,
      'USAGE',
      `DOWNSTREAM_URL: expected an address such as http://localhost:3000, received ${url}.`,
    );
  return new URL(url).origin;
}

/** A client of the account in DOWNSTREAM_API_KEY, else of the one that `downstream login` stored for this site. */
export async function signedInClient(): Promise<Client> {
  const url = siteUrl();
  const apiKey = readAccount().apiKey ?? (await readCredentials())[url]?.apiKey;
  if (apiKey === undefined) throw CommandError.ofApi('UNAUTHENTICATED', `No account is signed in to ${url}.`);
  return createClient(url, apiKey);
}

/** Keeps an API key where only this account of the machine can read it. */
export async function storeCredentials(url: string, entry: Credentials[string]): Promise<void> {
  const credentials = { ...(await readCredentials()), [url]: entry };
  await mkdir(dirname(credentialsPath), { recursive: true, mode: 0o700 });
  await writeWholeFile(credentialsPath, (file) => file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`), {
    mode: 0o600,
  });
}

async function readCredentials(): Promise<Credentials> {
  let text: string;
  try {
    text = await readFile(credentialsPath, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CommandError(3, 'CREDENTIALS_UNREADABLE', `${credentialsPath} is not what "downstream login" writes.`, {
      cause,
      hint: 'Delete the file and sign in again with "downstream login".',
    });
  }
}
