import pino from 'pino';
import { connect } from '#prisma/client';
import { openProgressFeed } from '../../server/progress/progressFeed.ts';

// A program on a machine that will vanish, or whose database will: it says what it does, and goes on doing it.

const [, , what, databaseUrl, runId] = process.argv;

if (what === 'lock')
  await connect(databaseUrl!).$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(7)`;
      console.log('it has the lock');
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    },
    { timeout: 600_000 },
  );
else {
  const feed = await openProgressFeed(databaseUrl!, pino({ level: 'silent' }));
  feed.listen(runId!, ({ epoch }) => console.log(`it heard of epoch ${epoch}`));
  console.log('it listens');
}
