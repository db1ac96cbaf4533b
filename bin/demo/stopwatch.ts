/** Says what is done, and remembers how long it took. */
export interface Stopwatch {
  step<T>(name: string, says: string, work: () => Promise<T>): Promise<T>;
  /** Seconds by step, in the order in which they were taken. */
  seconds: Map<string, number>;
}

/** `earlier`: what was measured before this process began. */
export function stopwatch(earlier: Record<string, number>, print: (line: string) => void): Stopwatch {
  const seconds = new Map(Object.entries(earlier));
  return {
    seconds,
    async step(name, says, work) {
      print(`${says} …`);
      const started = performance.now();
      const result = await work();
      seconds.set(name, (performance.now() - started) / 1000);
      return result;
    },
  };
}
