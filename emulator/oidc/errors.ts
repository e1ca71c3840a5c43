import { type EmulatorResponse, type Headers, HttpError, json } from '../core/http'
import { html } from '../core/html/markup'
import { page } from '../core/html/page'

/** An error as RFC 6749 section 5.2 has it, and where the request allows it, a redirect with the same fields. */
export class OidcError extends HttpError {
  override readonly name = 'OidcError'

  override get rule(): string {
    return `OpenID Connect: ${this.error}`
  }

  constructor(
    readonly error: string,
    description: string,
    readonly status = 400,
    readonly headers: Headers = {},
  ) {
    super(description)
  }

  override toResponse(): EmulatorResponse {
    const body = { error: this.error, error_description: this.message }
    return json(this.status, body, this.headers)
  }
}

/** What must never lead to a redirect (RFC 6749 section 4.1.2.1): a page. */
export class OidcPageError extends HttpError {
  override readonly name = 'OidcPageError'
  override readonly rule = 'RFC 6749 section 4.1.2.1'

  override toResponse(): EmulatorResponse {
    return page(
      'Sign-in failed',
      html`<h1>The request is not valid</h1>
        <p>${this.message}</p>`,
      { status: 400 },
    )
  }
}
