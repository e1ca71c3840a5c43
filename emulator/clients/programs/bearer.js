// A server of somebody else's, as Microsoft's documentation writes it: nothing in it knows of an emulator.
import { CommunicationIdentityClient } from '@azure/communication-identity'
import { DefaultAzureCredential } from '@azure/identity'

const [, , endpoint = ''] = process.argv
// As for every cloud that has no public list of instances.
const credential = new DefaultAzureCredential({ disableInstanceDiscovery: true })
const client = new CommunicationIdentityClient(endpoint, credential)
const { user, token } = await client.createUserAndToken(['voip'])
console.log(JSON.stringify({ id: user.communicationUserId, hasToken: token.length > 0 }))
