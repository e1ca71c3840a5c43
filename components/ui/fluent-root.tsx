'use client'

import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  renderToStyleElements,
  SSRProvider,
} from '@fluentui/react-components'
import { useServerInsertedHTML } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'

// The tokens come from fluent-theme.css, for both themes at once.
const noTheme = {}

/** What Fluent's components need around them; their styles carry the page's nonce. */
export function FluentRoot({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [renderer] = useState(() =>
    createDOMRenderer(typeof document === 'undefined' ? undefined : document, {
      styleElementAttributes: { nonce },
    }),
  )
  const isInserted = useRef(false)
  useServerInsertedHTML(() => {
    if (isInserted.current) return
    isInserted.current = true
    return <>{renderToStyleElements(renderer)}</>
  })
  return (
    <RendererProvider renderer={renderer}>
      <SSRProvider>
        <FluentProvider theme={noTheme}>{children}</FluentProvider>
      </SSRProvider>
    </RendererProvider>
  )
}
