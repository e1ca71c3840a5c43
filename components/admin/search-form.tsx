'use client'

import { Field, Input } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/headless/svg/search'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import type { PeopleQuery } from '@/lib/contract/schemas'
import styles from './admin.module.css'

function toQuery(wanted: string): PeopleQuery {
  if (wanted === '') return {}
  if (wanted.startsWith('8:')) return { acsUserId: wanted }
  return wanted.includes('@') ? { address: wanted } : { subject: wanted }
}

/** Finds a person by an address, by their directory's ID for them, or by their ACS identity. */
export function SearchForm(props: { disabled: boolean; onSearch: (query: PeopleQuery) => void }) {
  const [text, setText] = useState('')
  return (
    <form
      role="search"
      className={styles.search}
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        props.onSearch(toQuery(text.trim()))
      }}
    >
      <Field label="Find a person" hint="By address, object ID or ACS identity (8:acs:…)">
        <Input value={text} maxLength={200} onChange={(_, { value }) => setText(value)} />
      </Field>
      <ActionButton type="submit" icon={<SearchRegular />} disabled={props.disabled}>
        Find
      </ActionButton>
    </form>
  )
}
