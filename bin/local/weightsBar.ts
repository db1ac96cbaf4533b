import { Presets, SingleBar } from 'cli-progress';

/** A bar for the download of weights, which appears only when there is one. */
export function weightsBar(): { update(done: number, total: number): void; stop(): void } {
  const bar = new SingleBar(
    { format: 'Fetching weights {bar} {value}/{total} MB  ETA {eta_formatted}' },
    Presets.shades_classic,
  );
  const megabytes = (bytes: number) => Number((bytes / 1e6).toFixed(1));
  let started = false;
  return {
    update(done, total) {
      if (!started) bar.start(megabytes(total), 0);
      started = true;
      bar.setTotal(megabytes(Math.max(done, total)));
      bar.update(megabytes(done));
    },
    stop() {
      if (started) bar.stop();
    },
  };
}
