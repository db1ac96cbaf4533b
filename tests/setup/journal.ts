import pg from 'pg';

interface Entry {
  run: number;
  /** `again`: an epoch that was there already. */
  what: 'claim' | 'epoch' | 'again' | 'dropped';
  attempt: number;
  epoch: number | null;
  /** Of the machine that wrote it. */
  address: string;
}

/** Who did what to the runs of a database since the journal was begun. */
export interface Journal {
  /** What is against the rule that one worker at a time trains a run. */
  doubled: string[];
  claims: number;
  /** Epochs that were dropped since they came after the last checkpoint. */
  droppedEpochs: number;
}

/** Has the database write down which host claims a run, and which one stores or drops each epoch. */
export async function keepJournal(ownerUrl: string): Promise<{ read(): Promise<Journal> }> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    CREATE TABLE journal (id bigserial, run int, what text, attempt int, epoch int, address text);
    CREATE FUNCTION journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        IF TG_TABLE_NAME = 'run' THEN
          INSERT INTO journal (run, what, attempt, address)
            VALUES (NEW.number, 'claim', NEW.attempt, host(inet_client_addr()));
        ELSIF TG_OP = 'DELETE' THEN
          INSERT INTO journal (run, what, attempt, epoch, address)
            SELECT number, 'dropped', attempt, OLD.epoch, host(inet_client_addr()) FROM run
            WHERE number = OLD."runNumber";
        ELSE
          INSERT INTO journal (run, what, attempt, epoch, address)
            SELECT number, CASE TG_OP WHEN 'INSERT' THEN 'epoch' ELSE 'again' END, attempt, NEW.epoch,
              host(inet_client_addr()) FROM run
            WHERE number = NEW."runNumber";
        END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER journal AFTER UPDATE OF attempt ON run FOR EACH ROW
      WHEN (OLD.attempt <> NEW.attempt) EXECUTE FUNCTION journal();
    CREATE TRIGGER journal AFTER INSERT OR UPDATE OR DELETE ON epoch FOR EACH ROW EXECUTE FUNCTION journal();`);
  await owner.end();
  return {
    async read() {
      const reader = new pg.Client({ connectionString: ownerUrl });
      await reader.connect();
      const { rows } = await reader.query<Entry>('SELECT run, what, attempt, epoch, address FROM journal ORDER BY id');
      await reader.end();
      return {
        doubled: contradictionsIn(rows),
        claims: rows.filter(({ what }) => what === 'claim').length,
        droppedEpochs: rows.filter(({ what }) => what === 'dropped').length,
      };
    },
  };
}

/**
 * Whatever is against the rule that one host at a time trains a run: it stores each epoch once, in order, under its own
 * claim, and only a later claim drops epochs.
 */
function contradictionsIn(entries: readonly Entry[]): string[] {
  const states = new Map<number, { attempt: number; address: string; last: number }>();
  const wrong: string[] = [];
  for (const entry of entries) {
    const { run, what, attempt, epoch, address } = entry;
    const state = states.get(run) ?? { attempt: 0, address: '', last: 0 };
    states.set(run, state);
    const holds = attempt === state.attempt && address === state.address;
    // A write whose answer was lost is made again.
    const follows = { epoch: epoch === state.last + 1, again: epoch === state.last, dropped: true };
    const isRight = what === 'claim' ? attempt === state.attempt + 1 : holds && follows[what];
    if (!isRight) wrong.push(`${JSON.stringify(entry)} after ${JSON.stringify(state)}`);
    if (what === 'claim') Object.assign(state, { attempt, address });
    else state.last = what === 'dropped' ? Math.min(state.last, epoch! - 1) : epoch!;
  }
  return wrong;
}
