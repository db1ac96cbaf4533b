import { Typography } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import classes from './lessons.module.css';

/** A picture on a line of its own that stands for a figure: what it shows, and its name. */
const figureLine = /^!\[([^\]]*)\]\(figure:([a-z]+)\)$/m;

/**
 * A lesson's text. The server renders it, so that Markdown and formulas cost the browser nothing. `figure` shows the
 * figure of a name; figures stand between the texts, whose look is not theirs.
 */
export function LessonText(props: { text: string; figure: (name: string, caption: string) => ReactNode }) {
  const [first, ...rest] = props.text.split(figureLine);
  const parts = Array.from({ length: rest.length / 3 }, (_, index) => rest.slice(3 * index, 3 * index + 3));
  return (
    <>
      <Markdown text={first!} />
      {parts.map(([caption, name, text]) => (
        <Fragment key={name}>
          {props.figure(name!, caption!)}
          <Markdown text={text!} />
        </Fragment>
      ))}
    </>
  );
}

function Markdown({ text }: { text: string }) {
  return (
    <Typography className={classes.text}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm, remarkMath]}
        rehypePlugins={[[rehypeKatex, { output: 'mathml', trust: false }]]}
      >
        {text}
      </ReactMarkdown>
    </Typography>
  );
}
