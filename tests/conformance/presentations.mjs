// Presentations and sets of proofs by keys of others, in the forms of the suites for the data model and Data Integrity.
import {check, must} from '../suite.mjs';
import {Signer} from './signer.mjs';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const ASKED = {challenge: 'a challenge', domain: 'verifier.example'};

export async function presentations(client) {
  const holder = new Signer();
  const credential = (issuer, changes = {}) => ({
    '@context': [V2],
    type: ['VerifiableCredential'],
    issuer,
    credentialSubject: {id: 'did:example:subject'},
    ...changes
  });
  const presented = (changes, proof = {}) => holder.signed(
    {'@context': [V2], type: ['VerifiablePresentation'], ...changes},
    {proofPurpose: 'authentication', ...ASKED, ...proof}
  );
  const asks = (name, wanted, presentation, options = {}) => check(`presentation: ${name}`, async () => {
    const {status, body} = await client.post('/presentations/verify', {verifiablePresentation: presentation, options});
    must(status === wanted && body.verified === (wanted === 200), `it was answered ${status}: ${JSON.stringify(body)}`);
  });
  const own = holder.signed(credential(holder.did));
  const unsecured = credential(holder.did);

  await asks('without credentials is verified', 200, presented({verifiableCredential: []}));
  await asks('for the challenge and the site that are asked is verified', 200, presented({verifiableCredential: [own]}), ASKED);
  await asks('for another challenge is not', 400, presented({}), {...ASKED, challenge: 'another'});
  await asks('for another site is not', 400, presented({}), {...ASKED, domain: 'other.example'});
  await asks('with an id and two credentials is verified', 200,
    presented({id: 'urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008', verifiableCredential: [own, own]}));
  await asks('with its holder is verified', 200, presented({holder: holder.did, verifiableCredential: [own]}));
  await asks('with its holder as an object is verified', 200, presented({holder: {id: holder.did}, verifiableCredential: [own]}));
  await asks('with a holder that is no address is not', 400, presented({holder: {id: holder.multibase}}));
  await asks('with another holder is not', 400, presented({holder: 'did:example:acme', verifiableCredential: [own]}));
  await asks('without a type is not', 400, presented({type: undefined}));
  await asks('without its own type is not', 400, presented({type: ['VerifiableCredential']}));
  await asks('with another first context is not', 400, presented({'@context': ['https://www.w3.org/2018/other', V2]}));
  await asks('with a credential that is an address is not', 400, presented({verifiableCredential: ['did:example:credential']}));
  await asks('without a proof is not', 400, {'@context': [V2], type: ['VerifiablePresentation']});
  await asks('that was altered is not', 400, {...presented({holder: holder.did}), holder: undefined});
  // VC Data Model 2.0, section 4.13.4
  await asks('with a statement of its holder without a proof of its own is verified', 200,
    presented({holder: holder.did, verifiableCredential: [unsecured]}));
  await asks('with such a statement and no holder is not', 400, presented({verifiableCredential: [unsecured]}));
  await asks('with a statement of somebody else without a proof is not', 400,
    presented({holder: holder.did, verifiableCredential: [credential('did:example:acme')]}));

  const FIRST = 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544';
  const two = (first, second) => holder.signed(holder.signed(credential(holder.did), first), second);
  const altered = (document, at, changes) => ({
    ...document,
    proof: document.proof.map((proof, index) => index === at ? {...proof, ...changes} : proof)
  });
  const proves = (name, wanted, document) => check(`proofs: ${name}`, async () => {
    const {status, body} = await client.verify(document);
    must(status === wanted && body.verified === (wanted === 200), `it was answered ${status}: ${JSON.stringify(body)}`);
  });
  const chain = two({id: FIRST}, {previousProof: FIRST});
  await proves('a set of two is verified', 200, two({}, {}));
  await proves('a chain is verified', 200, chain);
  await proves('a chain by a list of names is verified', 200, two({id: FIRST}, {previousProof: [FIRST]}));
  await proves('a chain whose last proof has another id is not', 400, altered(chain, 1, {id: 'urn:uuid:0'}));
  await proves('a chain whose first proof has another id is not', 400, altered(chain, 0, {id: 'urn:uuid:0'}));
  await proves('a chain whose first proof is broken is not', 400, altered(chain, 0, {proofValue: 'invalid'}));
  await proves('a chain on a proof that is not there is not', 400, two({id: FIRST}, {previousProof: 'urn:uuid:0'}));
  await proves('a chain on a number is not', 400, altered(chain, 1, {previousProof: 456321}));
  await proves('a set with an altered proof is not', 400, altered(two({}, {}), 1, {created: '2026-01-02T00:00:00Z'}));
}
