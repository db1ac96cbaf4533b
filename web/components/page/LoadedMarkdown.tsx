import { Typography } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { isOwnPicture } from '#contracts/pictures';
import type { formulas as Formulas } from './formulas.ts';

/**
 * GitHub's rules, and the classes by which remark-math marks formulas. Pictures may be `data:` addresses; which ones,
 * `isOwnPicture` says.
 */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
  protocols: { ...defaultSchema.protocols, src: ['data'] },
};

/**
 * A text that people wrote in Markdown; with `formulas`, those between dollar signs. HTML in it is left out. What is
 * left is sanitised before formulas become MathML. It is drawn in the browser, or by a page's server.
 */
export function LoadedMarkdown({ text, formulas }: { text: string; formulas?: typeof Formulas }) {
  return (
    <Typography style={{ overflowWrap: 'anywhere', overflowX: 'auto' }}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm, ...(formulas?.remark ?? [])]}
        rehypePlugins={[[rehypeSanitize, schema], ...(formulas?.rehype ?? [])]}
        urlTransform={(address, name) => (name === 'src' && isOwnPicture(address) ? address : safeLink(address, name))}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </Typography>
  );
}

/** Links go to the web or to this site; other pictures than the course's own are never loaded. */
function safeLink(address: string, name: string): string {
  if (name === 'src') return '';
  return /^(https?:|mailto:|\/(?!\/)|#)/i.test(address) ? address : '';
}

const components: Components = {
  img: OwnPicture,
  // The page has the first two levels itself.
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  a: ({ node: _, children, ...props }) => (
    <a
      {...props}
      rel={['noopener', 'noreferrer', 'nofollow'].join(' ')}
      target={props.href?.startsWith('http') ? '_blank' : undefined}
    >
      {children}
    </a>
  ),
};

function OwnPicture({ src, alt }: ComponentProps<'img'>) {
  const t = useTranslations();
  if (!src) return <em>{t('page.pictureLeftOut', { alt: alt ?? '' })}</em>;
  // biome-ignore lint/performance/noImgElement: Next's image service has no session; these are small.
  return <img src={src} alt={alt ?? ''} loading="lazy" style={{ maxWidth: '100%', height: 'auto' }} />;
}
