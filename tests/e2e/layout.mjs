// Every page at four widths with names that are long, or in other scripts: nothing is wider than the screen, axe finds
// nothing in either theme, and the menu bar keeps its height. No page, mail or help text has a word that STYLE.md excludes.
import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {accessible, out, page, settle} from './browser.mjs';
import {start, toApprove, until} from './installation.mjs';
import {Member} from './member.mjs';
import {must, step} from '../suite.mjs';

const WIDTHS = [320, 360, 768, 1440];
/** The widths at which axe looks too. */
const EXAMINED = [360, 1440];
/** Height of the menu bar of the workspace below 960 px, in CSS pixels. */
const BAR = 80;

/** Words that mark a translated sentence (STYLE.md). */
const EXCLUDED = /\b(says|tells|told|stands|whoever|whom|anew|for good|for ever|to be had|in other hands|by itself|goes by|at hand|beside)\b.{0,40}/i;

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const badges = [
  {name: long, description: `${long} ${long}`, criteria: `# ${long}\n\n1. ${long}\n2. \`${long}${long}\``, tags: long.slice(0, 60)},
  {
    name: 'شهادة في النمذجة الساحلية للفيضانات', description: 'يبني نموذجًا للفيضانات ويعايره ويدافع عنه.',
    criteria: '1. معايرة النموذج\n2. عرضه', tags: 'فيضان'
  },
  {
    name: 'Chứng chỉ mô hình hoá lũ lụt ven biển 🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊🌊',
    description: 'Xây dựng, hiệu chỉnh và bảo vệ một mô hình lũ lụt 👩‍🔬👩‍🔬👩‍🔬.', criteria: '1. Hiệu chỉnh mô hình.', tags: 'lũ'
  }
];
const people = [long, 'محمد بن عبد الله بن عبد الرحمن', `Nguyễn Thị ${'🎓'.repeat(40)}`];

export async function layout(browser) {
  const home = await step('layout: insignia up starts', () => start({trial: process.getuid() !== 0}));
  try {
    await walk(browser, home);
  } finally {
    await home.stop();
  }
}

async function walk(browser, home) {
  const member = new Member(home.url);
  const made = {designs: [], credentials: []};
  await step('layout: an institution, badges and people with long and foreign names exist', () => fill(home, member, made));
  const claim = await until('a claim link', () => claimLink(home));
  const badge = await until('a signed badge', async () => {
    const answer = await fetch(`${claim}/badge.json`);
    return answer.ok && answer.json();
  });
  const own = new URL(badge.credentialSubject.achievement.id).pathname;
  const pages = {
    '/': 'anybody', '/sign-in': 'anybody', '/verify': 'anybody', '/trial-mode': 'anybody', '/nothing-here': 'anybody',
    [own]: 'anybody', [new URL(claim).pathname]: 'anybody',
    '/today': 'member', '/designs': 'member', '/designs/new': 'member', '/issue': 'member', '/register': 'member',
    '/keys': 'member', '/keys/alerts': 'member', '/institution': 'member',
    ...Object.fromEntries(made.designs.flatMap(design => [[design, 'member'], [design.replace('/designs/', '/issue/'), 'member']])),
    ...Object.fromEntries(made.credentials.map(credential => [credential, 'member']))
  };
  const {tab, context} = await page(browser, {javaScriptEnabled: true});
  const anybody = await page(browser, {javaScriptEnabled: true});
  const [name, value] = member.cookie.split('=');
  await context.addCookies([{name, value, url: home.url}]);
  mkdirSync(join(out, 'layout'), {recursive: true});
  for(const [path, who] of Object.entries(pages)) {
    const title = path.replace(/[0-9A-Z]{26}|[0-9a-f]{32}/g, '…');
    await step(`layout: ${title} fits every width, and axe finds nothing`, async () => {
      const use = who === 'member' ? tab : anybody.tab;
      await use.goto(home.url + path);
      await settle(use, true);
      await examine(use, path);
    });
  }
  await step('layout: a refused form and a verdict fit every width, and axe finds nothing', async () => {
    await tab.goto(`${home.url}/designs/new`);
    await settle(tab, true);
    await tab.fill('[name=name]', long.repeat(3));
    await tab.fill('[name=tags]', long);
    await submit(tab, 'main form button[value=save]');
    await examine(tab, 'refused-design');
    await anybody.tab.goto(`${home.url}/verify`);
    await settle(anybody.tab, true);
    await anybody.tab.fill('[name=credential]', JSON.stringify(badge));
    await anybody.tab.fill('[name=recipient]', long);
    await anybody.tab.locator('main form button[type=submit]').first().click();
    await anybody.tab.locator('.verdict').waitFor();
    await examine(anybody.tab, 'verdict');
  });
  await step('layout: the menu bar keeps its height on a short page', async () => {
    await tab.setViewportSize({width: 700, height: 1600});
    await tab.goto(`${home.url}/issue`);
    await settle(tab, true);
    const {height} = await tab.locator('header.binding').boundingBox();
    must(height <= BAR, `the menu bar is ${height} px high; at most ${BAR} px are wanted`);
  });
  await step('layout: the signer’s desk fits every width, and axe finds nothing', async () => {
    for(const path of ['/', '/enrol']) {
      await anybody.tab.goto(home.desk + path);
      await anybody.tab.waitForLoadState('load');
      await examine(anybody.tab, `desk${path}`);
    }
  });
  await step('layout: no mail or help text has a word that the style excludes', async () => {
    for(const mail of home.mails()) {
      plainly('a mail', decoded(mail).replace(/<[^>]*>/g, ' '));
    }
    for(const program of ['insignia', 'insignia-signer', 'insignia-desk', 'insignia-token']) {
      helps(join(home.bin, program), []);
    }
  });
  await context.close();
  await anybody.context.close();
}

