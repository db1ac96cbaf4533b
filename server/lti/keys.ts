import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Database } from '#prisma/client';
import { asJson } from '../graphql/input.ts';

export const signatureAlgorithm = 'RS256';

/** The key that signs for this site, and its id. The first that is asked for makes it; others wait and find it. */
export async function signingKey(database: Database): Promise<{ kid: string; key: CryptoKey }> {
  const newest = () => database.ltiKey.findFirst({ orderBy: { createdAt: 'desc' } });
  const row = (await newest()) ?? (await makeKey(database));
  return { kid: row.id, key: (await importJWK(row.privateKey as JWK, signatureAlgorithm)) as CryptoKey };
}

/** What platforms check the site's signatures with. */
export async function publicKeys(database: Database): Promise<{ keys: JWK[] }> {
  await signingKey(database);
  const rows = await database.ltiKey.findMany({ orderBy: { createdAt: 'desc' } });
  return {
    keys: rows.map(({ id, publicKey }) => ({
      ...(publicKey as JWK),
      kid: id,
      use: 'sig',
      alg: signatureAlgorithm,
    })),
  };
}

async function makeKey(database: Database) {
  const { privateKey, publicKey } = await generateKeyPair(signatureAlgorithm, { extractable: true });
  const [ofPrivate, ofPublic] = [await exportJWK(privateKey), await exportJWK(publicKey)];
  return database.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lti key'))`;
    return (
      (await transaction.ltiKey.findFirst({ orderBy: { createdAt: 'desc' } })) ??
      transaction.ltiKey.create({
        data: { id: randomUUID(), privateKey: asJson(ofPrivate), publicKey: asJson(ofPublic) },
      })
    );
  });
}
