// What each kind of page loads, as the browser counts it: bytes over the wire, with brotli, and an empty cache.
import {open, page, settle} from './browser.mjs';
import {start, until} from './installation.mjs';
import {Member, claimLink, found, publish} from './member.mjs';
import {check, must, step} from '../suite.mjs';

/** Most bytes of script on a page without islands. */
const SCRIPT = 1_000;
/** Most bytes of script on the page Verify before the reader uses its form. The wasm of the verifier has its own limit. */
const VERIFY = 9_000;
/** Most bytes of script and wasm on a page with islands. */
const ISLANDS = 207_000;
/** Most bytes of a page of the workspace in all: document, script, wasm and stylesheet. Fonts and pictures come on top. */
const WORKSPACE = 230_000;

/** Visits a page with an empty cache. Returns what it loaded, by kind, and the faults in it. */
async function load(browser, home, cookie, path) {
  const {tab, context, faults} = await page(browser, {javaScriptEnabled: true});
  if(cookie) {
    const [name, value] = cookie.split('=');
    await context.addCookies([{name, value, url: home.url}]);
  }
  const answer = await tab.goto(home.url + path);
  must(answer.status() === 200, `${path} answered ${answer.status()}`);
  await settle(tab, true);
  const files = await tab.evaluate(() => performance.getEntries()
    .filter(entry => entry.entryType === 'resource' || entry.entryType === 'navigation')
    .map(({name, encodedBodySize, decodedBodySize}) => ({path: new URL(name).pathname, encodedBodySize, decodedBodySize})));
  const islands = await tab.locator('leptos-island').count();
  await context.close();
  const of = pattern => files.filter(file => pattern.test(file.path));
  const sum = list => list.reduce((all, file) => all + file.encodedBodySize, 0);
  const scripts = of(/\.(js|wasm)$/);
  for(const file of [...scripts, ...of(/\.css$/)]) {
    must(file.encodedBodySize < file.decodedBodySize, `${file.path} is not compressed`);
    // The verifier's modules name one another, and are asked for again.
    must(/^\/verifier\/|-[0-9a-f]{10}\./.test(file.path), `${file.path} has no digest in its name`);
  }
  must(of(/\.js$/).length > 0 && sum(scripts) > 0, `the browser counted no script on ${path}`);
  return {
    islands, faults, wasm: of(/\.wasm$/).length, scripts: sum(scripts), style: sum(of(/\.css$/)),
    document: sum(files.filter(file => file.path === path)), fonts: sum(of(/\.woff2$/)), pictures: sum(of(/\.svg$|\/image$/))
  };
}

const told = found => `script and wasm ${found.scripts}, style ${found.style}, document ${found.document}, ` +
  `fonts ${found.fonts}, pictures ${found.pictures} bytes`;

export async function sizes() {
  const home = await step('sizes: an installation of its own', () => start({trial: true}));
  const browser = await open();
  try {
    const pages = await step('sizes: a badge is published and issued', () => everyKind(home));
    for(const {kind, cookie, path, shown} of pages) {
      await check(`sizes: ${kind}: ${shown}`, async () => {
        const size = await load(browser, home, cookie, path);
        must(size.faults.length === 0, size.faults.join('; '));
        const workspace = size.document + size.scripts + size.style;
        if(kind === 'workspace with islands') {
          must(size.islands > 0 && size.wasm === 1, `${size.islands} islands, ${size.wasm} wasm`);
          must(size.scripts <= ISLANDS, `${size.scripts} bytes of script and wasm`);
        } else {
          must(size.islands === 0 && size.wasm === 0, `${size.islands} islands, ${size.wasm} wasm`);
          must(size.scripts <= (kind === 'verify' ? VERIFY : SCRIPT), `${size.scripts} bytes of script`);
        }
        must(!kind.startsWith('workspace') || workspace <= WORKSPACE, `${workspace} bytes in all`);
        return told(size);
      });
    }
    await step('sizes: a file with a digest in its name is kept, others are asked for again', () => caching(home));
  } finally {
    await browser.close();
    await home.stop();
  }
}

/** Pages of each kind, after a badge was issued. */
async function everyKind(home) {
  const member = new Member(home.url);
  await member.post(new URL(home.ownerLink).pathname, {});
  await found(member);
  const design = await publish(member, home.approve);
  const form = design.replace('/designs/', '/issue/');
  const request = /name="request"[^>]*value="([^"]+)"/.exec((await member.get(form)).text)[1];
  const issued = await member.post(form, {form_token: await member.token(form), request, name: 'Maren', email: 'maren@example.edu'});
  const badge = issued.to.split('?')[0];
  const mail = await until('the mail', () => home.mails()[0]);
  const claim = new URL(claimLink(mail)).pathname;
  await member.post(`${claim}/public`, {public: 'yes'});
  const issuer = /\/issuers\/[0-9A-Z]{26}/.exec((await member.get('/')).text)[0];
  const kinds = {
    verify: ['/verify'],
    public: ['/', '/sign-in', '/trial-mode', issuer, `${design.replace('/designs/', '/achievements/')}/1`,
      badge.replace('/register/', '/credentials/')],
    learner: [claim],
    'workspace without islands': ['/today', '/designs', '/issue', '/register', badge, '/keys/alerts', '/institution'],
    'workspace with islands': ['/designs/new', design, form, '/keys']
  };
  return Object.entries(kinds).flatMap(([kind, paths]) => paths.map(path => ({
    kind, path, cookie: kind.startsWith('workspace') ? member.cookie : '', shown: path.replace(/[0-9A-Z]{26}|[0-9a-f]{32}/, '…')
  })));
}

async function caching(home) {
  const html = await (await fetch(`${home.url}/designs/new`)).text();
  const front = await (await fetch(home.url)).text();
  must(!/\.wasm/.test(front) && !/\.wasm/.test(html), 'a page for strangers names the wasm');
  const named = [...front.matchAll(/(?:href|src)="(\/(?:pkg|fonts|art)\/[^"#]+)/g)].map(match => match[1]);
  must(named.length >= 5, `the page names ${named}`);
  for(const path of named) {
    const {status, headers} = await fetch(home.url + path);
    must(status === 200 && headers.get('cache-control') === 'public, max-age=31536000, immutable', `${path}: ${status} ${headers.get('cache-control')}`);
  }
  for(const path of ['/style.css', '/art/favicon.svg', '/fonts/besley-latin.woff2']) {
    const {status, headers} = await fetch(home.url + path);
    must(status === 200 && headers.get('cache-control') === 'no-cache', `${path}: ${status} ${headers.get('cache-control')}`);
  }
  const gone = await fetch(`${home.url}/pkg/page-0000000000.js`);
  must(gone.status === 404 && !/immutable/.test(gone.headers.get('cache-control')), 'a file that is missing is kept');
  const [script] = named.filter(path => path.endsWith('.js'));
  for(const coding of ['br', 'gzip']) {
    const {headers} = await fetch(home.url + script, {headers: {'accept-encoding': coding}});
    must(headers.get('content-encoding') === coding, `${script} as ${coding}: ${headers.get('content-encoding')}`);
    must(/accept-encoding/i.test(headers.get('vary')), 'a shared cache may mix up the codings');
  }
}
