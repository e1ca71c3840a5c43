import { createHash } from 'node:crypto'

/** Markup that is safe to send: made by `html`, which escapes every value put into it. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | readonly Html[]

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(render)))
}

function render(value: Value): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(render).join('')
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

export function hiddenFields(fields: Iterable<readonly [name: string, value: string]>): Html[] {
  return [...fields].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
}

/** A style or a script of our own, and the source expression by which a policy admits it alone. */
export interface Inline {
  element: Html
  source: string
}

export function inlineStyle(text: string): Inline {
  return { element: new Html(`<style>${text}</style>`), source: sourceOf(text) }
}

export function inlineScript(text: string): Inline {
  return { element: new Html(`<script>${text}</script>`), source: sourceOf(text) }
}

// The hash covers every character between the tags.
function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
