'use client'

import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/headless/svg/search'
import { useState } from 'react'
import { Refusal } from '@/components/teams/refusal'
import { useAttempts } from '@/components/ui/use-latest-only'
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

/** Finds the person behind an address in the directory, once the caller asks for it. */
export function PersonSearch({ address, msal, onFound }: PersonSearchProps) {
  const [state, setState] = useState<FindOutcome | { kind: 'idle' | 'searching' | 'in-window' }>({
    kind: 'idle',
  })
  const begin = useAttempts()

  async function search(way: EntraWay) {
    const isLast = begin()
    setState({ kind: way === 'popup' ? 'in-window' : 'searching' })
    const outcome = await findPerson(address, msal, way)
    if (!isLast()) return
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
          Look the person up
        </Button>
        {(state.kind === 'refused' || state.kind === 'in-window') && (
          <Button size="small" appearance="primary" onClick={() => void search('popup')}>
            Continue in a window
          </Button>
        )}
      </div>
      <div role="status">
        {state.kind === 'searching' && (
          <Spinner size="tiny" labelPosition="after" label="Looking in Microsoft Graph…" />
        )}
        {state.kind === 'in-window' && <p>Go on in Microsoft’s window.</p>}
        {state.kind === 'refused' && <Refusal refusal={state.refusal} />}
        {state.kind === 'nobody' && (
          <Trouble text="Nobody in your organisation has this address." />
        )}
        {state.kind === 'failed' && (
          <Trouble text="Microsoft Graph did not answer. Try again, or use the person’s object ID." />
        )}
      </div>
    </div>
  )
}

function Trouble({ text }: { text: string }) {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  )
}
