'use client'

import { Field, Input } from '@fluentui/react-components'
import { KeyRegular } from '@fluentui/react-icons/headless/svg/key'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import type { TokenRequest } from '@/lib/contract/schemas'
import styles from './identity.module.css'
import { type Scope, ScopeChoice } from './scope-choice'

/** What this server allows of a token. */
export interface TokenLimits {
  scopes: readonly Scope[]
  usualMinutes: number
  mostMinutes: number
}

const LEAST_MINUTES = 60

/** Asks for a token within the limits. */
export function TokenForm(props: {
  limits: TokenLimits
  disabled: boolean
  onSubmit: (wanted: TokenRequest) => void
}) {
  const { scopes: allowed, usualMinutes, mostMinutes } = props.limits
  const [scopes, setScopes] = useState<readonly Scope[]>(allowed)
  const [minutes, setMinutes] = useState(String(usualMinutes))
  const expiresInMinutes = Number(minutes)
  const isWithin =
    Number.isInteger(expiresInMinutes) &&
    expiresInMinutes >= LEAST_MINUTES &&
    expiresInMinutes <= mostMinutes
  const isAllowed = isWithin && scopes.length > 0
  return (
    <form
      className={styles.form}
      // Sent before the page's script runs, it does nothing, rather than load the page anew.
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        if (isAllowed) props.onSubmit({ scopes: [...scopes], expiresInMinutes })
      }}
    >
      <ScopeChoice allowed={allowed} scopes={scopes} onChange={setScopes} />
      <Field
        label="Lifetime in minutes"
        hint={`${LEAST_MINUTES} to ${mostMinutes}`}
        {...(!isWithin && { validationMessage: 'A whole number within the limits' })}
      >
        <Input
          type="number"
          inputMode="numeric"
          min={LEAST_MINUTES}
          max={mostMinutes}
          value={minutes}
          onChange={(_, { value }) => setMinutes(value)}
        />
      </Field>
      <ActionButton
        appearance="primary"
        type="submit"
        icon={<KeyRegular />}
        disabled={props.disabled || !isAllowed}
      >
        Get a token
      </ActionButton>
    </form>
  )
}
