// The documents from which all others are made.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root, vectors} from '../interop/ours.mjs';

const read = path => JSON.parse(readFileSync(path, 'utf8'));

/** By name: unsigned and signed credentials, an endorsement, a status list, and 1EdTech's. */
export function seeds() {
  const own = name => read(join(root, 'credentials', 'vc', 'tests', 'fixtures', name));
  const full = own('ob3-full.json');
  const found = {
    minimal: own('ob3-minimal.json'),
    full,
    signed: own('ob3-minimal-signed.json'),
    endorsement: full.endorsement[0],
    'status list': own('status-list-credential.json')
  };
  const official = vectors('1edtech-ob30');
  for(const name of readdirSync(official).filter(file => file.endsWith('.json')).sort()) {
    found[`1EdTech ${name}`] = read(join(official, name));
  }
  return found;
}

/** Every term and every type of the contexts, and those that the documents use. */
export function vocabulary(contexts) {
  const terms = new Set();
  const types = new Set();
  const collect = context => {
    for(const [name, definition] of Object.entries(context ?? {})) {
      if(name.startsWith('@')) {
        continue;
      }
      (/^[A-Z1]/.test(name) ? types : terms).add(name);
      for(const scoped of [definition?.['@context']].flat()) {
        if(scoped !== null && typeof scoped === 'object') {
          collect(scoped);
        }
      }
    }
  };
  for(const document of contexts.values()) {
    [document['@context']].flat().forEach(collect);
  }
  return {terms: [...terms], types: [...types], urls: [...contexts.keys()]};
}
