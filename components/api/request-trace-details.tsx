'use client'

import { Badge } from '@fluentui/react-components'
import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { type RequestTrace, toCurl } from './request-trace'
import styles from './request-trace-details.module.css'

/** The request of an action with its response, collapsed at first. */
export function RequestTraceDetails(props: {
  trace: RequestTrace | undefined
  isOpenAtFirst?: boolean
}) {
  const { trace, isOpenAtFirst = false } = props
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  if (!trace) return null
  const { method, path, status, milliseconds } = trace
  return (
    <details
      className={styles.details}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={styles.request}>
          <code>
            {method} {path}
          </code>
        </span>
        <Badge appearance="tint" color={status !== 0 && status < 400 ? 'success' : 'danger'}>
          {status === 0 ? 'no response' : status}
        </Badge>
        <span className="fine-print">{milliseconds} ms</span>
      </summary>
      {isOpen && <RequestAndResponse trace={trace} />}
    </details>
  )
}

function RequestAndResponse({ trace }: { trace: RequestTrace }) {
  const { responseBody, correlationId } = trace
  const curl = toCurl(trace, location.origin)
  return (
    <>
      <Snippet title="Request" text={curl} copyLabel="Copy as curl" />
      {trace.authenticates && (
        <p className="fine-print">
          This page used your session. Other clients send an Entra access token with the scope
          access_as_user instead.
        </p>
      )}
      <Snippet title="Response" text={responseBody || '(no body)'} copyLabel="Copy response" />
      {correlationId !== '' && (
        <p className="fine-print">
          Correlation ID <code>{correlationId}</code>
        </p>
      )}
    </>
  )
}

function Snippet({ title, text, copyLabel }: { title: string; text: string; copyLabel: string }) {
  return (
    <div className={styles.snippet}>
      <div className={styles.title}>
        <strong>{title}</strong>
        <CopyButton text={text} label={copyLabel} isSmall />
      </div>
      {/* Focusable, so that long lines can be scrolled with the keyboard. */}
      <pre tabIndex={0} role="group" aria-label={title}>
        {text}
      </pre>
    </div>
  )
}
