// The verifier of the page Verify in Chromium, from a plain file server: what it loads, what it sends, what it shows.
import {readFileSync, readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import {dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {open} from './browser.mjs';
import {must, step} from '../suite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const site = join(root, 'site', 'verifier');
export const unvouched = readFileSync(join(here, 'fixtures', 'unvouched.json'), 'utf8');
/** A badge of a domain, and the domain's document. */
const [badge, document] = readFileSync(join(root, 'fuzz', 'corpus', 'credential', 'signed'), 'utf8').split('\0');
const DOCUMENT = 'https://badges.northfield.example/issuers/7f3a/did.json';
/** All of the small build and of the page's modules, compressed, in bytes. */
const MOST = 420_000;

const KINDS = {'.js': 'text/javascript', '.wasm': 'application/wasm'};
const WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";
/** As the application sends it (`app/src/backend/shell.rs`). */
const PAGE = "default-src 'self'; script-src 'nonce-x' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src 'self' https:; worker-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const HTML = `<!doctype html><html lang="en"><title>Verify</title><script type="module" src="/verifier/page.js" nonce="x"></script>
<main><div class="split"><form data-verify method="post" action="/verify" enctype="multipart/form-data">
<input type="file" name="file"><textarea name="credential"></textarea><input name="recipient"><input type="file" name="ledger_proof">
<button type="submit">Check this badge</button></form></div></main></html>`;

/** Serves the files of `site`, and what `answers` has in addition, by path. */
export async function serve(answers = {}) {
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0];
    const send = (kind, body, more = {}) => response.writeHead(200, {'content-type': kind, ...more}).end(body);
    const file = path.startsWith('/verifier/') && path.slice('/verifier/'.length);
    if(answers[path]) {
      const {kind, body} = answers[path](request);
      send(kind, body);
    } else if(path === '/verify' && request.method === 'GET') {
      send('text/html', HTML, {'content-security-policy': PAGE});
    } else if(path === '/verify') {
      send('text/html', '<!doctype html><main>The server has it.</main>');
    } else if(file && readdirSync(site).includes(file)) {
      send(KINDS[extname(file)] ?? 'text/plain', readFileSync(join(site, file)), file === 'worker.js' ? {'content-security-policy': WORKER} : {});
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {url: `http://localhost:${server.address().port}`, close: () => server.close()};
}

/** A tab, the requests that it made, and its console errors. */
async function visit(browser, served, others = () => undefined) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const [requests, errors] = [[], []];
  tab.on('pageerror', error => errors.push(error.message));
  tab.on('console', message => message.type() === 'error' && errors.push(message.text()));
  context.on('request', request => requests.push({method: request.method(), url: request.url(), body: request.postData() ?? ''}));
  // No request leaves this machine.
  await context.route(url => url.origin !== served.url && url.protocol.startsWith('http'), route => {
    const body = others(route.request().url());
    return body ? route.fulfill({body, headers: {'access-control-allow-origin': '*'}}) : route.abort();
  });
  await tab.goto(`${served.url}/verify`);
  await tab.waitForFunction(() => globalThis.document.documentElement.dataset.verifier === 'browser');
  return {tab, requests, errors, close: () => context.close()};
}

