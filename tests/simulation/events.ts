/** What happens when: the earliest first, at the same moment what was planned first. */
export interface Agenda {
  readonly now: number;
  at(seconds: number, act: () => void): void;
  /** Does one thing after the other until nothing is planned. */
  run(): void;
}

interface Planned {
  at: number;
  nth: number;
  act: () => void;
}

export function openAgenda(): Agenda {
  // A binary heap.
  const heap: Planned[] = [];
  let now = 0;
  let count = 0;
  const before = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.nth < b.nth);
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  const take = (): Planned | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      let least = place;
      for (const child of [left, left + 1])
        if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === place) return first;
      swap(place, least);
      place = least;
    }
  };
  return {
    get now() {
      return now;
    },
    at(seconds, act) {
      if (seconds < now) throw new Error(`expected a moment from ${now} on, received ${seconds}`);
      heap.push({ at: seconds, nth: count++, act });
      for (let place = heap.length - 1; place > 0; ) {
        const parent = (place - 1) >> 1;
        if (!before(heap[place]!, heap[parent]!)) return;
        swap(place, parent);
        place = parent;
      }
    },
    run() {
      for (let next = take(); next; next = take()) {
        now = next.at;
        next.act();
      }
    },
  };
}
