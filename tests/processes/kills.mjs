// Kill -9 of signer, worker and web server in turn, at random points of a batch: 0 lost, 0 duplicated, 0 unlogged.
import {existsSync, readFileSync} from 'node:fs';
import {toApprove, until} from '../e2e/installation.mjs';
import {must, step} from '../suite.mjs';
import {post, published} from './badges.mjs';
import {start} from './installation.mjs';

/** Number of kills while badges are issued; `INSIGNIA_KILLS=200` for the long run (see docs/performance.md). */
const KILLS = Number(process.env.INSIGNIA_KILLS ?? 12);
/** Number of badges requested before each kill. */
const EACH = 5;
const BADGES = EACH * KILLS;
/** Number of concurrent posting programs. */
const POSTERS = 4;
/** The longest wait between request and kill, in milliseconds: about the time of the request. */
const WAIT = 80;
/** Probability that a just restarted part is killed during its start. */
const HASTE = 0.25;

const PARTS = ['run', 'worker', 'serve'];

export async function kills() {
  const home = await step('kills: signer, worker and web server', () => start());
  try {
    const badge = await step('kills: a badge is published', () => published(home));
    await step('kills: ceilings above what is asked for', () => {
      const told = home.insignia('key', 'ceilings', '--per-batch', '500', '--per-minute', '100000', '--per-day', '100000');
      home.approve(toApprove(told));
    });
    const got = new Map();
    const killed = {run: 0, worker: 0, serve: 0, 'in its start': 0, 'with badges unanswered': 0, 'while it logged in': 0};
    await step(`kills: ${KILLS} kills while ${BADGES} badges are issued`, async () => {
      const batch = {left: Array.from({length: BADGES}, (_, number) => badge(number)), released: 0};
      const posters = Array.from({length: POSTERS}, () => issue(home, batch, got));
      await Promise.all([...posters, kill(home, batch, got, killed)]);
    });
    await step('kills: none lost, and asked again each is the same', async () => {
      must(got.size === BADGES, `${got.size} of ${BADGES}`);
      for(const [id, text] of got) {
        const again = await until(`${id} again`, async () => (await post(home, JSON.parse(text.asked)).catch(() => ({}))).signed);
        must(JSON.stringify(again) === text.signed, `${id} is another document now`);
      }
    });
    await step('kills: none twice, none unlogged: the journal', () => {
      const {recorded, signed} = leaves(home);
      must(recorded.length === BADGES, `${recorded.length} were recorded for ${BADGES} badges`);
      must(signed.length === BADGES && new Set(signed).size === BADGES, `${signed.length} were signed`);
    });
    await step('kills: ledger and database reconcile, each with its proof', async () => {
      const verify = () => home.attempt('insignia', ['ledger', 'verify', '--config', home.at('server.toml')]);
      const good = `${BADGES} signed credentials of the database have their entries; ${BADGES} of these were opened`;
      await until('every proof in the database', () => verify().said.includes(good)).catch(error => {
        throw new Error(`${error.message}\n${verify().said}`);
      });
      const {status, said} = verify();
      must(status !== 1 && said.includes(`${BADGES} entries of credentials, ${BADGES} credentials in the database`), said);
      must(!/^WRONG/m.test(said), said);
    });
    console.log(`      killed: ${JSON.stringify(killed)}; ended by themselves: ${home.unasked.join(', ') || 'none'}`);
  } catch(error) {
    console.log(home.logs());
    throw error;
  } finally {
    await home.stop();
  }
}

/** Takes the released badges one by one, and posts each until it is signed. */
async function issue(home, batch, got) {
  while(batch.left.length > 0) {
    if(BADGES - batch.left.length >= batch.released) {
      await pause(2);
      continue;
    }
    const credential = batch.left.shift();
    const {signed} = await until(`the badge ${credential.id}`, async () => {
      const answer = await post(home, credential).catch(() => ({}));
      must(![400, 409, 422].includes(answer.status), `refused: ${JSON.stringify(answer.body)}`);
      return answer.signed && answer;
    });
    got.set(signed.id, {asked: JSON.stringify(credential), signed: JSON.stringify(signed)});
  }
}

/** Releases some badges and kills a part at a random point while they are issued, repeatedly. */
async function kill(home, batch, got, killed) {
  let hasty = false;
  for(let number = 0; number < KILLS; number += 1) {
    batch.released += EACH;
    await pause(Math.random() * WAIT);
    const part = PARTS[(hasty ? number - 1 : number) % PARTS.length];
    killed[part] += 1;
    killed['in its start'] += hasty ? 1 : 0;
    killed['with badges unanswered'] += got.size < batch.released ? 1 : 0;
    await home.kill(part);
    // Killed between the PIN and the token's answer: no further login until a person permits it.
    if(part === 'worker' && existsSync(home.at('signer/worker/login-in-progress'))) {
      killed['while it logged in'] += 1;
      home.signer('pin', 'retry');
    }
    home.begin(part);
    hasty = !hasty && Math.random() < HASTE;
    if(!hasty) {
      await until(`badge ${batch.released}`, () => got.size >= batch.released);
    }
  }
}

const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** The leaves of credentials in the journal, once for each time that they were recorded and signed. */
function leaves(home) {
  const lines = readFileSync(home.at('signer/journal.jsonl'), 'utf8').split('\n').filter(Boolean);
  const records = lines.map(line => ({...JSON.parse(line), isCredential: /"kind":"credential",/.test(line)}));
  const recorded = records.filter(({record, isCredential}) => record === 'intent' && isCredential).map(({leaf}) => leaf);
  const signed = records.filter(({record, leaf}) => record === 'outcome' && recorded.includes(leaf)).map(({leaf}) => leaf);
  return {recorded, signed};
}
