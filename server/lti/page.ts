import { randomBytes } from 'node:crypto';
import type { Response } from 'express';

/**
 * The few pages that the API itself answers, on the way between a platform and the site. They load nothing, and only
 * the origins that are named may show them in a frame.
 */
export interface SmallPage {
  title: string;
  text: string;
  /** A form that goes elsewhere: where, what it carries, and what its button says. */
  form?: { action: string; fields: Record<string, string>; button: string; newTab?: boolean; sendsItself?: boolean };
  /** Runs once; it may use nothing from outside. */
  script?: string;
  /** Origins that may show the page in a frame. */
  framedBy?: readonly string[];
  status?: number;
}

export function sendPage(response: Response, page: SmallPage): void {
  const { title, text, form, framedBy = [], status = 200 } = page;
  const nonce = randomBytes(16).toString('base64');
  const script = form?.sendsItself ? 'document.forms[0].submit()' : page.script;
  const fields = Object.entries(form?.fields ?? {})
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  if (framedBy.length > 0) response.removeHeader('X-Frame-Options');
  response
    .status(status)
    .set(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        `script-src 'nonce-${nonce}'`,
        `form-action ${form ? new URL(form.action).origin : "'none'"}`,
        `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
        "base-uri 'none'",
      ].join('; '),
    )
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
        '<meta name="viewport" content="width=device-width">' +
        `<style nonce="${nonce}">${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>` +
        `<p>${escapeHtml(text)}</p>` +
        (form
          ? `<form method="post" action="${escapeHtml(form.action)}"${form.newTab ? ' target="_blank"' : ''}>` +
            `${fields}<button>${escapeHtml(form.button)}</button></form>`
          : '') +
        `${script ? `<script nonce="${nonce}">${script}</script>` : ''}</main></body></html>`,
    );
}

const style =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}' +
  'main{max-width:34rem;margin:12vh auto;padding:0 1.5rem}h1{font-size:1.5rem}' +
  'button{font:inherit;padding:.6rem 1.1rem;border:0;border-radius:.5rem;background:#0b6b82;color:#fff;cursor:pointer}';

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
