'use client'

import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { ProblemNote } from '@/components/api/problem-note'
import { ActionButton } from '@/components/ui/action-button'
import type { PeopleResponse } from '@/lib/contract/schemas'
import { PersonCard } from './person-card'
import { SearchForm } from './search-form'
import { usePeople } from './use-people'

/** Everybody who has an identity, a page at a time, and what an operator can do for them. */
export function AdminPanel({ first }: { first: PeopleResponse }) {
  const { page, query, isBusy, problem, done, show, act } = usePeople(first)
  const isFirst = Object.keys(query).length === 0
  return (
    <section aria-label="People" aria-busy={isBusy} className="stack">
      <SearchForm disabled={isBusy} onSearch={(wanted) => void show(wanted)} />
      <div role="status">
        {done && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{done}</MessageBarBody>
          </MessageBar>
        )}
        {problem && <ProblemNote problem={problem} />}
      </div>
      {page.people.length === 0 && (
        <p>{isFirst ? 'Nobody has an identity yet.' : 'There is nobody of that ID.'}</p>
      )}
      {page.people.map((person) => (
        <PersonCard
          key={`${person.acsUserId} ${String(person.hasEnded)}`}
          person={person}
          isBusy={isBusy}
          onAct={(action, said) => void act(action, person, said)}
        />
      ))}
      <div className="actions">
        {!isFirst && (
          <ActionButton disabled={isBusy} onClick={() => void show({})}>
            Show everybody
          </ActionButton>
        )}
        {page.next !== undefined && (
          <ActionButton disabled={isBusy} onClick={() => void show({ after: page.next })}>
            Next page
          </ActionButton>
        )}
      </div>
    </section>
  )
}