/** Verifies a text, and returns what the page shows. */
async function check(tab, text, recipient = '') {
  await tab.fill('[name=credential]', text);
  await tab.fill('[name=recipient]', recipient);
  await tab.click('[type=submit]');
  await tab.locator('#verdict, [data-verify-message]').first().waitFor();
  return (await tab.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** No request has the badge's proof or the recipient, in any encoding that a URL or a form uses. */
function nothingOf(requests, text, recipient) {
  const {proof} = JSON.parse(text);
  const secrets = [[proof].flat()[0].proofValue, recipient].filter(Boolean);
  for(const {method, url, body} of requests) {
    must(method === 'GET' && body === '', `${method} ${url}`);
    must(!secrets.some(secret => decodeURIComponent(url).includes(secret)), `${url} has the badge's proof or the recipient`);
  }
}

export async function verifier() {
  const browser = await open();
  try {
    await walk(browser);
  } finally {
    await browser.close();
  }
}

async function walk(browser) {
  const {paths} = await step('the verifier has its size', sizes);
  must(paths.includes('verifier_bg.wasm.br'), paths.join());

  await step('nothing of WebAssembly is loaded before the form is used', async () => {
    const served = await serve();
    const {tab, requests, close} = await visit(browser, served);
    await tab.waitForLoadState('networkidle');
    must(!requests.some(({url}) => url.endsWith('.wasm')), 'the page loads it');
    const loaded = tab.waitForRequest(request => request.url().endsWith('verifier_bg.wasm'));
    await tab.focus('[name=credential]');
    await loaded;
    await close();
    served.close();
  });

  await step('a badge that needs no other document is checked without network, and nothing of it is sent', async () => {
    const served = await serve();
    const {tab, requests, errors, close} = await visit(browser, served);
    const recipient = 'somebody@example.edu';
    const shown = await check(tab, unvouched, recipient);
    must(/nobody vouches|Somebody else’s/.test(shown) && /The badge was sent nowhere\./.test(shown), shown);
    must(/None\. The badge contains everything that was checked\./.test(shown), shown);
    nothingOf(requests, unvouched, recipient);
    must(requests.every(({url}) => url.startsWith(`${served.url}/`)), requests.map(({url}) => url).join());
    must(errors.filter(error => !/404/.test(error)).length === 0, errors.join('; '));
    const report = await tab.evaluate(async () => (await fetch(globalThis.document.querySelector('[data-report]').href)).json()).catch(() => undefined);
    const [file] = await Promise.all([tab.waitForEvent('download'), tab.click('[data-report]')]);
    const kept = JSON.parse(readFileSync(await file.path(), 'utf8'));
    must(kept.checks.length > 5 && kept.checkedAt && (!report || report.verdict === kept.verdict), JSON.stringify(kept));
    must(shown.includes(`Checked with ${served.url}/verify`), shown);
    await close();
    served.close();
  });

  await step('the worker can send nothing', async () => {
    const served = await serve();
    const {tab, close} = await visit(browser, served);
    const [worker] = await Promise.all([tab.waitForEvent('worker'), tab.focus('[name=credential]')]);
    const sent = await worker.evaluate(url => fetch(url).then(() => 'sent', error => error.name), `${served.url}/verify`);
    must(sent === 'TypeError', sent);
    await close();
    served.close();
  });

  await step('documents of another site are read by the browser, and the requests are listed', async () => {
    const served = await serve();
    const others = url => url === DOCUMENT && document;
    const {tab, requests, close} = await visit(browser, served, others);
    const shown = await check(tab, badge);
    must(/Issued by badges\.northfield\.example/.test(shown) && !/as fetched by/.test(shown), shown);
    must(shown.includes(`${DOCUMENT} – by this browser`), shown);
    nothingOf(requests, badge);
    await close();
    served.close();
  });

  await step('where a site does not answer browsers, the installation asks it, and the verdict names the installation', async () => {
    const served = await serve({
      '/verify/settings': request => ({kind: 'application/json', body: JSON.stringify({own: `http://${request.headers.host}`})}),
      '/fetch': request => ({kind: 'application/octet-stream', body: new URL(request.url, 'http://x').searchParams.get('url') === DOCUMENT ? document : ''})
    });
    const {tab, requests, close} = await visit(browser, served);
    const shown = await check(tab, badge);
    const host = new URL(served.url).host;
    must(shown.includes(`badges.northfield.example/issuers/7f3a, as fetched by ${host}`), shown);
    must(shown.includes(`${DOCUMENT} – by ${host}, on this browser’s behalf`), shown);
    nothingOf(requests, badge);
    await close();
    served.close();
  });

  await step('a badge with other vocabularies is checked by the larger build', async () => {
    const served = await serve();
    const {tab, requests, close} = await visit(browser, served);
    const other = JSON.parse(unvouched);
    other['@nest'] = {};
    await check(tab, JSON.stringify(other));
    must(await tab.locator('#verdict').count() === 1, 'there is no verdict');
    must(requests.some(({url}) => url.endsWith('verifier-general_bg.wasm')), 'the small build decided');
    nothingOf(requests, unvouched);
    await close();
    served.close();
  });

  await step('the address of a badge’s page on this site is understood, one on another site is asked only after a click', async () => {
    const at = '/credentials/01JBADGE';
    const served = await serve({[at]: () => ({kind: 'application/vc', body: unvouched})});
    const elsewhere = 'https://school.example/badges/7';
    const {tab, requests, close} = await visit(browser, served, url => url === elsewhere && unvouched);
    must(/Download the badge’s file/.test(await check(tab, elsewhere)), 'it does not explain');
    must(!requests.some(({url}) => url === elsewhere), 'the other site was asked');
    await tab.click('[data-verify-message] button');
    await tab.locator('#verdict').waitFor();
    must(requests.some(({url}) => url === elsewhere), 'the other site was not asked');
    await tab.goto(`${served.url}/verify`);
    await tab.waitForFunction(() => globalThis.document.documentElement.dataset.verifier === 'browser');
    const shown = await check(tab, served.url + at);
    must(/nobody vouches/.test(shown) && shown.includes(`${served.url}${at} – by this browser`), shown);
    await close();
    served.close();
  });

  await step('a link with the address of a badge of this site starts the check, one with another address only fills in the form', async () => {
    const at = '/credentials/01JBADGE';
    const elsewhere = 'https://school.example/credentials/7';
    const served = await serve({[at]: () => ({kind: 'application/vc', body: unvouched})});
    const {tab, requests, close} = await visit(browser, served, url => url === elsewhere && unvouched);
    for(const other of [elsewhere, `${served.url}/claim/0123`, `${served.url}${at}?x`, `${served.url}.evil.example${at}`, '/verify']) {
      await tab.goto(`${served.url}/verify?badge=${encodeURIComponent(other)}`);
      await tab.waitForLoadState('networkidle');
      must(await tab.locator('#verdict, [data-verify-message]').count() === 0, `${other} was checked`);
      must(!requests.some(({url}) => url === other), `${other} was fetched`);
    }
    await tab.goto(`${served.url}/verify?badge=${served.url}${at}`);
    await tab.locator('#verdict').waitFor();
    must(requests.some(({url}) => url === served.url + at), 'the badge was not fetched');
    nothingOf(requests, unvouched);
    await close();
    served.close();
  });

  await step('where the verifier cannot start, the page states it, and posts the badge only after a click', async () => {
    const served = await serve();
    const {tab, requests, close} = await visit(browser, served);
    await tab.route('**/*.wasm', route => route.abort());
    const shown = await check(tab, unvouched);
    must(/This browser could not make the check/.test(shown), shown);
    must(!requests.some(({method}) => method === 'POST'), 'it was posted');
    await Promise.all([tab.waitForEvent('load'), tab.click('[data-verify-message] button')]);
    must(/The server has it/.test(await tab.locator('main').innerText()), 'it was not posted');
    must(await tab.title() === '', await tab.title());
    await close();
    served.close();
  });
}

/** What a browser loads for a check, compressed. The larger build has no limit: few badges need it. */
async function sizes() {
  const paths = readdirSync(site).filter(name => name.endsWith('.br') && !name.startsWith('verifier-general'));
  const bytes = paths.map(name => readFileSync(join(site, name)).length).reduce((sum, one) => sum + one, 0);
  must(bytes <= MOST, `${bytes} bytes are more than ${MOST}`);
  console.log(`      ${bytes} bytes`);
  return {paths};
}
