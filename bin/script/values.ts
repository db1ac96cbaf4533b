import type { Value } from './expression.ts';

export type Call = Extract<Value, { kind: 'call' }>;

/** Why a line cannot be part of a recipe. */
export class Complaint extends Error {}

/** "keras.layers.Dense", "model.fit"; of `Dense(1)(x)` what the first call is of. */
export function calledName({ callee }: Call): string {
  if (callee.kind === 'name') return callee.path;
  if (callee.kind === 'call') return calledName(callee);
  if (callee.kind === 'member') return `${callee.of.kind === 'call' ? calledName(callee.of) : ''}.${callee.name}`;
  return '';
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** An argument by its name, or where it stands. */
export function argument({ args, named }: Call, name: string, position?: number): Value | undefined {
  return named.get(name) ?? (position === undefined ? undefined : args[position]);
}

export function constantOf(value: Value | undefined): number | string | boolean | null | undefined {
  return value?.kind === 'constant' ? value.value : undefined;
}

/** A constant, or a list of constants; undefined where one of them is not known. */
export function numbersOf(value: Value | undefined): unknown {
  if (value?.kind !== 'list') return constantOf(value);
  const items = value.items.map(constantOf);
  return items.includes(undefined) ? undefined : items;
}
