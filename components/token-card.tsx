'use client'

import { useState } from 'react'
import { useNow } from './use-now'

interface TokenCardProps {
  title: string
  token: string
  expiresOn: string
}

/** A token: hidden until asked for, with the time it has left. It stays in this page's memory. */
export function TokenCard({ title, token, expiresOn }: TokenCardProps) {
  const [isShown, setShown] = useState(false)
  return (
    <section aria-label={title} className="token-card">
      <h3>{title}</h3>
      <p>
        Expires <time dateTime={expiresOn}>{new Date(expiresOn).toLocaleString()}</time>,{' '}
        <TimeLeft until={expiresOn} />
      </p>
      {isShown && <textarea aria-label="Token" readOnly rows={6} value={token} />}
      <div className="actions">
        <button onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</button>
        <CopyButton text={token} />
      </div>
    </section>
  )
}

function TimeLeft({ until }: { until: string }) {
  const seconds = Math.floor((Date.parse(until) - useNow()) / 1000)
  if (seconds <= 0) return <>expired</>
  const minutes = Math.floor(seconds / 60)
  return (
    <>
      in {minutes} min {seconds % 60} s
    </>
  )
}

function CopyButton({ text }: { text: string }) {
  const [label, setLabel] = useState('Copy')
  return (
    <button
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setLabel('Copied'),
          () => setLabel('Copying was refused'),
        )
      }}
    >
      {label}
    </button>
  )
}
