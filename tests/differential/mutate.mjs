// The mutations of documents. Each takes the tree, a random generator and the vocabulary, and changes the tree in
// place.
import {copy, fromValue, isObject, isScalar, member, objects, places, setMember, string} from './tree.mjs';
import {NUMBERS, TEXTS} from './vary.mjs';

const scalar = value => ({raw: JSON.stringify(value)});

const ODD_NAMES = [
  '', '@foo', '@id', '@type', '@value', '@graph', '@list', '@set', '@included', '@reverse', '@index', '@nest', '@context', '_:b',
  'https://schema.org/name', 'xsd:foo', 'ext:thing', 'a:b', 'secretClaim', 'Name', 'ID', ' name', 'name ', '__proto__', 'constructor', 'https://x y',
  'https://x/a', 'https://x/./a', 'https://x/%61', 'https://x/%de'
];
const ODD_IDS = [
  '', '#part', 'relative', './a', '//host/path', '_:b0', '_:a', '@foo', '@id', 'http://[::1', 'https://a b', 'https://é.example/ü',
  'urn:x', 'urn:', 'did:web:x', 'https://x/%zz', 'https://x/%de', 'https://x/a', 'https://x/b/../a', 'https://x/<>', 'mailto:a@b', 'https://x/{a}', 'https://x#a#b', '1:2', ':a', 'x:', 'name', 'Achievement'
];
const ODD_STRINGS = [...TEXTS, ...ODD_IDS, '@value', '@none', '@foo bar', '\u0000', '\ufffe', '\uffff', '\ud83c\udfc5', 'en', 'de-DE'];
const ODD_NUMBERS = [
  ...NUMBERS, '-0', '-0.0', '0.0', '1e-6', '1e-7', '0.0000001', '9007199254740992', '-9007199254740993', '1e21', '1e22', '1E400', '1.0E+2',
  '0.30000000000000004', '1.234567890123456789', '12345678901234567890123', '5e-324', '0.10', '1.7976931348623157e308', '3.0e0', '4.35'
];
const LANGUAGES = ['en', 'de-DE', 'zh-Hant', 'x-private', 'not a tag', '', 'EN', 'a-', 'toolongsubtag', null, 7];

function oddValue(random, vocabulary) {
  return random.pick([
    () => scalar(random.pick(ODD_STRINGS)), () => scalar(random.pick(ODD_IDS)), () => ({raw: random.pick(ODD_NUMBERS)}),
    () => ({raw: random.pick(['null', 'true', 'false'])}), () => [], () => ({members: []}), () => [scalar('a'), scalar('b'), scalar('a')],
    () => fromValue({id: random.pick(ODD_IDS)}), () => fromValue({type: random.pick(vocabulary.types)}),
    () => fromValue({'@value': random.pick(ODD_STRINGS), '@language': random.pick(LANGUAGES)}),
    () => fromValue({'@value': 'x', '@direction': 'rtl'}), () => fromValue({'@value': 7}), () => fromValue({'@list': ['a']}),
    () => fromValue([['a'], ['b']]), () => fromValue([null, 'a', null])
  ])();
}

const somewhere = (tree, random) => random.pick(places(tree));
const someObject = (tree, random) => random.pick(objects(tree));

function someName(tree, random, vocabulary) {
  const used = places(tree).map(place => place.name).filter(name => name !== null);
  return random.chance(0.4) ? random.pick(used) : random.chance(0.6) ? random.pick(vocabulary.terms) : random.pick(ODD_NAMES);
}

function proof(random) {
  const usual = {
    type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-01-15T08:30:00Z', proofPurpose: 'assertionMethod',
    verificationMethod: 'did:web:quality.example#key', proofValue: 'z2gHJFE5osCLfeSUXnGda7iZLd8gJ3gkjftPFEruzqDJYpEAPJwrqvb42Zkrw9xpEQ6cfgKLJoYrYVHt39bVty5xN'
  };
  return fromValue(random.pick([
    usual, [usual], [usual, usual], [usual, usual, usual], {...usual, proofPurpose: 'authentication'}, {...usual, proofPurpose: '@foo'},
    {...usual, proofPurpose: 'https://x/purpose'}, {...usual, challenge: 'c', domain: 'd', nonce: 'n'}, {...usual, previousProof: 'urn:uuid:1'},
    {...usual, id: 'urn:uuid:1'}, {...usual, created: undefined}, {type: 'DataIntegrityProof'}, {}, [], [{}, {}], 'urn:x', 'text', 7, null, [null]
  ]));
}

