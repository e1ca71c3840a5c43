import { type EmulatorRequest, type Headers, readForm, splitTarget } from '../core/http'

const PAGES = /\/oauth2\/v2\.0\/(authorize|logout)$/

/**
 * The header that cuts a sign-in page off from the page that opened it, unless the client says by `pocd=1`
 * that it has made sure of its popup. Source: msal-common, RequestParameterBuilder.addPopupOriginCheckDone;
 * https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/8393
 */
export function openerPolicy(request: EmulatorRequest): Headers {
  if (!PAGES.test(splitTarget(request.target).path)) return {}
  const parameters = request.method === 'POST' ? readForm(request) : request.query
  return parameters.get('pocd') === '1' ? {} : { 'cross-origin-opener-policy': 'same-origin' }
}
