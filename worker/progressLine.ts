import type { RunProgressState } from '#contracts/progress';

/** Shows the progress of the worker's runs on the last line of a terminal. Does nothing when there is no terminal. */
export function progressLine(output: NodeJS.WriteStream): (runId: string, state: RunProgressState | null) => void {
  const states = new Map<string, RunProgressState>();
  return (runId, state) => {
    if (state) states.set(runId, state);
    else states.delete(runId);
    if (!output.isTTY) return;
    const line = [...states].map(([id, current]) => describeProgress(id, current)).join(' │ ');
    output.write(`\r\x1b[K${line.slice(0, output.columns - 1)}`);
  };
}

/** One run's progress in a few words. */
function describeProgress(runId: string, { phase, done, total, etaSeconds }: RunProgressState): string {
  const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
  const eta = etaSeconds === null ? '' : `, about ${Math.ceil(etaSeconds)} s left`;
  // The end of a version 7 UUID is its random part.
  return `run …${runId.slice(-6)} ${phase.toLowerCase()}${share}${eta}`;
}
