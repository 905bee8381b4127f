// Our side of a comparison: sends questions to the program insignia-answers, line by line.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A folder of official test data. */
export function vectors(folder) {
  return join(root, 'tests', 'vectors', folder);
}

/** Answers come in the order of the questions, so several questions may be pending. */
export class Ours {
  #waiting = [];
  #program;

  constructor() {
    const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
    this.#program = spawn(join(target, 'debug', 'insignia-answers'), {stdio: ['pipe', 'pipe', 'inherit']});
    this.#program.on('error', error => this.#end(error));
    this.#program.on('exit', (code, signal) => this.#end(new Error(`insignia-answers ended (${signal ?? code})`)));
    createInterface({input: this.#program.stdout}).on('line', line => this.#waiting.shift().resolve(JSON.parse(line)));
  }

  async ask(question) {
    const answer = new Promise((resolve, reject) => this.#waiting.push({resolve, reject}));
    this.#program.stdin.write(JSON.stringify(question) + '\n');
    const said = await answer;
    if(said.misunderstood) {
      throw new Error(`insignia-answers does not understand: ${said.misunderstood}`);
    }
    return said;
  }

  async close() {
    const ended = once(this.#program, 'exit');
    this.#program.stdin.end();
    await ended;
  }

  #end(error) {
    for(const {reject} of this.#waiting.splice(0)) {
      reject(error);
    }
  }
}

/** The embedded contexts of our program, as a document loader that fetches nothing. */
export async function pinnedLoader(ours) {
  const {contexts} = await ours.ask({ask: 'contexts'});
  const documents = new Map(Object.entries(contexts).map(([url, text]) => [url, JSON.parse(text)]));
  const loader = async url => {
    if(!documents.has(url)) {
      throw new Error(`nobody may fetch ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: documents.get(url), tag: 'static'};
  };
  return {loader, documents};
}
