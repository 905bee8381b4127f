// Documents whose canonical forms once differed, or that resemble such documents; tried before all others.
const V2 = 'https://www.w3.org/ns/credentials/v2';
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

const badge = achievement => ({
  '@context': [V2, OB], id: 'urn:uuid:1', type: ['VerifiableCredential', 'OpenBadgeCredential'],
  credentialSubject: {type: ['AchievementSubject'], achievement: {type: ['Achievement'], ...achievement}}
});
const list = allowedValue => badge({resultDescription: [{type: ['ResultDescription'], allowedValue}]});
const credential = members => ({'@context': [V2, OB], type: ['VerifiableCredential'], ...members});

export const REGRESSIONS = {
  'null where a list is expected (json-ld makes an empty list of it)': list(null),
  'an empty list': list([]),
  'a list with nulls in it': list(['a', null, 'a']),
  'three equal items at the end of a list': list(['a', 'b', 'b', 'b']),
  'equal lists on a node that occurs twice': badge({resultDescription: Array(2).fill({id: 'urn:x', type: ['ResultDescription'], allowedValue: ['a']})}),
  'a number without fraction, written with one': badge({creditsAvailable: 2.0}),
  'a keyword-like identifier': credential({issuer: '@foo'}),
  'a keyword-like text': credential({name: '@foo'}),
  'types whose protected terms clash': {...credential({}), credentialSubject: {type: ['Achievement', 'Result'], name: 'x'}},
  'a text in place of a node with a context of its own': credential({proof: 'urn:x'}),
  'copied proofs, equal in every member': credential({proof: Array(3).fill({type: 'DataIntegrityProof', created: '2026-01-15T08:30:00Z'})}),
  'proofs without members': credential({proof: [{}, {}]}),
  'a member called ""': credential({'': 'x'}),
  'a root that states nothing': {'@context': [V2, OB], id: 'urn:uuid:1'},
  'a member of Object.prototype': JSON.parse(`{"@context":["${V2}"],"type":["VerifiableCredential"],"__proto__":[]}`),
  'percent-encoding that is not UTF-8 (json-ld panics over it)': credential({issuer: 'https://x/cr%dentials', name: {'@value': 'x', '@language': 'en'}}),
  'two members that json-ld takes for one': credential({'https://x/a': '1', 'https://x/./a': '2'}),
  'two members that decode alike': credential({'https://x/a': '1', 'https://x/%61': '2'}),
  'an undefined member that is null': credential({secretClaim: null}),
  'an undefined member that is empty': credential({secretClaim: []})
};
