import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

/** What a plug-in needs of a node of a Markdown text. */
interface MarkdownNode {
  type: string;
  children?: MarkdownNode[];
  position?: { start: { offset?: number } };
  data?: { hProperties?: { className?: string[] } };
}

/** Gives `$$…$$` a line of its own, also where it stands on one line, as other programs do. */
function displayFormulas() {
  return (tree: MarkdownNode, file: { value: unknown }) => {
    const text = String(file.value);
    const visit = (node: MarkdownNode) => {
      if (node.type === 'inlineMath' && text.startsWith('$$', node.position?.start.offset))
        node.data = { ...node.data, hProperties: { className: ['language-math', 'math-display'] } };
      for (const child of node.children ?? []) visit(child);
    };
    visit(tree);
  };
}

/** Recognises formulas between dollar signs and makes MathML of them, which browsers draw and read aloud. */
export const formulas = {
  remark: [remarkMath, displayFormulas],
  rehype: [[rehypeKatex, { output: 'mathml', trust: false }]] as [[typeof rehypeKatex, object]],
};
