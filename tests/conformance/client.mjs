// A client of the interface for programs, and the credential that the checks change.
import {randomUUID} from 'node:crypto';

export class Client {
  constructor({url, did, token}) {
    Object.assign(this, {url, did, token});
  }

  async post(path, body) {
    const answer = await fetch(`${this.url}/vc-api${path}`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${this.token}`},
      body: JSON.stringify(body)
    });
    return {status: answer.status, type: answer.headers.get('content-type'), body: await answer.json()};
  }

  issue(credential) {
    return this.post('/credentials/issue', {credential});
  }

  verify(verifiableCredential) {
    return this.post('/credentials/verify', {verifiableCredential});
  }

  /** A credential with `changes`; a change to undefined removes the member. */
  credential(changes = {}) {
    return {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: `urn:uuid:${randomUUID()}`,
      type: ['VerifiableCredential'],
      issuer: this.did,
      credentialSubject: {id: 'did:example:subject'},
      ...changes
    };
  }

  /** Issues a credential with these changes, which must succeed. */
  async issued(changes) {
    const {status, body} = await this.issue(this.credential(changes));
    if(status !== 201) {
      throw new Error(`issuing was answered ${status}: ${JSON.stringify(body)}`);
    }
    return body.verifiableCredential;
  }
}
