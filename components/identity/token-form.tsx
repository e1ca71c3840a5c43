'use client'

import { Field, Input } from '@fluentui/react-components'
import { KeyRegular } from '@fluentui/react-icons/headless/svg/key'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import type { TokenRequest } from '@/lib/contract/schemas'
import styles from './identity.module.css'
import { type Scope, ScopeChoice } from './scope-choice'

/** This server's limits for a token. */
export interface TokenLimits {
  scopes: readonly Scope[]
  defaultMinutes: number
  maxMinutes: number
}

const MIN_MINUTES = 60

/** Requests a token within the limits. */
export function TokenForm(props: {
  limits: TokenLimits
  disabled: boolean
  onSubmit: (wanted: TokenRequest) => void
}) {
  const { scopes: allowed, defaultMinutes, maxMinutes } = props.limits
  const [scopes, setScopes] = useState<readonly Scope[]>(allowed)
  const [minutes, setMinutes] = useState(String(defaultMinutes))
  const expiresInMinutes = Number(minutes)
  const isWithin =
    Number.isInteger(expiresInMinutes) &&
    expiresInMinutes >= MIN_MINUTES &&
    expiresInMinutes <= maxMinutes
  const isAllowed = isWithin && scopes.length > 0
  return (
    <form
      className={styles.form}
      // Submitted before the page is hydrated, it does nothing instead of reloading the page.
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        if (isAllowed) props.onSubmit({ scopes: [...scopes], expiresInMinutes })
      }}
    >
      <ScopeChoice allowed={allowed} scopes={scopes} onChange={setScopes} />
      <Field
        label="Lifetime in minutes"
        hint={`${MIN_MINUTES} to ${maxMinutes}`}
        {...(!isWithin && {
          validationMessage: `Enter a whole number from ${MIN_MINUTES} to ${maxMinutes}`,
        })}
      >
        <Input
          type="number"
          inputMode="numeric"
          min={MIN_MINUTES}
          max={maxMinutes}
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
