// From the owner link to the first issued badge, with as few actions as the product allows.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {person} from '../desk/browser.mjs';
import {must, step} from '../suite.mjs';
import {settle} from './browser.mjs';
import {Count, CountedTab} from './count.mjs';
import {start, until} from './installation.mjs';

/** The most actions that this way may cost. */
const MOST = {clicks: 12, inputs: 11};

export async function firstBadge(browser) {
  const home = await step('first badge: an installation of its own', () => start({trial: true}));
  const count = new Count();
  try {
    await walk({home, count, owner: await person(browser)});
  } finally {
    console.log(count.by.map(action => `        ${action}`).join('\n'));
    await home.stop();
  }
}

async function walk({home, count, owner}) {
  const {tab, text} = owner;
  const counted = new CountedTab(tab, count);
  counted.passkeys(owner.devtools);
  const load = async action => {
    await Promise.all([tab.waitForEvent('load'), action()]);
    await settle(tab, true);
  };
  const atDesk = async words => until(`“${words}” at the desk`, async () => (await text()).includes(words));

  await step('first badge: the owner link and the set-up form', async () => {
    await tab.goto(home.ownerLink);
    await settle(tab, true);
    await load(() => counted.press('main form button[type=submit]'));
    await counted.fill('[name=setup_code]', home.setupCode);
    await counted.fill('[name=name]', 'Vrijhaven University of Applied Sciences');
    await counted.fill('[name=url]', 'https://www.vrijhaven.example');
    await load(() => counted.press('main form button[type=submit]'));
    must(new URL(tab.url()).pathname === '/today', `it led to ${tab.url()}: ${await text()}`);
  });

  await step('first badge: the owner becomes the first approver', async () => {
    await counted.open(`${home.desk}/enrol`);
    await counted.fill('#name', 'Ada Lovelace');
    await counted.fill('#code', home.enrolmentCode);
    await counted.press('#enrol button');
    await tab.locator('#fingerprint output').filter({hasText: /\S/}).waitFor();
    const fingerprint = await tab.locator('#fingerprint output').innerText();
    count.input('fingerprint on the host');
    confirm(home, 'Ada Lovelace', fingerprint);
  });

  await step('first badge: a badge is made and published', async () => {
    await counted.open(`${home.url}/designs/new`);
    await settle(tab, true);
    await counted.fill('[name=name]', 'Coastal Flood Modelling');
    await counted.fill('[name=description]', 'Builds a flood model of a real stretch of coast.');
    await counted.fill('[name=criteria]', 'Calibrate a model against two recorded surges.');
    await load(() => counted.press('main form button[value=publish]'));
    must(/version 1 is waiting for approval/i.test(await text()), await text());
    const design = tab.url().split('?')[0];
    await counted.open(home.desk);
    await counted.press('[data-approve]');
    await atDesk('in force');
    await until('the publication', async () => {
      await tab.goto(design);
      return /version 1 is published/i.test(await text());
    });
    await settle(tab, true);
  });

  await step('first badge: it is issued', async () => {
    await load(() => counted.press('main a[href^="/issue/"]'));
    await counted.fill('[name=name]', 'Maren');
    await counted.fill('[name=email]', 'maren@example.edu');
    await load(() => counted.press('main form button[type=submit]'));
    await until('the mail', () => home.mails().length > 0);
  });

  await step('first badge: the way costs no more actions than before', () => {
    const prompts = count.by.filter(action => action.startsWith('click: passkey prompt'));
    must(prompts.length >= 2, `only ${prompts.length} passkey prompts were counted`);
    must(count.clicks <= MOST.clicks && count.inputs <= MOST.inputs, `${count}; at most ${MOST.clicks} and ${MOST.inputs}`);
    return `${count}`;
  });
  must(owner.faults.length === 0, owner.faults.join('; '));
  await owner.close();
}

/** A person at a terminal of the signer's host types the fingerprint of a new passkey. */
function confirm(home, name, fingerprint) {
  const config = join(home.data, 'signer', 'signer.toml');
  const command = `${join(home.bin, 'insignia-signer')} approver confirm "${name}" --config ${config}`;
  const done = spawnSync('script', ['-qec', command, '/dev/null'], {input: `${fingerprint}\n`, encoding: 'utf8'});
  must(done.status === 0 && /Confirmed/.test(done.stdout), `${done.status}: ${done.stdout}${done.stderr}`);
}
