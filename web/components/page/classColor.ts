/** A colour of its own for each class, of about the same strength; the first ones are as far apart as they can be. */
export function classColor(index: number, classes: number): string {
  const few = ['#1c7d95', '#e8590c', '#9c36b5', '#2f9e44', '#e03131', '#4263eb', '#66a80f', '#d6336c'];
  return classes <= few.length ? few[index]! : `hsl(${Math.round((360 * index) / classes)} 65% 48%)`;
}
