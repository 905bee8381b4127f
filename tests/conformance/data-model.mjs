// VC Data Model 2.0, with the checks of vc-data-model-2-test-suite: what an issuer must accept, and what it must
// refuse.
import {check, must} from '../suite.mjs';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const SRI = 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU';
const URL_TYPE = 'https://example.org/#ExampleTestSuiteType';

/** name, changes */
const GOOD = [
  ['a credential without further members', {}],
  ['no id', {id: undefined}],
  ['type as text', {type: 'VerifiableCredential'}],
  ['an issuer as an object', did => ({issuer: {id: did}})],
  ['an issuer with name and description', did => ({issuer: {id: did, name: 'Vrijhaven', description: 'A school.'}})],
  ['an issuer with a name in two languages', did => ({issuer: {id: did, name: [
    {'@value': 'Free haven', '@language': 'en'}, {'@value': 'Vrijhaven', '@language': 'nl'}]}})],
  ['name and description as text', {name: 'A name', description: 'A description'}],
  ['a name with its language', {name: {'@value': 'A name', '@language': 'en'}}],
  ['a name and a description with their direction', did => ({
    name: {'@value': 'A name', '@language': 'en', '@direction': 'ltr'},
    issuer: {id: did, description: {'@value': 'A school.', '@direction': 'ltr'}}})],
  ['a subject without id', {credentialSubject: {name: 'Somebody'}}],
  ['several subjects', {credentialSubject: [{id: 'did:example:1', name: 'One'}, {id: 'did:example:2', name: 'Two'}]}],
  ['validFrom now and validUntil in a year', () => ({validFrom: moment(0), validUntil: moment(365)})],
  ['validFrom with an offset', () => ({validFrom: moment(-1).replace('Z', '+02:00')})],
  ['a schema', {credentialSchema: {id: 'https://a.example/schema.json', type: 'JsonSchema'}}],
  ['several schemas', {credentialSchema: [{id: 'https://a.example/1.json', type: 'JsonSchema'},
    {id: 'https://a.example/2.json', type: 'JsonSchema'}]}],
  ['a schema, refresh services, terms of use and evidence whose types are URLs', {
    credentialSchema: {id: 'did:example:schemas/1', type: URL_TYPE},
    refreshService: [{id: 'did:example:refresh/1', type: URL_TYPE}, {id: 'did:example:refresh/2', type: URL_TYPE}],
    termsOfUse: [{type: URL_TYPE}, {id: 'did:example:terms/1', type: URL_TYPE}],
    evidence: [{type: URL_TYPE}, {type: URL_TYPE}]}],
  ['a related resource with digestSRI', {relatedResource: [{id: V2, digestSRI: SRI, mediaType: 'application/ld+json'}]}],
  ['a related resource with the digestSRI of the standard\'s example', {relatedResource: [{id: V2,
    digestSRI: 'sha384-lHKDHh0msc6pRx8PhDOMkNtSI8bOfsp4giNbUrw71nXXLf13nTqNJoRp3Nx+ArVK'}]}],
  ['a related resource with the bare hash of a known context', {relatedResource: {id: V2,
    digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ'}}],
  ['a related resource with digestMultibase', {relatedResource: {id: V2,
    digestMultibase: 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA'}}],
  ['a status list of somebody else', {credentialStatus: {id: 'https://a.example/status/3#94567',
    type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '94567',
    statusListCredential: 'https://a.example/status/3'}}]
];

const BAD = [
  ['no @context', {'@context': undefined}],
  ['an empty @context', {'@context': []}],
  ['another first @context', {'@context': ['https://www.w3.org/2018/credentials/v1', V2]}],
  ['a @context that is not known', {'@context': [V2, 'https://a.example/context']}],
  ['a @context that is no address', {'@context': [V2, 'https ://a.example']}],
  ['a @context that is a number', {'@context': [V2, 7]}],
  ['an id that is not an address', {id: 'not-a-url'}],
  ['an id that is null', {id: null}],
  ['an id that is a list', {id: ['urn:uuid:1']}],
  ['a subject whose id is not an address', {credentialSubject: {id: 'not a url'}}],
  ['a subject with two ids', {credentialSubject: {id: ['did:example:1', 'did:example:2']}}],
  ['no type', {type: undefined}],
  ['an empty type', {type: []}],
  ['a type without VerifiableCredential', {type: ['ExampleCredential']}],
  ['a type that no context defines', {type: ['VerifiableCredential', 'MadeUpCredential']}],
  ['no issuer', {issuer: undefined}],
  ['an issuer that is null', {issuer: null}],
  ['an issuer without id', {issuer: {name: 'Nobody'}}],
  ['an issuer that is not an address', {issuer: 'not a url'}],
  ['an issuer that is a list', did => ({issuer: [did]})],
  ['another issuer', {issuer: 'did:example:other'}],
  ['no subject', {credentialSubject: undefined}],
  ['an empty subject', {credentialSubject: {}}],
  ['an empty list of subjects', {credentialSubject: []}],
  ['an empty subject among others', {credentialSubject: [{id: 'did:example:1'}, {}]}],
  ['a subject that is text', {credentialSubject: 'did:example:1'}],
  ['a name that is a number', {name: 7}],
  ['a name in a language that is none', {name: {'@value': 'x', '@language': 'no language'}}],
  ['a name with a foreign member', {name: {'@value': 'x', '@language': 'en', url: 'did:example:1'}}],
  ['a description that is an object without @value', {description: {text: 'x'}}],
  ['validFrom that is no date', {validFrom: 'yesterday'}],
  ['validFrom without a time', {validFrom: '2026-01-01'}],
  ['validFrom without an offset', {validFrom: '2026-11-01T00:00:00'}],
  ['validFrom that cannot be', {validFrom: '2026-02-30T00:00:00Z'}],
  ['validUntil that is no date', {validUntil: 'tomorrow'}],
  ['validUntil before validFrom', () => ({validFrom: moment(0), validUntil: moment(-1)})],
  ['a status without type', {credentialStatus: {id: 'https://a.example/status'}}],
  ['a status entry whose members are malformed', {credentialStatus: {type: 'BitstringStatusListEntry', statusListIndex: true,
    statusListCredential: 'https://a.example/status/3'}}],
  ['a direction that is none', {name: {'@value': 'x', '@language': 'en', '@direction': 'up'}}],
  ['a status whose id is not an address', {credentialStatus: {id: 'not a url', type: 'BitstringStatusListEntry'}}],
  ['a status whose type no context defines', {credentialStatus: {id: 'https://a.example/s', type: 'MadeUpStatus'}}],
  ['a schema without id', {credentialSchema: {type: 'JsonSchema'}}],
  ['a schema without type', {credentialSchema: {id: 'https://a.example/schema.json'}}],
  ['a schema whose id is not an address', {credentialSchema: {id: 'not a url', type: 'JsonSchema'}}],
  ['a refresh service without type', {refreshService: {id: 'https://a.example/refresh'}}],
  ['terms of use without type', {termsOfUse: {id: 'https://a.example/terms'}}],
  ['terms of use whose id is not an address', {termsOfUse: {id: 'not a url', type: 'TrustFrameworkPolicy'}}],
  ['evidence without type', {evidence: {id: 'https://a.example/evidence'}}],
  ['evidence whose id is not an address', {evidence: {id: 'not a url', type: 'Evidence'}}],
  ['a related resource without id', {relatedResource: [{digestSRI: SRI}]}],
  ['a related resource whose digestSRI is another', {relatedResource: [{id: V2,
    digestSRI: 'sha384-a/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU'}]}],
  ['a related resource with another bare hash', {relatedResource: [{id: V2,
    digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzA'}]}],
  ['a related resource whose digestMultibase is another', {relatedResource: [{id: V2,
    digestMultibase: 'uEiBZlVztZpfWHgPyslVv6uUwirFoQoRvW1htfx963sknNA'}]}],
  ['a related resource whose digestSRI is in hex digits', {relatedResource: [{id: 'https://a.example/x',
    digestSRI: 'sha256-ca3d163bab055381827226140568f3bef634ac187cebd76878e0b63e9e442356'}]}],
  ['a related resource without a digest', {relatedResource: [{id: V2}]}],
  ['a related resource named twice', {relatedResource: [{id: V2, digestSRI: SRI}, {id: V2, digestSRI: SRI}]}],
  ['a related resource that is text', {relatedResource: [V2]}],
  ['a member that no context defines', {madeUp: 'x'}],
  ['a member that no context defines, in the subject', {credentialSubject: {id: 'did:example:1', madeUp: 'x'}}],
  ['a proof that is there already', {proof: {type: 'DataIntegrityProof'}}]
];

export async function dataModel(client) {
  for(const [name, changes] of GOOD) {
    await check(`data model: ${name} is issued and verified`, async () => {
      const signed = await client.issued(of(changes, client.did));
      const {status, body} = await client.verify(signed);
      const foreign = JSON.stringify(signed.credentialStatus).includes('a.example');
      must(foreign ? status === 400 : status === 200 && body.verified === true,
        `verifying was answered ${status}: ${JSON.stringify(body.problemDetails)}`);
    });
  }
  for(const [name, changes] of BAD) {
    await check(`data model: ${name} is refused`, async () => {
      const {status, type, body} = await client.issue(client.credential(of(changes, client.did)));
      must(status === 400 && type === 'application/problem+json', `it was answered ${status}: ${JSON.stringify(body)}`);
      must(typeof body.type === 'string' && body.title && body.detail, 'the problem details are not whole');
    });
  }
}

const of = (changes, did) => typeof changes === 'function' ? changes(did) : changes;

function moment(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
}
