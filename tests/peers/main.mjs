// Measures Digital Bazaar's stack on Node and ours, on the same two documents, in one run. Prints a table in Markdown.
// Usage: node main.mjs PROGRAM [--batches N] [--milliseconds N]   the program insignia-measure
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {cpus, loadavg} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {Ours, pinnedLoader, root} from '../interop/ours.mjs';
import {key, withKeys} from '../differential/keys.mjs';
import {measure, tasks} from './theirs.mjs';

const {values, positionals: [program]} = parseArgs({
  allowPositionals: true, options: {batches: {type: 'string', default: '25'}, milliseconds: {type: 'string', default: '200'}}
});
const amount = {batches: Number(values.batches), milliseconds: Number(values.milliseconds)};
const answers = new Ours();
const documentLoader = withKeys((await pinnedLoader(answers)).loader);
await answers.close();

const library = name => JSON.parse(readFileSync(join(root, 'tests', 'interop', 'node_modules', ...name.split('/'), 'package.json'))).version;
const load = () => loadavg().map(value => value.toFixed(2)).join(' ');
const us = value => value >= 1000 ? `${(value / 1000).toFixed(2)} ms` : `${value.toFixed(1)} µs`;

console.log(`Machine: ${cpus()[0].model}, ${cpus().length} cores, load average ${load()} at the beginning.`);
console.log(`Node ${process.version}; ${['jsonld', 'rdf-canonize', 'jsonld-signatures', '@digitalbazaar/vc', '@digitalbazaar/data-integrity',
  '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'].map(name => `${name} ${library(name)}`).join(', ')}; ${execFileSync('rustc', ['--version']).toString().trim()}.`);
console.log(`${amount.batches} batches of ${amount.milliseconds} ms each; a call's wall time as median (least), CPU time as median; ratios of medians.\n`);
console.log('| document | task | theirs, wall | theirs, CPU | ours, wall | ours, CPU | ratio, wall | ratio, CPU |\n|---|---|---|---|---|---|---|---|');

const own = await key('Ed25519', 'peers');
for(const name of ['minimal', 'full']) {
  const path = join(root, 'credentials', 'vc', 'tests', 'fixtures', `ob3-${name}.json`);
  const ours = JSON.parse(execFileSync(program, [path, values.batches, values.milliseconds], {encoding: 'utf8'}));
  const theirTasks = await tasks(readFileSync(path, 'utf8'), own, documentLoader);
  for(const [task, mine] of Object.entries(ours)) {
    const cells = [`${us(mine.median)} (${us(mine.least)})`, us(mine.cpu)];
    if(theirTasks[task]) {
      const theirs = await measure(theirTasks[task], amount);
      const ratio = (a, b) => `${(a / b).toFixed(1)}`;
      console.log(`| ${name} | ${task} | ${us(theirs.median)} (${us(theirs.least)}) | ${us(theirs.cpu)} | ${cells.join(' | ')} | ${ratio(theirs.median, mine.median)} | ${ratio(theirs.cpu, mine.cpu)} |`);
    } else {
      console.log(`| ${name} | ${task} | | | ${cells.join(' | ')} | | |`);
    }
  }
}
console.log(`\nLoad average ${load()} at the end.`);