export const MUTATIONS = {
  delete: (tree, random) => somewhere(tree, random).remove(),
  rename(tree, random, vocabulary) {
    const object = someObject(tree, random);
    if(object.members.length > 0) {
      random.pick(object.members)[0] = someName(tree, random, vocabulary);
    }
  },
  'second member of one name'(tree, random, vocabulary) {
    const object = someObject(tree, random);
    if(object.members.length > 0) {
      const [name, value] = random.pick(object.members);
      object.members.push([name, random.chance(0.5) ? copy(value) : oddValue(random, vocabulary)]);
    }
  },
  'repeat an item'(tree, random) {
    const arrays = places(tree).map(place => place.tree).filter(inner => Array.isArray(inner) && inner.length > 0);
    if(arrays.length > 0) {
      const array = random.pick(arrays);
      array.splice(random.below(array.length + 1), 0, copy(random.pick(array)));
    }
  },
  move(tree, random) {
    const from = somewhere(tree, random);
    const value = from.tree;
    from.remove();
    const rest = places(tree);
    if(rest.length > 0) {
      random.pick(rest).set(value);
    }
  },
  'copy a part elsewhere'(tree, random, vocabulary) {
    const value = copy(somewhere(tree, random).tree);
    const object = someObject(tree, random);
    setMember(object, someName(tree, random, vocabulary), value);
  },
  'beside itself'(tree, random) {
    const place = somewhere(tree, random);
    place.set([copy(place.tree), copy(place.tree)].flat());
  },
  wrap(tree, random) {
    const place = somewhere(tree, random);
    const inner = place.tree;
    place.set(random.pick([
      () => [inner], () => [[inner]], () => ({members: [['id', inner]]}), () => ({members: [['@value', inner]]}),
      () => ({members: [['@value', inner], ['@language', scalar(random.pick(LANGUAGES))]]}), () => ({members: [['@id', inner]]}),
      () => ({members: [['@list', [inner]]]}), () => ({members: [['@set', [inner]]]}), () => ({members: [['en', inner]]}),
      () => ({members: [['name', inner]]}), () => ({members: [['type', scalar('Achievement')], ['name', inner]]}), () => [inner, {raw: 'null'}]
    ])());
  },
  unwrap(tree, random) {
    const arrays = places(tree).filter(place => Array.isArray(place.tree) && place.tree.length === 1);
    if(arrays.length > 0) {
      const place = random.pick(arrays);
      place.set(place.tree[0]);
    }
  },
  'another value'(tree, random, vocabulary) {
    somewhere(tree, random).set(oddValue(random, vocabulary));
  },
  'another text'(tree, random) {
    const texts = places(tree).filter(place => string(place.tree) !== null);
    random.pick(texts)?.set(scalar(random.pick(ODD_STRINGS)));
  },
  'another number'(tree, random) {
    const scalars = places(tree).filter(place => isScalar(place.tree));
    const numbers = scalars.filter(place => /^[-0-9]/.test(place.tree.raw));
    random.pick(numbers.length > 0 && random.chance(0.7) ? numbers : scalars)?.set({raw: random.pick(ODD_NUMBERS)});
  },
  'add a member'(tree, random, vocabulary) {
    setMember(someObject(tree, random), someName(tree, random, vocabulary), oddValue(random, vocabulary));
  },
  'another type'(tree, random, vocabulary) {
    const some = () => random.pick(vocabulary.types);
    setMember(someObject(tree, random), 'type', fromValue(random.pick([
      () => some(), () => [some()], () => [some(), some()], () => [some(), some(), some()], () => ['Achievement', 'Result'],
      () => ['Result', 'Achievement'], () => ['Profile', 'Achievement'], () => ['Nothing'], () => '', () => [], () => null, () => 7,
      () => ['@json'], () => 'https://x/T', () => ['xsd:string'], () => ['_:b'], () => ['name'], () => ['id']
    ])()));
  },
  'another id'(tree, random) {
    const ids = objects(tree).map(object => string(member(object, 'id') ?? {raw: '0'})).filter(id => id !== null);
    const id = ids.length > 0 && random.chance(0.5) ? random.pick(ids) : random.pick(ODD_IDS);
    setMember(someObject(tree, random), 'id', random.chance(0.9) ? scalar(id) : fromValue(random.pick([null, 7, [id], {}, true])));
  },
  'the same list twice'(tree, random) {
    // One node in two places, each with an equal list of its own: two lists in JSON-LD.
    const value = fromValue({id: 'urn:uuid:7', type: ['ResultDescription'], name: 'R', resultType: 'Status', allowedValue: ['a', 'b']});
    const other = copy(value);
    if(random.chance(0.5)) {
      setMember(other, 'allowedValue', fromValue(random.pick([[], ['a'], ['a', null, 'b'], ['b', 'a'], [['a']], [1, 2.5], [{}, {}], null, 'a'])));
    }
    setMember(someObject(tree, random), 'resultDescription', [value, other]);
  },
  list(tree, random, vocabulary) {
    const items = Array.from({length: random.below(4)}, () => oddValue(random, vocabulary));
    setMember(someObject(tree, random), 'allowedValue', items);
  },
  context(tree, random, vocabulary) {
    const object = random.chance(0.6) ? tree : someObject(tree, random);
    const now = [member(object, '@context') ?? []].flat();
    const url = () => scalar(random.pick(vocabulary.urls));
    const next = random.pick([
      () => random.shuffled(now), () => now.slice(1), () => now.slice(0, -1), () => [...now, url()], () => [url(), ...now], () => [...now, ...copy(now)],
      () => [...now, scalar('https://unknown.example/context')], () => [...now, fromValue({secretClaim: 'https://x/claim'})], () => [...now, {raw: 'null'}],
      () => [], () => url(), () => fromValue({'@vocab': 'https://x/'}), () => ({raw: 'null'}), () => [...now, {raw: '7'}], () => [...now, fromValue([])]
    ])();
    setMember(object, '@context', next);
  },
  proof: (tree, random) => setMember(someObject(tree, random), 'proof', proof(random)),
  'embed the document': (tree, random, vocabulary) => setMember(someObject(tree, random), random.pick(['endorsement', someName(tree, random, vocabulary)]), copy(tree))
};

/** A copy with some mutations, and their names. */
export function mutated(tree, random, vocabulary) {
  const mutant = copy(tree);
  const done = [];
  const count = random.pick([0, 0, 1, 1, 1, 1, 2, 3]);
  while(done.length < count && places(mutant).length > 0 && objects(mutant).every(isObject)) {
    const name = random.pick(Object.keys(MUTATIONS));
    MUTATIONS[name](mutant, random, vocabulary);
    done.push(name);
  }
  return {tree: mutant, done};
}
