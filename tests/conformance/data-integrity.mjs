// Data Integrity and eddsa-rdfc-2022, with the checks of vc-di-eddsa-test-suite for issuer and verifier.
import {check, must} from '../suite.mjs';

const proof = (signed, changes) => ({...signed, proof: {...[signed.proof].flat()[0], ...changes}});

export async function dataIntegrity(client) {
  const signed = await client.issued();
  const [made] = [signed.proof].flat();

  await check('proof: has every member that the suite demands', () => {
    must(made.type === 'DataIntegrityProof' && made.cryptosuite === 'eddsa-rdfc-2022', JSON.stringify(made));
    must(made.proofPurpose === 'assertionMethod', made.proofPurpose);
    must(made.verificationMethod.startsWith(`${client.did}#`), made.verificationMethod);
    must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(made.created), made.created);
    must(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(made.proofValue), made.proofValue);
  });

  const BAD = [
    ['a member of the credential changed', {...signed, validFrom: '2026-01-01T00:00:00Z'}],
    ['a member added', {...signed, name: 'Added'}],
    ['a member taken away', {...signed, credentialStatus: undefined}],
    ['no proof', {...signed, proof: undefined}],
    ['another type of proof', proof(signed, {type: 'UnknownProofType'})],
    ['another cryptosuite', proof(signed, {cryptosuite: 'unknown-cryptosuite'})],
    ['no cryptosuite', proof(signed, {cryptosuite: undefined})],
    ['no purpose', proof(signed, {proofPurpose: undefined})],
    ['another purpose', proof(signed, {proofPurpose: 'authentication'})],
    ['no verification method', proof(signed, {verificationMethod: undefined})],
    ['a verification method that is an object', proof(signed, {verificationMethod: {id: made.verificationMethod}})],
    ['another created', proof(signed, {created: '2026-01-01T00:00:00Z'})],
    ['a created that is no date', proof(signed, {created: 'invalid'})],
    ['no proofValue', proof(signed, {proofValue: undefined})],
    ['a proofValue in another base', proof(signed, {proofValue: `u${made.proofValue.slice(1)}`})],
    ['a proofValue one letter apart', proof(signed, {proofValue: made.proofValue.replace(/.$/, l => l === '2' ? '3' : '2')})],
    ['a proofValue that is a number', proof(signed, {proofValue: 7})],
    ['a domain that was not signed', proof(signed, {domain: 'https://a.example'})]
  ];
  await check('proof: as issued is verified', async () => {
    const {status, body} = await client.verify(signed);
    must(status === 200 && body.verified === true, JSON.stringify(body));
  });
  await check('proof: as an object instead of a list is verified', async () => {
    const {status} = await client.verify(proof(signed, {}));
    must(status === 200, `it was answered ${status}`);
  });
  for(const [name, changed] of BAD) {
    await check(`proof: ${name} is not verified`, async () => {
      const {status, body} = await client.verify(changed);
      must(status === 400 && body.verified === false, `it was answered ${status}: ${JSON.stringify(body)}`);
      must(body.problemDetails.length > 0 && body.problemDetails.every(p => p.type && p.title && p.detail),
        'the problem details are not whole');
    });
  }
}
