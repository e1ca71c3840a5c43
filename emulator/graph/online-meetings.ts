import { randomBytes, randomInt } from 'node:crypto'
import * as z from 'zod'
import type { User } from '../core/config/config'
import type { Emulator } from '../core/emulator'
import { type EmulatorRequest, type EmulatorResponse, json, readJson } from '../core/http'
import { requireGraphCaller, requirePermission } from './authenticate'
import { GraphError } from './errors'

const HOUR = 60 * 60_000
const time = z.iso.datetime({ offset: true }).optional()

// What of a meeting changes the response. The rest is taken, and forgotten like the meeting itself.
const bodySchema = z.looseObject({
  subject: z.string().nullable().default(null),
  startDateTime: time,
  endDateTime: time,
  joinMeetingIdSettings: z
    .looseObject({ isPasscodeRequired: z.boolean().default(false) })
    .default({ isPasscodeRequired: false }),
})

/**
 * POST /v1.0/me/onlineMeetings: a link that clients recognize. There is no meeting behind it.
 * Source: https://learn.microsoft.com/graph/api/application-post-onlinemeetings
 */
export async function createOnlineMeeting(
  request: EmulatorRequest,
  emulator: Emulator,
): Promise<EmulatorResponse> {
  const { user, scopes } = await requireGraphCaller(request, emulator)
  requirePermission(scopes, 'OnlineMeetings.ReadWrite')
  if (!user.teamsLicence) {
    throw new GraphError(403, 'Forbidden', 'The organizer has no license for Teams.')
  }
  const body = bodySchema.safeParse(readJson(request) ?? {})
  if (!body.success) throw badRequest('The request body is not an online meeting.')
  const { subject, joinMeetingIdSettings, ...times } = body.data
  const created = emulator.now()
  const start = times.startDateTime ? Date.parse(times.startDateTime) : created
  const end = times.endDateTime ? Date.parse(times.endDateTime) : start + HOUR
  if (end < start) throw badRequest('The meeting ends before it begins.')

  const threadId = `19:meeting_${randomName()}@thread.v2`
  const { isPasscodeRequired } = joinMeetingIdSettings
  return json(201, {
    '@odata.context': `${emulator.origin}/v1.0/$metadata#users('${user.objectId}')/onlineMeetings/$entity`,
    id: Buffer.from(`1*${user.objectId}*0**${threadId}`).toString('base64url'),
    creationDateTime: graphTime(created),
    startDateTime: graphTime(start),
    endDateTime: graphTime(end),
    joinWebUrl: joinWebUrl(threadId, user),
    subject,
    isBroadcast: false,
    allowedPresenters: 'everyone',
    chatInfo: { threadId, messageId: '0', replyChainMessageId: '0' },
    joinMeetingIdSettings: {
      isPasscodeRequired,
      joinMeetingId: `2${randomInt(1e11, 1e12)}`,
      passcode: isPasscodeRequired ? randomName().slice(0, 6) : null,
    },
    lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
    participants: { organizer: organizer(user), attendees: [] },
  })
}

// Percent-encoded as Graph does it: colons and braces, too, in lower case.
function joinWebUrl(threadId: string, { tenantId, objectId }: User): string {
  const context = JSON.stringify({ Tid: tenantId, Oid: objectId })
  return `https://teams.microsoft.com/l/meetup-join/${encode(threadId)}/0?context=${encode(context)}`
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase())
}

function organizer({ objectId, tenantId, displayName, username }: User) {
  return {
    upn: username,
    role: 'presenter',
    identity: { user: { id: objectId, displayName, tenantId, identityProvider: 'AAD' } },
  }
}

function randomName(): string {
  return randomBytes(36).toString('base64').replace(/[+/]/g, 'x')
}

function graphTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '0000Z')
}

function badRequest(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message)
}