/** Checks the help of a command and of its subcommands. */
function helps(program, words) {
  const {stdout} = spawnSync(program, [...words, '--help'], {encoding: 'utf8'});
  plainly([program, ...words].join(' '), stdout);
  const [, commands = ''] = /\nCommands:\n((?: +\S.*\n)+)/.exec(stdout) ?? [];
  for(const [, name] of commands.matchAll(/^ {2}([a-z-]+)/gm)) {
    if(name !== 'help' && words.length < 3) {
      helps(program, [...words, name]);
    }
  }
}

function plainly(where, text) {
  const found = EXCLUDED.exec(text.replace(/\s+/g, ' '));
  must(!found, `${where} has a word that the style excludes: “${found?.[0]}”`);
}

async function submit(tab, selector) {
  await Promise.all([tab.waitForEvent('load'), tab.locator(selector).first().click()]);
  await settle(tab, true);
}

/** Nothing is wider than the screen at any width, and axe finds nothing at two of them. */
async function examine(tab, name) {
  plainly(name, await tab.evaluate(() => `${document.title} ${document.body.textContent}`));
  const file = name.replace(/^\//, '').replace(/[^a-z-]+/gi, '-') || 'front';
  for(const width of WIDTHS) {
    await tab.setViewportSize({width, height: 900});
    const over = await tab.evaluate(() => {
      const root = document.documentElement;
      const wide = [...document.querySelectorAll('body *')].find(one => one.getBoundingClientRect().right > root.clientWidth + 1);
      return root.scrollWidth > root.clientWidth ? `${root.scrollWidth - root.clientWidth} px: ${wide?.outerHTML.slice(0, 120)}` : '';
    });
    await tab.screenshot({path: join(out, 'layout', `${file}-${width}.png`), fullPage: true});
    must(over === '', `${name} is wider than ${width} px by ${over}`);
    if(EXAMINED.includes(width)) {
      await accessible(tab);
    }
  }
}

async function fill(home, member, made) {
  const opened = await member.post(new URL(home.ownerLink).pathname, {});
  must(opened.to === '/setup', `the owner link led to ${opened.to}`);
  const founded = await member.post('/setup', {
    form_token: await member.token('/setup'), name: `Hochschule ${long}`,
    url: 'https://www.vrijhaven.example', description: `${long} ${badges[1].description}`
  }, {multipart: true});
  must(founded.to?.startsWith('/designs/new'), `set-up answered ${founded.status}`);
  for(const badge of badges) {
    const published = await member.post('/designs/new', {
      form_token: await member.token('/designs/new'), ...badge, achievement_type: 'Course', caption: badge.name, art: 'chevron', action: 'publish'
    }, {multipart: true});
    must(/^\/designs\/[0-9A-Z]{26}/.test(published.to ?? ''), `publishing answered ${published.status}: ${findings(published.text)}`);
    made.designs.push(published.to.split('?')[0]);
  }
  // The last badge stays unapproved: its page shows a version that waits.
  for(const design of made.designs.slice(0, -1)) {
    home.approve(toApprove((await member.get(design)).text));
    await until('the publication', async () => /is published/.test((await member.get(design)).text));
  }
  for(const [place, name] of people.entries()) {
    const path = made.designs[place % (made.designs.length - 1)].replace('/designs/', '/issue/');
    const {text} = await member.get(path);
    const field = wanted => new RegExp(`name="${wanted}"[^>]*value="([^"]+)"`).exec(text)?.[1];
    const issued = await member.post(path, {
      form_token: field('form_token'), request: field('request'), name, email: `learner${place}@${'sub-domain.'.repeat(8)}example.edu`
    });
    must(/^\/register\/[0-9A-Z]{26}/.test(issued.to ?? ''), `issuing answered ${issued.status}: ${findings(issued.text)}`);
    made.credentials.push(issued.to.split('?')[0]);
  }
  await until('the signatures', async () => home.mails().length >= people.length);
}

/** The claim link of the newest mail. */
function claimLink(home) {
  const text = decoded(home.mails().at(-1));
  return /http:\/\/localhost:\d+\/claim\/[0-9a-f]{32}/.exec(text)?.[0];
}

/** The texts of a mail's parts. */
function decoded(mail) {
  return mail.split('\r\n\r\n').slice(1).map(part => Buffer.from(part.split('\r\n--')[0], 'base64').toString('utf8')).join('\n');
}

/** What the page of a refused form reports. */
function findings(html) {
  return [...html.matchAll(/<[^>]*class="finding[^>]*>(.*?)<\/(?:p|div|li)>/g)].map(([, inner]) => inner.replace(/<[^>]*>/g, ' ')).join('; ');
}
