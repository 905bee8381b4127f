// Compares the wasm32 build, in Node, with the native one: the same answers to the same questions, and the right ones.
// Usage: node main.mjs MODULE   the module that wasm-bindgen generated for Node
import {createRequire} from 'node:module';
import {isDeepStrictEqual} from 'node:util';
import {Ours} from '../interop/ours.mjs';
import {check, close, must} from '../suite.mjs';
import {questions} from './questions.mjs';

const wasm = createRequire(import.meta.url)(process.argv[2]);
const native = new Ours();

for(const {name, ask, is} of questions()) {
  await check(name, async () => {
    const here = JSON.parse(wasm.answer(JSON.stringify(ask)));
    const there = await native.ask(ask);
    must(isDeepStrictEqual(here, there), `wasm says ${brief(here)}, native says ${brief(there)}`);
    must(!is || is(here), `both say ${brief(here)}`);
  });
}

function brief(answer) {
  return JSON.stringify(answer).slice(0, 600);
}

await native.close();
close();
