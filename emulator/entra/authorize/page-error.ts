import type { Answer, EmulatorRequest } from '../../core/http'
import { EntraError } from '../errors'
import { errorPage } from '../pages/error'

/** An AADSTS error for the person in front of the browser: a page, never a redirect. */
export class PageError extends EntraError {
  override answer(request: EmulatorRequest, now: number): Answer {
    return errorPage(this.body(request, now))
  }
}
