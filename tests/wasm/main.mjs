// Compares the wasm32 build, in Node, with the native one: the same answers to the same questions, and the right ones.
// Then compares the verifier of the page Verify with the native library, which the command line and the VC API call.
// Usage: node main.mjs ANSWERS VERIFIER VERIFIER-GENERAL   the modules that wasm-bindgen generated for Node
import {createRequire} from 'node:module';
import {isDeepStrictEqual} from 'node:util';
import {Ours} from '../interop/ours.mjs';
import {check, close, must} from '../suite.mjs';
import {cases} from './cases.mjs';
import {verify} from './page.mjs';
import {NOW, questions} from './questions.mjs';

const load = createRequire(import.meta.url);
const [wasm, small, general] = process.argv.slice(2).map(load);
const native = new Ours();

for(const {name, ask, is} of questions()) {
  await check(name, async () => {
    const here = JSON.parse(wasm.answer(JSON.stringify(ask)));
    const there = await native.ask(ask);
    must(isDeepStrictEqual(here, there), `wasm says ${brief(here)}, native says ${brief(there)}`);
    must(!is || is(here), `both say ${brief(here)}`);
  });
}

const used = {small: 0, general: 0};
const trusted = ['did:key:z6Mki3dyGQdGswYUrKRgaUzDksUKVVUGyDxiji2iTe9WKirN'];
for(const recipient of [undefined, 'maren@example.edu']) {
  await check(`page, command line and VC API report the same on every file${recipient ? ', with a recipient' : ''}`, async () => {
    const wrong = [];
    for(const {name, bytes, supplies} of cases()) {
      const options = {now: NOW, supplies, trusted, ...recipient && {recipient}};
      const page = verify({small, general}, bytes, options);
      used[page.build] += 1;
      const ask = {ask: 'report', bytes: bytes.toString('base64'), ...options};
      const {report} = await native.ask(ask);
      if(!isDeepStrictEqual(page.report, report)) {
        wrong.push(`${name}: the page has ${brief(page.report)}, the command line ${brief(report)}`);
      }
      // The VC API verifies other credentials too, of which the page states that they are no badges.
      const api = (await native.ask({...ask, anyCredential: true})).report;
      if(page.report.verdict !== 'not-a-credential' && !isDeepStrictEqual(facts(page.report), facts(api))) {
        wrong.push(`${name}: the page has ${brief(facts(page.report))}, the VC API ${brief(facts(api))}`);
      }
    }
    must(used.small > 100 && used.general > 0, JSON.stringify(used));
    must(wrong.length === 0, `${wrong.length} differ\n${wrong.slice(0, 5).join('\n')}`);
    return `${used.small} by the small build, ${used.general} by the larger one`;
  });
}

/** The checks with outcome and code, and the facts. */
function facts({verdict, identity, checks, badge, revoked}) {
  return {verdict, identity, badge, revoked, checks: checks.map(({name, outcome, code}) => ({name, outcome, code}))};
}

function brief(answer) {
  return JSON.stringify(answer).slice(0, 600);
}

await native.close();
close();
