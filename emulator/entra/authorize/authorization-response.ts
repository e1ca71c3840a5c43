import { type Answer, type Headers, redirect } from '../../core/http'
import { formPostPage } from '../pages/form-post'
import type { Platform } from './redirect-uris'

/** Where an authorization answer goes, and in what form. */
export interface Destination {
  redirectUri: string
  platform: Platform
  /** `query` unless it is `fragment` or `form_post`. */
  responseMode: string
  state: string | null
}

/** Sends parameters back to the app, with its `state`. */
export function answerTo(
  destination: Destination,
  values: Record<string, string>,
  headers: Headers = {},
): Answer {
  const { redirectUri, responseMode, state } = destination
  const answer = { ...values, ...(state !== null && { state }) }
  if (responseMode === 'form_post') return formPostPage(redirectUri, answer, headers)
  const text = new URLSearchParams(answer).toString()
  if (responseMode === 'fragment') return redirect(`${redirectUri}#${text}`, headers)
  return redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${text}`, headers)
}
