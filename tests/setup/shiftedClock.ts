/** What Node imports (`--import`) to believe that it is so many milliseconds later than it is. */
export function shiftedClock(ms: number): string {
  const source = `
    const Real = globalThis.Date;
    globalThis.Date = class Date extends Real {
      constructor(...parts) {
        super(...(parts.length > 0 ? parts : [Real.now() + ${ms}]));
      }
      static now() {
        return Real.now() + ${ms};
      }
    };
    Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ${ms} });`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

export const hour = 3_600_000;
