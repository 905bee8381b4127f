// The files of real situations and of the official vectors, each with the documents that its folder has for it.
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';
import {root, vectors} from '../interop/ours.mjs';

/** The longest badge that the page Verify takes. */
const MOST = 8 * 1024 * 1024;
/** Files that describe a situation. */
const NOT_A_BADGE = /^(README.*|LICENSE.*|(world.*|no-documents|expected|source)\.txt|expect\.json|.*\.md)$/;

/** Each file, without documents and with those of each list of documents in its folder. */
export function* cases() {
  const folders = [vectors('cases'), join(root, 'tests', 'cases'), vectors('1edtech-ob30'), vectors('w3c-vc-di-eddsa'), vectors('w3c-vc-di-ecdsa')];
  const shared = join(root, '..', 'shared', 'cases');
  for(const folder of [...folders, ...existsSync(shared) ? [shared] : []]) {
    yield* within(folder);
  }
}

function* within(folder) {
  const names = readdirSync(folder).sort();
  const worlds = names.filter(name => /^world.*\.txt$/.test(name));
  for(const name of names) {
    const path = join(folder, name);
    const found = statSync(path);
    if(found.isDirectory()) {
      yield* within(path);
    } else if(!NOT_A_BADGE.test(name) && found.size <= MOST) {
      const bytes = readFileSync(path);
      yield {name: relative(root, path), bytes, supplies: {}};
      for(const world of worlds) {
        yield {name: `${relative(root, path)} with ${world}`, bytes, supplies: documents(folder, world)};
      }
    }
  }
}

/** Lines of address and file name. */
function documents(folder, world) {
  const lines = readFileSync(join(folder, world), 'utf8').split('\n').map(line => line.trim().split(/\s+/));
  const found = lines.filter(([url, file]) => url && file && existsSync(join(folder, file)));
  return Object.fromEntries(found.map(([url, file]) => [url, readFileSync(join(folder, file), 'utf8')]));
}
