'use client'

import { Field, Input, Textarea } from '@fluentui/react-components'
import { SendRegular } from '@fluentui/react-icons/headless/svg/send'
import { useState } from 'react'
import { callApi, type Method } from '@/components/api/call-api'
import type { RequestTrace } from '@/components/api/request-trace'
import { RequestTraceDetails } from '@/components/api/request-trace-details'
import { ActionButton } from '@/components/ui/action-button'
import styles from './api-reference.module.css'
import type { Parameter } from './document'

interface TryItProps {
  method: string
  path: string
  parameter: Parameter | undefined
  hasBody: boolean
  authenticates: boolean
}

/** Calls an operation with the person's session, and shows the response. */
export function TryIt({ method, path, parameter, hasBody, authenticates }: TryItProps) {
  const [value, setValue] = useState('')
  const [body, setBody] = useState('{}')
  const [trace, setTrace] = useState<RequestTrace>()
  const [isBusy, setBusy] = useState(false)
  const parsed = parseObject(body)

  async function send() {
    setBusy(true)
    const sent = parameter && value ? { [parameter.name]: value } : undefined
    const query = sent && parameter?.in === 'query' ? `?${new URLSearchParams(sent)}` : ''
    const outcome = await callApi(method as Method, `${path}${query}`, {
      ...(hasBody && parsed && { body: parsed }),
      ...(sent && parameter?.in === 'header' && { headers: sent }),
      authenticates,
    })
    setTrace(outcome.trace)
    setBusy(false)
  }

  return (
    <section aria-label={`Try ${method} ${path}`} className={styles.try}>
      <h2>Try it</h2>
      <p className="fine-print">
        {method === 'DELETE'
          ? 'This changes real data: it deletes your own.'
          : 'Uses your session if you are signed in.'}
      </p>
      {parameter && (
        <Field label={parameter.name}>
          <Input value={value} onChange={(_, data) => setValue(data.value)} />
        </Field>
      )}
      {hasBody && (
        <Field label="Body" {...(!parsed && { validationMessage: 'Not a JSON object' })}>
          <Textarea
            value={body}
            onChange={(_, { value }) => setBody(value)}
            textarea={{ spellCheck: false }}
          />
        </Field>
      )}
      <ActionButton
        icon={<SendRegular />}
        disabled={isBusy || (hasBody && !parsed)}
        onClick={() => void send()}
      >
        Send {method}
      </ActionButton>
      <div role="status">{trace && <p>Response: {trace.status || 'none'}</p>}</div>
      <RequestTraceDetails trace={trace} isOpenAtFirst />
    </section>
  )
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
