'use client'

import { Field, Input } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/headless/svg/search'
import { useState } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import type { PeopleQuery } from '@/lib/contract/schemas'
import styles from './admin.module.css'

/** Finds a person by their directory's ID for them or by their ACS identity. */
export function SearchForm(props: { disabled: boolean; onSearch: (query: PeopleQuery) => void }) {
  const [text, setText] = useState('')
  const wanted = text.trim()
  return (
    <form
      role="search"
      className={styles.search}
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === '') props.onSearch({})
        else props.onSearch(wanted.startsWith('8:') ? { acsUserId: wanted } : { subject: wanted })
      }}
    >
      <Field label="Find a person" hint="By object ID or ACS identity (8:acs:…)">
        <Input value={text} maxLength={200} onChange={(_, { value }) => setText(value)} />
      </Field>
      <ActionButton type="submit" icon={<SearchRegular />} disabled={props.disabled}>
        Find
      </ActionButton>
    </form>
  )
}
