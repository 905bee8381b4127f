// The questions to both builds: our own examples, and the official vectors. Where the right answer is
// known, it is listed with the question, so that two builds with the same wrong answer are found too.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root, vectors} from '../interop/ours.mjs';

const text = (...path) => readFileSync(join(...path), 'utf8');
const base64 = (...path) => readFileSync(join(...path)).toString('base64');

/** 1 December 2026. */
export const NOW = 1796083200000;

export function* questions() {
  yield* own();
  yield* w3c();
  yield* officialBadges();
}

function* own() {
  const corpus = join(root, 'fuzz', 'corpus');
  const files = folder => readdirSync(join(corpus, folder)).sort().map(name => [`${folder}/${name}`, join(corpus, folder, name)]);
  const fixtures = join(root, 'credentials', 'vc', 'tests', 'fixtures');
  for(const name of readdirSync(fixtures).filter(file => file.endsWith('.json')).sort()) {
    const bytes = text(fixtures, name);
    yield {name: `canonical form of ${name}`, ask: {ask: 'canonical', text: bytes}};
    yield {name: `general path of ${name}`, ask: {ask: 'general', text: bytes}};
    yield {name: `canonical form of ${name}, SHA-384`, ask: {ask: 'canonical', text: bytes, hash: 'SHA-384'}};
    yield {name: `RFC 8785 of ${name}`, ask: {ask: 'jcs', text: bytes}};
  }
  for(const [name, path] of [...files('canonical'), ...files('json')]) {
    yield {name: `canonical form of ${name}`, ask: {ask: 'canonical', text: text(path)}};
  }
  for(const [name, path] of files('credential')) {
    const [credential, document, list] = text(path).split('\0');
    const supplies = {};
    if(document) {
      supplies['https://badges.northfield.example/issuers/7f3a/did.json'] = document;
      supplies['https://badges.northfield.example/status/r-03'] = list ?? '';
    }
    const ask = {ask: 'report', bytes: Buffer.from(credential).toString('base64'), now: NOW, supplies};
    yield {name: `report on ${name}`, ask, is: answer => document ? answer.report?.verdict === 'valid' : answer.report?.verdict !== 'valid'};
  }
  const credential = text(fixtures, 'ob3-minimal-signed.json');
  for(const [name, path] of [...files('png'), ...files('svg')]) {
    yield {name: `baking into ${name}`, ask: {ask: 'bake', picture: base64(path), credential}};
    yield {name: `report on ${name}`, ask: {ask: 'report', bytes: base64(path), now: NOW}};
  }
  for(const [name, path] of files('status_list').filter(([name]) => !name.endsWith('bytes'))) {
    yield {name: `bits of ${name}`, ask: {ask: 'status-list', text: text(path)}};
  }
  for(const [name, path] of files('multikey')) {
    yield {name: `key ${name}`, ask: {ask: 'multikey', text: text(path)}};
  }
}

function* w3c() {
  const contexts = vectors('contexts');
  const extra = {'https://www.w3.org/ns/credentials/examples/v2': text(contexts, 'credentials-examples-v2.jsonld')};
  for(const repository of ['w3c-vc-di-eddsa', 'w3c-vc-di-ecdsa']) {
    const folder = vectors(repository);
    for(const suite of readdirSync(folder, {withFileTypes: true}).filter(entry => entry.isDirectory()).map(entry => entry.name)) {
      const signed = readdirSync(join(folder, suite)).find(name => /^signed.*\.json$/.test(name));
      if(!signed) {
        continue;
      }
      const curve = suite.match(/p\d+$/)?.[0];
      const key = JSON.parse(text(folder, curve ? `${curve}KeyPair.json` : 'keyPair.json')).publicKeyMultibase;
      const document = JSON.parse(text(folder, suite, signed));
      const ask = {ask: 'verify-proof', text: JSON.stringify(document), key, extra};
      yield {name: `${repository} ${suite}: the proof`, ask, is: answer => answer.verified === true};
      const changed = {...document, name: `${document.name}x`};
      yield {name: `${repository} ${suite}: changed`, ask: {...ask, text: JSON.stringify(changed)}, is: answer => answer.refused === 'proof'};
      const {proof, ...unsecured} = document;
      const canonical = text(folder, suite, readdirSync(join(folder, suite)).find(name => name.startsWith('canonDoc')));
      const hash = curve === 'p384' ? 'SHA-384' : 'SHA-256';
      yield suite.includes('jcs')
        ? {name: `${repository} ${suite}: canonical JSON`, ask: {ask: 'jcs', text: JSON.stringify(unsecured)}, is: answer => answer.jcs === canonical}
        : {
          name: `${repository} ${suite}: canonical N-Quads`, ask: {ask: 'canonical', text: JSON.stringify(unsecured), extra, hash},
          is: answer => answer.nquads === canonical
        };
    }
  }
}

// The outcomes in the README of the documents, as far as one document can show them. Nobody publishes the issuer's key,
// so even the valid ones end as "could not be checked". The tokens name no key at all and follow a draft; they are
// read, and never valid.
function* officialBadges() {
  const folder = vectors('1edtech-ob30');
  for(const name of readdirSync(folder).filter(file => !file.endsWith('.md')).sort()) {
    const refused = /err|noproof/.test(name);
    const isToken = /jwt/.test(name);
    const ask = {ask: 'report', bytes: base64(folder, name), now: NOW};
    yield {name: `report on 1EdTech's ${name}`, ask, is: answer => answer.report && (isToken ? answer.report.verdict !== 'valid' : /^not-/.test(answer.report.verdict) === refused)};
    if(name.endsWith('.json')) {
      yield {name: `canonical form of 1EdTech's ${name}`, ask: {ask: 'canonical', text: text(folder, name)}};
    }
  }
}
