// Checks the downloads of the browser journey with Digital Bazaar's libraries.
// Usage: node judge.mjs DIR...   each DIR holding badge.json, badge.png, badge.svg, status.json
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {check as judge, close, must} from '../suite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

// The pinned contexts of this project, by address. Nothing is fetched.
const pinned = new Map([
  ['https://www.w3.org/ns/credentials/v2', 'credentials-v2.jsonld'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'ob-3.0.3.jsonld']
].map(([url, file]) => [url, JSON.parse(readFileSync(join(root, 'contexts', file), 'utf8'))]));

async function didKeyDocument(did) {
  const key = did.slice('did:key:'.length);
  const id = `${did}#${key}`;
  const method = {id, type: 'Multikey', controller: did, publicKeyMultibase: key};
  await Ed25519Multikey.from(method);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did, verificationMethod: [method], assertionMethod: [id]
  };
}

function loader(statusList) {
  return async url => {
    const [base, fragment] = url.split('#');
    if(pinned.has(url)) {
      return {contextUrl: null, documentUrl: url, document: pinned.get(url)};
    }
    if(base.startsWith('did:key:')) {
      const document = await didKeyDocument(base);
      const method = {'@context': 'https://w3id.org/security/multikey/v1', ...document.verificationMethod[0]};
      return {contextUrl: null, documentUrl: url, document: fragment ? method : document};
    }
    if(url === statusList.id) {
      return {contextUrl: null, documentUrl: url, document: statusList};
    }
    throw new Error(`nobody may fetch ${url}`);
  };
}

const suite = () => new DataIntegrityProof({cryptosuite});

async function verify(credential, statusList) {
  const documentLoader = loader(statusList);
  const result = await vc.verifyCredential({
    credential, suite: suite(), documentLoader,
    checkStatus: options => checkStatus({
      ...options, documentLoader, suite: suite(), verifyBitstringStatusListCredential: true
    })
  });
  return result;
}

function reason(result) {
  return JSON.stringify(result.error?.errors?.map(e => e.message) ?? result.error?.message ?? result.statusResult);
}

// iTXt by the PNG specification, 11.3.3.4; independent of the product's own reader.
function textOfPng(bytes) {
  let at = 8;
  while(at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if(type === 'iTXt' && data.toString('latin1', 0, data.indexOf(0)) === 'openbadgecredential') {
      must(data.subarray(data.indexOf(0), data.indexOf(0) + 5).equals(Buffer.alloc(5)), 'the iTXt header is not five zero bytes');
      return data.toString('utf8', data.indexOf(0) + 5);
    }
    at += length + 12;
  }
  throw new Error('no openbadgecredential chunk');
}

function textOfSvg(text) {
  const found = /<openbadges:credential[^>]*><!\[CDATA\[([\s\S]*?)\]\]><\/openbadges:credential>/.exec(text);
  must(found, 'no openbadges:credential element');
  return found[1];
}

/** Every place of a JSON value that contains no further object or array. */
function* leaves(value, path = []) {
  if(value !== null && typeof value === 'object') {
    for(const key of Object.keys(value)) {
      yield* leaves(value[key], [...path, key]);
    }
  } else {
    yield path;
  }
}

function altered(value, path) {
  const copy = structuredClone(value);
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], copy);
  const old = parent[last];
  parent[last] = typeof old === 'string' ? `${old}x` : typeof old === 'number' ? old + 1 : !old;
  return copy;
}

for(const folder of process.argv.slice(2)) {
  const read = name => readFileSync(join(folder, name));
  const badge = JSON.parse(read('badge.json').toString('utf8'));
  const statusList = JSON.parse(read('status.json').toString('utf8'));
  const label = folder.split('/').at(-1);

  await judge(`${label}: badge.json verifies with its status`, async () => {
    const result = await verify(badge, statusList);
    must(result.verified, reason(result));
  });
  await judge(`${label}: the status list verifies`, async () => {
    const result = await vc.verifyCredential({
      credential: statusList, suite: suite(), documentLoader: loader(statusList)
    });
    must(result.verified, reason(result));
  });
  await judge(`${label}: badge.png carries the same credential`, async () => {
    must(isDeepStrictEqual(JSON.parse(textOfPng(read('badge.png'))), badge), 'it differs from badge.json');
  });
  await judge(`${label}: badge.svg carries the same credential`, async () => {
    must(isDeepStrictEqual(JSON.parse(textOfSvg(read('badge.svg').toString('utf8'))), badge), 'it differs from badge.json');
  });
  await judge(`${label}: every altered claim is refused`, async () => {
    const accepted = [];
    for(const path of leaves(badge)) {
      const result = await verify(altered(badge, path), statusList);
      if(result.verified) {
        accepted.push('/' + path.join('/'));
      }
    }
    must(accepted.length === 0, `accepted when altered: ${accepted.join(', ')}`);
  });
}

close();
