'use client'

import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/headless/svg/search'
import { useState } from 'react'
import { Refusal } from '@/components/teams/refusal'
import { useLatestOnly } from '@/components/ui/use-latest-only'
import type { Person } from '@/lib/call/destination/recognize-destination'
import type { MsalSettings } from '@/lib/contract/msal-settings'
import styles from './pre-join.module.css'
import { type FindOutcome, findPerson } from './find-person'
import type { EntraWay } from '@/components/entra/get-entra-token'

interface PersonSearchProps {
  address: string
  msal: MsalSettings
  onFound: (person: Person) => void
}

/** Looks up the person behind an email address in the directory. */
export function PersonSearch({ address, msal, onFound }: PersonSearchProps) {
  const [state, setState] = useState<FindOutcome | { kind: 'idle' | 'searching' | 'in-popup' }>({
    kind: 'idle',
  })
  const begin = useLatestOnly()

  async function search(way: EntraWay) {
    const isLatest = begin()
    setState({ kind: way === 'popup' ? 'in-popup' : 'searching' })
    const outcome = await findPerson(address, msal, way)
    if (!isLatest()) return
    if (outcome.kind === 'found') onFound(outcome.person)
    else setState(outcome)
  }

  return (
    <div className={styles.search}>
      <div className={styles.suggestions}>
        <Button
          size="small"
          icon={<SearchRegular />}
          disabledFocusable={state.kind === 'searching'}
          onClick={() => void search('silent')}
        >
          Look up this person
        </Button>
        {(state.kind === 'refused' || state.kind === 'in-popup') && (
          <Button size="small" appearance="primary" onClick={() => void search('popup')}>
            Continue in a popup
          </Button>
        )}
      </div>
      <div role="status">
        {state.kind === 'searching' && (
          <Spinner size="tiny" labelPosition="after" label="Searching Microsoft Graph…" />
        )}
        {state.kind === 'in-popup' && <p>Continue in the Microsoft window.</p>}
        {state.kind === 'refused' && <Refusal refusal={state.refusal} />}
        {state.kind === 'not-found' && (
          <SearchWarning text="Nobody in your organization has this address." />
        )}
        {state.kind === 'failed' && (
          <SearchWarning text="Microsoft Graph did not respond. Try again, or enter the person’s object ID." />
        )}
      </div>
    </div>
  )
}

function SearchWarning({ text }: { text: string }) {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  )
}
