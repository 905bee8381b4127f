// Documents from the official JSON Schemas and a seed: valid ones, and the same with a change.

/** A random number generator with the same sequence for a seed everywhere (mulberry32). */
export function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    chance: probability => next() < probability,
    below: limit => Math.floor(next() * limit),
    pick: list => list[Math.floor(next() * list.length)]
  };
}

const CONTEXTS = ['context.json', 'context-3.0.1.json', 'context-3.0.3.json', 'context-3.0.3-3.0.2.json']
  .map(name => `https://purl.imsglobal.org/spec/ob/v3p0/${name}`);

/** A value that a schema accepts. Optional members occur with the given likelihood, and less often further below. */
export function instance(schema, root, random, likelihood, depth = 0) {
  if(schema.$ref) {
    return instance(root.$defs[schema.$ref.split('/').pop()], root, random, likelihood, depth);
  }
  if(schema.oneOf) {
    return instance(random.pick(schema.oneOf), root, random, likelihood, depth);
  }
  if(schema.allOf) {
    return [...new Set(schema.allOf.flatMap(one => instance(one, root, random, likelihood, depth)))];
  }
  if(schema.enum) {
    return random.pick(schema.enum);
  }
  switch(schema.type) {
    case 'array': return array(schema, root, random, likelihood, depth);
    case 'object': return object(schema, root, random, likelihood, depth);
    case 'number': return random.pick([0, 1.5, -3, 42]);
    case 'boolean': return random.chance(0.5);
    default: return text(schema, random);
  }
}

function object(schema, root, random, likelihood, depth) {
  const value = {};
  for(const [name, member] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name);
    if(required || (depth < 7 && random.chance(likelihood / (1 + depth / 3)))) {
      value[name] = instance(member, root, random, likelihood, depth + 1);
    }
  }
  return value;
}

function array(schema, root, random, likelihood, depth) {
  if(Array.isArray(schema.items)) {
    const further = random.chance(0.3) ? ['https://example.org/more.json'] : [];
    return ['https://www.w3.org/ns/credentials/v2', random.pick(CONTEXTS), ...further];
  }
  if(schema.contains) {
    const others = random.chance(0.2) ? ['Other'] : [];
    return [random.pick(schema.contains.enum), ...others];
  }
  const count = random.pick([0, 1, 1, 2]);
  return Array.from({length: count}, () => instance(schema.items, root, random, likelihood, depth + 1));
}

function text(schema, random) {
  if(schema.format === 'date-time') {
    return random.pick(['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.5+01:00', '1999-12-31T23:59:59-14:00']);
  }
  if(schema.format === 'date') {
    return random.pick(['2000-02-29', '1970-01-01']);
  }
  if(schema.pattern?.includes('ext:')) {
    return random.pick(['ext:Own', 'ext:a.b_c|d', 'ext:a-b']);
  }
  if(schema.pattern?.startsWith('^[a-z]{2,4}')) {
    return random.pick(['en', 'pt-BR', 'zh-Hant-TW', 'es-419']);
  }
  if(schema.pattern?.includes('a-zA-Z0-9_-]*')) {
    return random.pick(['a.b.c', 'eyJh_-9..x']);
  }
  return random.pick(['https://example.org/1', 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33', 'Text']);
}

/** Values that may replace any other value. */
const STRANGERS = [
  null, true, 0, -1.5, '', 'text', [], {}, [null], [[]], [{}], ['x'], {id: 'urn:a:b'}, {type: 'Image'},
  {type: ['Profile'], id: 'urn:a:b'}, {id: 'urn:a:b', type: 'Thing'}, {type: []}, {type: ['Thing', 'Other']}
];

/** Texts at the edge of a format, a list or a pattern. */
const TEXTS = [
  '2026-03-01', '2026-02-29', '2024-02-29', '2026-03-01T09:00:00', '2026-03-01t09:00:00z', '2026-03-01 09:00:00Z',
  '2026-03-01T09:00:60Z', '2016-12-31T23:59:60Z', '2026-03-01T09:00:00+0100', '2026-03-01T09:00:00+01',
  '2026-03-01T09:00:00+15:00', '2026-03-01T24:00:00Z', '2026-13-01T09:00:00Z', '0000-01-01T00:00:00Z', '0000-01-01',
  '2026-03-01T09:00:00.Z', '2026-03-01T09:00:00.123456789Z', '2026-3-1', '20260301',
  'ext:', 'ext:x', 'ext:-', 'ext:-x', 'ext:a b', 'xext:y', 'EXT:x', 'ext:é', 'ext:|', 'ext:ext:-', ' ext:a',
  'en', 'EN', 'english', 'e', 'en-us', 'en-US', 'en-Latn', 'en-latn-US', 'en-US-Latn', 'sr-Latn-RS-x', 'en-', 'en-419', 'en-41',
  'a.b.c', 'a..c', '.b.c', 'a.b.', 'a.b', 'a.b.c.d', 'a+.b.c', 'a.b.c\n', 'é.b.c',
  'Completed', 'completed', 'Badge', 'badge', 'CTDL', 'Percent', 'name', 'Image', 'IdentityObject', 'GeoCoordinates',
  'VerifiableCredential', 'OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential', 'Profile', 'Achievement',
  'https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1', ...CONTEXTS,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.json', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.33.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/contextXjson', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.1.3.json'
];

function places(value, found = []) {
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
  for(const [name, member] of entries) {
    found.push([value, name]);
    if(member !== null && typeof member === 'object') {
      places(member, found);
    }
  }
  return found;
}

/** Changes one place of a document, and returns a description of the change. */
export function mutate(document, random, names) {
  const [parent, name] = random.pick(places(document));
  const value = parent[name];
  const kind = random.pick(['remove', 'stranger', 'text', 'text', 'wrap', 'unwrap', 'extra', 'double', 'own-word']);
  switch(kind) {
    case 'remove':
      Array.isArray(parent) ? parent.splice(name, 1) : delete parent[name];
      break;
    case 'stranger': parent[name] = structuredClone(random.pick(STRANGERS)); break;
    case 'text': parent[name] = random.pick(TEXTS); break;
    case 'wrap': parent[name] = [value]; break;
    case 'unwrap': parent[name] = Array.isArray(value) ? (value[0] ?? null) : value; break;
    case 'double': parent[name] = Array.isArray(value) ? [...value, ...value] : [value, value]; break;
    case 'own-word': parent[name] = typeof value === 'string' ? `ext:${value}` : value; break;
    default: {
      // A member of another class, or an unknown one.
      const target = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : parent;
      if(!Array.isArray(target)) {
        target[random.pick(names)] = structuredClone(random.pick([...STRANGERS, ...TEXTS]));
      }
    }
  }
}
