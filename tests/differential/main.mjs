// Compares our canonical form with jsonld.js (safe mode) and rdf-canonize, over mutated documents: identical N-Quads,
// or both refuse, or ours reports that it does not cover the form, or the difference is one of those listed in
// judge.mjs. Our general path is tested in addition to the fast one.
// Usage: node main.mjs [--seed N] [--documents N]. The same seed yields the same documents; `make test` uses a fixed
// one, so that its result is reproducible, and other seeds search further.
import {parseArgs} from 'node:util';
import {Ours, pinnedLoader} from '../interop/ours.mjs';
import {check, close, must} from '../suite.mjs';
import {judge} from './judge.mjs';
import {MUTATIONS, mutated} from './mutate.mjs';
import {Random} from './random.mjs';
import {REGRESSIONS} from './regressions.mjs';
import {seeds, vocabulary} from './seeds.mjs';
import {shrunk} from './shrink.mjs';
import {fromValue, toText} from './tree.mjs';
import {vary} from './vary.mjs';

const {values} = parseArgs({options: {seed: {type: 'string', default: '1'}, documents: {type: 'string', default: '4000'}}});
const seed = Number(values.seed);
const random = new Random(seed);
const ours = new Ours();
const {loader, documents} = await pinnedLoader(ours);
const words = vocabulary(documents);
const trees = all => Object.entries(all).map(([name, value]) => ({name, tree: fromValue(value)}));
const sources = trees(seeds());
console.log(`differential: seed ${seed}, ${values.documents} documents`);

for(const {name, tree} of [...sources, ...trees(REGRESSIONS)]) {
  await check(name, async () => {
    const judged = await judge(tree, ours, loader);
    must(judged.verdict, report(tree, judged, []));
    return judged.verdict;
  });
}

const count = new Map();
const used = new Map(Object.keys(MUTATIONS).map(name => [name, 0]));
const failures = [];

await check('mutated documents', async () => {
  for(let made = 0; made < Number(values.documents) && failures.length < 5; made += 1) {
    const source = made % 3 === 0 ? random.pick(sources) : random.pick(sources.slice(0, 5));
    const base = random.chance(0.5) ? vary(source.tree, random) : source.tree;
    const {tree, done} = mutated(base, random, words);
    done.forEach(name => used.set(name, used.get(name) + 1));
    const judged = await judge(tree, ours, loader);
    if(judged.verdict) {
      count.set(judged.verdict, (count.get(judged.verdict) ?? 0) + 1);
      continue;
    }
    const smallest = await shrunk(tree, async smaller => (await judge(smaller, ours, loader)).verdict === null);
    failures.push(report(smallest, await judge(smallest, ours, loader), [source.name, ...done]));
  }
  must(failures.length === 0, `\n${failures.join('\n')}`);
  return [...count].sort((a, b) => b[1] - a[1]).map(([name, number]) => `\n        ${number} ${name}`).join('') + '\n     ';
});

await check('the documents were neither all refused nor all spared', () => {
  const all = Number(values.documents);
  must((count.get('same') ?? 0) > all / 5, 'fewer than a fifth were canonicalised');
  must((count.get('refused') ?? 0) > all / 20, 'fewer than a twentieth were refused');
  must((count.get('not covered') ?? 0) < all / 4, 'more than a quarter were not covered');
  const unused = [...used].filter(([, number]) => number === 0).map(([name]) => name);
  must(all < 500 || unused.length === 0, `never tried: ${unused.join(', ')}`);
});

await ours.close();
close();

function report(tree, judged, done) {
  const lines = said => said.nquads === undefined ? [`refuses: ${said.refused}, ${said.says}`] : said.nquads.trimEnd().split('\n');
  const all = {ours: lines(judged.ours), 'our general path': lines(judged.general), 'jsonld.js': lines(judged.theirs)};
  const inAll = line => Object.values(all).every(own => own.includes(line));
  const said = Object.entries(all).map(([name, own]) => [`${name}, ${own.length} lines, those that not all have:`, ...own.filter(line => !inAll(line))].join('\n  '));
  return `--- a difference that nobody explained (seed ${seed}; ${done.join(', ')}). Smallest document:\n${toText(tree)}\n${said.join('\n')}`;
}
