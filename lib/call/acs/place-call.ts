import type {
  Call,
  CallAgent,
  CallClient,
  JoinCallOptions,
  TeamsCall,
  TeamsCallAgent,
} from '@azure/communication-calling'
import type { JoinRequest } from '../call-provider'
import { type Destination, ECHO_BOT } from '../destination/destination'

/** A call of the SDK, whoever places it. */
export type SdkCall = Call | TeamsCall

/** The SDK's call agent, for an ACS user or a Teams user. */
export interface Agent {
  place: (destination: Destination, options: JoinCallOptions) => SdkCall
  dispose: () => Promise<void>
}

/** The agent for the request's token. Throws the SDK's error for a token of the other kind. */
export async function createAgent(client: CallClient, request: JoinRequest): Promise<Agent> {
  const { userKind, credential, displayName } = request
  if (userKind === 'teams-user') {
    const agent = await client.createTeamsCallAgent(credential.forSdk)
    return {
      place: (destination, options) => placeAsTeamsUser(agent, destination, options),
      dispose: () => agent.dispose(),
    }
  }
  const agent = await client.createCallAgent(credential.forSdk, { displayName })
  return {
    place: (destination, options) => placeAsAcsUser(agent, destination, options),
    dispose: () => agent.dispose(),
  }
}

function placeAsAcsUser(agent: CallAgent, to: Destination, options: JoinCallOptions): Call {
  switch (to.kind) {
    case 'meeting-link':
      return agent.join({ meetingLink: to.link }, options)
    case 'meeting-id':
      return agent.join({ meetingId: to.meetingId, passcode: to.passcode }, options)
    case 'group':
      return agent.join({ groupId: to.groupId }, options)
    case 'teams-user':
      return agent.startCall([{ microsoftTeamsUserId: to.objectId }], options)
    case 'echo':
      return agent.startCall([{ id: ECHO_BOT }], options)
  }
}

function placeAsTeamsUser(
  agent: TeamsCallAgent,
  to: Destination,
  options: JoinCallOptions,
): TeamsCall {
  switch (to.kind) {
    case 'meeting-link':
      return agent.join({ meetingLink: to.link }, options)
    case 'meeting-id':
      return agent.join({ meetingId: to.meetingId, passcode: to.passcode }, options)
    case 'teams-user':
      return agent.startCall({ microsoftTeamsUserId: to.objectId }, options)
    case 'echo':
      return agent.startCall({ id: ECHO_BOT }, options)
    case 'group':
      throw new Error('Teams users can’t join group calls of Azure Communication Services.')
  }
}
