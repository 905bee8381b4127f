// Prints the time from the click to the verdict, with an empty cache and with a full one. Not a test: a busy machine is slow.
// Usage: node bench.mjs [RUNS]   after `make site`
import {open} from './browser.mjs';
import {serve, unvouched} from './verifier.mjs';

const runs = Number(process.argv[2] ?? 10);
const served = await serve();
const browser = await open();
const times = {'cold: nothing loaded before the click': [], 'cold: code loaded while the badge is pasted': [], 'warm: code in the cache': []};
const [cold, pasted, warm] = Object.values(times);

for(let run = 0; run < runs; run += 1) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  cold.push(await clicked(tab, 0));
  warm.push(await clicked(tab, 1000));
  await context.close();
  const other = await browser.newContext();
  pasted.push(await clicked(await other.newPage(), 1000));
  await other.close();
}
for(const [name, values] of Object.entries(times)) {
  values.sort((a, b) => a - b);
  const at = share => Math.round(values[Math.min(values.length - 1, Math.floor(values.length * share))]);
  console.log(`${name}: median ${at(0.5)} ms, 90 % within ${at(0.9)} ms, ${values.length} runs`);
}
await browser.close();
served.close();

/** Milliseconds from the click to the verdict, measured in the page. `pause`: between the use of the form and the click. */
async function clicked(tab, pause) {
  await tab.goto(`${served.url}/verify`);
  await tab.waitForFunction(() => globalThis.document.documentElement.dataset.verifier === 'browser');
  return tab.evaluate(async ({text, pause}) => {
    const form = globalThis.document.querySelector('form');
    form.elements.credential.value = text;
    if(pause > 0) {
      form.elements.credential.focus();
      await new Promise(resolve => setTimeout(resolve, pause));
    }
    const begun = performance.now();
    const shown = new Promise(resolve => new MutationObserver(() => {
      if(globalThis.document.querySelector('#verdict')) {
        resolve(performance.now() - begun);
      }
    }).observe(globalThis.document.body, {childList: true, subtree: true}));
    form.requestSubmit();
    return shown;
  }, {text: unvouched, pause});
}
