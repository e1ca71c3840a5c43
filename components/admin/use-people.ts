'use client'

import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import type {
  OperatorAction,
  PeopleQuery,
  PeopleResponse,
  ProblemResponse,
} from '@/lib/contract/schemas'

export type Person = PeopleResponse['people'][number]

/** A page of people, and what an operator does with it; one thing at a time. */
export function usePeople(first: PeopleResponse) {
  const [page, setPage] = useState(first)
  const [query, setQuery] = useState<PeopleQuery>({})
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemResponse>()
  const [done, setDone] = useState<string>()

  async function read(wanted: PeopleQuery) {
    const parameters = new URLSearchParams(wanted as Record<string, string>)
    const outcome = await callApi<PeopleResponse>(
      'GET',
      `/api/admin/people?${parameters.toString()}`,
    )
    setProblem(outcome.ok ? undefined : outcome.problem)
    if (!outcome.ok) return
    setPage(outcome.body)
    setQuery(wanted)
  }

  async function show(wanted: PeopleQuery) {
    setBusy(true)
    setDone(undefined)
    await read(wanted)
    setBusy(false)
  }

  async function act(action: OperatorAction, { directory, subject }: Person, said: string) {
    setBusy(true)
    setDone(undefined)
    const body = { action, directory, subject }
    const outcome = await callApi<{ pending: boolean }>('POST', '/api/admin/actions', { body })
    if (!outcome.ok) setProblem(outcome.problem)
    else {
      await read(query)
      setDone(
        outcome.body.pending ? `${said} Azure is asked again until it has done its part.` : said,
      )
    }
    setBusy(false)
  }

  return { page, query, isBusy, problem, done, show, act }
}
