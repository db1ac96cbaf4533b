/** A lesson as its file has it. */
export interface Lesson {
  title: string;
  /** The first paragraph, which lists and links show. */
  lead: string;
  /** What follows, in Markdown. A picture `figure:NAME` stands for a live figure. */
  body: string;
  /** The recipe that the lesson ends in, in YAML. */
  recipe: string;
}

const shape = /^# (?<title>.+)\n\n(?<lead>(?:.+\n)+)\n(?<body>[\s\S]+?)\n+```yaml\n(?<recipe>[\s\S]+?)```\s*$/;

/** Reads a lesson: its title, its lead as plain text, its body, and last its recipe. Throws RangeError without one. */
export function parseLesson(text: string): Lesson {
  const parts = shape.exec(text)?.groups;
  if (!parts) throw new RangeError('Expected a title, a first paragraph, a text, and a recipe at the end');
  return {
    title: parts.title!,
    lead: parts.lead!.trim().replaceAll('\n', ' ').replaceAll('`', ''),
    body: parts.body!,
    recipe: parts.recipe!,
  };
}
