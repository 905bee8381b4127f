// Compares our checks with the official Open Badges 3.0 JSON Schemas, in both directions, on generated documents.
// Usage: node judge.mjs PROGRAM [SEED] [COUNT]   PROGRAM being the example `structure` of the crate `credentials`
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import {instance, mutate, randomness} from './generate.mjs';
import {normalise} from './normalise.mjs';
import {folder} from './official.mjs';
import {explains} from './stricter.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const {default: Ajv2019} = await fromInterop('ajv/dist/2019.js');
const {default: addFormats} = await fromInterop('ajv-formats');
const [program, seed = '1', count = '6000'] = process.argv.slice(2);

async function fromInterop(name) {
  const require = createRequire(join(here, '..', 'interop', 'judge.mjs'));
  return import(require.resolve(name));
}

const ajv = new Ajv2019({strict: false, validateFormats: true});
addFormats(ajv);
const classes = Object.entries({
  AchievementCredential: 'achievementcredential.json',
  EndorsementCredential: 'endorsementcredential.json',
  Profile: 'profile.json'
}).map(([name, file]) => {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return {name, schema, accepts: ajv.compile(schema)};
});
const names = [...new Set(classes.flatMap(({schema}) =>
  [schema, ...Object.values(schema.$defs)].flatMap(({properties}) => Object.keys(properties ?? {})))), 'unknown', 'x'];

const official = ({accepts, schema}, document) => accepts(normalise(document, schema, schema));

/** The value without empty parts, and with points in time in one notation. */
function comparable(value, name) {
  if(typeof value === 'string') {
    return /^\d{4}-\d\d-\d\dT/.test(value) ? Math.trunc(Date.parse(value) / 1000) : value;
  }
  if(value === null || typeof value !== 'object') {
    return value;
  }
  const isSaid = one => one !== null && (typeof one !== 'object' || Object.keys(one).length > 0);
  if(Array.isArray(value)) {
    const items = value.map(item => comparable(item));
    return name === 'endorsement' ? items : items.filter(isSaid);
  }
  const members = Object.entries(value).map(([key, member]) => [key, comparable(member, key)]);
  return Object.fromEntries(members.filter(([, member]) => isSaid(member)));
}

function documents(random) {
  const list = [];
  for(let at = 0; at < Number(count); at += 1) {
    const judged = random.pick(classes);
    const document = instance(judged.schema, judged.schema, random, random.pick([0.2, 0.6, 1]));
    const changes = random.pick([0, 1, 1, 1, 2]);
    for(let change = 0; change < changes; change += 1) {
      mutate(document, random, names);
    }
    list.push({judged, document});
  }
  return list;
}

/** The findings of our program about each document. */
function ask(questions) {
  const input = questions.map(question => JSON.stringify(question)).join('\n');
  const answer = spawnSync(program, {input, maxBuffer: 1 << 30, encoding: 'utf8'});
  if(answer.status !== 0) {
    throw new Error(`${program}: ${answer.stderr}`);
  }
  return answer.stdout.trimEnd().split('\n').map(line => JSON.parse(line));
}

const random = randomness(Number(seed));
const list = documents(random);
const findings = ask(list.map(({judged, document}) => ({ask: judged.name === 'Profile' ? 'profile' : 'structure', document})));

let passed = 0;
let failed = 0;
const seen = {accepted: 0, refused: 0};
const reasons = new Map();
list.forEach(({judged, document}, at) => {
  const theirs = official(judged, document);
  seen[theirs ? 'accepted' : 'refused'] += 1;
  const ours = findings[at];
  const why = theirs ? ours.map(finding => explains(finding, document, judged.name)) : [];
  if(theirs === (ours.length === 0) || (why.length > 0 && why.every(Boolean))) {
    passed += 1;
    new Set(why).forEach(reason => reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
    return;
  }
  failed += 1;
  if(failed <= 10) {
    const errors = theirs ? 'accepted' : ajv.errorsText(judged.accepts.errors);
    console.log(`FAIL  document ${at} of seed ${seed} (${judged.name}): schema: ${errors}; ours: ${JSON.stringify(ours)}`);
    console.log(`      ${JSON.stringify(document).slice(0, 600)}`);
  }
});
for(const [reason, times] of reasons) {
  console.log(`stricter by decision, ${times} documents: ${reason}`);
}
console.log(`the schemas accepted ${seen.accepted} and refused ${seen.refused} documents`);
// A generator of only one kind of document would prove nothing.
if(seen.accepted < Number(count) / 10 || seen.refused < Number(count) / 10) {
  failed += 1;
  console.log('FAIL  the documents are nearly all of one kind');
}

// What we would issue must pass the canonical family as it is. The other way round we are stricter by far.
const full = JSON.parse(readFileSync(join(here, '../../credentials/vc/tests/fixtures/ob3-full.json'), 'utf8'));
const issued = Array.from({length: Number(count)}, () => {
  const document = structuredClone(full);
  mutate(document, random, names);
  return document;
});
const admitted = ask(issued.map(document => ({ask: 'rules', document})));
const [{accepts}] = classes;
let admittedCount = 0;
issued.forEach((document, index) => {
  // A document that is no longer a badge is judged by other rules.
  const ofBadge = [document.type].flat().some(type => ['OpenBadgeCredential', 'AchievementCredential'].includes(type));
  if(admitted[index].length > 0 || !ofBadge) {
    return;
  }
  admittedCount += 1;
  if(accepts(document)) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`FAIL  we would issue what the schema refuses: ${ajv.errorsText(accepts.errors)}`);
  }
});

// The model writes back what it reads: the same without empty parts, and still valid under the schema.
const whole = Array.from({length: Number(count) / 4}, () => {
  const document = instance(classes[0].schema, classes[0].schema, random, 0.7);
  // Empty criteria are not written, and the schema requires criteria. A bare issuer is written as a profile.
  document.credentialSubject.achievement.criteria.narrative = 'Text';
  document.issuer = typeof document.issuer === 'string' ? {id: document.issuer, type: ['Profile']} : document.issuer;
  return document;
});
ask(whole.map(document => ({ask: 'written', document}))).forEach((written, index) => {
  if(accepts(written) && isDeepStrictEqual(comparable(written), comparable(whole[index]))) {
    passed += 1;
  } else {
    failed += 1;
    const text = JSON.stringify(comparable(whole[index]));
    console.log(`FAIL  the model changed ${text.slice(0, 600)}`);
    console.log(`      to ${JSON.stringify(comparable(written)).slice(0, 600)}`);
  }
});
console.log(`we would issue ${admittedCount} of ${count} changed badges`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && admittedCount > 0 ? 0 : 1);
