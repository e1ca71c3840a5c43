/** What a code means, and what helps. */
export interface EndCode {
  text: string
  advice?: string
  /** Whether it is an ordinary end, nothing to worry about. */
  isOrdinary?: true
}

const CHECK_NETWORK = 'Check your connection, VPN and firewall, then join again.'
const GET_TOKEN = 'Join again. The app then gets a new token.'
const FEDERATION =
  'An administrator must allow the ACS resource in Teams (Set-CsTeamsAcsFederationConfiguration), and the person needs Teams Phone.'
const LATER = 'Try again later, or ask them to sign in to Teams.'

// Source: https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
// By code and subcode; an unknown subcode falls back to its code.
export const endCodes: Readonly<Record<string, EndCode>> = {
  '0/0': { text: 'You left the call.', isOrdinary: true },
  '0/4097': { text: 'The organizer ended the meeting for everyone.', isOrdinary: true },
  '0/4521': { text: 'The call ended because the app was closed.', isOrdinary: true },
  '0/5000': { text: 'You were removed from the call.', isOrdinary: true },
  '0/5003': { text: 'They declined the call.', isOrdinary: true },
  '0/5300': { text: 'You were removed from the call.', isOrdinary: true },
  '0/5317': { text: 'You were removed because your role in the meeting changed.' },
  '0/7000': { text: 'A bot or another service ended the call.', isOrdinary: true },
  '401/10009': { text: 'Your token was not accepted.', advice: GET_TOKEN },
  '403/5221': { text: 'Teams does not allow calls from this ACS resource.', advice: FEDERATION },
  '403/5222': { text: 'Teams does not allow calls from this ACS resource.', advice: FEDERATION },
  '403/5223': {
    text: 'Teams does not allow calls to this person from this ACS resource.',
    advice: FEDERATION,
  },
  '403/10124': {
    text: 'Teams does not allow calls to this person from this ACS resource.',
    advice: FEDERATION,
  },
  '403/40229': {
    text: 'The token belongs to a Teams user, but the call was placed as an ACS user.',
    advice: 'Join as a Teams user instead.',
  },
  '403/40231': {
    text: 'The token belongs to an ACS user, but the call was placed as a Teams user.',
    advice: 'Join as an ACS user instead.',
  },
  '408/4506': { text: 'Nobody answered in time.', advice: LATER },
  '408/10057': { text: 'The other side lost its connection.', advice: 'Call again.' },
  '410/3100': { text: 'Audio and video could not connect.', advice: CHECK_NETWORK },
  '410/3101': { text: 'Audio and video lost their connection.', advice: CHECK_NETWORK },
  '410/3111': { text: 'Audio and video could not be negotiated.', advice: 'Join again.' },
  '410/3112': { text: 'Your network blocks audio and video.', advice: CHECK_NETWORK },
  '410/301004': { text: 'Your network blocks audio and video.', advice: CHECK_NETWORK },
  '410/301005': { text: 'Audio and video lost their connection.', advice: CHECK_NETWORK },
  '480/10037': { text: 'They are not signed in on any device.', advice: LATER },
  '480/10076': { text: 'They are not online.', advice: LATER },
  '480/10077': { text: 'They are not online.', advice: LATER },
  '480/10078': { text: 'They could not be reached.', advice: LATER },
  '487/0': { text: 'The call was canceled.', isOrdinary: true },
  '487/10003': { text: 'The call was answered on another device.', isOrdinary: true },
  '487/10004': { text: 'They did not answer.', advice: LATER },
  '487/10024': { text: 'They declined the call.', isOrdinary: true },
  '490/4502': { text: 'A request to the calling service failed.', advice: CHECK_NETWORK },
  '490/4525': { text: 'The calling service could not be reached.', advice: CHECK_NETWORK },
  '495/4507': { text: 'Your token had expired.', advice: GET_TOKEN },
  '496/7': { text: 'Your connection was lost for too long.', advice: CHECK_NETWORK },
  '603/0': { text: 'They declined the call.', isOrdinary: true },

  '401': { text: 'Your token was not accepted.', advice: GET_TOKEN },
  '403': {
    text: 'You are not allowed to join this call.',
    advice: 'Ask the organizer to let you in.',
  },
  '404': { text: 'The call does not exist.', advice: 'Check the link, the ID or the passcode.' },
  '408': { text: 'There was no response in time.', advice: 'Join again.' },
  '410': { text: 'Audio and video failed.', advice: 'Update your browser, then join again.' },
  '430': { text: 'The other side’s app could not be reached.', advice: LATER },
  '480': { text: 'They could not be reached.', advice: LATER },
  '481': { text: 'The incoming call could not be answered.', advice: 'Call again.' },
  '486': { text: 'They are busy.', advice: LATER },
  '487': { text: 'The call was canceled.', isOrdinary: true },
  '490': { text: 'Your network has a problem.', advice: CHECK_NETWORK },
  '491': { text: 'Your network has a problem.', advice: CHECK_NETWORK },
  '496': { text: 'Your network has a problem.', advice: CHECK_NETWORK },
  '497': { text: 'Your network has a problem.', advice: CHECK_NETWORK },
  '498': { text: 'Your network has a problem.', advice: CHECK_NETWORK },
  '500': { text: 'The calling service failed.', advice: 'Join again in a moment.' },
  '503': { text: 'The calling service is overloaded.', advice: 'Join again in a moment.' },
  '504': {
    text: 'The calling service did not respond in time.',
    advice: 'Join again in a moment.',
  },
  '603': { text: 'They declined the call.', isOrdinary: true },
}

/** The meaning of a code with its subcode; undefined for unknown ones. */
export function findEndCode(code: number, subCode: number): EndCode | undefined {
  return endCodes[`${code}/${subCode}`] ?? endCodes[String(code)]
}
