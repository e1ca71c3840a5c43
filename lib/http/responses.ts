import 'server-only'

/** 200. */
export function ok(body: object): Response {
  return Response.json(body)
}

/** 201: made, or issued. */
export function created(body: object): Response {
  return Response.json(body, { status: 201 })
}

/** 202: begun, and finished later. */
export function accepted(body: object): Response {
  return Response.json(body, { status: 202 })
}

/** 204: done, and nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}

/** 503: not now. */
export function unavailable(body: object): Response {
  return Response.json(body, { status: 503 })
}
