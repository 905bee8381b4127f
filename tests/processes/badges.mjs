// Badges of a published design, posted by a program.
import {publish} from '../e2e/member.mjs';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Publishes a design; returns `badge(number)`, an unsigned badge whose id is the same each time. */
export async function published({url, did, member, approve}) {
  const design = await publish(member, approve);
  const address = `${url}${design.replace('/designs/', '/achievements/')}/1`;
  const answer = await fetch(address, {headers: {accept: 'application/ld+json'}});
  const {'@context': _, ...achievement} = await answer.json();
  const validFrom = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, 'Z');
  return number => ({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    ],
    id: `${url}/credentials/${ulid(number)}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: {id: did, type: ['Profile'], name: 'Vrijhaven'},
    validFrom,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{
        type: 'IdentityObject', hashed: false, identityHash: `Learner ${number}`, identityType: 'name'
      }],
      achievement
    }
  });
}

/** Posts a badge; returns the signed document, or the reason why there is none. */
export async function post({url, token}, credential) {
  const answer = await fetch(`${url}/vc-api/credentials/issue`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${token}`},
    body: JSON.stringify({credential})
  });
  const body = await answer.json();
  return answer.status === 201 ? {signed: body.verifiableCredential ?? body} : {status: answer.status, body};
}

/** 26 characters that end in the number. */
function ulid(number) {
  let end = '';
  for(let rest = number; end.length < 8; rest = Math.floor(rest / 32)) {
    end = ALPHABET[rest % 32] + end;
  }
  return `01ARZ3NDEKTSV4RRFF${end}`;
}
