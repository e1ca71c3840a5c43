import { type EmulatorResponse, type Headers, redirect } from '../../core/http'
import { formPostPage } from '../pages/form-post'
import type { Platform } from './redirect-uris'

/** Where an authorization response goes, and in what form. */
export interface Destination {
  redirectUri: string
  platform: Platform
  /** `query` unless it is `fragment` or `form_post`. */
  responseMode: string
  state: string | null
}

/** Sends parameters back to the app, with its `state`. */
export function authorizationResponse(
  destination: Destination,
  values: Record<string, string>,
  headers: Headers = {},
): EmulatorResponse {
  const { redirectUri, responseMode, state } = destination
  const response = { ...values, ...(state !== null && { state }) }
  if (responseMode === 'form_post') return formPostPage(redirectUri, response, headers)
  const text = new URLSearchParams(response).toString()
  if (responseMode === 'fragment') return redirect(`${redirectUri}#${text}`, headers)
  return redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${text}`, headers)
}
