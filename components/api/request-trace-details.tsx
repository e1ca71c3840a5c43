'use client'

import { Badge } from '@fluentui/react-components'
import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { type Exchange, toCurl } from './request-trace'
import styles from './request-trace-details.module.css'

/** The request that an action made, and its answer; closed until somebody wants to know. */
export function ExchangeDetails(props: {
  exchange: Exchange | undefined
  isOpenAtFirst?: boolean
}) {
  const { exchange, isOpenAtFirst = false } = props
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  if (!exchange) return null
  const { method, path, status, milliseconds } = exchange
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
          {status === 0 ? 'no answer' : status}
        </Badge>
        <span className="fine-print">{milliseconds} ms</span>
      </summary>
      {isOpen && <RequestAndAnswer exchange={exchange} />}
    </details>
  )
}

function RequestAndAnswer({ exchange }: { exchange: Exchange }) {
  const { answer, correlationId } = exchange
  const curl = toCurl(exchange, location.origin)
  return (
    <>
      <Snippet title="Request" text={curl} copies="Copy as curl" />
      {exchange.authenticates && (
        <p className="fine-print">
          This page used your session. A program sends an Entra access token instead, with the scope
          access_as_user.
        </p>
      )}
      <Snippet title="Answer" text={answer || '(no body)'} copies="Copy the answer" />
      {correlationId !== '' && (
        <p className="fine-print">
          Correlation id <code>{correlationId}</code>
        </p>
      )}
    </>
  )
}

function Snippet({ title, text, copies }: { title: string; text: string; copies: string }) {
  return (
    <div className={styles.snippet}>
      <div className={styles.title}>
        <strong>{title}</strong>
        <CopyButton text={text} label={copies} isSmall />
      </div>
      {/* Wide lines scroll; so that a keyboard can scroll them, too. */}
      <pre tabIndex={0} role="group" aria-label={title}>
        {text}
      </pre>
    </div>
  )
}
